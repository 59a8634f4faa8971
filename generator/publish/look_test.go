package publish

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// A look is taken for what stands in the target only while that still stands there, and a run that was given one publishes what any run
// does.
func TestLookAhead(t *testing.T) {
	changed := small.with(files{"feed.xml": "<feed>新</feed>"})
	meanwhile := map[string]func(o Options) error{
		"nothing": func(Options) error { return nil },
		"another run": func(o Options) error {
			_, err := Publish(context.Background(), o, changed.with(files{"more.txt": "又一份"}).outputs())
			return err
		},
		"no manifest": func(o Options) error { return os.Remove(filepath.Join(o.Target, manifestName)) },
		"a copy": func(o Options) error {
			if err := os.Rename(o.Target, o.Target+"-away"); err != nil {
				return err
			}
			return os.CopyFS(o.Target, os.DirFS(o.Target+"-away"))
		},
		"no target": func(o Options) error { return os.RemoveAll(o.Target) },
	}
	for name, do := range meanwhile {
		o := optionsIn(t.TempDir())
		publishOK(t, o, small.outputs())
		look := LookAhead(context.Background(), o)
		<-look.done
		if err := do(o); err != nil {
			t.Fatal(err)
		}
		if trusted := look.at(o.Target) != nil; trusted != (name == "nothing") {
			t.Errorf("%s: trusted %v", name, trusted)
		}
		o.Seen = look
		if _, err := Publish(context.Background(), o, changed.outputs()); (err != nil) != (name == "no manifest") {
			t.Errorf("%s: %v", name, err)
		} else if err == nil {
			checkTree(t, o, changed)
		}
	}
}
