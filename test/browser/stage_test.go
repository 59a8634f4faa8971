package browser

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// asOf is the day the sample site is built for, so that a document's expiry
// does not change what is tested.
const asOf = "2026-11-20"

// stage is what all tests share: the site on disk, served, and one browser.
type stage struct {
	temp    string
	site    *site
	faulty  *site // pages with known faults, to prove that they are noticed
	browser context.Context
	close   []func()
}

// errMissing says that this machine lacks something the tests need.
var errMissing = errors.New("missing on this machine")

var prepared = sync.OnceValues(prepare)

// started is set by prepare and read by TestMain once all tests are over.
var started *stage

func TestMain(m *testing.M) {
	code := m.Run()
	if started != nil {
		for _, closeOne := range started.close {
			closeOne()
		}
	}
	os.Exit(code)
}

// opened gives the shared stage, or ends the test.
func opened(t *testing.T) *stage {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are skipped by -short")
	}
	s, err := prepared()
	if errors.Is(err, errMissing) {
		skipOrFail(t, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// skipOrFail ends a test that cannot run on this machine.
func skipOrFail(t *testing.T, err error) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("GONGKAI_TEST_ALL") != "" {
		t.Fatalf("%v (scripts/setup.sh installs it)", err)
	}
	t.Skipf("%v (scripts/setup.sh installs it); browser tests are skipped", err)
}

func prepare() (*stage, error) {
	program, err := findBrowser()
	if err != nil {
		return nil, err
	}
	started = &stage{}
	s := started
	if s.temp, err = os.MkdirTemp("", "gongkai-browser-"); err != nil {
		return nil, err
	}
	err = s.startBrowser(program)
	s.close = append(s.close, func() { os.RemoveAll(s.temp) })
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	base := "http://" + listener.Addr().String() + "/xxgk/"
	root := os.Getenv("GONGKAI_TEST_SITE")
	if root == "" {
		root = filepath.Join(s.temp, "public")
		if err := build(s.temp, root, base); err != nil {
			return nil, err
		}
	}
	if s.site, err = openSite(root, base); err != nil {
		return nil, err
	}
	s.close = append(s.close, serve(listener, s.site))
	return s, s.openFaulty()
}

func (s *stage) openFaulty() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if s.faulty, err = openSite(filepath.Join("testdata", "faulty"), "http://"+listener.Addr().String()+"/xxgk/"); err != nil {
		return err
	}
	s.close = append(s.close, serve(listener, s.faulty))
	return nil
}

func findBrowser() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", fmt.Errorf("%w: chromium", errMissing)
}

// startBrowser starts one process for all tests, with an empty profile.
func (s *stage) startBrowser(program string) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox, // root in a container has none; only our own pages are opened
		chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(s.temp, "profile")),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "zh-CN"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	browser, cancel := chromedp.NewContext(allocator)
	s.browser = browser
	s.close = append(s.close, cancel, stop)
	if err := chromedp.Do(browser); err != nil {
		return fmt.Errorf("start %s: %w", program, err)
	}
	return nil
}

// build makes the sample site with the real program.
func build(temp, output, base string) error {
	repository := filepath.Join("..", "..")
	program := filepath.Join(temp, "gongkai")
	compile := exec.Command("go", "build", "-o", program, "./generator")
	compile.Dir = repository
	if out, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("go build ./generator: %w\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	run := exec.CommandContext(ctx, program, "build", "--output", output, "--base-url", base, "--date", asOf)
	run.Dir = repository
	if out, err := run.CombinedOutput(); err != nil {
		return fmt.Errorf("gongkai build: %w\n%s", err, out)
	}
	return nil
}
