//go:build unix

package publish

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// childVariable tells the test binary that it is a child which publishes: "SITE|way|step|first version", see child.
const childVariable = "GONGKAI_PUBLISH_CHILD"

func TestMain(m *testing.M) {
	if order := os.Getenv(childVariable); order != "" {
		child(strings.Split(order, "|"))
	}
	os.Exit(m.Run())
}

// versioned is a site in which some files tell its version, and some are only there in even ones; little enough changes that a spare is
// kept.
func versioned(version int) files {
	site := files{}
	for i := range 180 {
		text := fmt.Sprintf("version %d", version)
		if i%3 == 0 || i >= 50 {
			text = "always the same"
		}
		if i%7 != 1 || i >= 50 || version%2 == 0 {
			site[fmt.Sprintf("documents/%02d/index.json", i)] = text
		}
	}
	return site
}

// child publishes one version after the other until it is killed. With a step it kills itself there, else it takes a random rest at every
// step, so that a kill from outside can meet it anywhere.
func child(order []string) {
	o := optionsIn(order[0])
	o.Threads = 2
	s := system()
	if order[1] == "two renames" {
		s.exchange = func(string, string) error { return errNoExchange }
	}
	s.reached = func(step string) {
		if step == order[2] {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		if order[2] == "" {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
		}
	}
	if order[1] == "lock only" {
		if _, err := Lock(o.Work); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("ready")
		_, _ = io.Copy(io.Discard, os.Stdin) // until killed
	}
	fmt.Println("ready")
	var version int
	_, _ = fmt.Sscan(order[3], &version)
	for ; ; version++ {
		if _, err := publish(context.Background(), o, versioned(version).outputs(), s); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
}

// startChild gives the child when it has said that it is ready.
func startChild(t *testing.T, order ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+strings.Join(order, "|"))
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("child said %q, %v", line, err)
	}
	return cmd
}

// waitKilled fails unless the child was ended by a signal, not by an error of its own.
func waitKilled(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	err := cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !exit.Sys().(syscall.WaitStatus).Signaled() {
		t.Fatalf("child ended by itself: %v", err)
	}
}

// wholeVersion gives the version that the target wholly is, -1 if there is no target, and fails if it is a mixture.
func wholeVersion(t *testing.T, o Options) int {
	t.Helper()
	if !exists(o.Target) {
		return -1
	}
	tree := readTree(t, o.Target)
	var version int
	if _, err := fmt.Sscanf(tree["documents/02/index.json"], "version %d", &version); err != nil {
		t.Fatalf("target without a version: %v", err)
	}
	want := versioned(version)
	want[manifestName] = manifestOf(o.AsOf, want)
	for path := range want {
		if tree[path] != want[path] {
			t.Fatalf("target is not wholly version %d: %s is %q, want %q", version, path, tree[path], want[path])
		}
	}
	if len(tree) != len(want) {
		t.Fatalf("target of version %d has %d files, want %d", version, len(tree), len(want))
	}
	return version
}

// TestKilledAtEveryStep: the target is the old tree before the swap and the new one after it, and the next run says what it found.
func TestKilledAtEveryStep(t *testing.T) {
	tests := []struct {
		step    string
		way     string
		version int // found after the kill, -1 for none
		told    string
	}{
		{"staged", "exchange", 1, "未写完"},
		{"linked", "exchange", 1, "未写完"},
		{"manifest", "exchange", 1, "未写完"},
		{"synced", "exchange", 1, "替换网站之前"},
		{"swapped", "exchange", 2, "没来得及清理"},
		{"removed", "exchange", 2, "没来得及清理"},
		{"synced", "two renames", 1, "替换网站之前"},
		{"away", "two renames", -1, "已恢复"},
		{"swapped", "two renames", 2, "没来得及清理"},
	}
	for i, test := range slices.Concat(tests, tests[:6]) {
		spare := i >= len(tests)
		t.Run(fmt.Sprintf("%s %s, spare %v", test.step, test.way, spare), func(t *testing.T) {
			o := optionsIn(t.TempDir())
			if spare {
				publishOK(t, o, versioned(0).outputs())
			}
			publishOK(t, o, versioned(1).outputs())
			if exists(filepath.Join(o.Work, spareName)) != spare {
				t.Fatalf("spare %v, want %v", !spare, spare)
			}
			waitKilled(t, startChild(t, filepath.Dir(o.Target), test.way, test.step, "2"))
			if version := wholeVersion(t, o); version != test.version {
				t.Fatalf("target is version %d, want %d", version, test.version)
			}
			// A run that fails puts things right too.
			fault := errors.New("a fault")
			result, err := Publish(context.Background(), o, []Output{{Paths: []string{"x"}, Make: func(Emit) error { return fault }}})
			if !errors.Is(err, fault) || !strings.Contains(result.Recovered, test.told) {
				t.Errorf("told %q, %v; want %q", result.Recovered, err, test.told)
			}
			checkTree(t, o, versioned(max(test.version, 1)))
			if result := publishOK(t, o, versioned(3).outputs()); result.Recovered != "" {
				t.Errorf("told again: %q", result.Recovered)
			}
			checkTree(t, o, versioned(3))
		})
	}
}

