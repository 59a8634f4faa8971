package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"
	"sync"
)

// A file is one published file; a worker fills it in when its output is made.
type file struct {
	state  state
	unmade bool // kept for its output's key, so its links have not been followed in this run
	sum    digest
	size   int64
}

type state uint8

const (
	missing state = iota // not emitted yet
	written              // new bytes, in the stage
	kept                 // the bytes of the old tree
)

// wholeBytesMax is the largest content that is read into memory at once when it comes from a file. HTML is read whole at any size, for
// its links.
const wholeBytesMax = 1 << 20

// makeAll makes every output that may have changed, over all threads.
func (r *run) makeAll(ctx context.Context) error {
	r.files = make([]file, len(r.index.paths))
	var (
		mu   sync.Mutex
		done int
	)
	return each(ctx, r.Threads, len(r.outputs), func(i int) error {
		if !r.keepUnmade(i) {
			if err := r.makeOne(i); err != nil {
				return err
			}
		}
		r.outputs[i].Make = nil
		if r.Progress != nil {
			mu.Lock()
			defer mu.Unlock()
			done++
			r.Progress(done, len(r.outputs))
		}
		return nil
	})
}

// keepUnmade keeps the files of an output whose key has not changed, if all of them still are what was published.
func (r *run) keepUnmade(i int) bool {
	key := sumKey(r.outputs[i].Key)
	for n := r.index.first[i]; n < r.index.first[i+1]; n++ {
		path := r.index.paths[n]
		sum, ok := r.old.madeWith(key, path)
		size := r.old.size(path)
		if !ok || !r.old.holds(path, sum, size) {
			clear(r.files[r.index.first[i]:n])
			return false
		}
		r.files[n] = file{state: kept, unmade: true, sum: sum, size: size}
	}
	return r.outputs[i].Key != ""
}

func (r *run) makeOne(i int) error {
	r.made.Add(1)
	o := &r.outputs[i]
	first, end := r.index.first[i], r.index.first[i+1]
	links := r.links.Get().(*linkCheck)
	defer r.links.Put(links)
	emit := func(path string, content io.ReadSeeker) error {
		n, ok := r.index.number[path]
		if !ok || int(n) < first || int(n) >= end {
			return fmt.Errorf("%w: %q was not announced", ErrOutput, path)
		}
		if r.files[n].state != missing {
			return fmt.Errorf("%w: %q came twice", ErrOutput, path)
		}
		if err := r.take(n, content, links); err != nil {
			return fmt.Errorf("publish %s: %w", path, err)
		}
		return nil
	}
	if err := o.Make(emit); err != nil {
		return err
	}
	for n := first; n < end; n++ {
		if r.files[n].state == missing {
			return fmt.Errorf("%w: %q did not come", ErrOutput, r.index.paths[n])
		}
	}
	r.reached("made")
	return nil
}

// take keeps or writes one emitted file. Bytes in memory are used where they lie; a small file is read once into memory; a large one is
// read once if it is new or has another size than before, else hashed first.
func (r *run) take(n int32, content io.ReadSeeker, links *linkCheck) error {
	path := r.index.paths[n]
	page := strings.HasSuffix(path, ".html")
	if content == nil {
		return r.takeStanding(n)
	}
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if !isInMemory(content) && size > wholeBytesMax && !page {
		return r.takeLarge(n, content, size)
	}
	whole, release, err := readWhole(content, size)
	if err != nil {
		return err
	}
	defer release()
	if page {
		links.check(path, whole)
	}
	f := file{state: kept, sum: sha256.Sum256(whole), size: int64(len(whole))}
	if !r.old.holds(path, f.sum, f.size) {
		f.state = written
		stage, err := r.openStage()
		if err != nil {
			return err
		}
		if err := stage.writeFile(path, whole, r.write); err != nil {
			return err
		}
	}
	r.files[n] = f
	return nil
}

// takeStanding keeps a published file without its bytes.
func (r *run) takeStanding(n int32) error {
	path := r.index.paths[n]
	sum, size, ok := r.old.standing(path)
	if !ok || strings.HasSuffix(path, ".html") {
		return ErrNotStanding
	}
	r.files[n] = file{state: kept, sum: sum, size: size}
	return nil
}

func (r *run) takeLarge(n int32, content io.ReadSeeker, size int64) error {
	path := r.index.paths[n]
	if r.old.size(path) == size {
		h := sha256.New()
		if _, err := io.Copy(h, content); err != nil {
			return err
		}
		if sum := digest(h.Sum(nil)); r.old.holds(path, sum, size) {
			r.files[n] = file{state: kept, sum: sum, size: size}
			return nil
		}
		if _, err := content.Seek(0, io.SeekStart); err != nil {
			return err
		}
	}
	stage, err := r.openStage()
	if err != nil {
		return err
	}
	h := sha256.New()
	var copied int64
	err = stage.create(path, func(f sink) (err error) {
		copied, err = io.Copy(r.teeing(f, h), content)
		return err
	})
	r.files[n] = file{state: written, sum: digest(h.Sum(nil)), size: copied}
	return err
}

// teeing writes to a file of the stage and hashes exactly what went there.
func (r *run) teeing(f sink, h hash.Hash) io.Writer {
	return writerFunc(func(b []byte) (int, error) {
		n, err := r.write(f, b)
		h.Write(b[:n])
		return n, err
	})
}

func isInMemory(content io.ReadSeeker) bool {
	_, ok := content.(*bytes.Reader)
	return ok
}

// buffers are reused between files read from disk.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// readWhole gives all bytes of content. release must be called when they are done with.
func readWhole(content io.ReadSeeker, size int64) (whole []byte, release func(), err error) {
	if r, ok := content.(*bytes.Reader); ok {
		// WriteTo hands over the reader's own bytes in one piece: nothing is copied.
		_, err := r.WriteTo(writerFunc(func(b []byte) (int, error) {
			whole = b
			return len(b), nil
		}))
		return whole, func() {}, err
	}
	buffer := buffers.Get().(*[]byte)
	release = func() { buffers.Put(buffer) }
	if int64(cap(*buffer)) < size {
		*buffer = make([]byte, size)
	}
	whole = (*buffer)[:size]
	if _, err := io.ReadFull(content, whole); err != nil {
		release()
		return nil, nil, err
	}
	return whole, release, nil
}
