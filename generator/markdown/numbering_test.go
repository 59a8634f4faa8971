package markdown

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadMark(t *testing.T) {
	cases := []struct {
		line string
		want mark
	}{
		{"一、总体要求", mark{step: firstStep, number: 1, size: 6}},
		{"二十一、附则", mark{step: firstStep, number: 21, size: 12}},
		{"十．", mark{step: firstStep, number: 10, size: 6}},
		{"（一）目标", mark{step: secondStep, number: 1, size: 9}},
		{"(十二)目标", mark{step: secondStep, number: 12, size: 8}},
		{"（三)混用", mark{step: secondStep, number: 3, size: 7}},
		{"1.高点", mark{step: thirdStep, number: 1, size: 2}},
		{"１２．高点", mark{step: thirdStep, number: 12, size: 9}},
		{"3、高点", mark{step: thirdStep, number: 3, size: 4}},
		{"（1）高点", mark{step: fourthStep, number: 1, size: 7}},
		{"第三章　总则", mark{step: chapterStep, number: 3, size: 9}},
		{"第一编", mark{step: bookStep, number: 1, size: 9}},
		{"第二节 管理", mark{step: sectionStep, number: 2, size: 9}},
		{"第十二条　为了", mark{step: articleStep, number: 12, size: 12}},
		{"第一百二十条之一", mark{step: articleStep, number: 120, branch: 1, size: 24}},
		{"第12条", mark{step: articleStep, number: 12, size: 8}},
		{"1.5万元", mark{}},
		{"2021.8.25", mark{}},
		{"2021年工作", mark{}},
		{"一是加强", mark{}},
		{"（试行）", mark{}},
		{"第三方评估", mark{}},
		{"一", mark{}},
		{"（", mark{}},
		{"（一", mark{}},
		{"第", mark{}},
		{"", mark{}},
		{"99999999999、", mark{}},
	}
	for _, c := range cases {
		t.Run(c.line, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readMark([]byte(c.line)), cmp.AllowUnexported(mark{})); diff != "" {
				t.Errorf("readMark(%q) (-want +got):\n%s", c.line, diff)
			}
		})
	}
}

func TestChineseNumber(t *testing.T) {
	cases := map[string]int{
		"一": 1, "十": 10, "十二": 12, "二十": 20, "二十三": 23, "一百": 100, "一百零二": 102,
		"一百一十": 110, "一百二十三": 123, "一千二百六十": 1260, "一千零一": 1001, "二〇二四": 2024, "两百": 200,
	}
	for text, want := range cases {
		if got, size := chineseNumber([]byte(text + "条")); got != want || size != len(text) {
			t.Errorf("chineseNumber(%q) = %d, %d bytes; want %d, %d", text, got, size, want, len(text))
		}
	}
}

func TestReadDate(t *testing.T) {
	cases := map[string]string{
		"2024年3月18日": "2024-03-18", "二〇二四年三月十八日": "2024-03-18", "2024 年 3 月 18 日": "2024-03-18",
		"2024年02月29日": "2024-02-29", "2023年2月29日": "", "2024年13月1日": "", "24年3月1日": "",
		"2024年3月18日印发": "", "自2024年3月18日起": "", "2024年3月": "", "": "",
	}
	for line, want := range cases {
		if got, _ := readDate([]byte(line)); got != want {
			t.Errorf("readDate(%q) = %q, want %q", line, got, want)
		}
	}
}
