// Package corpus makes a column of any number of documents to measure with.
//
// It takes a number, a seed and, if wanted, a folder of texts, and gives
// documents one by one: seven kinds, sixty agencies, twelve years, a median of
// 2,700 characters, interpretations tied to policies, repeals and amendments,
// tables, lists and bold leads. Without a folder the sentences are composed of
// our own phrases for 示例市.
//
// It must not know the program that is measured, nor its peers: it writes the
// files that they read.
//
// The invariant: document i depends on the seed, the folder and the documents
// before it alone, so that a smaller corpus is the beginning of a larger one,
// and nothing depends on the machine.
package corpus

import (
	"bytes"
	"fmt"
	"strings"
)

// AsOf is the day for which a corpus is to be built: after its last document.
const AsOf = "2026-11-22"

// Options say which corpus.
type Options struct {
	Documents int
	Seed      string
	Sentences string // a folder of .md and .txt files to take sentences from; empty for our own
}

// Format is whose front matter the files have.
type Format int

// The formats.
const (
	Gongkai Format = iota
	Hugo
)

// Corpus makes documents in their order.
type Corpus struct {
	seed     string
	source   source
	agencies []agency
	made     int
	serial   map[[2]int]int // by kind and year: of paths
	number   map[[2]int]int // by agency and year: of document numbers
	index    map[[2]int]int // by agency and year: of index numbers
	policies []*Document
	ended    map[*Document]bool // repealed or amended by a later one
}

// New starts a corpus. An error is one of the folder of sentences.
func New(o Options) (*Corpus, error) {
	c := &Corpus{seed: o.Seed, source: composed{}, agencies: agencies(o.Seed), serial: map[[2]int]int{}, number: map[[2]int]int{}, index: map[[2]int]int{}, ended: map[*Document]bool{}}
	if o.Sentences != "" {
		works, err := readWorks(o.Sentences)
		if err != nil {
			return nil, err
		}
		c.source = works
	}
	return c, nil
}

// config is the config.toml of the site.
func (c *Corpus) config() []byte {
	var out bytes.Buffer
	out.WriteString("[site]\nname = \"" + city + "人民政府\"\nbase_url = \"https://www.example.gov.cn/xxgk/\"\nid_code = \"4201110038\"\n")
	for _, a := range c.agencies {
		fmt.Fprintf(&out, "\n[[agency]]\nkey = %s\nname = %s\nshort = %s\ncode = %s\n", quoted(a.key), quoted(a.name), quoted(a.short), quoted(a.code))
	}
	return out.Bytes()
}

// quoted writes a value as TOML, YAML and JSON all read it.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
