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

// command runs a program to its end and gives its time and memory.
func command(ctx context.Context, dir, name string, args ...string) (m made, out []byte, err error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var talk strings.Builder
	cmd.Stderr = &talk
	begun := time.Now()
	out, err = cmd.Output()
	if err != nil {
		return m, out, fmt.Errorf("run %s %s: %w\n%s", name, strings.Join(args, " "), err, talk.String()[max(0, talk.Len()-2000):])
	}
	state := cmd.ProcessState
	return made{Seconds: time.Since(begun).Seconds(), CPU: (state.UserTime() + state.SystemTime()).Seconds(), Peak: peak(state)}, out, nil
}

// publish builds our program and publishes the site with it.
func (m *measurement) publish(ctx context.Context) error {
	_, out, err := command(ctx, "", "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return err
	}
	program := filepath.Join(m.work, "gongkai")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if _, _, err := command(ctx, strings.TrimSpace(string(out)), "go", "build", "-o", program, "./generator"); err != nil {
		return err
	}
	took, _, err := command(ctx, "", program, "build", "--site", m.site, "--output", m.root)
	fmt.Fprintf(m.talk, "published in %.1f s (%.1f CPU s, %.0f MiB): pages, reports, data and index together\n", took.Seconds, took.CPU, took.Peak)
	return err
}

// measureIndex makes the index of the published texts once more, in a process
// that does nothing else.
func (m *measurement) measureIndex(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	whole, out, err := command(ctx, "", self, "index", m.root)
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
	begun, cpu := time.Now(), cpuTime()
	b := search.New(search.Options{Documents: len(texts)})
	for i, t := range texts {
		if err := b.Add(i, indexed(t.twin)); err != nil {
			return err
		}
	}
	if err := b.Finish(func(string, []byte) error { return nil }); err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(made{Seconds: time.Since(begun).Seconds(), CPU: (cpuTime() - cpu).Seconds()})
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
	took, _, err := command(ctx, "", program, "--site", m.root, "--glob", "documents/**/*.html", "--output-path", filepath.Join(folder, "pagefind"))
	if err != nil {
		return "", err
	}
	took.Rate = float64(m.Documents) / took.Seconds
	m.Pagefind = &took
	return folder, took.weigh(filepath.Join(folder, "pagefind"), "")
}
