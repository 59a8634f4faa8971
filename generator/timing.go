package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"gongkai/generator/site"
)

// timing is what build --timing writes: how long each station took, and what
// the run did. Stations overlap (the index takes its texts from the pages that
// are made), so their seconds may add up to more than the whole.
type timing struct {
	Format   int             `json:"format"`
	Seconds  float64         `json:"seconds"`
	Stations []stationTiming `json:"stations"`
	Counts   site.Counts     `json:"counts"`
}

// stationTiming is a station; Begun and Seconds are seconds, Begun since the
// run began.
type stationTiming struct {
	Station string  `json:"station"`
	Label   string  `json:"label"`
	Begun   float64 `json:"begun"`
	Seconds float64 `json:"seconds"`
	Done    int     `json:"done,omitempty"`
	Total   int     `json:"total,omitempty"`
}

// timingFormat is raised when the meaning of a field changes.
const timingFormat = 1

// newTiming tells a run that began and ended at those times.
func newTiming(j *site.Journal, began, ended time.Time) timing {
	t := timing{Format: timingFormat, Seconds: ended.Sub(began).Seconds(), Stations: []stationTiming{}, Counts: j.Counts()}
	for _, p := range j.Passages() {
		until := p.Ended
		if until.IsZero() {
			until = ended // the run stopped in it
		}
		t.Stations = append(t.Stations, stationTiming{
			Station: p.Station.Key(), Label: p.Station.Label(), Begun: p.Begun.Sub(began).Seconds(),
			Seconds: until.Sub(p.Begun).Seconds(), Done: p.Done, Total: p.Total,
		})
	}
	return t
}

// writeTiming writes the timing to a file, or to standard error for "-".
// Standard output is left to the findings of --json.
func (a *app) writeTiming(name string, t timing) error {
	text, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("write timing: %w", err)
	}
	text = append(text, '\n')
	if name == "-" {
		_, err = a.stderr.Write(text)
	} else {
		err = os.WriteFile(name, text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("write timing: %w", err)
	}
	return nil
}
