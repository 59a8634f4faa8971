package site

import (
	"fmt"
	"slices"

	"gongkai/generator/day"
	"gongkai/generator/publish"
	"gongkai/generator/report"
)

// tell fingerprints all that is told of all documents on a day, their texts
// apart. The catalog, the reports and every page, table and feed that shows no
// text are a pure function of it and of the layouts: where it is what it was,
// so are they. It is empty where something of it cannot be told for certain.
func (s *Site) tell(on day.Day) string {
	if s.fingerprint == "" {
		return ""
	}
	p := newPrint()
	p.Record(s.fingerprint)
	p.Number(int64(on))
	p.Sum(s.issued)
	for _, d := range s.Documents {
		p.Record(d.Path)
		p.Sum(d.Told)
	}
	var ledgers []string
	for name := range s.Tree.Assets {
		if report.IsLedger(name) {
			ledgers = append(ledgers, name)
		}
	}
	slices.Sort(ledgers)
	for _, name := range ledgers {
		stamp := s.Tree.Stamps[name]
		if !stamp.Settled(s.around.at) {
			return ""
		}
		p.Record(name)
		p.stamp(stamp)
	}
	return fmt.Sprintf("%x", p.sum())
}

// keyed gives outputs without a key the one that stands for the state: they
// show no text.
func (s *Site) keyed(outputs []publish.Output) []publish.Output {
	for i := range outputs {
		if o := &outputs[i]; o.Key == "" && s.state != "" {
			o.Key = s.state + " " + o.Paths[0]
		}
	}
	return outputs
}

// keyOf stands for the bytes of a file beside the documents, by its stamp;
// empty where that is not certain.
func (s *Site) keyOf(name string, zip bool) string {
	stamp := s.Tree.Stamps[name]
	if s.fingerprint == "" || !stamp.Settled(s.around.at) {
		return ""
	}
	p := newPrint()
	p.Record(s.program)
	p.Record(name)
	p.stamp(stamp)
	p.Flag(zip)
	return fmt.Sprintf("%x", p.sum())
}
