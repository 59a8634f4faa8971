package main

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// link is a network between the server and the browser.
type link struct {
	name  string
	delay time.Duration // before each answer
	bits  int64         // per second, shared by all answers; 0 for no bound
}

var (
	loopback = link{name: "loopback"}
	slow     = link{name: "10 Mbit/s, 40 ms", delay: 40 * time.Millisecond, bits: 10_000_000}
)

// host serves published folders, packed as a web server packs them, and counts
// what it sends.
type host struct {
	roots []fs.FS
	base  string // http://127.0.0.1:PORT
	close func()

	mu     sync.Mutex
	link   link
	free   time.Time // when the link is free again
	packed map[string][]byte
	sent   count
}

// count is what was sent: bodies as they went over the wire.
type count struct {
	Bytes    int `json:"bytes"`
	Requests int `json:"requests"`
}

// blankPath is a page of the same origin that asks for nothing.
const blankPath = "/blank"

// packable are the types that a web server packs.
var packable = map[string]bool{".html": true, ".css": true, ".js": true, ".json": true, ".svg": true, ".xml": true}

func newHost(roots ...string) (*host, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &host{base: "http://" + listener.Addr().String(), packed: map[string][]byte{}}
	for _, root := range roots {
		h.roots = append(h.roots, os.DirFS(root))
	}
	server := &http.Server{Handler: h}
	go func() { _ = server.Serve(listener) }() // ends when it is closed
	h.close = func() { _ = server.Close() }
	return h, nil
}

// use changes the link.
func (h *host) use(l link) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.link = l
}

// take gives what was sent since it was last asked; scripts are not counted.
func (h *host) take() count {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.sent
	h.sent = count{}
	return c
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if r.URL.Path == blankPath {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><html lang="zh-CN"><title>blank</title><link rel="icon" href="data:,">`))
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	body, ext := h.read(name), path.Ext(name)
	if body == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(ext))
	w.Header().Set("Cache-Control", "public, max-age=3600")
	if packable[ext] {
		w.Header().Set("Content-Encoding", "gzip")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	h.count(ext, len(body))
	h.send(w, body)
}

func (h *host) count(ext string, n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if ext != ".js" && ext != ".html" && ext != ".css" {
		h.sent.Bytes += n
		h.sent.Requests++
	}
}

// send writes a body at the pace of the link.
func (h *host) send(w http.ResponseWriter, body []byte) {
	h.mu.Lock()
	l := h.link
	h.mu.Unlock()
	time.Sleep(l.delay)
	for len(body) > 0 && l.bits > 0 {
		part := body[:min(len(body), 16<<10)]
		body = body[len(part):]
		time.Sleep(time.Until(h.reserve(int64(len(part)) * 8 * int64(time.Second) / l.bits)))
		if _, err := w.Write(part); err != nil {
			return // the browser went away
		}
	}
	_, _ = w.Write(body)
}

// reserve takes the link for so long, and gives when that is over.
func (h *host) reserve(nanoseconds int64) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now := time.Now(); h.free.Before(now) {
		h.free = now
	}
	h.free = h.free.Add(time.Duration(nanoseconds))
	return h.free
}

// read gives a file, packed once; nil where there is none.
func (h *host) read(name string) []byte {
	h.mu.Lock()
	body, ok := h.packed[name]
	h.mu.Unlock()
	if ok {
		return body
	}
	for _, root := range h.roots {
		data, err := fs.ReadFile(root, name)
		if err != nil {
			continue
		}
		if packable[path.Ext(name)] {
			data = pack(data)
		}
		h.mu.Lock()
		h.packed[name] = data
		h.mu.Unlock()
		return data
	}
	return nil
}

// pack is gzip as servers do it by default.
func pack(data []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, 6)
	if err != nil {
		panic(err) // the level is right
	}
	_, _ = w.Write(data) // a buffer takes everything
	_ = w.Close()
	return out.Bytes()
}
