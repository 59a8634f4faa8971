package importer

import (
	"fmt"
	"io"
	"strings"
)

// Report is what became of one file.
type Report struct {
	File        string    `json:"file"`
	Status      Status    `json:"status"`
	Path        string    `json:"path,omitempty"`         // of the document, relative to the site
	IndexNumber string    `json:"index_number,omitempty"` // as written
	Issued      bool      `json:"issued,omitempty"`       // from the ledger, now
	Kind        string    `json:"kind,omitempty"`
	Title       string    `json:"title,omitempty"`
	Fields      []Field   `json:"fields"`
	Missing     []string  `json:"missing"`        // labels of required fields that the file lacks
	Draft       bool      `json:"draft"`          // written as 草稿
	Held        []string  `json:"held,omitempty"` // why
	Removed     []Removed `json:"removed"`
	Characters  Account   `json:"characters"`
	Warnings    []Warning `json:"warnings"`
	Files       []string  `json:"files,omitempty"` // pictures and attachments written, relative to the site
	Error       string    `json:"error,omitempty"` // why it failed
	Hint        string    `json:"hint,omitempty"`  // what to do
}

// Status is how it went.
type Status string

// The ways it can go.
const (
	Imported Status = "imported"
	Planned  Status = "planned"   // --dry-run
	Repeated Status = "duplicate" // the same bytes were imported before
	Failed   Status = "failed"

	PassedOver Status = "passed-over" // found in a folder, of a format that cannot be imported
)

// Field is a value with where it comes from. Confidence is 0 to 1.
type Field struct {
	Key        string  `json:"key"`
	Label      string  `json:"label"`
	Value      string  `json:"value"`
	Source     Origin  `json:"source"`
	Confidence float64 `json:"confidence"`
	Line       int     `json:"line,omitempty"`
	Text       string  `json:"text,omitempty"` // the line it was read from
}

// Removed is a piece of the file that is not in the body.
type Removed struct {
	Line   int    `json:"line,omitempty"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
	apart  bool   // its characters are not among the running text of the file
}

// Warning is what an editor should look at.
type Warning struct {
	Line    int    `json:"line,omitempty"`
	Message string `json:"message"`
}

const valueColumns = 44

// Print writes the report of one file as a short table in Chinese.
func (r Report) Print(w io.Writer) error {
	var b strings.Builder
	switch r.Status {
	case Failed:
		fmt.Fprintf(&b, "失败 %s: %s\n  提示: %s\n", r.File, r.Error, r.Hint)
		_, err := io.WriteString(w, b.String())
		return err
	case PassedOver:
		fmt.Fprintf(&b, "略过 %s: %s\n  提示: %s\n", r.File, r.Error, r.Hint)
		_, err := io.WriteString(w, b.String())
		return err
	case Repeated:
		fmt.Fprintf(&b, "跳过 %s: 同样的内容已经导入，在 %s\n", r.File, r.Path)
		_, err := io.WriteString(w, b.String())
		return err
	case Planned:
		fmt.Fprintf(&b, "试导入 %s → %s\n", r.File, r.Path)
	default:
		fmt.Fprintf(&b, "导入 %s → %s\n", r.File, r.Path)
	}
	for _, f := range r.Fields {
		if f.Key == "draft" {
			continue
		}
		fmt.Fprintf(&b, "  %s  %s  %s\n", padded(f.Label, 12), padded(cells(f.Value, valueColumns), valueColumns), f.origin())
	}
	r.printRest(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// origin tells where a value comes from, with the line of a guess.
func (f Field) origin() string {
	s := f.Source.Label()
	if f.Source == FromGuess || f.Source == FromText {
		s += fmt.Sprintf(" %d%%", int(f.Confidence*100+0.5))
		switch {
		case f.Line > 0:
			s += fmt.Sprintf("，第 %d 行“%s”", f.Line, cells(f.Text, 30))
		case f.Text != "":
			s += "，“" + cells(f.Text, 30) + "”"
		}
	}
	return s
}

func (r Report) printRest(b *strings.Builder) {
	if len(r.Removed) > 0 {
		fmt.Fprintf(b, "  移出正文 %d 处：", len(r.Removed))
		for i, gone := range r.Removed {
			if i == 6 {
				fmt.Fprintf(b, " 等")
				break
			}
			fmt.Fprintf(b, " [%s] %s；", gone.Reason, cells(oneLine(gone.Text), 24))
		}
		b.WriteString("\n")
	}
	a := r.Characters
	if a.Whole() {
		fmt.Fprintf(b, "  字符核对：原文 %d 字，正文 %d 字，移出 %d 字，一字不差\n", a.Source, a.Body, a.Removed)
	} else {
		for _, e := range a.Missing {
			fmt.Fprintf(b, "  字符核对：%s\n", e.words("缺少"))
		}
		for _, e := range a.New {
			fmt.Fprintf(b, "  字符核对：%s\n", e.words("多出"))
		}
	}
	for _, w := range r.Warnings {
		if w.Line > 0 {
			fmt.Fprintf(b, "  注意（第 %d 行）：%s\n", w.Line, w.Message)
		} else {
			fmt.Fprintf(b, "  注意：%s\n", w.Message)
		}
	}
	if r.Draft {
		fmt.Fprintf(b, "  写为草稿：%s。补上后删去“草稿: true”\n", strings.Join(r.Held, "；"))
	}
}

func (e Excerpt) words(verb string) string {
	switch {
	case e.Characters == "":
		return fmt.Sprintf("第 %d 行“%s”的次序或内容与原文不同", e.Line, cells(e.Text, 40))
	case e.Text == "":
		return fmt.Sprintf("%s %d 字：%s", verb, e.Count, e.Characters)
	}
	return fmt.Sprintf("第 %d 行“%s”%s", e.Line, cells(e.Text, 40), verb)
}

// columns counts the cells of a terminal that a text takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 {
			n++
		}
	}
	return n
}

// cells cuts a text to so many cells.
func cells(s string, most int) string {
	if columns(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		n++
		if r >= 0x1100 {
			n++
		}
		if n > most-2 {
			return s[:i] + "…"
		}
	}
	return s
}

func padded(s string, to int) string {
	return s + strings.Repeat(" ", max(0, to-columns(s)))
}
