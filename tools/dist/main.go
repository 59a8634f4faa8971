// Command dist builds the release archives: one for each system and processor,
// with README and LICENSE, and SHA256SUMS beside them.
//
// It takes the checked-out tree and gives the same bytes for the same commit
// and Go version, on any machine: paths are trimmed, entries sorted, times
// those of the commit. It must not know what the program does.
package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

var systems = []string{"darwin", "linux", "windows"}
var processors = []string{"amd64", "arm64"}

// papers go into each archive beside the program; the first two must exist.
var papers = []string{"README.md", "LICENSE", "README.zh-CN.md", "CHANGELOG.md"}

const papersNeeded = 2

func main() {
	root := flag.String("root", ".", "the repository")
	output := flag.String("output", "dist", "where the archives go; archives of the same name are replaced")
	version := flag.String("version", "", "version in names and program (default: git describe)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *root, *output, *version); err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, output, version string) error {
	r, err := describe(ctx, root, version)
	if err != nil {
		return err
	}
	entries, err := paperEntries(root)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(output, 0o755); err != nil {
		return err
	}
	var sums []string
	for _, system := range systems {
		for _, processor := range processors {
			program, err := r.compile(ctx, root, system, processor)
			if err != nil {
				return err
			}
			name, data, err := r.archive(system, processor, append(slices.Clone(entries), program))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(output, name), data, 0o644); err != nil {
				return err
			}
			sums = append(sums, fmt.Sprintf("%x  %s\n", sha256.Sum256(data), name))
			fmt.Fprintf(os.Stderr, "%s %.1f MB\n", name, float64(len(data))/1e6)
		}
	}
	slices.SortFunc(sums, func(a, b string) int { return strings.Compare(a[64:], b[64:]) })
	return os.WriteFile(filepath.Join(output, "SHA256SUMS"), []byte(strings.Join(sums, "")), 0o644)
}

// release is what all archives of a run have in common.
type release struct {
	version string
	time    time.Time // of the commit, whole seconds
}

// describe asks git which commit this is.
func describe(ctx context.Context, root, version string) (release, error) {
	r := release{version: version}
	var err error
	if r.version == "" {
		if r.version, err = git(ctx, root, "describe", "--tags", "--always", "--dirty"); err != nil {
			return r, err
		}
	}
	stamp, err := git(ctx, root, "log", "-1", "--format=%ct")
	if err != nil {
		return r, err
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	r.time = time.Unix(seconds, 0).UTC()
	return r, err
}

func git(ctx context.Context, root string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w%s", strings.Join(args, " "), err, stderrOf(err))
	}
	return strings.TrimSpace(string(out)), nil
}

func stderrOf(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return ": " + strings.TrimSpace(string(exit.Stderr))
	}
	return ""
}

func paperEntries(root string) ([]entry, error) {
	var entries []entry
	for i, name := range papers {
		data, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) && i >= papersNeeded {
			continue
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry{name: name, data: data})
	}
	return entries, nil
}

// compile builds the program for one system. main.version is set; the commit is
// told by the build information that Go itself adds.
func (r release) compile(ctx context.Context, root, system, processor string) (entry, error) {
	temp, err := os.MkdirTemp("", "gongkai-dist-")
	if err != nil {
		return entry{}, err
	}
	defer os.RemoveAll(temp)
	name := "gongkai"
	if system == "windows" {
		name += ".exe"
	}
	target := filepath.Join(temp, name)
	flags := "-s -w -X main.version=" + r.version
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=true", "-ldflags", flags, "-o", target, "./generator")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor, "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return entry{}, fmt.Errorf("build for %s/%s: %w\n%s", system, processor, err, out)
	}
	data, err := os.ReadFile(target)
	return entry{name: name, data: data, program: true}, err
}

// archive packs entries under one folder and names the file.
func (r release) archive(system, processor string, entries []entry) (string, []byte, error) {
	folder := strings.Join([]string{"gongkai", r.version, system, processor}, "-")
	if system == "windows" {
		data, err := zipped(folder, entries, r.time)
		return folder + ".zip", data, err
	}
	data, err := tarred(folder, entries, r.time)
	return folder + ".tar.gz", data, err
}
