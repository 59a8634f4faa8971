package site

import (
	"context"

	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
)

// For gives the moment from which a path of the column is served: the file of
// the document it belongs to is looked at first, whatever was or was not told
// by Touch. on is the day to tell everything for; 0 for today.
//
// A document that is not public yet has its page as it will be: a draft as if
// it were published, one that is held back on its day.
func (l *Live) For(ctx context.Context, path string, on day.Day) (*Moment, error) {
	for {
		m, err := l.moments(ctx, path, on)
		if err != nil || !m.heads || !needsTexts(path) {
			return m, err
		}
		if err := l.complete(ctx); err != nil {
			return nil, err
		}
	}
}

func (l *Live) moments(ctx context.Context, path string, on day.Day) (*Moment, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.moment != nil {
		if asked := l.moment.SourceOf(path); asked != "" {
			l.touched[asked] = true
		}
	}
	if err := l.look(ctx); err != nil {
		return nil, err
	}
	m, err := l.link()
	if err != nil || m.Site == nil {
		return m, err
	}
	if !m.Has(path) && m.SourceOf(path) == "" { // perhaps of a file nobody told of yet
		l.lost = true
		if err := l.look(ctx); err != nil {
			return nil, err
		}
		if m, err = l.link(); err != nil {
			return nil, err
		}
	}
	if on == 0 {
		on = m.Catalog.Day
	}
	if p := m.SourceOf(path); p != "" {
		if s := m.Standing(p); s == Draft || s == Held {
			return l.foresee(m, p, on), nil
		}
	}
	return l.on(m, on), nil
}

// on gives the site as of another day.
func (l *Live) on(m *Moment, on day.Day) *Moment {
	if on == m.Catalog.Day {
		return m
	}
	return l.besides(on.String(), func() *Moment { return l.base.moment(l.face, m.readings, m.Documents, on) })
}

// foresee gives the site with a document that is not public yet, on the day it
// will be, or the moment itself where its page cannot be told.
func (l *Live) foresee(m *Moment, p string, on day.Day) *Moment {
	d := m.Document(p)
	published, ok := d.Day(field.Published)
	if !ok || !d.Public || d.Kind == 0 || d.Section == nil || len(d.Agencies) == 0 || d.Index.ID() == "" || d.Text(field.Title) == "" {
		return l.on(m, on)
	}
	on = max(on, published)
	return l.besides(on.String()+" "+p, func() *Moment {
		public := *d
		public.Draft = false
		docs := make([]*document.Document, len(m.Documents))
		for i, each := range m.Documents {
			if docs[i] = each; each == d {
				docs[i] = &public
			}
		}
		out := l.base.moment(l.face, m.readings, docs, on)
		out.Foreseen = m.Standing(p)
		return out
	})
}

// sideMax is how many moments are kept besides the last one.
const sideMax = 3

// besides gives a moment made besides the last one, kept under a key.
func (l *Live) besides(key string, make func() *Moment) *Moment {
	if m := l.side[key]; m != nil {
		return m
	}
	if len(l.side) >= sideMax {
		clear(l.side)
	}
	m := make()
	m.aside, m.heads = true, l.moment.heads
	m.Trouble, m.Serial, m.verdict = l.moment.Trouble, l.moment.Serial, l.moment.verdict
	l.side[key] = m
	return m
}

// Judge tells what would be found about a document whose file held other bytes,
// without the other documents.
func (l *Live) Judge(path string, data []byte) diag.List {
	l.mu.Lock()
	if l.base == nil {
		l.mu.Unlock()
		return nil
	}
	env := document.Env{Config: l.base.Config, Calendar: l.base.Calendar, Tree: l.base.Tree, Files: l.root.FS()}
	l.mu.Unlock()
	_, list := document.New(path, data, env)
	return list.Sorted()
}
