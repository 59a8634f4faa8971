package diag

import "unicode/utf8"

// Nearest gives the candidate most like a word, if one is near enough to be
// what was meant: at most a third of the longer one's characters differ, or
// one character of a short word.
func Nearest(word string, candidates []string) (string, bool) {
	best, bestDistance := "", -1
	for _, c := range candidates {
		longer := max(utf8.RuneCountInString(word), utf8.RuneCountInString(c))
		d := distance([]rune(word), []rune(c))
		if d > max(1, longer/3) || d >= longer {
			continue
		}
		if bestDistance < 0 || d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best, bestDistance >= 0
}

// NearestSome gives up to n candidates in order of likeness, the most alike
// first; equal ones stay in the order given.
func NearestSome(word string, candidates []string, n int) []string {
	type ranked struct {
		text string
		d    int
	}
	var out []ranked
	target := []rune(word)
	for _, c := range candidates {
		chars := []rune(c)
		if len(chars) > 3*len(target)+8 {
			continue
		}
		d := distance(target, chars)
		if d >= max(len(chars), len(target))*2/3 {
			continue
		}
		at := len(out)
		for at > 0 && out[at-1].d > d {
			at--
		}
		if at >= n {
			continue
		}
		out = append(out, ranked{})
		copy(out[at+1:], out[at:])
		out[at] = ranked{c, d}
		out = out[:min(len(out), n)]
	}
	texts := make([]string, len(out))
	for i, r := range out {
		texts[i] = r.text
	}
	return texts
}

// distance counts the insertions, deletions, substitutions and exchanges of
// neighbours that turn one text into the other (optimal string alignment).
func distance(a, b []rune) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
