package ledger

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/number"
)

// header is the first line of the file.
var header = []string{"number", "path", "title", "date", "removed"}

const byteOrderMark = "\ufeff"

// A ProblemKind says what is wrong with a line of the ledger.
type ProblemKind uint8

const (
	// BadHeader: the first line is not the header; it is read as a row.
	BadHeader ProblemKind = iota + 1
	// BadRow: the line has no number, not five fields, or a stray quotation
	// mark. A number it has counts as issued all the same.
	BadRow
	// BadDate: Text is a day that is not written 2006-01-02.
	BadDate
	// Conflict: a conflict marker of git was left in the file. The rows of
	// both sides count.
	Conflict
	// NotUTF8: the first line that is not UTF-8, as after saving from a
	// spreadsheet program. Told once for a file.
	NotUTF8
	// Reissued: the row gives a number whose document was removed to another
	// document. Text is the number.
	Reissued
)

// A Problem is one thing wrong with the file. None keeps it from being read.
type Problem struct {
	Line int // from 1
	Kind ProblemKind
	Text string // the part that is wrong
}

// Read reads the bytes of a ledger; none are a ledger without numbers. What
// cannot be understood is told with its line, in the order of the lines, and
// never makes a number free again.
func Read(data []byte) (*Ledger, []Problem) {
	r := reader{ledger: &Ledger{byKey: map[string]*entry{}}}
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	n := 0
	for line := range bytes.Lines(data) {
		n++
		r.line(n, strings.TrimRight(string(line), "\r\n"))
	}
	return r.ledger, r.problems
}

type reader struct {
	ledger   *Ledger
	problems []Problem
	started  bool // the first line that is not empty has been read
	foreign  bool // NotUTF8 has been told
}

func (r *reader) tell(line int, kind ProblemKind, text string) {
	r.problems = append(r.problems, Problem{Line: line, Kind: kind, Text: text})
}

func (r *reader) line(line int, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	if isConflictMarker(text) {
		r.tell(line, Conflict, text)
		return
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
		if !r.foreign {
			r.tell(line, NotUTF8, text)
		}
		r.foreign = true
	}
	fields, whole := split(text)
	if !r.started {
		r.started = true
		if slices.Equal(fields, header) {
			return
		}
		r.tell(line, BadHeader, text)
	}
	r.row(line, text, fields, whole)
}

// row files the fields of a line; whole says they were written as they should.
func (r *reader) row(line int, text string, fields []string, whole bool) {
	none := number.Key(fields[0]) == ""
	if len(fields) != len(header) || !whole || none {
		r.tell(line, BadRow, text)
		fields = append(fields, make([]string, len(header))...)
		fields[3], fields[4] = "", ""
	}
	row := Row{Number: fields[0], Path: fields[1], Title: fields[2], Date: fields[3], Removed: fields[4], Line: line}
	if none {
		return
	}
	for _, day := range []string{row.Date, row.Removed} {
		if _, err := time.Parse(time.DateOnly, day); err != nil && day != "" {
			r.tell(line, BadDate, day)
		}
	}
	if r.ledger.add(row) {
		r.tell(line, Reissued, row.Number)
	}
}

// split takes a line apart. A line that is no proper record is split as well
// as can be.
func split(text string) (fields []string, whole bool) {
	if !strings.Contains(text, `"`) {
		return strings.Split(text, ","), true
	}
	c := csv.NewReader(strings.NewReader(text))
	c.FieldsPerRecord = -1
	if fields, err := c.Read(); err == nil {
		return fields, true
	}
	return strings.Split(text, ","), false
}

// isConflictMarker reports the lines git writes around the two sides of a
// merge it could not do.
func isConflictMarker(text string) bool {
	for _, marker := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if strings.HasPrefix(text, marker) {
			return true
		}
	}
	return false
}
