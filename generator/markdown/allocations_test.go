package markdown

import "testing"

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
	if each := (long - short) / 10; each > 157 {
		t.Errorf("one more section of 1.3 KB takes %.0f allocations", each)
	}
	if short > 384 {
		t.Errorf("a body of two sections takes %.0f allocations", short)
	}
}
