package preview

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestGuard(t *testing.T) {
	const token = "the token of this run"
	for _, c := range []struct {
		name, method, host, origin, token string
		readOnly                          bool
		want                              int
	}{
		{"reading", "GET", "127.0.0.1:1313", "", "", false, 200},
		{"reading by name", "GET", "localhost:1313", "", "", false, 200},
		{"reading by another address", "GET", "192.168.1.5:1313", "", "", false, 200},
		{"reading by an IPv6 address", "GET", "[::1]:1313", "", "", false, 200},
		{"a stranger's name turned here", "GET", "evil.example:1313", "", "", false, 421},
		{"a name that looks like an address", "GET", "127.0.0.1.evil.example:1313", "", "", false, 421},
		{"writing", "POST", "127.0.0.1:1313", "http://127.0.0.1:1313", token, false, 200},
		{"writing from another site", "POST", "127.0.0.1:1313", "https://evil.example", token, false, 403},
		{"writing from another port", "POST", "127.0.0.1:1313", "http://127.0.0.1:8080", token, false, 403},
		{"writing from nowhere", "POST", "127.0.0.1:1313", "", token, false, 403},
		{"writing from a sandboxed frame", "POST", "127.0.0.1:1313", "null", token, false, 403},
		{"writing without the token", "POST", "127.0.0.1:1313", "http://127.0.0.1:1313", "", false, 403},
		{"writing with an old token", "POST", "127.0.0.1:1313", "http://127.0.0.1:1313", "old", false, 403},
		{"writing where only reading is allowed", "POST", "127.0.0.1:1313", "http://127.0.0.1:1313", token, true, 403},
		{"a method there is none of", "PUT", "127.0.0.1:1313", "http://127.0.0.1:1313", token, false, 405},
	} {
		t.Run(c.name, func(t *testing.T) {
			reached := false
			g := Guard{Token: token, Writes: !c.readOnly}
			h := g.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
			r := httptest.NewRequest(c.method, "/_new/", strings.NewReader(url.Values{TokenField: {c.token}}.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Host = c.host
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != c.want || reached != (c.want == 200) {
				t.Errorf("status %d, reached %t; want %d", w.Code, reached, c.want)
			}
			if got := w.Header().Get("Content-Security-Policy"); got != Policy {
				t.Errorf("policy %q", got)
			}
		})
	}
}

func TestGuardBoundsBodies(t *testing.T) {
	g := Guard{Token: "t", Writes: true}
	h := g.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("reached") }))
	body := "token=t&x=" + strings.Repeat("x", BodyMax)
	r := httptest.NewRequest("POST", "/_new/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Host = "127.0.0.1:1"
	r.Header.Set("Origin", "http://127.0.0.1:1")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", w.Code)
	}
}
