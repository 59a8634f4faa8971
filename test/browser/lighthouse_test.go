package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The scores that are wanted of Lighthouse, as on a phone with slow 4G.
var scoresWanted = map[string]int{"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}

// TestLighthouse audits the home page, a list, a document, the search page and a
// report. Performance may be tried again: the machine may be busy, the pages
// are the same.
func TestLighthouse(t *testing.T) {
	s := opened(t)
	node, err := exec.LookPath("node")
	if err != nil {
		skipOrFail(t, fmt.Errorf("%w: node", errMissing))
	}
	if _, err := os.Stat(filepath.Join("node_modules", "lighthouse")); err != nil {
		skipOrFail(t, fmt.Errorf("%w: lighthouse", errMissing))
	}
	browser, err := findBrowser()
	if err != nil {
		t.Fatal(err)
	}
	base := compressed(t, s.site)
	// node resolves packages from the script's own folder upward.
	arguments := []string{filepath.Join("testdata", "lighthouse.mjs")}
	for _, path := range []string{"", "sections/normative/", "documents/010897245-2024-00011/", "search/", "reports/interpretation/"} {
		if !s.site.has(path) {
			t.Fatalf("the sample has no page /%s", path)
		}
		arguments = append(arguments, base+path)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, node, arguments...)
	command.Env = append(os.Environ(), "CHROME_PATH="+browser, "PROFILE="+t.TempDir())
	var talk bytes.Buffer
	command.Stderr = &talk
	out, err := command.Output()
	if err != nil {
		t.Fatalf("lighthouse: %v\n%s", err, talk.String())
	}
	audits := 0
	for line := range bytes.Lines(out) {
		judgeAudit(t, base, line)
		audits++
	}
	if audits != len(arguments)-1 {
		t.Errorf("%d of %d pages were audited:\n%s", audits, len(arguments)-1, talk.String())
	}
}

// judgeAudit compares one line of lighthouse.mjs with what is wanted.
func judgeAudit(t *testing.T, base string, line []byte) {
	t.Helper()
	var audit struct {
		Address string
		Scores  map[string]int
		Failed  []string
		Error   string
	}
	if err := json.Unmarshal(line, &audit); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	path := strings.TrimPrefix(audit.Address, base)
	t.Logf("/%s: %v", path, audit.Scores)
	for name, least := range scoresWanted {
		if audit.Scores[name] < least || audit.Error != "" {
			t.Errorf("/%s: %s %d, want at least %d %s\n\t%s", path, name, audit.Scores[name], least, audit.Error, strings.Join(audit.Failed, "\n\t"))
		}
	}
}

// compressed serves the site as a web server does (docs/deploy.md): texts with
// gzip, assets to be kept. It gives the address of the column.
func compressed(t *testing.T, on *site) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	again := *on
	again.base = "http://" + listener.Addr().String() + "/xxgk/"
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			handler(&again).ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		r.Header.Del("Range")
		handler(&again).ServeHTTP(zipped{w, z}, r)
	})}
	go server.Serve(listener) //nolint:errcheck // ends with Close
	t.Cleanup(func() { server.Close() })
	return again.base
}

// zipped writes through gzip and lets go of the length, which changes.
type zipped struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w zipped) WriteHeader(status int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(status)
}

func (w zipped) Write(data []byte) (int, error) {
	w.Header().Del("Content-Length")
	return w.z.Write(data)
}
