package publish

import (
	"context"
	"encoding/hex"
	"os"
)

// A Look is what stands in a target, seen while the outputs are not known yet, see LookAhead.
type Look struct {
	done chan struct{} // closed when the rest is filled in
	old  *oldTree      // nil where Publish has to look for itself
	top  os.FileInfo   // of the target
}

// LookAhead looks at what is published while the caller prepares its outputs: Options.Seen spares Publish that look. It takes no lock and
// writes nothing. What it saw is used only if the same folder still holds the same publication when Publish has its lock; of trouble it
// says nothing, since Publish will meet it too.
func LookAhead(ctx context.Context, o Options) *Look {
	l := &Look{done: make(chan struct{})}
	go func() {
		defer close(l.done)
		if top, err := os.Stat(o.Target); err == nil {
			l.top = top
			l.old, _ = readStanding(ctx, o)
		}
	}()
	return l
}

// at gives what was seen of a target, nil where that may be something else by now.
func (l *Look) at(target string) *oldTree {
	if l == nil {
		return nil
	}
	<-l.done
	if l.old == nil || l.old.target != target {
		return nil
	}
	top, err := os.Stat(target)
	if err != nil || !os.SameFile(top, l.top) || ManifestSum(target) != hex.EncodeToString(l.old.manifest[:]) {
		return nil
	}
	return l.old
}
