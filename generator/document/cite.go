package document

import (
	"strings"
	"unsafe"

	"gongkai/generator/citation"
)

// citationsMax bounds the names kept of one text.
const citationsMax = 5_000

// cited finds the documents a text names, each name once.
func cited(body []byte, places *lineIndex) []Citation {
	text := unsafe.String(unsafe.SliceData(body), len(body)) // nothing of it is kept: names are copied
	var out []Citation
	seen := map[citation.Name]int{}
	for _, c := range citation.Find(text) {
		clause := text[:c.Start]
		if c.Title == "" {
			clause = text[:c.End] // where the number begins, and 根据 ends, is not known
		}
		name, basis := c.Name(), citation.UnderBasis(clause)
		i, known := seen[name]
		if !known {
			if i = len(out); i == citationsMax {
				break
			}
			name.Title = strings.Clone(name.Title)
			seen[name] = i
			out = append(out, Citation{Name: name, Shown: shown(text, c), At: places.at(c.Start)})
		}
		if basis && !out[i].Basis {
			out[i].Basis, out[i].At = true, places.at(c.Start)
		}
		out[i].Times++
	}
	return out
}

// shown is a citation as typed, in one line.
func shown(text string, c citation.Citation) string {
	return strings.Clone(strings.Join(strings.Fields(text[c.Start:c.End]), "")) // lets go of the text
}
