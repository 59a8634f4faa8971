package corpus

import "strings"

// A source is where sentences come from.
type source interface {
	topics() []topic
	begin(d *dice, about topic) voice
}

// A voice gives the paragraphs of one document, each a list of sentences.
type voice interface {
	paragraph(d *dice) []string
}

// A topic is what a title names.
type topic struct {
	name  string
	theme int // of themes; -1 where it is not known
}

// composed makes sentences of our phrases.
type composed struct{}

func (composed) topics() []topic { return ownTopics }

var ownTopics = func() (out []topic) {
	for i, t := range themes {
		for _, name := range t.topics {
			out = append(out, topic{name, i})
		}
	}
	return out
}()

func (composed) begin(_ *dice, about topic) voice { return speaker{about} }

// speaker speaks of the things of one theme, now and then of another's.
type speaker struct{ about topic }

func (s speaker) paragraph(d *dice) []string {
	things := themes[s.about.theme].things
	if d.chance(0.25) {
		things = pick(d, themes).things
	}
	out := make([]string, d.between(1, 5))
	for i := range out {
		var b strings.Builder
		fill(d, &b, pick(d, phrases["sentence"]), things)
		out[i] = b.String()
	}
	return out
}
