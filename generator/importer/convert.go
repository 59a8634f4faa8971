package importer

import (
	"fmt"
	"strings"

	"golang.org/x/net/html/atom"

	"gongkai/generator/field"
	"gongkai/generator/source"
)

// Result is what came of one file, before it is written: Head in display
// order, Body with the tokens of Files, and the Report. Issue is the code of
// the agency that a missing index number is to be issued for, "" where the
// document has a number or its agency is not known.
type Result struct {
	Report Report
	Head   []source.Entry
	Body   string
	Files  []File
	Title  string
	Kind   field.Kind
	Issue  string
	Year   int // of the number to be issued, and of the folder
}

// Convert turns one file into a document. It is a pure function of its input
// but for files read beside it. The error is an *office.FormatError, or a bug
// of a library.
func Convert(in Input, o Options) (*Result, error) {
	p, err := read(in)
	if err != nil {
		return nil, err
	}
	d := &draft{options: o, page: p, input: in, facts: map[field.ID]*fact{}, removed: p.removed, warnings: []Warning{}}
	for _, w := range p.warnings {
		d.warn(0, "%s", w)
	}
	if p.charset != "" {
		d.warn(0, "文件的编码是 %s，已转为 UTF-8", p.charset)
	}
	d.recognise()
	d.shape()
	c := newConverter()
	body, root, err := d.render(c)
	if err != nil {
		return nil, fmt.Errorf("write Markdown: %w", err)
	}
	account := d.account(body)
	if !account.Whole() && root != nil && strings.Contains(body, "*") {
		plain, err := d.plainer(c, root)
		if err != nil {
			return nil, fmt.Errorf("write Markdown: %w", err)
		}
		if a := d.account(plain); a.Whole() {
			d.warn(0, "加粗或斜体与相邻的符号分不开，已去掉")
			body, account = plain, a
		}
	}
	d.complete()
	return d.result(body, account), nil
}

// recognise gives every block to who claims it; the order decides ties.
func (d *draft) recognise() {
	d.countNumbers()
	d.readFlags()
	d.readHead()
	d.findFurniture()
	d.bound()
	d.findMenus()
	d.readBlocks()
	d.readMeta()
	d.readUnderTitle()
	d.findTitle()
	d.readStatusMark()
	d.findOutside()
	d.readByline()
	d.findBareLabels()
	d.readEnding()
	d.findProposal()
	d.findKind()
	d.findGenre()
	d.findTerm()
	d.findInterpreted()
	d.findRelated()
	d.findAgency()
}

// shape makes the rest of the blocks a body.
func (d *draft) shape() {
	d.findHeadings()
	if d.page.markdown {
		d.levelChunks()
		d.listAttachments()
		return
	}
	d.keepEmphasis()
	d.raise()
	d.gatherFiles()
	d.flattenTables()
}

// levelChunks gives the numbered headings of a Markdown file their marks.
// Headings that already have them keep their level.
func (d *draft) levelChunks() {
	for _, b := range d.kept() {
		marked := strings.HasPrefix(strings.TrimSpace(b.raw), "#")
		if b.level > 0 && !marked && stepOf(b.text) != unnumbered {
			b.raw = strings.Repeat("#", b.level) + " " + b.text
			d.added += strings.Repeat("#", b.level)
		}
	}
}

// countNumbers notes the numbers that Word made by itself: they are in the
// blocks but not among the words of the file.
func (d *draft) countNumbers() {
	for _, b := range d.page.blocks {
		if b.node == nil {
			continue
		}
		for n := range b.node.Descendants() {
			if n.DataAtom == atom.Span && attribute(n, "class") == "auto-number" {
				d.added += words(n)
			}
		}
	}
}

func (d *draft) readFlags() {
	if a := d.options.Agency; a != nil {
		d.state(field.Agency, FromFlag, 1, nil, a.Name)
	}
}

func (d *draft) warn(line int, format string, args ...any) {
	d.warnings = append(d.warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
}
