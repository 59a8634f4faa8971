package office

import (
	"fmt"
	"strconv"
	"strings"
)

// Bounds of one table.
const (
	columnsMax = 200
	cellsMax   = 200_000
)

// cell is one w:tc in the grid.
type cell struct {
	column, span, rows int
	node               *node
	continues          bool // vMerge without restart: part of the cell above
}

// table writes one w:tbl with its merged cells as colspan and rowspan.
func (w *wordReader) table(b *strings.Builder, n *node) {
	grid := w.grid(n)
	joinRows(grid)
	b.WriteString("<table>\n")
	for _, row := range grid {
		b.WriteString("<tr>")
		for _, c := range row {
			if c.continues {
				continue
			}
			b.WriteString("<td")
			if c.span > 1 {
				fmt.Fprintf(b, ` colspan="%d"`, c.span)
			}
			if c.rows > 1 {
				fmt.Fprintf(b, ` rowspan="%d"`, c.rows)
			}
			b.WriteString(">")
			w.blocks(b, c.node)
			b.WriteString("</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
}

// grid lays the cells of a table out by column.
func (w *wordReader) grid(n *node) [][]*cell {
	var out [][]*cell
	count := 0
	for _, tr := range rowsOf(n, nil) {
		if deleted := tr.at("trPr", "del"); deleted != nil {
			w.seen[sawDeletion]++
			continue
		}
		column := number(tr.at("trPr", "gridBefore").attr("val"), 0)
		var row []*cell
		if column > 0 {
			row = append(row, &cell{column: 0, span: column, rows: 1})
		}
		for _, tc := range cellsOf(tr, nil) {
			c := &cell{column: column, span: number(tc.at("tcPr", "gridSpan").attr("val"), 1), rows: 1, node: tc}
			if merge := tc.at("tcPr", "vMerge"); merge != nil {
				c.continues = merge.attr("val") != "restart"
			}
			if count++; column+c.span > columnsMax || count > cellsMax {
				break
			}
			column += c.span
			row = append(row, c)
		}
		out = append(out, row)
	}
	return out
}

// joinRows gives each cell that begins a vertical merge its height. A cell that
// continues nothing, or holds words of its own, stands for itself.
func joinRows(grid [][]*cell) {
	open := map[int]*cell{}
	for _, row := range grid {
		now := map[int]*cell{}
		for _, c := range row {
			above := open[c.column]
			if c.continues && above != nil && above.span == c.span && strings.TrimSpace(c.node.words()) == "" {
				above.rows++
				now[c.column] = above
				continue
			}
			c.continues = false
			now[c.column] = c
		}
		open = now
	}
}

// rowsOf and cellsOf look through the wrappers that forms and tracked changes
// put around rows and cells.
func rowsOf(n *node, out []*node) []*node { return through(n, "tr", out) }

func cellsOf(n *node, out []*node) []*node { return through(n, "tc", out) }

func through(n *node, name string, out []*node) []*node {
	for _, k := range n.kids {
		switch k.name {
		case name:
			out = append(out, k)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			out = through(k, name, out)
		}
	}
	return out
}

// number reads a small count.
func number(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < otherwise || n > columnsMax {
		return otherwise
	}
	return n
}
