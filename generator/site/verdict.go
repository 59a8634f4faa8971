package site

import (
	"slices"
	"sync"
	"sync/atomic"

	"gongkai/generator/diag"
)

// verdict is what is found about a moment besides what its documents tell of
// themselves: by linking them and by counting. That takes longer than showing
// a page, so a page shows what is known, which until Judge has run is what was
// found about the moment before.
type verdict struct {
	judge func() *found
	known atomic.Pointer[found]
}

// found are findings of the catalog and the reports.
type found struct {
	list   diag.List
	byFile map[string]diag.List
	count  [3]int // everything of the site, by severity
}

// newVerdict is the verdict on a moment that follows another, nil for none.
func newVerdict(m, before *Moment) *verdict {
	v := &verdict{}
	v.judge = sync.OnceValue(func() *found {
		f := m.judge()
		v.known.Store(f)
		return f
	})
	if before != nil {
		v.known.CompareAndSwap(nil, before.verdict.known.Load())
	}
	return v
}

func (m *Moment) judge() *found {
	f := &found{byFile: map[string]diag.List{}}
	if m.linked != nil {
		f.list = slices.Concat(m.linked(), m.counted())
	}
	for _, each := range f.list {
		f.byFile[each.File] = append(f.byFile[each.File], each)
	}
	add := func(list diag.List) {
		for _, each := range list {
			f.count[each.Severity]++
		}
	}
	add(m.Trouble)
	add(f.list)
	if m.Site != nil {
		add(m.Findings)
	}
	for _, r := range m.readings {
		add(r.findings)
	}
	return f
}

// Judge works out everything that is found about the moment, once.
func (m *Moment) Judge() { m.verdict.judge() }

// Judged tells whether anything is known yet that Count and About give.
func (m *Moment) Judged() bool { return m.verdict.known.Load() != nil }

// Count tells how many findings of a severity the site has, as far as is known.
func (m *Moment) Count(s diag.Severity) int {
	if f := m.verdict.known.Load(); f != nil {
		return f.count[s]
	}
	return 0
}

// Problems gives everything found wrong with the site, sorted.
func (m *Moment) Problems() diag.List {
	list := slices.Clone(m.Trouble)
	if m.Site == nil {
		return list.Sorted()
	}
	list.Add(m.Findings...)
	for _, r := range m.readings {
		list.Add(r.findings...)
	}
	list.Add(m.verdict.judge().list...)
	return list.Sorted()
}

// About gives what was found about one document: by reading it, and by linking
// and counting as far as is known.
func (m *Moment) About(path string) diag.List {
	if m.Site == nil {
		return nil
	}
	var list diag.List
	if r := m.readings[path]; r != nil {
		list.Add(r.findings...)
	}
	if m.aside { // the last moment's verdict knows nothing of it
		for _, each := range m.linked() {
			if each.File == path {
				list.Add(each)
			}
		}
	} else if f := m.verdict.known.Load(); f != nil {
		list = append(list, f.byFile[path]...)
	}
	return list.Sorted()
}
