package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gongkai/bench/measure"
	"gongkai/generator/search"
)

// made is what an index costs.
type made struct {
	Seconds float64 `json:"seconds"`
	CPU     float64 `json:"cpu"`  // user and system
	Peak    float64 `json:"peak"` // MiB of resident memory, texts included
	Rate    float64 `json:"rate"` // documents a second
	Files   int     `json:"files"`
	Bytes   int64   `json:"bytes"`
	Packed  int64   `json:"packed"` // of the same files after gzip
}

// costOf is what a run costs, as far as the system tells it.
func costOf(r measure.Run) made { return made{Seconds: r.Wall, CPU: r.CPU, Peak: r.Peak} }

// publish builds our program and publishes the site with it.
func (m *measurement) publish(ctx context.Context) error {
	_, out, err := measure.Output(ctx, measure.Command{Name: "go", Args: []string{"list", "-m", "-f", "{{.Dir}}"}})
	if err != nil {
		return err
	}
	program := filepath.Join(m.work, "gongkai")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if _, err := measure.Once(ctx, measure.Command{Dir: strings.TrimSpace(string(out)), Name: "go", Args: []string{"build", "-o", program, "./generator"}}); err != nil {
		return err
	}
	took, err := measure.Once(ctx, measure.Command{Name: program, Args: []string{"build", "--site", m.site, "--output", m.root}})
	fmt.Fprintf(m.talk, "published in %.1f s (%.1f CPU s, %.0f MiB): pages, reports, data and index together\n", took.Wall, took.CPU, took.Peak)
	return err
}

// measureIndex makes the index of the published texts once more, in a process
// that does nothing else.
func (m *measurement) measureIndex(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	whole, out, err := measure.Output(ctx, measure.Command{Name: self, Args: []string{"index", m.root}})
	if err != nil {
		return err
	}
	if err := json.Unmarshal(out, &m.Index); err != nil {
		return fmt.Errorf("read what the index cost: %w", err)
	}
	m.Index.Peak = whole.Peak
	m.Index.Rate = float64(m.Documents) / m.Index.Seconds
	return m.Index.weigh(filepath.Join(m.root, "search"), ".json")
}

// indexOnly is the word index: it makes an index of a published column and
// tells what that took, reading the texts apart.
func indexOnly(root string, stdout io.Writer) error {
	texts, err := readTexts(root)
	if err != nil {
		return err
	}
	begun, cpu := time.Now(), measure.Processor()
	b := search.New(search.Options{Documents: len(texts)})
	for i, t := range texts {
		if err := b.Add(i, indexed(t.twin)); err != nil {
			return err
		}
	}
	if err := b.Finish(func(string, []byte) error { return nil }); err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(made{Seconds: time.Since(begun).Seconds(), CPU: (measure.Processor() - cpu).Seconds()})
}

// indexed is a twin as the builder takes it; one key for each word is enough to
// measure with.
func indexed(t twin) search.Document {
	d := search.Document{URL: t.URL, Title: t.Title, IndexNumber: t.Index, DocumentNumber: t.Document, Published: t.Date, Text: t.Text,
		Kind: search.Value{Key: t.Kind, Label: t.Kind}, Themes: []search.Value{{Key: t.Theme, Label: t.Theme}}}
	for _, a := range t.Agency {
		d.Agencies = append(d.Agencies, search.Value{Key: a, Label: a})
	}
	if t.Validity != "" {
		d.Validity = []search.State{{Value: search.Value{Key: t.Validity, Label: t.Validity}, InForce: true}}
	}
	return d
}

// weigh counts the files below a folder, of one extension or of all.
func (m *made) weigh(folder, ext string) error {
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == "attachments" {
			return fs.SkipDir // an index of its own
		}
		if err != nil || d.IsDir() || ext != "" && filepath.Ext(name) != ext {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		m.Files++
		m.Bytes += int64(len(data))
		m.Packed += int64(len(pack(data)))
		return nil
	})
}

// makePagefind lets Pagefind index the documents' pages; an empty folder means
// that it is left out, which is told.
func (m *measurement) makePagefind(ctx context.Context) (string, error) {
	if !m.pagefind {
		return "", nil
	}
	leave := func(why string) (string, error) {
		fmt.Fprintln(m.talk, "Pagefind is left out:", why)
		return "", nil
	}
	if m.Documents > m.pagefindMax {
		return leave(fmt.Sprintf("%d documents are more than --pagefind-max %d", m.Documents, m.pagefindMax))
	}
	program, err := exec.LookPath("pagefind")
	if err != nil {
		program, err = exec.LookPath(filepath.Join(m.npm, "node_modules", ".bin", "pagefind"))
	}
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return leave("it is not installed (npm install pagefind)")
	}
	if program, err = filepath.Abs(program); err != nil {
		return "", fmt.Errorf("find pagefind: %w", err)
	}
	folder := filepath.Join(m.work, "peer")
	run, err := measure.Once(ctx, measure.Command{Name: program, Args: []string{"--site", m.root, "--glob", "documents/**/*.html", "--output-path", filepath.Join(folder, "pagefind")}})
	if err != nil {
		return "", err
	}
	took := costOf(run)
	took.Rate = float64(m.Documents) / took.Seconds
	m.Pagefind = &took
	return folder, took.weigh(filepath.Join(folder, "pagefind"), "")
}
