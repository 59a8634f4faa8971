package page

import (
	"strings"
	"testing"
)

// TestLaterNotice tells a coming repeal with its own basis and act, not with
// what decided the word of today or what else happens on that day.
func TestLaterNotice(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"the basis", []string{"发布日期: 2021-01-01\n失效条款: 第三条\n废止日期: 2026-01-01\n废止依据: 省政府的决定"}, "自2026年1月1日起废止，依据是省政府的决定。"},
		{"the act", []string{"发布日期: 2021-01-01", "发布日期: 2024-01-01\n施行日期: 2026-01-01\n废止: [1.md]"}, "自2026年1月1日起，由《第2号办法》废止。"},
		{"an amendment on the same day", []string{"发布日期: 2021-01-01\n废止日期: 2026-01-01\n废止依据: 省政府的决定", "发布日期: 2024-01-01\n施行日期: 2026-01-01\n修改: [1.md]"},
			"自2026年1月1日起废止，依据是省政府的决定。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newColumn(load(t, siteOf(tt.lines...), "2025-01-01"))
			e := c.Catalog.ByPath("content/1.md")
			changes := c.changes(place(e.URL), e)
			if len(changes) != 1 || !strings.HasPrefix(changes[0].Text, tt.want) {
				t.Errorf("changes %+v, want one that begins %q", changes, tt.want)
			}
		})
	}
}

// TestNoticeDay tells the day a repeal took effect, also of a document that
// was put into the column later.
func TestNoticeDay(t *testing.T) {
	c := newColumn(load(t, siteOf("发布日期: 2021-01-01\n废止日期: 2019-05-01\n废止依据: 省政府的决定"), "2025-01-01"))
	e := c.Catalog.ByPath("content/1.md")
	head := c.documentHead(place(e.URL), e, "")
	if head.Notice == nil || head.Notice.Text[0].Text != "自2019年5月1日起" || !strings.HasSuffix(head.Sentence, "2019年5月1日起废止") {
		t.Errorf("notice %+v, sentence %q", head.Notice, head.Sentence)
	}
}