// TestKilledAnywhere kills a publishing child from outside at random moments.
func TestKilledAnywhere(t *testing.T) {
	for _, way := range []string{"exchange", "two renames"} {
		t.Run(way, func(t *testing.T) {
			o := optionsIn(t.TempDir())
			publishOK(t, o, versioned(0).outputs())
			recovered := 0
			for round := range 15 {
				cmd := startChild(t, filepath.Dir(o.Target), way, "", fmt.Sprint(round*1000))
				time.Sleep(time.Duration(rand.IntN(30_000)) * time.Microsecond) // the moment of the kill, not a wait for anything
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				waitKilled(t, cmd)
				if wholeVersion(t, o) == -1 && way == "exchange" {
					t.Fatal("there was a moment without a target")
				}
				after := versioned(round*1000 + 500)
				if publishOK(t, o, after.outputs()).Recovered != "" {
					recovered++
				}
				checkTree(t, o, after)
			}
			if recovered == 0 {
				t.Error("no kill met a run: the test proves nothing")
			}
		})
	}
}

// TestLockOfAnotherProcess names that process, and dies with it.
func TestLockOfAnotherProcess(t *testing.T) {
	o := optionsIn(t.TempDir())
	cmd := startChild(t, filepath.Dir(o.Target), "lock only", "", "")
	_, err := Publish(context.Background(), o, small.outputs())
	var held *LockedError
	if !errors.As(err, &held) || held.PID != cmd.Process.Pid {
		t.Errorf("error %v, want locked by %d", err, cmd.Process.Pid)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	waitKilled(t, cmd)
	publishOK(t, o, small.outputs())
}

// TestDiskFull fills the disk after any number of bytes: the error says so, the old site stays, and the next run needs no recovery.
func TestDiskFull(t *testing.T) {
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT} {
		for room := 0; room < 1500; room += 250 {
			o := optionsIn(t.TempDir())
			publishOK(t, o, small.outputs())
			s, left := system(), room
			s.write = func(w io.Writer, b []byte) (int, error) {
				if left -= len(b); left < 0 {
					n, _ := w.Write(b[:len(b)/2])
					return n, &fs.PathError{Op: "write", Path: "x", Err: full}
				}
				return w.Write(b)
			}
			o.Threads = 1
			after := small.with(files{"a.txt": strings.Repeat("a", 300), "b.txt": strings.Repeat("b", 300)})
			_, err := publish(context.Background(), o, after.outputs(), s)
			if !errors.Is(classify(err), ErrDiskFull) {
				t.Fatalf("room for %d bytes: error %v, want a full disk", room, err)
			}
			checkTree(t, o, small)
			if result := publishOK(t, o, after.outputs()); result.Recovered != "" {
				t.Errorf("room for %d bytes: the next run told %q", room, result.Recovered)
			}
		}
	}
}

// TestModes: visitors can read what was published, whatever the umask of the account that publishes.
func TestModes(t *testing.T) {
	for _, mask := range []int{0o022, 0o077, 0} {
		o := optionsIn(t.TempDir())
		old := syscall.Umask(mask)
		site := versioned(0)
		for range 3 { // the third builds on a spare
			site = site.with(files{"new/" + fmt.Sprint(len(site)) + "/index.json": "new"})
			if _, err := Publish(context.Background(), o, site.outputs()); err != nil {
				t.Fatal(err)
			}
		}
		syscall.Umask(old)
		err := filepath.WalkDir(o.Target, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := entry.Info()
			want := fs.FileMode(0o644)
			if entry.IsDir() {
				want = 0o755
			}
			if err == nil && info.Mode().Perm() != want {
				t.Errorf("umask %03o: %s has mode %v, want %v", mask, path, info.Mode().Perm(), want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
