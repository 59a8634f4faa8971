package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"
)

// Files of a corpus besides content/ and, in our format, config.toml.
const (
	SummaryFile = "corpus.json"
	NewestDir   = "newest" // documents to add, laid out as in content/
)

// Summary tells what was written.
type Summary struct {
	Documents  int            `json:"documents"`
	Bytes      int64          `json:"bytes"`
	Characters int            `json:"characters"` // of the bodies
	Low        int            `json:"low"`        // characters of a body: 5 of a hundred are shorter
	Median     int            `json:"median"`
	High       int            `json:"high"` // 95 of a hundred are shorter
	Kinds      map[string]int `json:"kinds"`
	Subject    Place          `json:"subject"` // a policy in the middle, to change
	Newest     []Place        `json:"newest"`
}

// Place is where a document is.
type Place struct {
	Path string `json:"path"` // of its file, below content/, with .md
	Page string `json:"page"` // folder of its page in our program's column
}

// Write makes a corpus in a folder, and so many documents besides that are newer
// than all of it.
func Write(o Options, format Format, dir string, newest int) (Summary, error) {
	c, err := New(o)
	if err != nil {
		return Summary{}, err
	}
	if format == Gongkai {
		if err := write(filepath.Join(dir, "config.toml"), c.config()); err != nil {
			return Summary{}, err
		}
	}
	sum, lengths, found := Summary{Kinds: map[string]int{}, Newest: []Place{}}, []int{}, false
	for i := range o.Documents {
		d := c.Next()
		text := d.File(format)
		if err := write(filepath.Join(dir, "content", filepath.FromSlash(d.file())), text); err != nil {
			return sum, err
		}
		sum.Documents++
		sum.Bytes += int64(len(text))
		sum.Kinds[d.Kind()]++
		lengths = append(lengths, utf8.RuneCountInString(d.Body))
		if i == 0 || i >= o.Documents/2 && d.kind == policy && !found {
			sum.Subject, found = d.at(), i > 0
		}
	}
	sum.measure(lengths)
	for range newest {
		d := c.Newest()
		if err := write(filepath.Join(dir, NewestDir, filepath.FromSlash(d.file())), d.File(format)); err != nil {
			return sum, err
		}
		sum.Newest = append(sum.Newest, d.at())
	}
	text, err := json.MarshalIndent(sum, "", "  ")
	if err != nil {
		return sum, fmt.Errorf("write corpus: %w", err)
	}
	return sum, write(filepath.Join(dir, SummaryFile), text)
}

func (d *Document) file() string { return d.Path + ".md" }
func (d *Document) at() Place    { return Place{d.file(), d.Page()} }

// measure takes the lengths of the bodies in.
func (s *Summary) measure(lengths []int) {
	slices.Sort(lengths)
	for _, n := range lengths {
		s.Characters += n
	}
	if n := len(lengths); n > 0 {
		s.Low, s.Median, s.High = lengths[n/20], lengths[n/2], lengths[n-1-n/20]
	}
}

// write makes a file, and its folder where there is none.
func write(name string, text []byte) error {
	err := os.WriteFile(name, text, 0o644)
	if os.IsNotExist(err) {
		if err = os.MkdirAll(filepath.Dir(name), 0o755); err == nil {
			err = os.WriteFile(name, text, 0o644)
		}
	}
	if err != nil {
		return fmt.Errorf("write corpus: %w", err)
	}
	return nil
}
