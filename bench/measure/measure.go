// Package measure runs programs and looks at folders.
//
// It takes a command or a folder and gives figures: seconds, memory, files. It
// must not know what is measured. The one invariant: nothing of its own work
// lies between the two looks at the clock.
package measure

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// Run is one run of a program, its own children that it waited for among it.
type Run struct {
	Wall float64 // seconds
	CPU  float64 // seconds, user and system
	Peak float64 // MiB: the largest resident set of one process
}

// Command says what to run.
type Command struct {
	Dir  string // empty for the current one
	Name string
	Args []string
}

// talkMax is how much of what a failed program said is shown, in bytes.
const talkMax = 2000

// Once runs a command to its end.
func Once(ctx context.Context, c Command) (Run, error) {
	r, _, err := Output(ctx, c)
	return r, err
}

// Output runs a command to its end and gives what it said on standard output
// too.
func Output(ctx context.Context, c Command) (Run, []byte, error) {
	cmd := exec.CommandContext(ctx, c.Name, c.Args...)
	cmd.Dir = c.Dir
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	begun := time.Now()
	err := cmd.Run()
	wall := time.Since(begun)
	if err != nil {
		text := strings.TrimSpace(out.String() + talk.String())
		return Run{}, out.Bytes(), fmt.Errorf("run %s %s: %w\n%s", c.Name, strings.Join(c.Args, " "), err, text[max(0, len(text)-talkMax):])
	}
	state := cmd.ProcessState
	return Run{Wall: wall.Seconds(), CPU: (state.UserTime() + state.SystemTime()).Seconds(), Peak: peak(state)}, out.Bytes(), nil
}

// Figure is a quantity over several runs.
type Figure struct {
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// Of gives the figure of some values; the zero Figure of none. Of an even
// number the lower middle one is the median: it is a value that was measured.
func Of(values ...float64) Figure {
	if len(values) == 0 {
		return Figure{}
	}
	s := slices.Sorted(slices.Values(values))
	return Figure{Median: s[(len(s)-1)/2], Min: s[0], Max: s[len(s)-1]}
}

// Over gives the figure of one quantity of some things.
func Over[T any](list []T, quantity func(T) float64) Figure {
	values := make([]float64, len(list))
	for i, v := range list {
		values[i] = quantity(v)
	}
	return Of(values...)
}
