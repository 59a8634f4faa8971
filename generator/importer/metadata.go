package importer

import (
	"strings"

	"gongkai/generator/field"
	"gongkai/generator/number"
	"gongkai/generator/source"
)

// readHead takes over the front matter of a Markdown file.
func (d *draft) readHead() {
	for _, e := range d.page.head {
		row, ok := field.Lookup(0, e.Name)
		if !ok {
			d.removed = append(d.removed, Removed{Line: e.At.Line, Text: e.Name + ": " + e.Value.Text, Reason: string(unknownField), apart: true})
			continue
		}
		if e.Value.Form == source.Empty {
			continue
		}
		value := e.Value
		d.stateFrom(row.ID, &fact{values: []string{e.Value.Text}, whole: &value, origin: FromBlock, confidence: 1, line: e.At.Line, quote: e.Name})
	}
}

// readMeta takes over the meta elements of a page that follows the page norm;
// one without ArticleTitle describes the site, not the document.
func (d *draft) readMeta() {
	standard := false
	for _, p := range d.page.meta {
		standard = standard || strings.EqualFold(p.label, "ArticleTitle")
	}
	for _, p := range d.page.meta {
		row, ok := field.Lookup(0, p.label)
		if !ok || !fieldsOfBlocks(row) {
			continue
		}
		switch row.ID {
		case field.Title, field.Published, field.Source:
		case field.Keywords, field.Summary:
			if !standard || runes(p.value) > summaryRunesMax || alike(p.value) == alike(d.page.title) {
				continue
			}
		default:
			continue
		}
		values, ok := readValue(row, p.value)
		if ok && len(values) > 0 {
			d.stateFrom(row.ID, &fact{values: values, origin: FromBlock, confidence: 0.9, quote: "meta " + p.label})
		}
	}
}

// summaryRunesMax is how long a 内容概述 may be; longer descriptions are the
// beginning of the text.
const summaryRunesMax = 100

// readBlocks finds the metadata blocks of a page. A line counts in the head of
// the page, before the running text; a table of at least two labels anywhere.
func (d *draft) readBlocks() {
	reply := d.mayBeReply()
	alone, led := d.labelsAlone(reply), d.labelsLead(reply)
	for i, b := range d.page.blocks {
		if b.gone != "" || b.note != "" {
			continue
		}
		head, foot := i < d.from || b.outside, i >= d.to
		switch {
		case !b.isParagraph():
			d.readTable(b, head || foot, reply)
		case head:
			if !d.readSplit(i, reply, alone) && !d.readLine(b, reply) && !d.readPieces(b, reply) && led {
				d.readLed(b, reply)
			}
		case foot:
			d.readFoot(b)
		}
	}
}

// readFoot reads the byline under the text.
func (d *draft) readFoot(b *block) {
	pairs, ok := pairsOf(strings.Trim(b.text, "()（）[]【】"), false)
	if !ok {
		return
	}
	for _, p := range pairs {
		if p.label.row != nil && p.label.row.ID != field.Source {
			return // the end of a text may define anything
		}
	}
	d.take(b, pairs)
}

// take records the values of a block and takes it out of the body; what it
// says beyond them stays there.
func (d *draft) take(b *block, pairs []stated) {
	why, rest := notKept[pairs[0].label.other], []string(nil)
	for _, p := range pairs {
		if p.label.row == nil {
			d.note(b, p)
			continue
		}
		why = becameMetadata
		values, ok := readValue(p.label.row, p.value)
		if !ok {
			d.warn(b.line, "“%s”的值“%s”读不懂，留在正文里", p.label.row.Label, p.value)
			rest = append(rest, p.name, p.value)
			continue
		}
		if len(values) > 0 {
			d.state(p.label.row.ID, FromBlock, 1, &block{line: b.line, text: p.label.row.Label + "：" + p.value}, values...)
		}
	}
	d.leave(b, why, rest)
}

// note lists a value that no field keeps.
func (d *draft) note(b *block, p stated) {
	if why := notKept[p.label.other]; p.value != "" && why == unknownField {
		d.warn(b.line, "“%s：%s”没有对应的字段，没有导入", p.label.other, p.value)
	}
}

