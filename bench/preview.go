package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"gongkai/bench/measure"
)

const (
	previewRounds  = 5
	previewPatient = 3 * time.Minute // for a server to start, and for an edit to show
	pollEvery      = time.Millisecond
)

// measurePreview starts a preview, edits a document and asks for its page until
// the new sentence is there. base is the address of the column; where it is
// empty, the server tells it in its first line.
func (s *suite) measurePreview(ctx context.Context, name string, t *tree, serve measure.Command, base, page string) error {
	fmt.Fprintf(s.talk, "  %s, preview\n", name)
	ctx, stop := context.WithCancel(ctx)
	cmd := exec.CommandContext(ctx, serve.Name, serve.Args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	said, err := cmd.StdoutPipe()
	if err != nil {
		stop()
		return fmt.Errorf("start the preview: %w", err)
	}
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		stop()
		return fmt.Errorf("start the preview: %w", err)
	}
	defer func() {
		stop()
		_ = cmd.Wait() // it was told to end, whatever it says
	}()
	lines := bufio.NewReader(said)
	if base == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			return fmt.Errorf("start the preview: %w", err)
		}
		base = strings.TrimSpace(line)
	}
	go io.Copy(io.Discard, lines) // what it says further must not stop it
	if _, err := until(ctx, base+page, ""); err != nil {
		return err
	}
	row := previewRow{Documents: t.Documents, Program: name, Start: time.Since(begun).Seconds()}
	var waits []float64
	for round := range previewRounds {
		n := s.runs + round // sentences that no build added
		edited := time.Now()
		if err := t.edit(n); err != nil {
			return err
		}
		served, err := until(ctx, base+page, sentence(n))
		if err != nil {
			return err
		}
		waits = append(waits, served.Sub(edited).Seconds()*1000)
	}
	row.Milliseconds = measure.Of(waits...)
	s.results.Preview = append(s.results.Preview, row)
	return nil
}

// until asks for a page until it holds a text, and gives when it did.
func until(ctx context.Context, url, text string) (time.Time, error) {
	ctx, stop := context.WithTimeout(ctx, previewPatient)
	defer stop()
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if body, err := get(ctx, url); err == nil && bytes.Contains(body, []byte(text)) {
			return time.Now(), nil
		}
		select {
		case <-ctx.Done():
			return time.Time{}, fmt.Errorf("the preview did not serve %q at %s: %w", text, url, ctx.Err())
		case <-tick.C:
		}
	}
}

func get(ctx context.Context, url string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// freePort is a port nobody listens at now.
func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}
