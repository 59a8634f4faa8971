package page

import (
	"strconv"
	"strings"
	"testing"
)

func TestPagination(t *testing.T) {
	tests := []struct {
		current, last int
		want          string
	}{
		{1, 1, ""},
		{1, 2, "[1] 2 下一页"},
		{1, 13, "[1] 2 3 … 13 下一页"},
		{7, 13, "上一页 1 … 5 6 [7] 8 9 … 13 下一页"},
		{4, 13, "上一页 1 2 3 [4] 5 6 … 13 下一页"},
		{13, 13, "上一页 1 … 11 12 [13]"},
	}
	for _, tt := range tests {
		t.Run(strconv.Itoa(tt.current)+" of "+strconv.Itoa(tt.last), func(t *testing.T) {
			var got []string
			for _, l := range pagination(tt.current, tt.last, strconv.Itoa) {
				switch {
				case l.Gap:
					got = append(got, "…")
				case l.Current:
					got = append(got, "["+l.Text+"]")
				default:
					got = append(got, l.Text)
				}
				if l.Rel == "" && !l.Gap && l.Href != l.Text {
					t.Errorf("page %s leads to %s", l.Text, l.Href)
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, " "), tt.want)
			}
		})
	}
}

func TestCounted(t *testing.T) {
	tests := []struct {
		page, documents int
		want            string
	}{
		{1, 7, "共7件"}, {1, 20, "共20件"}, {2, 29, "共29件，第21—29件"}, {61, 1286, "共1,286件，第1,201—1,220件"},
	}
	for _, tt := range tests {
		if got := counted(tt.page, tt.documents); got != tt.want {
			t.Errorf("page %d of %d: got %q, want %q", tt.page, tt.documents, got, tt.want)
		}
	}
}
