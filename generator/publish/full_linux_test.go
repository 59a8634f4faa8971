package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDiskReallyFull publishes to a disk of 512 KB.
func TestDiskReallyFull(t *testing.T) {
	site := t.TempDir()
	if err := unix.Mount("tmpfs", site, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("no right to mount a small disk (%v); TestDiskFull covers the same with a writer that is full", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(site, 0); err != nil {
			t.Error(err)
		}
	})
	o := optionsIn(site)
	publishOK(t, o, small.outputs())
	large := small.with(nil)
	for _, name := range []string{"a", "b", "c", "d"} {
		large[name+".bin"] = strings.Repeat(name, 200_000)
	}
	for range 2 {
		if _, err := Publish(context.Background(), o, large.outputs()); !errors.Is(err, ErrDiskFull) {
			t.Fatalf("error %v, want a full disk", err)
		}
		checkTree(t, o, small)
	}
	delete(large, "c.bin")
	delete(large, "d.bin")
	if result := publishOK(t, o, large.outputs()); result.Recovered != "" {
		t.Errorf("told %q", result.Recovered)
	}
	checkTree(t, o, large)
}

// TestMountedTarget: a mount point cannot be swapped, and its own error says what to do.
func TestMountedTarget(t *testing.T) {
	target := t.TempDir()
	if err := unix.Mount("tmpfs", target, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("no right to mount a small disk: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(target, 0) }) // a leftover mount would show in the removal of the folder
	o := optionsIn(t.TempDir())
	o.Target = target
	if _, err := Publish(context.Background(), o, small.outputs()); !errors.Is(err, ErrTarget) {
		t.Errorf("error %v, want ErrTarget", err)
	}
}

// TestOldTreeThatStays: what cannot be removed after the swap is told, is no reason to fail, and is no sign of a killed run.
func TestOldTreeThatStays(t *testing.T) {
	fresh := func(version int) files { return files{"index.html": fmt.Sprint("version ", version)} }
	o := optionsIn(t.TempDir())
	publishOK(t, o, fresh(1).outputs())
	busy := filepath.Join(o.Target, "busy")
	if err := os.Mkdir(busy, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("tmpfs", busy, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no right to mount a disk, and every other folder can be removed: %v", err)
	}
	result := publishOK(t, o, fresh(2).outputs())
	if filepath.Base(result.Leftover) != "done-1" || !exists(filepath.Join(result.Leftover, "busy")) {
		t.Errorf("leftover %q", result.Leftover)
	}
	if result := publishOK(t, o, fresh(3).outputs()); result.Recovered != "" || result.Leftover != "" {
		t.Errorf("the next run: %+v", result)
	}
	if err := unix.Unmount(filepath.Join(result.Leftover, "busy"), 0); err != nil {
		t.Fatal(err)
	}
	if result := publishOK(t, o, fresh(4).outputs()); result.Recovered != "" {
		t.Errorf("the run after: %+v", result)
	}
	checkTree(t, o, fresh(4))
}
