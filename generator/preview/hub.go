package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// State is what a tab compares its page with, and what its bar shows.
type State struct {
	Version  string `json:"version"` // of what the page shows, its style sheet apart
	Style    string `json:"style"`   // path of its style sheet
	Counted  bool   `json:"counted"` // whether the two that follow are known yet
	Errors   int    `json:"errors"`  // of the whole site
	Problems int    `json:"problems"`
}

// Hub tells open tabs that something changed.
type Hub struct {
	State func(r *http.Request, path string) (State, error) // of the page at a path, with query, such as "/documents/x/?_date=2026-01-01"

	mu     sync.Mutex
	tabs   map[chan struct{}]bool
	closed bool
	count  int
}

// beat is how often a stream says that it lives.
const beat = 15 * time.Second

// Wake tells every tab to look whether its page changed.
func (h *Hub) Wake() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count++
	for tab := range h.tabs {
		select {
		case tab <- struct{}{}:
		default: // it was woken already
		}
	}
}

// Close ends all streams, so that the server can end.
func (h *Hub) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for tab := range h.tabs {
		close(tab)
	}
	h.tabs = nil
}

func (h *Hub) enter() (chan struct{}, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, false
	}
	if h.tabs == nil {
		h.tabs = map[chan struct{}]bool{}
	}
	tab := make(chan struct{}, 1)
	h.tabs[tab] = true
	return tab, true
}

func (h *Hub) leave(tab chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.tabs, tab)
}

// Events is the stream: a comment at once and every now and then, and an event
// "change" for each Wake.
func (h *Hub) Events(w http.ResponseWriter, r *http.Request) {
	tab, ok := h.enter()
	if !ok {
		http.Error(w, "预览正在结束", http.StatusServiceUnavailable)
		return
	}
	defer h.leave(tab)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	stream := http.NewResponseController(w)
	_ = stream.SetWriteDeadline(time.Time{}) // a stream has no end
	say := func(text string) bool {
		_, err := fmt.Fprint(w, text)
		return err == nil && stream.Flush() == nil
	}
	if !say("retry: 500\n: 你好\n\n") {
		return
	}
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		text := ": 还在\n\n"
		select {
		case <-r.Context().Done():
			return
		case _, open := <-tab:
			if !open {
				return
			}
			text = "event: change\ndata:\n\n"
		case <-ticker.C:
		}
		if !say(text) {
			return
		}
	}
}

// Ask answers /_preview/state?path=….
func (h *Hub) Ask(w http.ResponseWriter, r *http.Request) {
	state, err := h.State(r, r.URL.Query().Get("path"))
	if err != nil {
		http.Error(w, "没有这个页面", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(state) // a tab that went away
}
