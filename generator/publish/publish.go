package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Emit hands over one finished file: a slash-separated path relative to the published folder, and its bytes, read from their beginning.
// It is called from the goroutine that Make runs on, and content is not used after it returns.
//
// No content stands for the bytes that were published last, for a file that is no page: whoever made them and knows that they are the
// same need not make them again. Emit answers ErrNotStanding where the file is not what was published; it then wants the bytes.
type Emit func(path string, content io.ReadSeeker) error

// An Output makes one file or a few in one go: a pure function of finished values, callable alone, in any order, on any thread.
type Output struct {
	Paths []string // every path it will emit, known beforehand
	Make  func(emit Emit) error

	// Key, if not empty, is a fingerprint of everything its bytes depend on (the program's version too). An output whose key is that of
	// the last publication, and whose files are still there as they were published, is kept without being made.
	Key string
}

// Options say where to publish. Every field but Target, Work and AsOf may be left zero.
type Options struct {
	Target   string // the published folder, e.g. SITE/public; a symbolic link to it is followed
	Work     string // SITE/.gongkai; for a target outside SITE or on another file system, a dot-named folder beside the target is used instead
	AsOf     string // YYYY-MM-DD, for manifest.json
	BasePath string // URL path of the published folder, which absolute-path links start with; default "/"
	Threads  int    // default GOMAXPROCS
	Seen     *Look  // what LookAhead sees in Target; nil for nothing

	Progress func(done, total int) // told after each output, by one goroutine at a time
}

func (o Options) threads() int {
	if o.Threads > 0 {
		return o.Threads
	}
	return runtime.GOMAXPROCS(0)
}

// Result counts files; manifest.json is not among them.
type Result struct {
	Files     int    // published now
	Made      int    // outputs made, rather than kept for their key
	Written   int    // of which new or changed
	Kept      int    // of which left as they were
	Removed   int    // in the old folder and not in the new one
	Bytes     int64  // sum of the sizes of Files
	Unchanged bool   // nothing differed, so nothing was written
	Manifest  string // SHA-256 of manifest.json, in hex
	Recovered string // in Chinese: what an interrupted run had left, empty if nothing
	Leftover  string // path of an old tree that could not be removed; the next run tries again
}

// Publish makes the outputs and swaps them into o.Target. The Make of each is let go of, with all that it holds, once it was called: the
// last ones may need the memory. On any error the target is what it was before. The errors a caller may want to tell apart are in errors.go.
func Publish(ctx context.Context, o Options, outputs []Output) (Result, error) {
	result, err := publish(ctx, o, outputs, system())
	if err != nil {
		return Result{Recovered: result.Recovered}, classify(err)
	}
	return result, nil
}

// seams are the places where the outside world enters; tests make a disk full or a swap impossible there.
type seams struct {
	exchange func(a, b string) error                  // swap two folders in one step, or errNoExchange
	write    func(w io.Writer, b []byte) (int, error) // write to a file of the new tree
	link     func(old, new string) error              // give a file a second name
	reached  func(step string)                        // a step of the run is done
}

func system() seams {
	return seams{
		exchange: exchange,
		write:    func(w io.Writer, b []byte) (int, error) { return w.Write(b) },
		link:     os.Link,
		reached:  func(string) {},
	}
}

// A run is one publication under way.
type run struct {
	Options
	seams
	place   place
	work    *workFolder
	outputs []Output
	index   *index
	old     *oldTree
	files   []file // by number in the index
	made    atomic.Int64
	copied  atomic.Bool // a kept file could not be linked

	stageOnce sync.Once
	stage     *stage
	stageErr  error

	links    sync.Pool // of *linkCheck
	brokenMu sync.Mutex
	broken   []BrokenLink
}

func publish(ctx context.Context, o Options, outputs []Output, s seams) (result Result, err error) {
	o.Threads = o.threads()
	r := &run{Options: o, seams: s, outputs: slices.Clone(outputs)}
	r.links.New = func() any { return newLinkCheck(r) }
	if r.index, err = newIndex(outputs); err != nil {
		return result, err
	}
	if r.place, err = locate(o.Target, o.Work); err != nil {
		return result, err
	}
	unlock, err := Lock(r.place.work)
	if err != nil {
		return result, err
	}
	defer unlock()
	if r.work, err = openWork(r.place.work); err != nil {
		return result, err
	}
	defer r.work.close()
	if result.Recovered, err = r.work.recover(o.Threads); err != nil {
		return result, err
	}
	if r.old = o.Seen.at(r.place.target); r.old == nil {
		if r.old, err = readOld(ctx, r.place.target, r.work, o.Threads); err != nil {
			return result, err
		}
	}
	defer r.abandon() // no effect once the new tree is in place
	if err := r.makeAll(ctx); err != nil {
		return result, err
	}
	return r.finish(ctx, result)
}

// finish is the second half of a run: every output is made, the changed ones lie in the stage.
func (r *run) finish(ctx context.Context, result Result) (Result, error) {
	removed := r.old.countAbsent(r.index)
	result.Made = int(r.made.Load())
	if err := r.recheckKept(ctx, removed); err != nil {
		return result, err
	}
	if err := r.linksError(); err != nil {
		return result, err
	}
	for i := range r.files {
		f := &r.files[i]
		result.Files++
		result.Bytes += f.size
		if f.state == written {
			result.Written++
		} else {
			result.Kept++
		}
	}
	result.Removed = removed
	manifest := formatManifest(r.AsOf, r.index, r.files)
	sum := sha256.Sum256(manifest)
	result.Manifest = hex.EncodeToString(sum[:])
	if result.Written == 0 && removed == 0 && r.old.isManifest(manifest) {
		result.Unchanged = true
		// The cache alone is renewed if files were touched, outputs have other keys, or it was lost.
		r.work.saveFacts(formatFacts(manifest, r.index.sorted, r.factsNow()), r.old.facts)
		return result, nil
	}
	left, err := r.replace(ctx, manifest, result.Written+removed)
	result.Leftover = left
	return result, err
}

// replace completes the staged tree and puts it in the target's place. It returns the path of an old tree that could not be removed.
// changed is how many files were written or will be removed.
func (r *run) replace(ctx context.Context, manifest []byte, changed int) (leftover string, err error) {
	stage, err := r.openStage()
	if err != nil {
		return "", err
	}
	if err := r.linkKept(ctx); err != nil {
		return "", err
	}
	r.reached("linked")
	facts, err := r.verify(ctx)
	if err != nil {
		return "", fmt.Errorf("verify the new tree: %w", err)
	}
	if err := stage.writeFile(manifestName, manifest, r.write); err != nil {
		return "", err
	}
	r.reached("manifest")
	if err := r.work.writeJournal(r.place.target, stage, manifest); err != nil {
		return "", err
	}
	if err := stage.sync(r.index, r.files, r.Threads); err != nil {
		return "", fmt.Errorf("sync the new tree: %w", err)
	}
	r.reached("synced")
	if err := ctx.Err(); err != nil {
		return "", err
	}
	old, err := r.work.swap(r.place.target, stage, r.seams)
	if err != nil {
		return "", err
	}
	r.work.saveFacts(formatFacts(manifest, r.index.sorted, facts), r.old.facts)
	r.reached("swapped")
	if old != "" && !r.keepSpare(old, changed) {
		leftover = r.work.dispose(old, r.Threads)
	}
	r.reached("removed")
	_ = r.work.removeJournal() // the new tree is in place; with its journal the next run sees that, and removes it
	return leftover, nil
}
