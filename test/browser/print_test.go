package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// sheets prints a page as a reader does and gives the text of each sheet; the
// PDF is left in the folder given.
func (b *tab) sheets(t *testing.T, path, folder string) []string {
	t.Helper()
	if err := b.open(path, 1280); err != nil {
		t.Fatal(err)
	}
	var data []byte
	err := b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		printed, err := cdp.Call(ctx, target, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: new(true)})
		data = printed.Data
		return chromedp.Void{}, err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "print.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

func needPDFTools(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		skipOrFail(t, fmt.Errorf("%w: pdftotext", errMissing))
	}
}

// Documents print on A4 in the spirit of GB/T 9704: the number of the sheet
// between dashes, index number, day and address in the margin of every sheet,
// the text whole, nothing of what is for pressing.
func TestDocumentsPrint(t *testing.T) {
	s := opened(t)
	needPDFTools(t)
	b := openTab(t, s.browser, s.site.base)
	folder := t.TempDir()
	for _, c := range []struct {
		id      string
		sheets  [2]int // at least and at most
		wants   []string
		refuses []string
	}{
		{"010897245-2024-00011", [2]int{4, 9}, []string{"示司规〔2024〕1号", "效力状态：有效", "以正式印发的文本为准"}, []string{"跳到正文", "直接看正文", "文件沿革", "复制引用", "二维码"}},
		{"010900010-2026-00009", [2]int{3, 14}, nil, []string{"相关文件与解读"}},
	} {
		path := "documents/" + c.id + "/"
		if !s.site.has(path) {
			t.Fatalf("the sample has no document %s", c.id)
		}
		pages := b.sheets(t, path, folder)
		if len(pages) < c.sheets[0] || len(pages) > c.sheets[1] {
			t.Errorf("/%s: %d sheets, want %d to %d", path, len(pages), c.sheets[0], c.sheets[1])
		}
		all := squeezed(strings.Join(pages, ""))
		for _, want := range c.wants {
			if !strings.Contains(all, squeezed(want)) {
				t.Errorf("/%s: %q is not printed", path, want)
			}
		}
		for _, refused := range c.refuses {
			if strings.Contains(all, refused) {
				t.Errorf("/%s: %q is printed", path, refused)
			}
		}
		s.site.marginsTold(t, path, c.id, pages)
		for _, line := range s.site.missingLines(t, page{path: path, file: path + "index.html"}, withoutMargins(pages)) {
			t.Errorf("/%s: not printed: %s", path, line)
		}
	}
}

var sheetNumber = regexp.MustCompile(`—\s*(\d+)\s*—`)

// marginsTold wants on every sheet its number, the index number, the address
// and the day it was printed.
func (s *site) marginsTold(t *testing.T, path, id string, pages []string) {
	t.Helper()
	number := strings.Replace(id, "-", "/", 1)
	for i, text := range pages {
		if m := sheetNumber.FindStringSubmatch(text); m == nil || m[1] != strconv.Itoa(i+1) {
			t.Errorf("/%s: sheet %d has the number %q", path, i+1, m)
		}
		tight := squeezed(text)
		for _, want := range []string{number, s.base + path, "打印"} {
			if !strings.Contains(tight, want) {
				t.Errorf("/%s: sheet %d does not tell %q:\n%s", path, i+1, want, text)
			}
		}
	}
}

// withoutMargins joins sheets and leaves out what stands in their margins, which
// would part the sentences that run over.
func withoutMargins(pages []string) string {
	var b strings.Builder
	for _, text := range pages {
		for line := range strings.Lines(text) {
			if tight := squeezed(line); !sheetNumber.MatchString(line) && !strings.HasPrefix(tight, "http://") && !strings.HasSuffix(tight, "打印") {
				b.WriteString(line)
			}
		}
	}
	return b.String()
}

// Other pages print with their name and address in the margin, and tables whole.
func TestOtherPagesPrint(t *testing.T) {
	s := opened(t)
	needPDFTools(t)
	b := openTab(t, s.browser, s.site.base)
	folder := t.TempDir()
	for _, c := range []struct{ path, want string }{
		{"reports/interpretation/", "解读率"}, {"sections/normative/", "规范性文件"}, {"sections/apply/", "最迟答复"}, {"", "政府信息公开"},
	} {
		pages := b.sheets(t, c.path, folder)
		for i, text := range pages {
			tight := squeezed(text)
			if !strings.Contains(tight, s.site.base+c.path) || !sheetNumber.MatchString(text) {
				t.Errorf("/%s: sheet %d of %d tells no address or number", c.path, i+1, len(pages))
			}
		}
		all := squeezed(strings.Join(pages, ""))
		if !strings.Contains(all, c.want) || strings.Contains(all, "跳到正文") || strings.Contains(all, "长辈版") {
			t.Errorf("/%s: printed:\n%s", c.path, strings.Join(pages, "\f"))
		}
	}
}
