package search

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var clauses = strings.Fields(`
为了保障公民、法人和其他组织依法获取政府信息 提高政府工作的透明度 建设法治政府 充分发挥政府信息对人民群众生产、生活和经济社会活动的服务作用
行政机关公开政府信息 应当坚持以公开为常态、不公开为例外 遵循公正、公平、合法、便民的原则 行政机关应当及时、准确地公开政府信息
各级人民政府应当加强对政府信息公开工作的组织领导 国务院办公厅是全国政府信息公开工作的主管部门 负责推进、指导、协调、监督全国的政府信息公开工作
公民、法人或者其他组织可以向人民法院提起行政诉讼 对行政复议决定不服的 自收到复议决定书之日起十五日内 由县级以上人民政府责令改正
情节严重的 对负有责任的领导人员和直接责任人员依法给予处分 构成犯罪的 依法追究刑事责任 本办法自发布之日起施行 有效期五年
市人力资源和社会保障局负责本市工伤保险工作 市住房保障和房屋管理局会同市财政局制定 优化营商环境 推进“放管服”改革 深化“互联网+政务服务”
《中华人民共和国政府信息公开条例》 《武汉市法治政府建设实施纲要(2021—2025年)》 采用GB/T 9704—2012标准 使用Open Data接口 访问量为1,024次`)

// sampleDocuments is a small archive: boilerplate shared by many, numbers and
// names of their own, several scripts, rare characters beyond the BMP.
func sampleDocuments(n int) []Document {
	r := rand.New(rand.NewPCG(2019, 711))
	agencies := []Value{{"sfj", "示例市司法局"}, {"czj", "示例市财政局"}, {"rsj", "示例市人力资源和社会保障局"}}
	themes := []Value{{"16", "公安、安全、司法"}, {"4", "财政、金融、审计"}, {"15", "劳动、人事、监察"}}
	kinds := []Value{{"policy", "政策文件"}, {"reply", "建议提案答复"}}
	valid, lapsed := Value{"valid", "有效"}, Value{"lapsed", "已失效"}
	out := make([]Document, 0, n)
	for i := range n {
		a := agencies[i*i%3]
		year := 2025 - i*6/n
		number := fmt.Sprintf("武%s办〔%d〕%d号", []string{"司", "财", "人社"}[i*i%3], year, 1+i%97)
		d := Document{
			URL: fmt.Sprintf("documents/01089724%d-%d-%05d/", i*i%3, year, 58000-i), IndexNumber: fmt.Sprintf("01089724%d/%d-%05d", i*i%3, year, 58000-i),
			Title: "关于" + pick(r, clauses)[:9] + "工作的通知", DocumentNumber: number, Published: fmt.Sprintf("%d-%02d-%02d", year, 12-i*72/n%12, 28-i%2*0),
			Agencies: []Value{a}, Themes: []Value{themes[i%3]}, Kind: kinds[i%2], Validity: []State{{"", valid, true}},
		}
		switch i % 10 {
		case 3:
			d.Validity = []State{{"", lapsed, false}}
		case 4:
			d.Validity = []State{{"", valid, true}, {"2026-07-01", lapsed, false}}
		case 5:
			d.Agencies = append(d.Agencies, agencies[(i*i+1)%3])
		case 6:
			d.DocumentNumber = ""
		}
		var b strings.Builder
		b.WriteString(d.Title + "\n")
		for range 8 + r.IntN(12) {
			for k := range 2 + r.IntN(4) {
				if k > 0 {
					b.WriteString("，")
				}
				b.WriteString(pick(r, clauses))
			}
			b.WriteString(pick(r, []string{"。", "。\n", "；", ",", "。 \n"}))
			switch r.IntN(6) {
			case 0:
				fmt.Fprintf(&b, "联系人：%s；联系电话：027-%08d\n", string([]rune{rune(0x4e00 + r.IntN(0x5000)), rune(0x4e00 + r.IntN(0x5000))}), r.IntN(1e8))
			case 1:
				fmt.Fprintf(&b, "序号\t单位\t数量\n%d\t%s\t%.1f%%\n", r.IntN(100), a.Label, r.Float64()*100)
			case 2:
				b.WriteString(string([]rune{rune(0x20000 + r.IntN(200)), '村', rune(0x2a700 + r.IntN(50))}) + "社区 No. " + fmt.Sprint(r.IntN(500)) + " Café ①Ⅳ ㎡\n")
			case 3:
				b.WriteString("【" + number + "】哈哈哈哈哈哈哈哈哈哈哈哈〔附件〕\n")
			}
		}
		d.Text = b.String()
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b Document) int { return strings.Compare(b.Published, a.Published) })
	return out
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// sharedLaws gives documents made of real laws where the shared folder is
// present, so that the property holds on natural text too.
func sharedLaws(t testing.TB) []Document {
	paths, err := filepath.Glob("../../../shared/bench/laws/*.md")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(paths)
	var out []Document
	for i, p := range paths[:min(60, len(paths))] {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		title := strings.TrimSuffix(filepath.Base(p), ".md")
		out = append(out, Document{
			URL: fmt.Sprintf("documents/law-%d/", i), Title: title, IndexNumber: fmt.Sprintf("L/%d", i), Published: "2000-01-01",
			Agencies: []Value{{"npc", "人大"}}, Themes: []Value{{"16", "公安、安全、司法"}}, Kind: Value{"other", "其他"}, Validity: []State{{"", Value{"valid", "有效"}, true}},
			Text: title + "\n" + string(data),
		})
	}
	return out
}

// grep is the truth: the documents of which every part is in one field.
func grep(fields [][]string, parts ...string) []int {
	var out []int
	for i, list := range fields {
		all := true
		for _, part := range parts {
			all = all && slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, part) })
		}
		if all {
			out = append(out, i)
		}
	}
	return out
}

func normalisedFields(documents []Document) [][]string {
	out := make([][]string, len(documents))
	for i, d := range documents {
		out[i] = []string{Normalise(d.Title), Normalise(d.IndexNumber), Normalise(d.DocumentNumber), Normalise(d.Text)}
	}
	return out
}