// leave drops a block, but for the words that nobody understood: they stand in
// its place as a paragraph.
func (d *draft) leave(b *block, why reason, rest []string) {
	if len(rest) == 0 {
		d.drop(b, why)
		return
	}
	gone := b.text
	for _, piece := range rest {
		gone = strings.Replace(gone, piece, "", 1)
	}
	d.removed = append(d.removed, Removed{Line: b.line, Text: oneLine(gone), Reason: string(why)})
	kept := newParagraph(strings.Join(rest, " "), b.line)
	b.node, b.text = kept.node, kept.text
	if d.page.markdown {
		b.node, b.raw = nil, kept.text
	}
}

// readTable reads a table, a definition list or a list of pairs.
func (d *draft) readTable(b *block, edge, reply bool) {
	pairs, strange, ok := tablePairs(b.rows(), reply)
	if !ok || len(pairs) < 2 || !edge && len(pairs) < 3 {
		return
	}
	for _, p := range pairs {
		if p.label.row == nil {
			d.note(b, p)
			continue
		}
		values, ok := readValue(p.label.row, p.value)
		if !ok {
			d.warn(b.line, "“%s”的值“%s”读不懂，留在正文里", p.label.row.Label, p.value)
			strange = append(strange, p.name, p.value)
			continue
		}
		if len(values) > 0 {
			d.state(p.label.row.ID, FromBlock, 1, &block{line: b.line, text: p.label.row.Label + "：" + p.value}, values...)
		}
	}
	d.leave(b, becameMetadata, strange)
}

// tablePairs reads rows of label and value cells. strange are cells it cannot
// place. ok is false for a table of other content: most rows of a metadata
// block begin with a label, and none is a row of labels above rows of values.
func tablePairs(rows [][]string, reply bool) (pairs []stated, strange []string, ok bool) {
	if pairs := columnPairs(rows, reply); pairs != nil {
		return pairs, nil, true
	}
	colons := needColons(rows, reply)
	labelled, filled := 0, 0
	for _, row := range rows {
		if isRule(row) || squeezed(strings.Join(row, "")) == "" {
			continue
		}
		filled++
		found, rest := rowPairs(row, reply, colons)
		if len(found) > 0 {
			labelled++
		}
		empty := 0
		for _, p := range found {
			if p.value == "" {
				empty++
			}
		}
		if len(found) > 1 && empty == len(found) && !colons && len(rows) > 1 && !strings.Contains(strings.Join(row, ""), "：") {
			return nil, nil, false // the head of a table of documents
		}
		pairs, strange = append(pairs, found...), append(strange, rest...)
	}
	return pairs, strange, filled > 0 && labelled*3 >= filled*2
}

// columnPairs reads a row of labels above one row of values; one of them is
// the index number, else it is a list of one document.
func columnPairs(rows [][]string, reply bool) []stated {
	var filled [][]string
	for _, row := range rows {
		if !isRule(row) && squeezed(strings.Join(row, "")) != "" {
			filled = append(filled, row)
		}
	}
	if len(filled) != 2 || len(filled[0]) != len(filled[1]) {
		return nil
	}
	var pairs []stated
	numbered := false
	for i, cell := range filled[0] {
		l, _, ok := readLabel(cell, reply)
		if !ok {
			return nil
		}
		numbered = numbered || l.row != nil && l.row.ID == field.Number && number.ParseIndex(filled[1][i]).Shape != number.NoShape
		pairs = append(pairs, stated{l, cell, filled[1][i]})
	}
	if !numbered {
		return nil
	}
	return pairs
}

// needColons tells whether the labels of a table end in colons: then a cell
// without one is a value, whatever it says.
func needColons(rows [][]string, reply bool) bool {
	with, without := 0, 0
	for _, row := range rows {
		for _, cell := range row {
			if _, colon, ok := readLabel(cell, reply); ok {
				if colon {
					with++
				} else {
					without++
				}
			}
		}
	}
	return with > without
}

// rowPairs reads one row: a label, its value in the next cell that is not
// empty and no label; or both in one cell.
func rowPairs(row []string, reply, colons bool) (pairs []stated, strange []string) {
	open := false
	for _, cell := range row {
		if cell == "" {
			continue
		}
		if l, colon, ok := readLabel(cell, reply); ok && (colon || !colons) && !(open && !colon && l.row == nil) {
			pairs, open = append(pairs, stated{label: l, name: cell}), true
			continue
		}
		if inner, ok := pairsOf(cell, reply); ok {
			pairs, open = append(pairs, inner...), false
			continue
		}
		if open {
			pairs[len(pairs)-1].value, open = cell, false
			continue
		}
		strange = append(strange, cell)
	}
	return pairs, strange
}
