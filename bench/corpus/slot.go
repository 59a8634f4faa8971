package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// fill writes a pattern: a word in braces is a slot, filled by what this file
// makes of it, else by one of the phrases of that name, filled in turn.
func fill(d *dice, out *strings.Builder, pattern string, things []string) {
	for {
		before, rest, found := strings.Cut(pattern, "{")
		out.WriteString(before)
		if !found {
			return
		}
		name, after, _ := strings.Cut(rest, "}")
		if list := phrases[name]; list != nil {
			fill(d, out, pick(d, list), things)
		} else {
			slot(d, out, name, things)
		}
		pattern = after
	}
}

// slot writes what changes from sentence to sentence.
func slot(d *dice, out *strings.Builder, name string, things []string) {
	switch name {
	case "thing":
		out.WriteString(pick(d, things))
	case "person":
		out.WriteString(person(d))
	case "coined":
		out.WriteString(coin(d))
	case "district":
		out.WriteString(pick(d, districts))
	case "street":
		out.WriteString(pick(d, streets))
	case "year":
		out.WriteString(strconv.Itoa(d.between(2013, 2026)))
	case "m":
		out.WriteString(strconv.Itoa(d.between(1, 12)))
	case "d":
		out.WriteString(strconv.Itoa(d.between(1, 28)))
	case "n1":
		out.WriteString(strconv.Itoa(d.between(1, 9)))
	case "n2":
		out.WriteString(strconv.Itoa(d.between(10, 99)))
	case "n3":
		out.WriteString(strconv.Itoa(d.between(100, 999)))
	case "n4":
		out.WriteString(strconv.Itoa(d.between(1000, 99999)))
	case "percent":
		fmt.Fprintf(out, "%d.%d", d.between(60, 99), d.below(10))
	case "sum":
		fmt.Fprintf(out, "%d.%02d", d.between(1, 2000), d.below(100))
	default:
		panic("corpus: no slot {" + name + "}")
	}
}
