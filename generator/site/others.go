package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/ledger"
	"gongkai/layouts"
)

// lookAtOthers compares configuration, ledger and layouts with what is known of
// them. What cannot be used leaves the last good one in place and its findings
// in trouble.
func (l *Live) lookAtOthers() error {
	now := map[string]stamp{}
	for _, top := range []string{config.File, HolidaysFile, ledger.File, LayoutsDir} {
		if err := l.stamps(now, top); err != nil {
			return err
		}
	}
	changed := map[string]bool{}
	for p := range joinedKeys(now, l.others) {
		if s, old := now[p], l.others[p]; (s == stamp{}) != (old == stamp{}) || s.differs(old) {
			top, _, _ := strings.Cut(p, "/")
			changed[top] = true
		}
	}
	l.others = now
	switch {
	case changed[config.File], changed[HolidaysFile], changed[LayoutsDir] && l.base == nil:
		return l.configure()
	case l.base == nil:
		return nil
	}
	if changed[LayoutsDir] {
		if err := l.readFace(l.base); err != nil {
			return err
		}
	}
	if changed[ledger.File] {
		return l.readLedger()
	}
	return nil
}

func joinedKeys(a, b map[string]stamp) map[string]stamp {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// configure reads the configuration. Every document is judged by it, so all are
// read again.
func (l *Live) configure() error {
	s := &Site{Dir: l.options.Dir, root: l.root, threads: l.options.Threads, store: l.store, attached: l.attached, program: l.options.Program, sums: new(sync.Map)}
	ok, err := s.configure(l.options)
	if err != nil {
		return err
	}
	l.whole = true
	if !ok {
		l.trouble[config.File] = s.Findings
		return nil
	}
	delete(l.trouble, config.File)
	l.recall, s.fingerprint = l.openRecall(s.fingerprint), "" // a preview keeps no output
	s.Config.Site.BasePath = "/"                              // where the preview serves the column
	if err := s.keepLedger(); err != nil {
		return err
	}
	if err := l.readFace(s); err != nil {
		return err
	}
	l.base = s
	clear(l.readings)
	l.assets, l.lost = nil, true
	return nil
}

// readFace reads the layouts.
func (l *Live) readFace(s *Site) error {
	l.whole = true
	own, err := fs.Sub(l.root.FS(), LayoutsDir)
	if err != nil {
		return fmt.Errorf("open %s: %w", LayoutsDir, err)
	}
	s.Layouts = layouts.Over(own) // where there is no such folder, nothing lies over the built-in ones
	f, err := readFace(s.Layouts)
	var wrong *LayoutError
	switch {
	case errors.As(err, &wrong):
		l.trouble[LayoutsDir] = diag.List{wrong.Finding()}
		if l.face != nil {
			return nil
		}
		if f, err = readFace(layouts.Over(nil)); err != nil {
			return err
		}
	case err != nil:
		return err
	default:
		delete(l.trouble, LayoutsDir)
	}
	l.face = f
	return nil
}

// readLedger reads the ledger again.
func (l *Live) readLedger() error {
	l.whole = true
	kept := diag.List{}
	for _, f := range l.base.Findings {
		if f.File != ledger.File {
			kept.Add(f)
		}
	}
	s := *l.base
	s.Findings = kept
	if err := s.keepLedger(); err != nil {
		return err
	}
	l.base = &s
	return nil
}
