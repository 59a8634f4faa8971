package report_test

import "testing"

// Every place of a statutory table is covered by exactly one cell.
func TestStatutoryTables(t *testing.T) {
	a, _ := countAnnual(t, "2026-02-01", annual(reportText(published, twoText, fourText)))
	tables := a.Of(2025)[0].Statutory()
	if len(tables) != 3 {
		t.Fatalf("%d tables", len(tables))
	}
	for i, want := range [][2]int{{14, 4}, {28, 10}, {4, 15}} {
		s := tables[i]
		if len(s.Rows) != want[0] || s.Columns != want[1] {
			t.Errorf("%s: %d rows, %d columns, want %v", s.Name, len(s.Rows), s.Columns, want)
		}
		covered := map[[2]int]int{}
		for r, row := range s.Rows {
			for _, c := range row {
				for y := range c.Rows {
					for x := range c.Columns {
						covered[[2]int{r + y, c.Column + x}]++
					}
				}
			}
		}
		for r := range s.Rows {
			for x := range s.Columns {
				if covered[[2]int{r, x}] != 1 {
					t.Errorf("%s: row %d, column %d is covered %d times", s.Name, r, x, covered[[2]int{r, x}])
				}
			}
		}
		if len(covered) != len(s.Rows)*s.Columns {
			t.Errorf("%s: cells stand outside", s.Name)
		}
	}
}
