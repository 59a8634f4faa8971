package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"
)

var sample = []entry{
	{name: "gongkai", data: []byte("program"), program: true},
	{name: "LICENSE", data: []byte("licence")},
	{name: "README.md", data: []byte("说明")},
}

var commitTime = time.Date(2026, 11, 22, 3, 38, 0, 0, time.UTC)

func TestTarred(t *testing.T) {
	data, err := tarred("gongkai-1", sample, commitTime)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for archive := tar.NewReader(unpacked); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %o %s %s", header.Name, header.Mode, header.ModTime.UTC().Format(time.RFC3339), body))
	}
	want := []string{
		"gongkai-1/LICENSE 644 2026-11-22T03:38:00Z licence",
		"gongkai-1/README.md 644 2026-11-22T03:38:00Z 说明",
		"gongkai-1/gongkai 755 2026-11-22T03:38:00Z program",
	}
	if !slices.Equal(got, want) {
		t.Errorf("entries:\n got %q\nwant %q", got, want)
	}
}

func TestZipped(t *testing.T) {
	data, err := zipped("gongkai-1", sample, commitTime)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s %s", f.Name, f.Modified.UTC().Format(time.RFC3339), body))
	}
	want := []string{
		"gongkai-1/LICENSE 2026-11-22T03:38:00Z licence",
		"gongkai-1/README.md 2026-11-22T03:38:00Z 说明",
		"gongkai-1/gongkai 2026-11-22T03:38:00Z program",
	}
	if !slices.Equal(got, want) {
		t.Errorf("entries:\n got %q\nwant %q", got, want)
	}
}

// The order in which entries come must not show in the bytes.
func TestSameBytes(t *testing.T) {
	for name, pack := range map[string]func(string, []entry, time.Time) ([]byte, error){"tar.gz": tarred, "zip": zipped} {
		first, err := pack("gongkai-1", sample, commitTime)
		if err != nil {
			t.Fatal(err)
		}
		reversed := slices.Clone(sample)
		slices.Reverse(reversed)
		second, err := pack("gongkai-1", reversed, commitTime.In(time.FixedZone("CST", 8*60*60)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%s: bytes depend on the order of entries or the time zone", name)
		}
	}
}
