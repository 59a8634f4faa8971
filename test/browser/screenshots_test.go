package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// portraits are the pages that `make screenshots` takes, by the name of the
// file.
var portraits = []struct{ name, path string }{
	{"home", ""},
	{"guide", "sections/guide/"},
	{"system", "sections/system/"},
	{"content", "sections/content/"},
	{"annual", "sections/annual/"},
	{"apply", "sections/apply/"},
	{"list", "sections/normative/"},
	{"themes", "catalogue/theme/"},
	{"document", "documents/010897245-2024-00011/"},
	{"amended", "documents/010900010-2019-00012/"},
	{"reply", "documents/010900408-2025-00501/"},
	{"yearly", "documents/010897245-2025-00501/"},
	{"conference", "documents/010900133-2025-00502/"},
	{"interpretation", "documents/010900408-2025-00020/"},
	{"search", "search/"},
	{"found", "search/?q=%E5%8A%A0%E8%A3%85%E7%94%B5%E6%A2%AF"},
	{"reports", "reports/"},
	{"report-interpretation", "reports/interpretation/"},
	{"report-replies", "reports/replies/"},
	{"report-validity", "reports/validity/"},
	{"report-health", "reports/health/"},
	{"report-annual", "reports/annual/2025/"},
	{"sitemap", "sitemap/"},
	{"missing", "404.html"},
}

// TestScreenshots writes pictures of every kind of page into the folder that
// GONGKAI_SCREENSHOTS names: wide, on a phone, in 长辈版, in the dark and on
// paper (the first sheet, where pdftoppm is installed). People look at them.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("GONGKAI_SCREENSHOTS")
	if folder == "" {
		t.Skip("make screenshots sets GONGKAI_SCREENSHOTS")
	}
	s := opened(t)
	needPDFTools(t)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	b := openTab(t, s.browser, s.site.base)
	for _, p := range portraits {
		for _, l := range []look{{name: "desktop", width: 1280}, {name: "phone", width: 390}, {name: "elder", width: 390, mode: "elder"}, {name: "dark", width: 1280, scheme: "dark"}} {
			b.portrait(t, p.path, l, filepath.Join(folder, p.name+"-"+l.name+".png"))
		}
		if err := b.look(look{width: 1280}); err != nil {
			t.Fatal(err)
		}
		b.sheets(t, p.path, folder)
		printed := filepath.Join(folder, p.name+"-print")
		if err := os.Rename(filepath.Join(folder, "print.pdf"), printed+".pdf"); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("pdftoppm", "-singlefile", "-r", "80", "-png", printed+".pdf", printed).CombinedOutput(); err != nil {
			t.Errorf("pdftoppm: %v\n%s", err, out)
		}
	}
}

// portrait writes a picture of a whole page.
func (b *tab) portrait(t *testing.T, path string, l look, file string) {
	t.Helper()
	if err := b.open(path, l.width); err != nil {
		t.Fatal(err)
	}
	if err := b.look(l); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(path, "search/?") {
		b.results(t, `p.status.includes("找到")`)
	}
	err := b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		height, err := evaluate[float64](b, "document.documentElement.scrollHeight")
		if err != nil {
			return chromedp.Void{}, err
		}
		shot, err := cdp.Call(ctx, target, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
			Format: "png", CaptureBeyondViewport: new(true),
			Clip: &cdppage.Viewport{Width: float64(l.width), Height: min(height, 6000), Scale: 1},
		})
		if err != nil {
			return chromedp.Void{}, err
		}
		return chromedp.Void{}, os.WriteFile(file, shot.Data, 0o644)
	})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
