package markdown

import (
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// Every class a token can get has a rule, every rule is of a class a token can
// get, and colours are variables only.
func TestStyleSheet(t *testing.T) {
	css := StyleSheet()
	used := map[string]bool{}
	for kind := range chroma.StandardTypes {
		class := tokenClass(kind)
		used[class] = true
		if class != "" && !strings.Contains(css, ".chroma ."+class+" {") {
			t.Errorf("%v has class %s, which has no rule", kind, class)
		}
	}
	for _, rule := range regexp.MustCompile(`\.chroma \.(\w+) \{`).FindAllStringSubmatch(css, -1) {
		if !used[rule[1]] {
			t.Errorf("no token has class %s", rule[1])
		}
	}
	if colour := regexp.MustCompile(`#[0-9a-f]{3}|rgb|hsl`).FindString(css); colour != "" {
		t.Errorf("a colour of its own: %s", colour)
	}
}
