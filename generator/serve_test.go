package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// serving is a preview that a script runs in the background.
type serving struct {
	run  *exec.Cmd
	talk *talk
}

// talk is what a program says, and wakes whoever waits for a word of it.
type talk struct {
	mu    sync.Mutex
	text  bytes.Buffer
	heard chan struct{} // closed and made anew at every word
}

func (t *talk) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.heard)
	t.heard = make(chan struct{})
	return t.text.Write(p)
}

func (t *talk) soFar() (string, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String(), t.heard
}

// says waits for a word, and gives all that was said.
func (t *talk) says(word string) (all string, said bool) {
	limit := time.After(wordMax)
	for {
		text, heard := t.soFar()
		if strings.Contains(text, word) {
			return text, true
		}
		select {
		case <-heard:
		case <-limit:
			return text, false
		}
	}
}

// wordMax is how long a script waits for a word: only a test that fails waits.
const wordMax = time.Minute

// serveCommands are the commands of scripts that preview a site:
//
//	serve NAME [flags]        runs gongkai serve; its address is in $NAME
//	                          and, as HOST:PORT, in $NAME_address
//	get ADDRESS FILE          asks for a page; ! get wants it refused
//	send STATUS ADDRESS [KEY: VALUE]…   posts nothing with headers
//	told NAME TEXT            waits until the preview says something
//	interrupt NAME            ends it as Ctrl-C does
func serveCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"serve": startServing, "get": getPage, "send": sendNothing, "told": waitForWord, "interrupt": interrupt,
	}
}

func startServing(ts *testscript.TestScript, _ bool, args []string) {
	if runtime.GOOS == "windows" {
		ts.Fatalf("there is no interrupt to end a preview with") // such scripts say [!windows]
	}
	s := &serving{run: exec.Command("gongkai", append([]string{"serve"}, args[1:]...)...), talk: &talk{heard: make(chan struct{})}}
	s.run.Dir, s.run.Stderr = ts.MkAbs("."), s.talk
	out, err := s.run.StdoutPipe()
	ts.Check(err)
	ts.Check(s.run.Start())
	ts.Defer(func() {
		_ = s.run.Process.Kill() // it has ended, or the script has failed
		_ = s.run.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		text, _ := s.talk.soFar()
		ts.Fatalf("the preview tells no address: %v\n%s", err, text)
	}
	url := strings.TrimSuffix(strings.TrimSpace(line), "/")
	ts.Setenv(args[0], url)
	ts.Setenv(args[0]+"_address", strings.TrimPrefix(url, "http://"))
	previews(ts)[args[0]] = s
}

// previews are those of a script, by name.
func previews(ts *testscript.TestScript) map[string]*serving {
	return ts.Value(previewsKey{}).(map[string]*serving)
}

type previewsKey struct{}

func getPage(ts *testscript.TestScript, neg bool, args []string) {
	res, err := http.Get(args[0])
	ts.Check(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	ts.Check(err)
	if refused := res.StatusCode >= 400; refused != neg {
		ts.Fatalf("%s: %s\n%s", args[0], res.Status, text)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o644))
}

func sendNothing(ts *testscript.TestScript, _ bool, args []string) {
	req, err := http.NewRequest(http.MethodPost, args[1], nil)
	ts.Check(err)
	for _, header := range args[2:] {
		name, value, _ := strings.Cut(header, ": ")
		if name == "Host" {
			req.Host = value
		}
		req.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(req)
	ts.Check(err)
	res.Body.Close()
	if strconv.Itoa(res.StatusCode) != args[0] {
		ts.Fatalf("%s: %s, want %s", args[1], res.Status, args[0])
	}
}

func waitForWord(ts *testscript.TestScript, _ bool, args []string) {
	if text, said := previews(ts)[args[0]].talk.says(args[1]); !said {
		ts.Fatalf("not said: %s\n%s", args[1], text)
	}
}

func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	s := previews(ts)[args[0]]
	ts.Check(s.run.Process.Signal(os.Interrupt))
	if err := s.run.Wait(); err != nil {
		text, _ := s.talk.soFar()
		ts.Fatalf("it did not end cleanly: %v\n%s", err, text)
	}
	text, _ := s.talk.soFar()
	ts.Logf("%s", text)
}

// With --open, and not without, the browser is opened once at the address that
// is told, and there the preview answers. Where there is no browser the address
// is told for whoever opens one.
func TestServeOpensTheBrowser(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte("[site]\nname = \"示例市\"\nbase_url = \"https://www.example.gov.cn/\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		flags  []string
		fails  error
		opened int
		word   string
	}{
		{"asked for", []string{"--open"}, nil, 1, "it opened with 200 OK"},
		{"not asked for", nil, nil, 0, "已检查全部文件"},
		{"no browser", []string{"--open"}, errors.New("no browser"), 1, "没能打开浏览器，请自己打开 http://127.0.0.1:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			told := &talk{heard: make(chan struct{})}
			opened := make(chan string, 10)
			a := &app{environment: environment{stdout: told, stderr: told, now: time.Now, browse: func(url string) error {
				opened <- url
				if c.fails != nil {
					return c.fails
				}
				res, err := http.Get(url)
				if err != nil {
					return err
				}
				fmt.Fprintln(told, "it opened with", res.Status)
				return res.Body.Close()
			}}}
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			command := a.command()
			command.SetArgs(append([]string{"serve", "--site", dir, "--addr", "127.0.0.1:0"}, c.flags...))
			ended := make(chan error, 1)
			go func() { ended <- command.ExecuteContext(ctx) }()
			text, said := told.says(c.word)
			stop()
			if err := <-ended; err != nil || !said {
				t.Fatalf("not said: %s; ended with %v\n%s", c.word, err, text)
			}
			if len(opened) != c.opened {
				t.Fatalf("opened %d times, want %d", len(opened), c.opened)
			}
			if c.opened > 0 {
				if url := <-opened; !strings.HasPrefix(text, url+"\n") {
					t.Errorf("opened %s, which is not the address that was told:\n%s", url, text)
				}
			}
		})
	}
}
