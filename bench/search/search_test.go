package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// column writes a column of two documents.
func column(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for id, d := range map[string]twin{
		"a": {URL: "documents/a/", Title: "关于开展法律援助工作的通知", Index: "010897245/2024-00001", Document: "示司办〔2024〕1号", Date: "2024-01-01", Text: "关于开展法律援助工作的通知\n" + strings.Repeat("各单位应当依法开展法律援助工作。", 40)},
		"b": {URL: "documents/b/", Title: "关于行政复议情况的公告", Index: "010897245/2024-00002", Date: "2024-02-01", Text: "关于行政复议情况的公告\n" + strings.Repeat("全市收到行政复议申请，依法办结。", 40)},
	} {
		put(t, filepath.Join(root, "documents", id, "index.json"), d)
	}
	return root
}

func put(t *testing.T, name string, v any) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Queries are always the same for the same documents, and drawn ones are found.
func TestDrawnQueries(t *testing.T) {
	documents, err := readTexts(column(t))
	if err != nil || len(documents) != 2 || documents[0].url != "documents/b/" {
		t.Fatalf("%d documents, the newest first? %v", len(documents), err)
	}
	list := drawQueries(documents, 2)
	if diff := cmp.Diff(list, drawQueries(documents, 2), cmp.AllowUnexported(query{})); diff != "" {
		t.Error(diff)
	}
	classes := map[string]int{}
	for _, q := range list {
		classes[q.Class]++
		if q.Class != "word" && q.Class != "two words" && len(grep(documents, q.Text)) == 0 {
			t.Errorf("no document has %q", q.Text)
		}
	}
	if len(classes) < 8 {
		t.Errorf("classes %v", classes)
	}
	for q, want := range map[string]int{"依法": 2, "复议": 1, "示司办[2024]1号": 1, "依法 公告": 1, "无此文字": 0} {
		if got := grep(documents, q); len(got) != want {
			t.Errorf("grep %q: %v, want %d", q, got, want)
		}
	}
}

// A host counts what it sends as it is packed, but not scripts; a slow link
// takes the time that its bits need.
func TestHost(t *testing.T) {
	root := t.TempDir()
	text := []byte(strings.Repeat("公开", 20_000))
	for _, name := range []string{"a.json", "a.js"} {
		if err := os.WriteFile(filepath.Join(root, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := newHost(root)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	get := func(path string) (string, int) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "gzip")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.Header.Get("Content-Encoding") != "gzip" {
			return "", response.StatusCode
		}
		unpacked, err := gzip.NewReader(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(unpacked)
		if err != nil {
			t.Fatal(err)
		}
		return string(data), response.StatusCode
	}
	for _, path := range []string{"/a.json", "/a.js"} {
		if got, _ := get(path); got != string(text) {
			t.Errorf("%s came as %d bytes", path, len(got))
		}
	}
	if got, want := h.take(), (count{Bytes: len(pack(text)), Requests: 1}); got != want {
		t.Errorf("sent %+v, want %+v", got, want)
	}
	if _, status := get("/missing"); status != http.StatusNotFound {
		t.Errorf("a missing file: %d", status)
	}
	h.use(link{delay: 5 * time.Millisecond, bits: 8_000})
	begun := time.Now()
	get("/a.json")
	if took, least := time.Since(begun), time.Duration(len(pack(text)))*time.Millisecond; took < least {
		t.Errorf("%d bytes at 1,000 a second took %v", len(pack(text)), took)
	}
}

func TestFigures(t *testing.T) {
	if got := []float64{at(nil, 0.5), at([]float64{3, 1, 2}, 0.5), at([]float64{3, 1, 2}, 0.95)}; !cmp.Equal(got, []float64{0, 2, 3}) {
		t.Errorf("at: %v", got)
	}
	recall, precision := table{Answers: []answer{{Want: 4, Found: 2, Right: 2}, {Want: 1, Found: 2, Right: 1}, {}}}.exact()
	if recall != 0.75 || precision != 0.75 {
		t.Errorf("recall %v, precision %v", recall, precision)
	}
}

// An index of the column is made and its cost told.
func TestIndexOnly(t *testing.T) {
	var out strings.Builder
	if err := indexOnly(column(t), &out); err != nil {
		t.Fatal(err)
	}
	var m made
	if err := json.Unmarshal([]byte(out.String()), &m); err != nil || m.Seconds <= 0 {
		t.Errorf("%s: %v", out.String(), err)
	}
}
