package workday

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTable(t *testing.T) {
	c, err := Default().With([]byte(`{"2031": {"holidays": ["2031-10-01/2031-10-05"], "workdays": ["2031-10-11"]}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Table{Years: []int{2031}, Off: []string{"2031-10-01", "2031-10-02", "2031-10-03"}, Work: []string{"2031-10-11"}}
	if diff := cmp.Diff(want, c.Table(2027)); diff != "" {
		t.Error(diff)
	}
	if got := Default().Table(2026); len(got.Years) != 1 || got.Work[0] != "2026-01-04" {
		t.Errorf("got %+v", got)
	}
}

func TestEves(t *testing.T) {
	var got []string
	for _, d := range Default().Eves(2026, 7) {
		got = append(got, d.Format(time.DateOnly))
	}
	if diff := cmp.Diff([]string{"2026-02-14", "2026-09-30"}, got); diff != "" {
		t.Error(diff)
	}
}
