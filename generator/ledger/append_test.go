package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/generator/ledger"
)

func openRoot(t testing.TB) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := root.Close(); err != nil {
			t.Error(err)
		}
	})
	return root
}

// readRoot reads the ledger of a site and demands that nothing is wrong in it.
func readRoot(t testing.TB, root *os.Root) *ledger.Ledger {
	t.Helper()
	data, err := root.ReadFile(ledger.File)
	if err != nil {
		t.Fatal(err)
	}
	l, wrong := ledger.Read(data)
	if wrong != nil {
		t.Fatalf("problems %v in:\n%s", wrong, data)
	}
	return l
}

func TestAppend(t *testing.T) {
	row := ledger.Row{Number: one, Path: "content/a.md", Title: "甲,\n乙", Date: "2024-01-02"}
	line := one + `,content/a.md,"甲, 乙",2024-01-02,` + "\n"
	tests := []struct{ name, old, want string }{
		{"no ledger", "", header + line},
		{"only a byte order mark", "\ufeff", "\ufeff" + header + line},
		{"only a header", header, header + line},
		{"old bytes are kept", "\ufeff" + "number,path,title,date,removed\r\nx, y\r\n", "\ufeff" + "number,path,title,date,removed\r\nx, y\r\n" + line},
		{"missing line end", strings.TrimSuffix(header, "\n"), header + line},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := openRoot(t)
			if test.old != "" {
				if err := root.WriteFile(ledger.File, []byte(test.old), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := root.WriteFile(".index-ledger.csv.tmp", []byte("left by a killed process, and longer than all that follows it"+strings.Repeat(".", 999)), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := ledger.Append(root, []ledger.Row{row}); err != nil {
				t.Fatal(err)
			}
			got, err := root.ReadFile(ledger.File)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("ledger (-want +got):\n%s", diff)
			}
			left, err := filepath.Glob(filepath.Join(root.Name(), ".index-ledger*"))
			if err != nil || left != nil {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}

// TestUpdateRefused: an error, or nothing to add, leaves the ledger as it was.
func TestUpdateRefused(t *testing.T) {
	root := openRoot(t)
	if err := ledger.Append(root, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := root.Stat(ledger.File); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no rows made a ledger: %v", err)
	}
	refused := errors.New("refused")
	err := ledger.Update(root, func(*ledger.Ledger) ([]ledger.Row, error) {
		return []ledger.Row{{Number: one}}, refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("error %v", err)
	}
	if _, err := root.Stat(ledger.File); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a refused row made a ledger: %v", err)
	}
	if err := root.Mkdir(ledger.File, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := ledger.Append(root, []ledger.Row{{Number: one}}); err == nil {
		t.Error("a folder was taken for a ledger")
	}
}

// TestAppendKeepsRows: rows appended in any portions are read back as they
// were, and no byte already written changes.
func TestAppendKeepsRows(t *testing.T) {
	site := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		if err := os.Remove(filepath.Join(site, ledger.File)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(site)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		text := rapid.StringOf(rapid.SampledFrom([]rune("关于甲,乙“”\"' #;=\\\t〔〕a.，")))
		var want []ledger.Row
		var before []byte
		for range rapid.IntRange(1, 4).Draw(t, "portions") {
			var rows []ledger.Row
			for range rapid.IntRange(0, 4).Draw(t, "rows") {
				row := ledger.Row{
					Number: fmt.Sprintf("010897245/2024-%05d", len(want)+len(rows)+1),
					Path:   text.Draw(t, "path"), Title: text.Draw(t, "title"), Date: "2024-01-02",
				}
				if rapid.Bool().Draw(t, "gone") {
					row.Removed = "2024-02-03"
				}
				rows = append(rows, row)
			}
			if err := ledger.Append(root, rows); err != nil {
				t.Fatal(err)
			}
			want = append(want, rows...)
			if len(want) == 0 {
				continue
			}
			data, err := root.ReadFile(ledger.File)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(data, before) {
				t.Fatalf("written bytes changed:\n%s\n%s", before, data)
			}
			before = data
			l, wrong := ledger.Read(data)
			if diff := cmp.Diff(want, l.Rows(), ignoreLine); diff != "" || wrong != nil {
				t.Fatalf("problems %v, rows (-want +got):\n%s", wrong, diff)
			}
		}
	})
}

// TestUpdateAtOnce: programs that issue at the same time issue different
// numbers and lose none.
func TestUpdateAtOnce(t *testing.T) {
	root := openRoot(t)
	const programs, each = 6, 5
	var wg sync.WaitGroup
	for p := range programs {
		wg.Go(func() {
			for i := range each {
				err := ledger.Update(root, func(l *ledger.Ledger) ([]ledger.Row, error) {
					return []ledger.Row{{Number: l.Next("010897245", 2024, nil), Path: fmt.Sprintf("content/%d-%d.md", p, i), Title: "题", Date: "2024-01-02"}}, nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	l := readRoot(t, root)
	if got := l.Highest("010897245", 2024); got != programs*each || len(l.Rows()) != programs*each {
		t.Errorf("%d rows, highest serial %d; want %d", len(l.Rows()), got, programs*each)
	}
}
