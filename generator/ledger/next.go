package ledger

import (
	"iter"
	"strings"

	"gongkai/generator/number"
)

// Highest gives the highest serial ever issued for an agency's code and a
// year, 0 when there is none. The 9- and the 18-character code of one agency
// count together, and so do numbers with a month.
func (l *Ledger) Highest(front string, year int) int {
	return survey(front, year, l.Numbers()).highest
}

// Next gives the next index number of an agency's code and a year, in the
// standard shape: one above the highest serial among the issued numbers and
// those in taken, which are the numbers typed in documents (nil when there are
// none). Beyond number.SerialMax it is the lowest serial still free. It is
// never a number that was ever issued, nor one whose folder name is in use.
func (l *Ledger) Next(front string, year int, taken iter.Seq[string]) string {
	used := survey(front, year, l.Numbers(), taken)
	serial := used.highest + 1
	if serial > number.SerialMax {
		serial = 1
	}
	for {
		next := number.MakeIndex(front, year, serial)
		if !used.serials[serial] && !used.folders[folder(next)] {
			return next.String()
		}
		serial++
	}
}

// inUse is what is taken of one agency's numbers of one year.
type inUse struct {
	highest int
	serials map[int]bool
	folders map[string]bool // of numbers whose shape names no serial
}

func survey(front string, year int, sources ...iter.Seq[string]) inUse {
	used := inUse{serials: map[int]bool{}, folders: map[string]bool{}}
	code := number.OrganizationCode(front)
	for _, numbers := range sources {
		if numbers == nil {
			continue
		}
		for typed := range numbers {
			x := number.ParseIndex(typed)
			switch {
			case x.Front == "":
				used.folders[folder(x)] = true
			case x.Year == year && number.OrganizationCode(x.Front) == code:
				used.serials[x.Serial] = true
				used.highest = max(used.highest, x.Serial)
			}
		}
	}
	return used
}

// folder is the folder name of a number as a disk without letter case sees it.
func folder(x number.Index) string { return strings.ToUpper(x.ID()) }
