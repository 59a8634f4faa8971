package comparison

import "slices"

// cellsMax bounds the table in which paragraphs between two equal ones are
// paired; in a larger gap they are told apart by their place alone.
const cellsMax = 20_000

// alikeMin is how alike two paragraphs must be to be shown as one that changed,
// in hundredths.
const alikeMin = 40

// pairs pairs the units old[i:toI] and new[j:toJ] that are alike, in order, so
// that the sum of likeness is the greatest.
func pairs(old, new []string, i, toI, j, toJ int) []place {
	out := make([]place, 0, toI-i+toJ-j)
	alike, best := [][]int(nil), [][]int(nil)
	if cells := (toI - i) * (toJ - j); cells > 0 && cells <= cellsMax {
		alike, best = table(old[i:toI], new[j:toJ])
	}
	for x, y := 0, 0; i+x < toI || j+y < toJ; {
		switch {
		case alike != nil && i+x < toI && j+y < toJ && alike[x][y] >= alikeMin && best[x][y] == best[x+1][y+1]+alike[x][y]:
			out = append(out, place{i + x, j + y})
			x, y = x+1, y+1
		case i+x < toI && (alike == nil || best[x][y] == best[x+1][y]):
			out = append(out, place{i + x, -1})
			x++
		default:
			out = append(out, place{-1, j + y})
			y++
		}
	}
	return out
}

// table gives how alike each two paragraphs are, and the greatest sum from each
// on.
func table(old, new []string) (alike, best [][]int) {
	grams := func(lines []string) [][]uint64 {
		out := make([][]uint64, len(lines))
		for i, line := range lines {
			out[i] = bigrams(line)
		}
		return out
	}
	a, b := grams(old), grams(new)
	alike, best = make([][]int, len(old)), make([][]int, len(old)+1)
	best[len(old)] = make([]int, len(new)+1)
	for i := len(old) - 1; i >= 0; i-- {
		alike[i], best[i] = make([]int, len(new)), make([]int, len(new)+1)
		for j := len(new) - 1; j >= 0; j-- {
			alike[i][j] = likeness(a[i], b[j])
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if alike[i][j] >= alikeMin {
				best[i][j] = max(best[i][j], best[i+1][j+1]+alike[i][j])
			}
		}
	}
	return alike, best
}

// bigramsMax bounds what of a paragraph is weighed.
const bigramsMax = 2_000

// bigrams gives the pairs of neighbouring characters of a paragraph, sorted.
func bigrams(line string) []uint64 {
	_, words := cutArticle(line)
	var out []uint64
	last := rune(0)
	for _, r := range words {
		if len(out) == bigramsMax {
			break
		}
		out = append(out, uint64(last)<<32|uint64(r))
		last = r
	}
	slices.Sort(out)
	return out
}

// likeness is Dice's coefficient of two sorted lists, in hundredths.
func likeness(a, b []uint64) int {
	if len(a)+len(b) == 0 {
		return 0
	}
	common, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			common, i, j = common+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 200 * common / (len(a) + len(b))
}
