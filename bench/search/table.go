package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
)

// table is what all queries cost one engine over one link.
type table struct {
	Engine  string   `json:"engine"`
	Link    string   `json:"link"`
	Answers []answer `json:"answers"`
}

// at gives a share of the values: 0.5 for the median, 0.95 for what all but
// one in twenty stay below. It is always a value that was measured.
func at(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	values = slices.Clone(values)
	slices.Sort(values)
	return values[min(len(values)-1, int(float64(len(values))*share))]
}

func (t table) values(of func(answer) float64) []float64 {
	var out []float64
	for _, a := range t.Answers {
		out = append(out, of(a))
	}
	return out
}

// pair words the median and the 95th part of a hundred.
func (t table) pair(format string, of func(answer) float64) string {
	v := t.values(of)
	return fmt.Sprintf(format+" · "+format, at(v, 0.5), at(v, 0.95))
}

// exact gives the mean recall and precision over the queries that find
// something, or should.
func (t table) exact() (recall, precision float64) {
	wanted, found := 0, 0
	for _, a := range t.Answers {
		if a.Want > 0 {
			wanted++
			recall += float64(a.Right) / float64(a.Want)
		}
		if a.Found > 0 {
			found++
			precision += float64(a.Right) / float64(a.Found)
		}
	}
	return recall / float64(max(1, wanted)), precision / float64(max(1, found))
}

// tellIndexes writes what the indexes cost.
func (m *measurement) tellIndexes() {
	line := func(name string, i *made) {
		fmt.Fprintf(m.out, "%s index of %d documents: %.2f s, %.2f CPU s, %.0f documents/s, peak %.0f MiB, %d files, %.1f MB, %.1f MB gzip\n",
			name, m.Documents, i.Seconds, i.CPU, i.Rate, i.Peak, i.Files, float64(i.Bytes)/1e6, float64(i.Packed)/1e6)
	}
	line("gongkai", &m.Index)
	if m.Pagefind != nil {
		line("Pagefind", m.Pagefind)
	}
}

// add keeps a table and writes it.
func (m *measurement) add(t table) {
	m.Tables = append(m.Tables, t)
	t.write(m.out)
}

// write words a table.
func (t table) write(w io.Writer) {
	fmt.Fprintf(w, "\n%s, %s, %d queries (median · 95%%)\n", t.Engine, t.Link, len(t.Answers))
	if len(t.Answers) > 0 && !t.Answers[0].Skipped {
		kb := func(of func(answer) count) func(answer) float64 {
			return func(a answer) float64 { return float64(of(a).Bytes) / 1000 }
		}
		requests := func(of func(answer) count) func(answer) float64 {
			return func(a answer) float64 { return float64(of(a).Requests) }
		}
		rank, shown, next := func(a answer) count { return a.Rank }, func(a answer) count { return a.Shown }, func(a answer) count { return a.Next }
		recall, precision := t.exact()
		fmt.Fprintf(w, "  recall %.3f, precision %.3f\n", recall, precision)
		fmt.Fprintf(w, "  to rank   %s KB gzip, %s requests\n", t.pair("%.1f", kb(rank)), t.pair("%.0f", requests(rank)))
		fmt.Fprintf(w, "  ten shown %s KB gzip, %s requests\n", t.pair("%.1f", kb(shown)), t.pair("%.0f", requests(shown)))
		fmt.Fprintf(w, "  next one  %s KB gzip, %s requests\n", t.pair("%.1f", kb(next)), t.pair("%.0f", requests(next)))
	}
	if t.Engine != "search page" {
		fmt.Fprintf(w, "  ranked after %s ms\n", t.pair("%.0f", func(a answer) float64 { return a.RankMS }))
	}
	fmt.Fprintf(w, "  first results after %s ms\n", t.pair("%.0f", func(a answer) float64 { return a.ShownMS }))
}

// save writes everything as JSON, if that is asked for.
func (m *measurement) save() error {
	if m.json == "" {
		return nil
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err == nil {
		err = os.WriteFile(m.json, append(data, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}
