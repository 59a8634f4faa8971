package markdown

import (
	"strings"
	"testing"
)

// Rendering a body costs what it does by its length: what one more section takes
// is bounded, a third above what it takes today.
func TestAllocations(t *testing.T) {
	r := New()
	allocations := func(sections int) float64 {
		content := []byte(sample(sections))
		return testing.AllocsPerRun(20, func() {
			if _, err := r.Render(content, Options{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	short, long := allocations(2), allocations(12)
	if each := (long - short) / 10; each > 155 {
		t.Errorf("one more section of 1.3 KB takes %.0f allocations", each)
	}
	if short > 373 {
		t.Errorf("a body of two sections takes %.0f allocations", short)
	}
}

// A plain line costs next to nothing once there is room for it.
func TestPlainLineAllocations(t *testing.T) {
	r := New()
	content := []byte(strings.Repeat("**甲乙。**丙丁。\n\n戊己庚辛。\n\n", 200))
	take := testing.AllocsPerRun(20, func() {
		if err := r.RenderTo(content, Options{Valid: true}, func(Body) error { return nil }); err != nil {
			t.Fatal(err)
		}
	})
	if take > 100 {
		t.Errorf("400 plain lines take %.0f allocations", take)
	}
}
