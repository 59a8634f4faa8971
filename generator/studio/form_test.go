package studio

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gongkai/generator/source"
)

// fields reads a page's form as a browser would send it untouched.
func fields(t *testing.T, page string) url.Values {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	out := url.Values{}
	attr := func(n *html.Node, name string) (string, bool) {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val, true
			}
		}
		return "", false
	}
	text := func(n *html.Node) string {
		s := ""
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s += c.Data
		}
		return s
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		name, named := attr(n, "name")
		switch {
		case n.Data == "input" && named:
			sort, _ := attr(n, "type")
			value, _ := attr(n, "value")
			if _, checked := attr(n, "checked"); sort != "checkbox" || checked {
				out.Add(name, value)
			}
		case n.Data == "textarea" && named:
			out.Add(name, strings.ReplaceAll(strings.TrimPrefix(text(n), "\n"), "\n", "\r\n"))
		case n.Data == "select":
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if _, selected := attr(c, "selected"); c.Data == "option" && selected {
					value, _ := attr(c, "value")
					out.Set(name, value)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return out
}

// post sends a form.
func (d *desk) post(address string, values url.Values) *httptest.ResponseRecorder {
	d.t.Helper()
	r := httptest.NewRequest("POST", address, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	d.web.ServeHTTP(w, r)
	return w
}

// Saving an untouched form changes no byte of any document of the sample.
func TestAnUntouchedFormChangesNothing(t *testing.T) {
	d := openDesk(t, true)
	m, err := d.Live.Now(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	files := m.Files()
	if len(files) < 50 {
		t.Fatalf("%d files only", len(files))
	}
	for _, file := range files {
		before := d.read(file)
		values := fields(t, d.page(editLink(file)))
		if w := d.post(editLink(file), values); w.Code != http.StatusSeeOther {
			t.Errorf("%s: %d %s", file, w.Code, w.Body)
		}
		if diff := cmp.Diff(before, d.read(file)); diff != "" {
			t.Errorf("%s changed (-before +after):\n%s", file, diff)
		}
	}
}

func TestAnEditIsAMinimalDiff(t *testing.T) {
	d := openDesk(t, true)
	file, page := d.first()
	const text = "---\n# 由办公室起草\n标题: \"旧标题\"  # 主标题\n类型: 政策文件\n索引号: 010897245/2026-90001\n发布机构: 市司法局\n主题分类: 公安、安全、司法\n发布日期: 2026-01-05\n公开属性: 主动公开\n主题词: [甲, 乙]\n附件:\n  - 文件: a.pdf # 扫描件\n    标题: 甲\n---\n\n正文一。\n"
	for _, c := range []struct {
		name     string
		set      url.Values
		old, new string
	}{
		{"the title", url.Values{"f.title": {"新标题"}}, `"旧标题"  #`, "新标题  #"},
		{"a document number in parts", url.Values{"f.document_number.code": {"示司"}, "f.document_number.year": {"2026"}, "f.document_number.serial": {"7"}}, "索引号: 010897245/2026-90001\n", "索引号: 010897245/2026-90001\n文号: 示司〔2026〕7号\n"},
		{"keywords", url.Values{"f.keywords": {"甲、丙"}}, "[甲, 乙]", "[甲, 丙]"},
		{"a reference", url.Values{"f.related": {"010897245/2021-58637\r\n\r\n示司规〔2024〕3号\r\n"}}, "公开属性:", "相关文件: [010897245/2021-58637, 示司规〔2024〕3号]\n公开属性:"},
		{"a field taken away", url.Values{"f.keywords": {""}}, "主题词: [甲, 乙]\n", ""},
		{"a title of an attachment", url.Values{"f.attachments.0.title": {"乙"}}, "  - 文件: a.pdf # 扫描件\n    标题: 甲\n", "  - 文件: a.pdf\n    标题: 乙\n"},
		{"an attachment more", url.Values{"f.attachments.1.file": {"b.pdf"}}, "  - 文件: a.pdf # 扫描件\n    标题: 甲\n", "  - 文件: a.pdf\n    标题: 甲\n  - 文件: b.pdf\n"},
		{"the text", url.Values{"body": {"正文二。\r\n\r\n又一段。"}}, "正文一。\n", "正文二。\n\n又一段。\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d.put(file, text)
			values := fields(t, d.page(editLink(file)))
			for name, v := range c.set {
				values[name] = v
			}
			values.Set("go", "page")
			w := d.post(editLink(file), values)
			if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/documents/010897245-2026-90001/" {
				t.Fatalf("%d to %s: %s", w.Code, w.Header().Get("Location"), w.Body)
			}
			if diff := cmp.Diff(strings.Replace(text, c.old, c.new, 1), d.read(file)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	_ = page
	if left, _ := filepath.Glob(filepath.Join(d.dir, filepath.Dir(filepath.FromSlash(file)), ".gongkai*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAnEditOfAFileThatChangedIsRefused(t *testing.T) {
	d := openDesk(t, true)
	file, _ := d.first()
	values := fields(t, d.page(editLink(file)))
	values.Set("body", "我写的。")
	changed := d.read(file) + "\n别人写的。\n"
	d.put(file, changed)
	w := d.post(editLink(file), values)
	if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "我写的。") || !strings.Contains(w.Body.String(), "别人写的。") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if d.read(file) != changed {
		t.Error("the file was written over")
	}
}

func TestFindingsWhileTyping(t *testing.T) {
	d := openDesk(t, true)
	file, _ := d.first()
	before := d.read(file)
	values := fields(t, d.page(editLink(file)))
	values.Set("f.published", "2026-13-45")
	w := d.post("/_check/"+escapePath(file), values)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "DATE-01") || w.Header().Get("X-Base") != values.Get("base") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if d.read(file) != before {
		t.Error("a check wrote the file")
	}
}

func TestASourceThatCannotBeReadIsEditedWhole(t *testing.T) {
	d := openDesk(t, true)
	file, page := d.first()
	good := d.read(file)
	d.put(file, strings.Replace(good, "\n---\n", "\n标题：全角\n---\n", 1))
	values := fields(t, d.page(editLink(file)))
	if values.Get("raw") == "" {
		t.Fatal("not a raw form")
	}
	values.Set("body", strings.ReplaceAll(good, "\n", "\r\n"))
	if w := d.post(editLink(file), values); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if diff := cmp.Diff(good, d.read(file)); diff != "" {
		t.Error(diff)
	}
	d.page(page)
}

func TestNewDocuments(t *testing.T) {
	d := openDesk(t, true)
	if got := d.page("/_new/"); !strings.Contains(got, "建议提案答复") {
		t.Error("kinds are not offered")
	}
	values := fields(t, d.page("/_new/?kind="+url.QueryEscape("规范性文件")))
	values.Set("go", "page")
	if w := d.post("/_new/", values); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "写上标题") {
		t.Errorf("without a title: %d", w.Code)
	}
	values.Set("f.title", "示例市停车管理办法")
	values.Set("f.agency", "市司法局")
	values.Set("f.document_number.code", "示司规")
	values.Set("f.document_number.year", "2026")
	values.Set("f.document_number.serial", "9")
	values.Set("f.related", "010897245/2021-58637")
	values.Set("f.summary", "规定停车的办法。")
	w := d.post("/_new/", values)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	page := w.Header().Get("Location")
	if got := d.page(page); !strings.Contains(got, "示例市停车管理办法") {
		t.Errorf("%s does not show it", page)
	}
	matches, err := filepath.Glob(filepath.Join(d.dir, "content", "规范性文件", "2026", "示例市停车管理办法*.md"))
	if err != nil || len(matches) != 1 {
		t.Fatalf("files %v, %v", matches, err)
	}
	data, err := os.ReadFile(matches[0])
	if err != nil {
		t.Fatal(err)
	}
	f, findings, ok := source.Read("x.md", data)
	if !ok || findings.Failed() {
		t.Fatalf("cannot be read: %v", findings)
	}
	got := map[string]string{}
	for _, e := range f.Head {
		got[e.Name] = e.Value.Text
	}
	for name, want := range map[string]string{"标题": "示例市停车管理办法", "类型": "规范性文件", "文号": "示司规〔2026〕9号", "发布机构": "市司法局", "草稿": "true", "公开属性": "主动公开"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q\n%s", name, got[name], want, data)
		}
	}
	if !bytes.Contains(data, []byte("相关文件: [010897245/2021-58637]")) || !strings.Contains(d.read("index-ledger.csv"), got["索引号"]+",content/规范性文件/2026/") {
		t.Errorf("the reference or the ledger lacks it:\n%s", data)
	}
}

func TestFindDocuments(t *testing.T) {
	d := openDesk(t, true)
	m, err := d.Live.Now(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	e := m.Catalog.Entries[0]
	for _, query := range []string{e.Title(), e.Index.String()} {
		if got := d.page("/_find/?q=" + url.QueryEscape(query)); !strings.Contains(got, e.Title()) {
			t.Errorf("%q finds %s", query, got)
		}
	}
	if got := d.page("/_find/?q="); strings.TrimSpace(got) != "[]" {
		t.Errorf("nothing finds %s", got)
	}
}

func TestFormsKeepToDocuments(t *testing.T) {
	d := openDesk(t, true)
	for _, address := range []string{"/_edit/config.toml", "/_edit/index-ledger.csv", "/_edit/content/../config.toml", "/_edit/..%2f..%2fetc%2fpasswd", "/_edit/content/none.md", "/_edit/content"} {
		if w := d.get(address); w.Code == http.StatusOK {
			t.Errorf("GET %s: %d", address, w.Code)
		}
		if w := d.post(address, url.Values{"body": {"x"}, "raw": {"1"}}); w.Code < 300 || w.Code == http.StatusSeeOther {
			t.Errorf("POST %s: %d", address, w.Code)
		}
	}
	closed := openDesk(t, false)
	file, _ := closed.first()
	if w := closed.get(editLink(file)); w.Code != http.StatusNotFound {
		t.Errorf("a preview that may not write shows a form: %d", w.Code)
	}
	if w := closed.post(editLink(file), url.Values{}); w.Code < 400 {
		t.Errorf("a preview that may not write takes a form: %d", w.Code)
	}
}

// Forms speak to people who do not write YAML.
func TestHintsAreForPeople(t *testing.T) {
	d := openDesk(t, true)
	for _, kind := range []string{"规范性文件", "建议提案答复", "重大行政决策"} {
		got := d.page("/_new/?kind=" + url.QueryEscape(kind))
		for _, sign := range []string{"如 [", "如 {", "如 true", "true 时"} {
			if strings.Contains(got, sign) {
				t.Errorf("the form of %s holds %q", kind, sign)
			}
		}
	}
	if got := d.page("/_new/?kind=" + url.QueryEscape("规范性文件")); !strings.Contains(got, "选“是”时不发布") {
		t.Error("the form does not tell what a draft is")
	}
}
