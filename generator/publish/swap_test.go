package publish

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSwaps: whichever way the swap goes, and however it fails, the target is one tree or the other.
func TestSwaps(t *testing.T) {
	after := small.with(files{"feed.xml": "<feed>新</feed>"})
	noExchange := func(string, string) error { return errNoExchange }
	tests := []struct {
		name    string
		seams   func(o Options, s *seams)
		want    error // nil: published
		tree    files
		between bool // no target until the next run
	}{
		{"the system's own", func(Options, *seams) {}, nil, after, false},
		{"two renames", func(_ Options, s *seams) { s.exchange = noExchange }, nil, after, false},
		{"a mount", func(_ Options, s *seams) { s.exchange = func(string, string) error { return syscall.EXDEV } }, ErrTarget, small, false},
		{"no right", func(_ Options, s *seams) { s.exchange = func(string, string) error { return os.ErrPermission } }, os.ErrPermission, small, false},
		{"second rename fails", func(o Options, s *seams) {
			s.exchange = noExchange
			s.reached = func(step string) {
				if step == "away" {
					_ = os.RemoveAll(filepath.Join(o.Work, workName, nextPrefix+"1")) // the rename then tells if this failed
				}
			}
		}, os.ErrNotExist, small, false},
		{"second rename and the way back fail", func(o Options, s *seams) {
			s.exchange = noExchange
			s.reached = func(step string) {
				if step == "away" {
					_ = os.RemoveAll(filepath.Join(o.Work, workName, nextPrefix+"1")) // as above
					_ = os.Symlink("nowhere", o.Target)
				}
			}
		}, os.ErrNotExist, small, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			publishOK(t, o, small.outputs())
			s := system()
			test.seams(o, &s)
			if _, err := publish(context.Background(), o, after.outputs(), s); !errors.Is(err, test.want) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			if test.between {
				if err := os.Remove(o.Target); err != nil {
					t.Fatal(err)
				}
				if result := publishOK(t, o, small.outputs()); result.Recovered == "" || !result.Unchanged {
					t.Errorf("the next run: %+v, want the old tree back", result)
				}
			}
			checkTree(t, o, test.tree)
			if result := publishOK(t, o, test.tree.outputs()); !result.Unchanged || result.Recovered != "" {
				t.Errorf("the same once more: %+v", result)
			}
		})
	}
}

// TestJournalOfAnother: a journal that points elsewhere moves nothing.
func TestJournalOfAnother(t *testing.T) {
	for _, target := range []string{"../../outside", "publish/x", "..", "/outside", "../x\n../y"} {
		folder := t.TempDir()
		o := optionsIn(filepath.Join(folder, "site"))
		away := filepath.Join(o.Work, workName, awayPrefix+"1")
		if err := os.MkdirAll(away, 0o755); err != nil {
			t.Fatal(err)
		}
		journal := target + "\n" + workName + "/" + nextPrefix + "1\n" + "0000000000000000000000000000000000000000000000000000000000000000\n"
		if err := os.WriteFile(filepath.Join(o.Work, filepath.FromSlash(journalName)), []byte(journal), 0o644); err != nil {
			t.Fatal(err)
		}
		publishOK(t, o, small.outputs())
		checkTree(t, o, small)
		if exists(filepath.Join(folder, "outside")) {
			t.Errorf("target %q was believed", target)
		}
	}
}

// TestVerification: a new tree that is not what was emitted is never swapped in, whatever the disk says of it.
func TestVerification(t *testing.T) {
	tests := []struct {
		name  string
		seams func(s *seams)
	}{
		{"a write that lost bytes", func(s *seams) {
			s.write = func(w io.Writer, b []byte) (int, error) {
				_, err := w.Write(b[:len(b)/2])
				return len(b), err
			}
		}},
		{"a link that was not made", func(s *seams) { s.link = func(string, string) error { return nil } }},
		{"a file nobody emitted", func(s *seams) {
			s.link = func(old, new string) error { return errors.Join(os.Link(old, new), os.Link(old, new+".extra")) }
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			publishOK(t, o, small.outputs())
			s := system()
			test.seams(&s)
			_, err := publish(context.Background(), o, small.with(files{"feed.xml": "<feed>新</feed>"}).outputs(), s)
			if err == nil || !strings.Contains(err.Error(), "verify") {
				t.Errorf("error %v, want one of the verification", err)
			}
			checkTree(t, o, small)
		})
	}
}
