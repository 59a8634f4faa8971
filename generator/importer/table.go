package importer

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of one table.
const (
	columnsMax = 200
	rowsMax    = 20_000
	areaMax    = 2_000_000
)

// cell is one cell in the grid of a table.
type cell struct {
	node          *html.Node // td or th
	row, column   int
	height, width int
}

// grid is a table without overlaps: every place knows the cell that covers it.
type grid struct {
	cells  []*cell
	places [][]*cell
	width  int
	area   int // places given away, to bound tables that overlap themselves
}

// flattenTables makes every table of the body one that Markdown can write:
// merged cells are taken apart, cells hold one line.
func (d *draft) flattenTables() {
	kept := d.kept()
	for _, b := range kept {
		if !b.isTable() {
			continue
		}
		g := readGrid(b.node)
		g.collapse()
		above, below := g.spanning()
		d.plain(b, g)
		repeated := g.write(b.node)
		if repeated.count > 0 {
			d.added += repeated.words
			d.warn(b.line, "表格有合并单元格，Markdown 写不了，拆开后有 %d 格重复写了内容，请核对", repeated.count)
		}
		d.around(b, above, below)
	}
}

// readGrid lays the cells of a table out, as a browser does.
func readGrid(table *html.Node) *grid {
	g := &grid{}
	var rows []*html.Node
	for tr := range descendants(table, atom.Tr) {
		rows = append(rows, tr)
	}
	rows = rows[:min(len(rows), rowsMax)]
	g.places = make([][]*cell, len(rows))
	for y, tr := range rows {
		x := 0
		for td := range children(tr) {
			if td.DataAtom != atom.Td && td.DataAtom != atom.Th {
				continue
			}
			for g.at(y, x) != nil {
				x++
			}
			c := &cell{node: td, row: y, column: x, width: span(td, "colspan", columnsMax-min(x, columnsMax-1)), height: span(td, "rowspan", len(rows)-y)}
			g.put(c)
			x += c.width
		}
	}
	return g
}

func (g *grid) at(y, x int) *cell {
	if y < len(g.places) && x < len(g.places[y]) {
		return g.places[y][x]
	}
	return nil
}

func (g *grid) put(c *cell) {
	if g.area += c.width * c.height; g.area > areaMax {
		c.width, c.height = 1, 1
	}
	g.cells = append(g.cells, c)
	for y := c.row; y < c.row+c.height; y++ {
		for len(g.places[y]) < c.column+c.width {
			g.places[y] = append(g.places[y], nil)
		}
		for x := c.column; x < c.column+c.width; x++ {
			if g.places[y][x] == nil {
				g.places[y][x] = c
			}
		}
	}
	g.width = max(g.width, c.column+c.width)
}

func span(td *html.Node, key string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(attribute(td, key)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, max(1, most))
}

// collapse drops columns and rows at which no cell begins: a table whose cells
// all span the same two columns is a table of half as many.
func (g *grid) collapse() {
	starts := make([]bool, g.width)
	for _, c := range g.cells {
		starts[c.column] = true
	}
	begun := make([]bool, len(g.places))
	for _, c := range g.cells {
		begun[c.row] = true
	}
	var places [][]*cell
	for y, row := range g.places {
		if !begun[y] {
			continue
		}
		var line []*cell
		for x := range g.width {
			if !starts[x] {
				continue
			}
			if x < len(row) {
				line = append(line, row[x])
			} else {
				line = append(line, nil)
			}
		}
		places = append(places, line)
	}
	g.places = places
	g.width = 0
	for _, s := range starts {
		if s {
			g.width++
		}
	}
}

// spanning takes rows of a single cell off both ends of the table: they are a
// caption above it or a note below it, and read exactly so as paragraphs.
func (g *grid) spanning() (above, below []*html.Node) {
	single := func(row []*cell) (*html.Node, bool) {
		if len(row) < 2 || row[0] == nil {
			return nil, false
		}
		for _, c := range row {
			if c != row[0] {
				return nil, false
			}
		}
		return row[0].node, row[0].height == 1
	}
	for len(g.places) > 1 {
		n, ok := single(g.places[0])
		if !ok {
			break
		}
		above, g.places = append(above, n), g.places[1:]
	}
	for len(g.places) > 1 {
		n, ok := single(g.places[len(g.places)-1])
		if !ok {
			break
		}
		below, g.places = append(below, n), g.places[:len(g.places)-1]
	}
	slices.Reverse(below)
	return above, below
}

// plain makes the content of each cell one line.
func (d *draft) plain(b *block, g *grid) {
	lists, nested, several := 0, 0, 0
	for _, c := range g.cells {
		if holds(c.node, atom.Table) {
			nested++
		}
		if holds(c.node, atom.Li) {
			lists++
		}
		paragraphs := 0
		for k := range c.node.Descendants() {
			if k.DataAtom == atom.P || k.DataAtom == atom.Br {
				paragraphs++
			}
		}
		if paragraphs > 1 {
			several++
		}
		inlined(c.node)
	}
	if several > 0 {
		d.warn(b.line, "表格有 %d 格分段，各段接成了一行，请核对", several)
	}
	if nested > 0 {
		d.warn(b.line, "表格里还有表格，里面的内容排成了一行，请核对")
	}
	if lists > 0 {
		d.warn(b.line, "表格里有列表，排成了一行，请核对")
	}
}

// inlined unwraps the blocks inside a cell; a space stands between them.
func inlined(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Br:
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, c)
			n.RemoveChild(c)
		case c.Type == html.ElementNode:
			inlined(c)
			if blocky(c) {
				if c.PrevSibling != nil {
					n.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, c)
				}
				unwrap(c)
			}
		case c.Type == html.TextNode:
			c.Data = strings.ReplaceAll(c.Data, "\n", " ")
		}
		c = next
	}
}

// repetition counts the cells that had to be written again.
type repetition struct {
	count int
	words string
}

// write rebuilds the table from its grid.
func (g *grid) write(table *html.Node) (again repetition) {
	for table.FirstChild != nil {
		table.RemoveChild(table.FirstChild)
	}
	seen := map[*cell]bool{}
	for _, row := range g.places {
		tr := element(atom.Tr)
		for _, c := range row {
			td := element(atom.Td)
			if c != nil {
				for k := range c.node.ChildNodes() {
					td.AppendChild(deepCopy(k))
				}
				if seen[c] && words(c.node) != "" {
					again.count++
					again.words += words(c.node)
				}
				seen[c] = true
			}
			tr.AppendChild(td)
		}
		table.AppendChild(tr)
	}
	return again
}

// around puts captions and notes of a table beside it in the page.
func (d *draft) around(b *block, above, below []*html.Node) {
	if len(above)+len(below) == 0 {
		return
	}
	at := slices.Index(d.page.blocks, b)
	var before, after []*block
	for _, n := range above {
		before = append(before, cellParagraph(n, b.line))
	}
	for _, n := range below {
		after = append(after, cellParagraph(n, b.line))
	}
	rest := append(append(before, b), after...)
	d.page.blocks = slices.Concat(d.page.blocks[:at], rest, d.page.blocks[at+1:])
	b.text = words(b.node)
}

func cellParagraph(td *html.Node, line int) *block {
	p := element(atom.P)
	for td.FirstChild != nil {
		c := td.FirstChild
		td.RemoveChild(c)
		p.AppendChild(c)
	}
	return &block{node: p, text: words(p), line: line, look: look{center: true}}
}
