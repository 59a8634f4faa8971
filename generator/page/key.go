package page

import (
	"encoding/binary"
	"strconv"

	"github.com/cespare/xxhash/v2"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
)

// face is a fingerprint of everything that pages other than its own show of a
// document: title, numbers, agencies, kind, days, validity and what decided it.
type face uint64

// print collects what a fingerprint is made of. Each part ends with a mark, so
// that no two lists of parts run together.
type print struct{ *xxhash.Digest }

func newPrint() print { return print{xxhash.New()} }

func (p print) text(parts ...string) {
	for _, s := range parts {
		_, _ = p.WriteString(s) // a digest never fails
		_, _ = p.WriteString("\x00")
	}
}

func (p print) number(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	_, _ = p.Write(b[:])
}

func (p print) String() string { return strconv.FormatUint(p.Sum64(), 36) }

// faceOf fingerprints a document as others show it on a day.
func faceOf(e *catalog.Entry, on day.Day) face {
	p := newPrint()
	p.number(e.Sum)
	p.text(e.ID)
	p.validity(e, on)
	if cause := e.Validity.Cause; cause != nil {
		p.text(cause.ID, cause.Title(), cause.DocumentNumber(), cause.Validity.Word, deed(e))
	}
	return face(p.Sum64())
}

// validity adds what is told of a document's validity. The day counts only
// where a later day may tell something else.
func (p print) validity(e *catalog.Entry, on day.Day) {
	v := e.Validity
	p.text(v.Word, v.Reason, v.From.String(), v.Since.String())
	for _, s := range v.States {
		p.text(s.From.String(), s.Word)
	}
	if later(v, on) {
		p.text(on.String())
	}
}

// later tells whether the validity changes after a day.
func later(v catalog.Validity, on day.Day) bool {
	n := len(v.States)
	return n > 0 && v.States[n-1].From > on
}

// listKey fingerprints a page of a list: its name, how many documents there
// are in all and what it shows of each, and whatever else parts say.
func (c *column) listKey(p place, entries []*catalog.Entry, all int, parts ...string) string {
	if c.Fingerprint == "" {
		return ""
	}
	k := newPrint()
	k.text(c.global, string(p), strconv.Itoa(all))
	k.text(parts...)
	for _, e := range entries {
		k.number(uint64(c.faces[e]))
	}
	return k.String()
}

// documentKey fingerprints a document's page and twin: the document itself,
// what is shown of the documents it is related to, and where its links lead.
func (c *column) documentKey(e *catalog.Entry) string {
	if c.Fingerprint == "" {
		return ""
	}
	k := newPrint()
	k.text(c.global, strconv.FormatBool(c.twice()[e.Title()]))
	k.number(uint64(c.faces[e]))
	for _, r := range e.Relations {
		k.text(r.Word.Key(), r.Name, r.Note)
		if r.To != nil {
			k.number(uint64(c.faces[r.To]))
		}
	}
	for _, event := range e.Validity.Events {
		k.text(event.Day.String(), event.Text)
		if event.By != nil {
			k.number(uint64(c.faces[event.By]))
		}
	}
	if n := len(e.Validity.Events); n > 0 && e.Validity.Events[n-1].Day >= c.Catalog.Day {
		k.text(c.today) // the timeline marks where in a document's life the day stands
	}
	c.citations(k, e)
	for _, older := range history(e) {
		k.number(uint64(c.faces[older]))
	}
	beside := c.series()[e]
	for _, to := range []*catalog.Entry{beside.earlier, beside.later} {
		k.text(beside.name)
		if to != nil {
			k.number(uint64(c.faces[to]))
		}
	}
	for _, link := range e.Links {
		if to := c.Catalog.ByPath(link.Text); to != nil {
			k.text(link.Text, to.ID)
		}
	}
	for _, a := range e.Attachments {
		k.text(a.Name)
		k.number(uint64(a.Size))
	}
	return k.String()
}
