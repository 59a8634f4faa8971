package studio

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// upload sends files as the import form does.
func (d *desk) upload(files map[string]string) *httptest.ResponseRecorder {
	d.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, text := range files {
		part, err := form.CreateFormFile("files", name)
		if err != nil {
			d.t.Fatal(err)
		}
		_, _ = part.Write([]byte(text))
	}
	if err := form.Close(); err != nil {
		d.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/_import/", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	d.web.ServeHTTP(w, r)
	return w
}

// count tells how many documents the site has.
func (d *desk) count() (n int) {
	d.t.Helper()
	err := filepath.WalkDir(filepath.Join(d.dir, "content"), func(p string, e os.DirEntry, err error) error {
		if strings.HasSuffix(p, ".md") {
			n++
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

const importedPage = `<!doctype html><meta charset="utf-8"><title>x</title><h1>示例市司法局关于开展普法宣传的通知</h1><p>各区司法局：</p><p>现将有关事项通知如下。请认真执行。</p><p>示例市司法局</p><p>2026年3月1日</p>`

// The report comes before anything is written; writing needs the word.
func TestImportShowsItsReportFirst(t *testing.T) {
	d := openDesk(t, true)
	before := d.count()
	w := d.upload(map[string]string{"../../通知.html": importedPage, "坏的.docx": "no Word file", "图.png": "no document"})
	page := w.Body.String()
	for _, want := range []string{"还没有写入任何文件", "关于开展普法宣传的通知", "不能导入", "写入 1 份文件", "字符核对", "不单独导入：图.png"} {
		if !strings.Contains(page, want) {
			t.Errorf("the report does not hold %q", want)
		}
	}
	if n := d.count(); n != before {
		t.Fatalf("%d documents after a report, %d before", n, before)
	}
	values := fields(t, page)
	w = d.post("/_import/write", values)
	if got := w.Body.String(); w.Code != 200 || !strings.Contains(got, "已导入") || !strings.Contains(got, "/_edit/content/") {
		t.Errorf("after writing: %d %s", w.Code, got)
	}
	if n := d.count(); n != before+1 {
		t.Errorf("%d documents after writing, %d before", n, before)
	}
	if w = d.post("/_import/write", values); w.Code != 422 || d.count() != before+1 {
		t.Errorf("writing twice: %d", w.Code)
	}
	if w = d.post("/_import/write", url.Values{"batch": {""}}); w.Code != 422 {
		t.Errorf("writing nothing: %d", w.Code)
	}
	if w = d.upload(nil); w.Code != 422 {
		t.Errorf("no file: %d", w.Code)
	}
}

func TestUploadsAreRemoved(t *testing.T) {
	d := openDesk(t, true)
	var folders []string
	for range batchesMax + 2 {
		batch := fields(t, d.upload(map[string]string{"a.html": importedPage}).Body.String()).Get("batch")
		folders = append(folders, d.folderOf(batch))
	}
	if _, err := os.Stat(folders[0]); !os.IsNotExist(err) {
		t.Error("the oldest upload is still there")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if _, err := os.Stat(f); !os.IsNotExist(err) {
			t.Errorf("%s is still there", f)
		}
	}
}
