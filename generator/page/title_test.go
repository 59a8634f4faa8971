package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPhrases(t *testing.T) {
	tests := []struct {
		name   string
		title  string
		agency string
		want   []string
	}{
		{"agency, object, paper", "示例市司法局关于推行行政检查“综合查一次”的实施意见", "示例市司法局", []string{"示例市司法局", "关于推行行政检查", "“综合查一次”的", "实施意见"}},
		{"trial in brackets", "示例市行政检查“综合查一次”工作办法（试行）", "示例市司法局", []string{"示例市行政检查", "“综合查一次”", "工作办法", "（试行）"}},
		{"title within a title", "关于印发《示例市档案管理办法》的通知", "示例市档案局", []string{"关于印发", "《示例市档案管理办法》的", "通知"}},
		{"reply", "关于市十五届人大四次会议第0126号建议的答复", "示例市司法局", []string{"关于市十五届人大四次会议", "第0126号", "建议的", "答复"}},
		{"short", "机构职能", "示例市司法局", []string{"机构职能"}},
		{"empty", "", "", []string{""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, phrases(tt.title, tt.agency)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPhrasesJoinToTheTitle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.StringOf(rapid.SampledFrom([]rune("关于的《》“”（）、，通知办法示例市局12 a�"))).Draw(t, "title")
		agency := rapid.StringOf(rapid.SampledFrom([]rune("示例市局"))).Draw(t, "agency")
		if got := strings.Join(phrases(title, agency), ""); got != title {
			t.Errorf("got %q, want %q", got, title)
		}
	})
}
