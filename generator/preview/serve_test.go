package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestListenTakesTheNextPort(t *testing.T) {
	first, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen(first.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	a, b := first.Addr().(*net.TCPAddr), second.Addr().(*net.TCPAddr)
	if b.Port <= a.Port || b.Port > a.Port+portsTried || !Loopback(b) {
		t.Errorf("after %v came %v", a, b)
	}
	for _, wrong := range []string{"", "1313", "127.0.0.1:x", "127.0.0.1:99999"} {
		if l, err := Listen(wrong); err == nil {
			l.Close()
			t.Errorf("Listen(%q) works", wrong)
		}
	}
}

// A tab hears of a change, asks for its page, and the server ends with streams
// open.
func TestHubTellsTabs(t *testing.T) {
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	hub := &Hub{State: func(_ *http.Request, path string) (State, error) {
		if path != "/a/?_date=2026-01-01" {
			return State{}, errors.New("none")
		}
		return State{Version: "v", Style: "assets/s.css"}, nil
	}}
	mux := http.NewServeMux()
	mux.HandleFunc("/_preview/events", hub.Events)
	mux.HandleFunc("/_preview/state", hub.Ask)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, l, mux, hub.Close) }()
	base := strings.TrimSuffix(URL(l.Addr()), "/")
	stream := func() *bufio.Reader {
		res, err := http.Get(base + "/_preview/events")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { res.Body.Close() })
		return bufio.NewReader(res.Body)
	}
	tabs := []*bufio.Reader{stream(), stream()}
	for _, tab := range tabs {
		if first, err := tab.ReadString('\n'); err != nil || !strings.HasPrefix(first, "retry:") {
			t.Fatalf("stream begins with %q, %v", first, err)
		}
	}
	hub.Wake()
	for _, tab := range tabs {
		for {
			line, err := tab.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			if line == "event: change\n" {
				break
			}
		}
	}
	for path, want := range map[string]int{"%2Fa%2F%3F_date%3D2026-01-01": 200, "%2Fb%2F": 404} {
		res, err := http.Get(base + "/_preview/state?path=" + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != want || want == 200 && string(body) != `{"version":"v","style":"assets/s.css","counted":false,"errors":0,"problems":0}`+"\n" {
			t.Errorf("state of %s: %d %s", path, res.StatusCode, body)
		}
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the server does not end")
	}
}
