package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A | stands before a phrase, a ~ before one that begins a line only on a narrow
// screen.
func TestPhrases(t *testing.T) {
	tests := []struct {
		name   string
		title  string
		agency string
		want   string
	}{
		{"agency, object, paper", "示例市司法局关于推行行政检查“综合查一次”的实施意见", "示例市司法局", "示例市司法局|关于推行行政检查|“综合查一次”的|实施意见"},
		{"trial in brackets", "示例市行政检查“综合查一次”工作办法（试行）", "示例市司法局", "示例市行政检查|“综合查一次”|工作办法|（试行）"},
		{"title within a title", "关于印发《示例市档案管理办法》的通知", "示例市档案局", "关于印发|《示例市档案~管理办法》的通知"},
		{"long title within a title", "示例市人力资源和社会保障局关于印发《示例市灵活就业人员社会保险补贴实施办法》的通知", "示例市人力资源和社会保障局", "示例市人力资源和社会保障局|关于印发|《示例市灵活~就业人员|社会保险|补贴实施办法》的通知"},
		{"no kind of paper stands alone", "示例市城市更新和老旧小区改造工作新闻发布会实录", "示例市人民政府办公室", "示例市城市更新和~老旧小区~改造工作|新闻发布会实录"},
		{"joint", "示例市人力资源和社会保障局　示例市教育局关于做好招生工作的通知", "示例市人力资源和社会保障局", "示例市人力资源和社会保障局　|示例市教育局|关于做好招生~工作的通知"},
		{"year", "关于公布市政府2026年度重大行政决策事项目录的通知", "示例市司法局", "关于公布市政府2026年度|重大行政决策~事项目录的通知"},
		{"reply", "关于市十五届人大四次会议第0126号建议的答复", "示例市司法局", "关于市十五届~人大四次会议|第0126号|建议的答复"},
		{"short", "机构职能", "示例市司法局", "机构职能"},
		{"empty", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := marked(phrases(tt.title, tt.agency)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// marked writes phrases in a line.
func marked(parts []Phrase) string {
	var b strings.Builder
	for i, part := range parts {
		switch {
		case part.Soft:
			b.WriteString("~")
		case i > 0:
			b.WriteString("|")
		}
		b.WriteString(part.Text)
	}
	return b.String()
}

func TestPhrasesJoinToTheTitle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.StringOf(rapid.SampledFrom([]rune("关于的《》“”（）、，通知办法示例市局和工作管理12 a　�"))).Draw(t, "title")
		agency := rapid.StringOf(rapid.SampledFrom([]rune("示例市局"))).Draw(t, "agency")
		var got strings.Builder
		for _, part := range phrases(title, agency) {
			got.WriteString(part.Text)
		}
		if got.String() != title {
			t.Errorf("got %q, want %q", got.String(), title)
		}
	})
}
