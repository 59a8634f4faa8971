// Package peer knows other programs that can do some of the work, so that a
// figure can be read against theirs.
//
// It takes a name and gives a program that is installed, with the commands to
// measure. It must not know our own program, and it never installs anything. The
// comparison is fair as far as it goes: Hugo makes pages, lists, feeds, a site
// map and one file for a search, Pagefind an index; neither checks documents,
// counts reports or publishes in one step.
package peer

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gongkai/bench/measure"
)

// The peers by name.
const (
	Hugo     = "hugo"
	Pagefind = "pagefind"
)

// install says how a peer comes onto a machine: the versions that were compared.
var install = map[string]string{
	Hugo:     "CGO_ENABLED=0 go install github.com/gohugoio/hugo@v0.165.0",
	Pagefind: "npm install pagefind@1.6.0",
}

// Names are the peers there are.
func Names() []string { return []string{Hugo, Pagefind} }

// A Peer is an installed program.
type Peer struct {
	Name    string
	Version string
	Path    string
}

// MissingError says that a peer is not installed, and how it would be.
type MissingError struct{ Name, Install string }

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s is not installed and is left out; install it with: %s", e.Name, e.Install)
}

// Find looks for a peer on PATH, in the folder of go install and in the
// node_modules of some folders. One that is nowhere is a *MissingError.
func Find(name string, folders ...string) (Peer, error) {
	how, known := install[name]
	if !known {
		return Peer{}, fmt.Errorf("there is no peer %q, only %s", name, strings.Join(Names(), " and "))
	}
	places := []string{name}
	if bin := goBin(); bin != "" {
		places = append(places, filepath.Join(bin, name))
	}
	for _, folder := range folders {
		places = append(places, filepath.Join(folder, "node_modules", ".bin", name))
	}
	for _, place := range places {
		path, err := exec.LookPath(place)
		if err != nil {
			continue
		}
		if path, err = filepath.Abs(path); err != nil {
			return Peer{}, fmt.Errorf("find %s: %w", name, err)
		}
		return Peer{Name: name, Path: path, Version: version(name, path)}, nil
	}
	return Peer{}, &MissingError{name, how}
}

// goBin is where go install puts programs; empty where go is not there to ask.
func goBin() string {
	out, err := exec.Command("go", "env", "GOBIN", "GOPATH").Output()
	if err != nil {
		return ""
	}
	bin, path, _ := strings.Cut(strings.TrimRight(string(out), "\n"), "\n")
	if bin == "" && path != "" {
		bin = filepath.Join(filepath.SplitList(path)[0], "bin")
	}
	return bin
}

// version is what the program says of itself, in one line.
func version(name, path string) string {
	argument := "version"
	if name == Pagefind {
		argument = "--version"
	}
	out, err := exec.Command(path, argument).Output()
	if err != nil {
		return "unknown"
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return line
}

//go:embed all:hugo
var hugoSite embed.FS

// WriteHugoSite puts the configuration and the layouts of the comparison into a
// folder; the documents go into its content/.
func WriteHugoSite(dir string) error {
	site, err := fs.Sub(hugoSite, "hugo")
	if err == nil {
		err = os.CopyFS(dir, site)
	}
	if err != nil {
		return fmt.Errorf("write Hugo's site: %w", err)
	}
	return nil
}

// HugoBuild publishes a site.
func (p Peer) HugoBuild(site, to string) measure.Command {
	return measure.Command{Name: p.Path, Args: []string{"--source", site, "--destination", to, "--quiet"}}
}

// HugoServe previews a site at a port of this machine.
func (p Peer) HugoServe(site, port string) measure.Command {
	return measure.Command{Name: p.Path, Args: []string{"server", "--source", site, "--port", port, "--bind", "127.0.0.1"}}
}

// PagefindBuild indexes a published site.
func (p Peer) PagefindBuild(site, to string) measure.Command {
	return measure.Command{Name: p.Path, Args: []string{"--site", site, "--output-path", to}}
}
