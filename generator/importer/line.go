package importer

import (
	"strings"
)

// The lines of a head that are a label with its value, in their many writings.

// readLine reads a paragraph of pairs.
func (d *draft) readLine(b *block, reply bool) bool {
	pairs, ok := pairsOf(b.text, reply)
	if ok && b.node != nil {
		// elements side by side may leave no space between a value and the next label
		if apart := spaced(b.node); apart != b.text {
			if more, _ := pairsOf(apart, reply); len(more) > len(pairs) {
				pairs, b.text = more, apart
			}
		}
	}
	if ok {
		d.take(b, pairs)
	}
	return ok
}

// readPieces reads labels and values in elements or between tabs of one line,
// without colons between them.
func (d *draft) readPieces(b *block, reply bool) bool {
	if b.node == nil {
		return false
	}
	cells := pieces(b.node)
	if len(cells) == 1 {
		cells = tabbed(b.node)
	}
	pairs, strange := rowPairs(cells, reply, false)
	if len(pairs) == 0 || len(strange) > 0 || pairs[0].value == "" && len(cells) < 3 {
		return false
	}
	d.take(b, pairs)
	return true
}

// readLed reads a line that begins with a label and a space.
func (d *draft) readLed(b *block, reply bool) {
	if l, name, value := leading(b.text, reply); l.row != nil {
		d.take(b, []stated{{l, name, value}})
	}
}

// leading gives the longest label that a line begins with and what follows the
// space after it.
func leading(text string, reply bool) (best label, name, value string) {
	for i, r := range text {
		if i > leadBytesMax {
			break
		}
		if r != ' ' {
			continue
		}
		if l, _, ok := readLabel(text[:i], reply); ok && l.row != nil {
			best, name, value = l, text[:i], strings.TrimSpace(text[i:])
		}
	}
	return best, name, value
}

// labelsLead tells a head in which several lines begin with a label and a
// space: then they are pairs.
func (d *draft) labelsLead(reply bool) bool {
	n := 0
	for _, b := range d.page.blocks[:d.from] {
		if l, _, _ := leading(b.text, reply); l.row != nil && b.isParagraph() {
			n++
		}
	}
	return n >= labelsAloneMin
}

// readSplit reads a label and its value in blocks of their own. A label
// followed by a label has no value.
func (d *draft) readSplit(i int, reply, alone bool) bool {
	b := d.page.blocks[i]
	l, colon, ok := readLabel(b.text, reply)
	if !ok || !colon && !alone {
		return false
	}
	if i+1 == len(d.page.blocks) {
		d.drop(b, becameMetadata)
		return true
	}
	next := d.page.blocks[i+1]
	_, _, isLabel := readLabel(next.text, reply)
	_, isPair := pairsOf(next.text, reply)
	if isLabel || isPair || !next.isParagraph() || next.gone != "" || runes(next.text) > 120 || i+1 >= d.from && !next.outside {
		d.drop(b, becameMetadata)
		return true
	}
	value := next.text
	b.text += value
	next.text, next.gone = "", becameMetadata // its words are those of b now
	d.take(b, []stated{{l, strings.TrimSuffix(b.text, value), value}})
	return true
}

const (
	labelsAloneMin = 3
	leadBytesMax   = 100 // of a label with its inner spaces
)

// labelsAlone tells a head in which several labels without colon have a line of
// their own: then they are labels, and not short lines of text.
func (d *draft) labelsAlone(reply bool) bool {
	n := 0
	for _, b := range d.page.blocks[:d.from] {
		if l, _, ok := readLabel(b.text, reply); ok && l.row != nil && b.isParagraph() {
			n++
		}
	}
	return n >= labelsAloneMin
}
