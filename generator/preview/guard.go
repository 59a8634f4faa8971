package preview

import (
	"cmp"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
)

// Guard keeps strangers out. It wraps everything that is served.
//
//   - Host: only addresses, localhost and this machine's name, so that a page
//     of a stranger's domain that is turned to this address (DNS rebinding)
//     reads nothing.
//   - Writing (any method but GET and HEAD): only from a page of this server
//     (Origin), only with the token of this run, only if allowed.
type Guard struct {
	Token  string // of this run
	Writes bool   // whether anything may be written at all
}

// Policy is the Content-Security-Policy of the column, and no frames.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// BodyMax is the largest body of a request, in bytes.
const BodyMax = 32 << 20

// TokenField and TokenHeader carry the token of a writing request.
const (
	TokenField  = "token"
	TokenHeader = "X-Preview-Token"
)

// NewToken makes the token of a run.
func NewToken() string { return rand.Text() }

// Wrap puts the guard before a handler.
func (g Guard) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", Policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("X-Frame-Options", "DENY")
		head.Set("Referrer-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		if !knownHost(r.Host) {
			http.Error(w, "请用启动时显示的地址打开预览", http.StatusMisdirectedRequest)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			r.Body = http.MaxBytesReader(w, r.Body, BodyMax)
			if why, status := g.refuse(r); status != 0 {
				http.Error(w, why, status)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// refuse tells why a writing request is not let through; status 0 lets it.
func (g Guard) refuse(r *http.Request) (why string, status int) {
	switch {
	case r.Method != http.MethodPost:
		return "不支持这种请求", http.StatusMethodNotAllowed
	case !g.Writes:
		return "这个预览只能看，不能改；要改，在启动时加 --allow-edit", http.StatusForbidden
	case r.Header.Get("Origin") != "http://"+r.Host:
		return "请求不是从预览页面发出的", http.StatusForbidden
	}
	token := r.Header.Get(TokenHeader)
	if token == "" {
		if err := cmp.Or(r.ParseForm(), r.ParseMultipartForm(formMemory)); err != nil && !errors.Is(err, http.ErrNotMultipart) {
			return "请求读不懂，或者太大", http.StatusRequestEntityTooLarge
		}
		token = r.PostFormValue(TokenField)
	}
	if subtle.ConstantTimeCompare([]byte(token), []byte(g.Token)) != 1 {
		return "页面已经过期（预览重新启动过），请刷新后再试", http.StatusForbidden
	}
	return "", 0
}

// formMemory is how much of an uploaded file is kept in memory, the rest on
// disk.
const formMemory = 8 << 20

// knownHost tells whether a request names this machine: by an address, which no
// stranger's domain can stand for, by localhost or by its own name.
func knownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	own, err := os.Hostname()
	own = strings.ToLower(own)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || err == nil && own != "" && (name == own || name == own+".local")
}
