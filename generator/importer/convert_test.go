package importer

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/field"
	"gongkai/generator/office"
)

// values gives what a report says of a file, by label.
func values(r *Result) map[string]string {
	out := map[string]string{}
	for _, f := range r.Report.Fields {
		out[f.Label] = f.Value
	}
	return out
}

func convert(t *testing.T, name, text string) *Result {
	t.Helper()
	r, err := Convert(Input{Name: name, Data: []byte(text)}, options(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const prose = "为了规范工作，方便群众办事，现将有关事项说明如下，请各单位遵照执行，并及时反馈意见。"

// TestMetadataShapes gives one block in every shape that pages use.
func TestMetadataShapes(t *testing.T) {
	want := map[string]string{"标题": "关于停车收费的通知", "索引号": "010897245/2024-00042", "发布机构": "市司法局", "主题分类": "综合政务", "文号": "示司规〔2024〕3号", "成文日期": "2024-03-18", "发布日期": "2024-03-20 09:30"}
	for _, c := range []struct{ name, file, text string }{
		{"rows with padding cells", "a.txt", "标 题 | 关于停车收费的通知 | | |\n索 引 号 | | 010897245/2024-00042 | 信息分类 | | 综合政务 |\n---|---|---|---|\n发文机构 | 市司法局 | 文 号 | 示司规〔2024〕3号 |\n生成日期 | 二〇二四年三月十八日 | 公开日期 | 2024-03-20 09:30 |\n" + prose},
		{"full-width bars", "a.txt", "关于停车收费的通知\n索引号｜010897245/2024-00042｜分类｜综合政务｜\n发布机构｜市司法局｜文号｜示司规〔2024〕3号｜\n成文日期｜2024年3月18日｜发布日期｜2024-03-20 09:30｜\n" + prose},
		{"a line a pair", "a.txt", "关于停车收费的通知\n索引号：010897245/2024-00042\n信息分类：综合政务\n发文单位：市司法局\n发文字号：示司规〔2024〕3号\n发文日期：2024/3/18\n发布时间：2024-03-20 09:30:15\n" + prose},
		{"all pairs on a line", "a.txt", "关于停车收费的通知\n索引号:010897245/2024-00042 分类:综合政务 发布机构:市司法局 文号:示司规〔2024〕3号 成文日期:2024.3.18 公开日期:2024-03-20 09:30\n" + prose},
		{"pairs that touch", "a.txt", "关于停车收费的通知\n【索引号】：010897245/2024-00042【信息分类】：综合政务【发布机构】：市司法局\n文号：示司规〔2024〕3号；成文日期：2024-03-18；发布日期：2024-03-20 09:30\n" + prose},
		{"label and value on lines of their own", "a.txt", "关于停车收费的通知\n索引号：\n010897245/2024-00042\n主题分类：\n综合政务\n发布机构：\n市司法局\n文号：\n示司规〔2024〕3号\n成文日期：\n2024-03-18\n发布日期：\n2024-03-20 09:30\n" + prose},
		{"two columns", "a.html", "<h1>关于停车收费的通知</h1><table><tr><th>索引号</th><td>010897245/2024-00042</td></tr><tr><th>组配分类</th><td>综合政务</td></tr><tr><th>发文机关</th><td>市司法局</td></tr><tr><th>发布文号</th><td>示司规〔2024〕3号</td></tr><tr><th>成文日期</th><td>2024-03-18</td></tr><tr><th>发布日期</th><td>2024-03-20 09:30</td></tr></table><p>" + prose + "</p>"},
		{"four columns", "a.html", "<table><tr><td>名　　称：</td><td colspan=3>关于停车收费的通知</td></tr><tr><td>索 引 号：</td><td>010897245/2024-00042</td><td>分　类：</td><td>综合政务</td></tr><tr><td>发布机构：</td><td>市司法局</td><td>文件编号：</td><td>示司规〔2024〕3号</td></tr><tr><td>产生日期：</td><td>2024-03-18</td><td>公开日期：</td><td>2024-03-20 09:30</td></tr></table><p>" + prose + "</p>"},
		{"both in a cell", "a.html", "<h1>关于停车收费的通知</h1><table><tr><td>索引号：010897245/2024-00042</td><td>分类：综合政务</td></tr><tr><td>发布机构：市司法局</td><td>文号：示司规〔2024〕3号</td></tr><tr><td>成文日期：2024-03-18</td><td>发布日期：2024-03-20 09:30</td></tr></table><p>" + prose + "</p>"},
		{"definition list", "a.html", "<h1>关于停车收费的通知</h1><dl><dt>索引号：</dt><dd>010897245/2024-00042</dd><dt>主题导航：</dt><dd>综合政务</dd><dt>发布机构：</dt><dd>市司法局</dd><dt>文号：</dt><dd>示司规〔2024〕3号</dd><dt>成文日期：</dt><dd>2024-03-18</dd><dt>发布日期：</dt><dd>2024-03-20 09:30</dd></dl><p>" + prose + "</p>"},
		{"list", "a.html", "<h1>关于停车收费的通知</h1><ul><li>索引号：010897245/2024-00042</li><li>信息分类：综合政务</li><li>发布机构：市司法局</li><li>文号：示司规〔2024〕3号</li><li>成文日期：2024-03-18</li><li>发布日期：2024-03-20 09:30</li></ul><p>" + prose + "</p>"},
		{"rows of spans", "a.html", "<h1>关于停车收费的通知</h1><div><div><span>索 引 号：</span><span>010897245/2024-00042</span></div><div><span>分类：</span><span>综合政务</span></div><div><label>发布机构：</label><em>市司法局</em></div><div><b>文号：</b>示司规〔2024〕3号</div><div><span>成文日期：</span><span>2024-03-18</span></div><div><span>发布日期：</span><span>2024-03-20 09:30</span></div></div><p>" + prose + "</p>"},
		{"boxes", "a.html", "<h1>关于停车收费的通知</h1><div><div>索引号：</div><div>010897245/2024-00042</div><div>分类：</div><div>综合政务</div><div>发布机构：</div><div>市司法局</div><div>文号：</div><div>示司规〔2024〕3号</div><div>成文日期：</div><div>2024-03-18</div><div>发布日期：</div><div>2024-03-20 09:30</div></div><p>" + prose + "</p>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := convert(t, c.file, c.text)
			got := values(r)
			for label, value := range want {
				if got[label] != value {
					t.Errorf("%s = %q, want %q", label, got[label], value)
				}
			}
			if strings.TrimSpace(r.Body) != prose {
				t.Errorf("body %q, want only the text", r.Body)
			}
			if !r.Report.Characters.Whole() {
				t.Errorf("characters %+v", r.Report.Characters)
			}
		})
	}
}

// TestOwnNumberIsNoCitation: the numbers of other documents are never taken.
func TestOwnNumberIsNoCitation(t *testing.T) {
	for _, text := range []string{
		"关于加强停车管理的通知\n根据《停车管理意见》（示政办〔2019〕77号），制定本通知，请遵照执行，认真落实各项要求。",
		"关于转发示政办〔2019〕77号的通知\n" + prose,
		"关于停车的答复\n" + prose + "\n示政办〔2019〕77号文件已经废止，不再执行，请以新文件为准，特此说明，望周知。",
	} {
		if got := values(convert(t, "a.txt", text))["文号"]; got != "" {
			t.Errorf("%q: document number %q", text, got)
		}
	}
	for text, want := range map[string]string{
		"关于停车收费的通知\n示司规〔2024〕3号\n" + prose:         "示司规〔2024〕3号",
		"示司规[2024]3号\n关于停车收费的通知\n" + prose:         "示司规[2024]3号",
		"示例市人民政府令\n第12号\n示例市停车管理办法\n" + prose:      "示例市人民政府令第12号",
		"示例市司法局公告2017年第5号\n关于停车收费的公告\n" + prose:    "示例市司法局公告2017年第5号",
		"关于停车收费的通知\n文号：无\n" + prose:                "",
		"关于停车收费的通知\n文号：\n" + prose:                 "",
		"关于停车收费的通知\n（示司规〔2024〕3号）\n" + prose:       "示司规〔2024〕3号",
		"关于停车收费的通知\n《收费办法》（示司规〔2024〕3号）\n" + prose: "",
	} {
		if got := values(convert(t, "a.txt", text))["文号"]; got != want {
			t.Errorf("%q: document number %q, want %q", text, got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	for title, want := range map[string]string{
		"关于对市十五届人大三次会议第123号建议的答复": "建议提案答复", "对政协示例市第十届委员会第三次会议第T083号提案的答复": "建议提案答复",
		"示例市司法局2023年法治政府建设年度报告": "工作报告", "示例市司法局2023年政府信息公开工作年度报告": "公开年报",
		"“法治为民办实事”新闻发布会": "新闻发布会", "《示例市停车收费办法》解读": "政策解读", "一图读懂《停车收费办法》": "政策解读",
		"示例市停车收费办法": "规范性文件", "示例市公共停车场管理规定（试行）": "规范性文件", "关于加强停车管理的通知": "政策文件",
		"示例市司法局关于人员招聘的公告": "公告公示", "证明事项清单（第三批）": "清单", "示例市司法局主要职责": "机构职能", "示例市司法局政府信息公开指南": "公开指南",
		"停车小知识": "其他",
	} {
		got := values(convert(t, "a.txt", title+"\n"+prose))
		if got["类型"] != want {
			t.Errorf("%s: %s, want %s", title, got["类型"], want)
		}
	}
}

func TestProposals(t *testing.T) {
	for _, c := range []struct{ title, session, number, sort string }{
		{"关于对市十四届人大六次会议 第20210200号代表建议的答复", "市十四届人大六次会议", "20210200", "人大代表建议"},
		{"关于对市政协九届三次会议第T083号提案的答复", "市政协九届三次会议", "T083", "政协提案"},
		{"示例市司法局关于市十五届人大三次会议第0012号建议的答复", "市十五届人大三次会议", "0012", "人大代表建议"},
		{"对政协示例市第十届委员会第三次会议第88号提案的答复", "政协示例市第十届委员会第三次会议", "88", "政协提案"},
		{"关于示例市第十五届人民代表大会第三次会议第2024-17号议案的答复", "示例市第十五届人民代表大会第三次会议", "2024-17", "议案"},
	} {
		r := convert(t, "a.txt", c.title+"\n林一舟代表：\n"+prose)
		got := values(r)
		if got["届次"] != c.session || got["编号"] != c.number || got["类别"] != c.sort || got["提出人"] != "林一舟" {
			t.Errorf("%s: %q %q %q %q, want %q %q %q", c.title, got["届次"], got["编号"], got["类别"], got["提出人"], c.session, c.number, c.sort)
		}
	}
}

func TestHeadings(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"steps", "一、总体要求\n" + prose + "\n（一）指导思想\n" + prose + "\n1.抓重点\n" + prose, "## 一、总体要求|### （一）指导思想|#### 1.抓重点"},
		{"sentences stay text", "一、总体要求。" + prose + "\n（一）加强领导。" + prose + "\n1．加强宣传，提高认识。", ""},
		{"items stay text", "重点做好以下工作，按期完成任务，确保取得实效，不得延误：\n一、办文\n二、办会\n三、办事\n" + prose, ""},
		{"chapters", "第一章　总则\n第一条　" + prose + "\n第一节　目的\n第二条　" + prose, "## 第一章　总则|### 第一节　目的"},
		{"second step alone", "（一）办理时间\n" + prose + "\n（二）办理地点\n" + prose, "## （一）办理时间|## （二）办理地点"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := convert(t, "a.txt", "关于停车收费的通知\n"+prose+"\n"+c.text)
			var got []string
			for line := range strings.Lines(r.Body) {
				if strings.HasPrefix(line, "#") {
					got = append(got, strings.TrimSpace(line))
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("headings (-want +got):\n%s\n%s", diff, r.Body)
			}
		})
	}
}

// TestMergedCells: what Markdown can say is said exactly, the rest is repeated
// and reported.
func TestMergedCells(t *testing.T) {
	for _, c := range []struct {
		name, table, want string
		warned            bool
	}{
		{"columns merged alike", "<tr><td colspan=2>甲</td><td>乙</td></tr><tr><td colspan=2>丙</td><td>丁</td></tr>", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", false},
		{"caption and note", "<tr><td colspan=2>表1 数目</td></tr><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr><tr><td colspan=2>注：截至年底</td></tr>", "表1 数目\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n注：截至年底", false},
		{"rows merged", "<tr><td>类</td><td>项</td></tr><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr>", "| 类 | 项 |\n|---|---|\n| 甲 | 乙 |\n| 甲 | 丙 |", true},
		{"bars in cells", "<tr><td>a|b</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>", "| a\\|b | 乙 |\n|---|---|\n| 丙 | 丁 |", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := convert(t, "a.html", "<h1>关于停车收费的通知</h1><p>"+prose+"</p><table>"+c.table+"</table>")
			got := strings.TrimSpace(strings.TrimPrefix(r.Body, prose))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("table (-want +got):\n%s", diff)
			}
			if warned := len(r.Report.Warnings) > 0; warned != c.warned || !r.Report.Characters.Whole() {
				t.Errorf("warnings %v, characters %+v", r.Report.Warnings, r.Report.Characters)
			}
		})
	}
}

// TestAccountFails makes the importer lose and make up text on purpose.
func TestAccountFails(t *testing.T) {
	in := Input{Name: "a.txt", Data: []byte("关于停车收费的通知\n" + prose + "\n第二段说明收费标准，首小时免费，以后每小时五元。")}
	p, err := read(in)
	if err != nil {
		t.Fatal(err)
	}
	d := &draft{options: options(t), page: p, input: in, facts: map[field.ID]*fact{}}
	d.recognise()
	d.shape()
	body, _, err := d.render(newConverter())
	if err != nil {
		t.Fatal(err)
	}
	if a := d.account(body); !a.Whole() {
		t.Fatalf("nothing was done yet: %+v", a)
	}
	lossy := d.account(strings.Replace(body, "首小时免费，", "", 1))
	if len(lossy.Missing) < 2 || lossy.Missing[0].Count != 6 || lossy.Missing[1].Line != 3 || len(lossy.New) > 0 {
		t.Errorf("a loss is not told: %+v", lossy)
	}
	if made := d.account(body + "\n\n多出一句。"); len(made.New) != 1 || made.New[0].Count != 5 || len(made.Missing) > 0 {
		t.Errorf("made up text is not told: %+v", made)
	}
	first, second, _ := strings.Cut(strings.TrimSpace(body), "\n\n")
	if swapped := d.account(second + "\n\n" + first); swapped.Whole() {
		t.Error("a change of order is not told")
	}
}

func TestGuessesAreMarked(t *testing.T) {
	r := convert(t, "a.txt", "关于停车收费的通知\n"+prose+"\n示例市司法局\n2024年3月18日\n（此件公开发布）")
	for _, f := range r.Report.Fields {
		switch f.Source {
		case FromText, FromGuess:
			if f.Confidence <= 0 || f.Confidence > 1 || f.Text == "" {
				t.Errorf("%s: confidence %v, line %q", f.Label, f.Confidence, f.Text)
			}
		}
	}
	got := values(r)
	if got["发布机构"] != "示例市司法局" || got["成文日期"] != "2024-03-18" || got["公开属性"] != "主动公开" || got["发布日期"] != "" {
		t.Errorf("values %v", got)
	}
	if diff := cmp.Diff([]string{"主题分类", "发布日期"}, r.Report.Missing); diff != "" || !r.Report.Draft {
		t.Errorf("missing (-want +got):\n%s draft %v", diff, r.Report.Draft)
	}
}

func TestFlagsWin(t *testing.T) {
	o := options(t)
	o.Kind, o.Theme, o.Published = field.Policy, "综合政务", "2024-03-20"
	o.Agency = &o.Config.Agencies[0]
	r, err := Convert(Input{Name: "a.txt", Data: []byte("示例市停车收费办法\n发布机构：市公安局\n" + prose)}, o)
	if err != nil {
		t.Fatal(err)
	}
	got := values(r)
	if got["类型"] != "政策文件" || got["发布机构"] != "示例市司法局" || got["主题分类"] != "综合政务" || got["发布日期"] != "2024-03-20" || r.Report.Draft || r.Issue != "010897245" || r.Year != 2024 {
		t.Errorf("values %v, draft %v, issue %q", got, r.Report.Draft, r.Issue)
	}
}

// TestFurnitureOnly demands that sentences about the same things stay.
func TestFurnitureStaysOutOfSentences(t *testing.T) {
	text := "打印本页可以作为凭证，请妥善保存，遗失不补，特此说明。\n首页应当公布机构职能，及时更新内容，保证信息准确。\n网站应当标明主办单位、标识码和联系方式。"
	r := convert(t, "a.txt", "关于网站管理的通知\n"+prose+"\n"+text)
	for line := range strings.Lines(text) {
		if !strings.Contains(r.Body, strings.TrimSpace(line)) {
			t.Errorf("%q left the body", line)
		}
	}
}

func TestReadability(t *testing.T) {
	var b strings.Builder
	for range 12 {
		b.WriteString("<p>" + prose + "</p>")
	}
	r := convert(t, "a.html", "<html><body><div class='k1'><a href='/1'>栏目甲</a><a href='/2'>栏目乙</a></div><div class='k2'><h1>关于停车收费的通知</h1><div class='k3'>"+b.String()+"</div></div><div class='k4'><p>热门新闻：某地召开会议，部署工作。</p></div></body></html>")
	if strings.Count(r.Body, prose) != 12 || strings.Contains(r.Body, "热门新闻") || strings.Contains(r.Body, "栏目甲") || !r.Report.Characters.Whole() {
		t.Errorf("body %s\ncharacters %+v", r.Body, r.Report.Characters)
	}
}

func TestPictures(t *testing.T) {
	png := []byte("\x89PNG\r\n\x1a\n0000")
	in := Input{Name: "a.html", Data: []byte("<h1>关于停车收费的通知</h1><p>" + prose + "</p><p><img src='a_files/1.png' alt='流程图'><img src='https://x.example/2.png'><img src='../../etc/passwd'></p>"),
		Beside: fstest.MapFS{"a_files/1.png": {Data: png}}}
	r, err := Convert(in, options(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Files) != 1 || string(r.Files[0].Data) != string(png) || !strings.Contains(r.Body, "![流程图]("+r.Files[0].Token+")") || len(r.Report.Warnings) != 2 || !r.Report.Characters.Whole() {
		t.Errorf("files %d, body %q, warnings %v, %+v", len(r.Files), r.Body, r.Report.Warnings, r.Report.Characters)
	}
	if got := string(r.Named("", map[string]string{r.Files[0].Token: "通知 (1).png"})); !strings.Contains(got, "![流程图](通知%20%281%29.png)") {
		t.Errorf("named %s", got)
	}
}

func TestUnreadableFiles(t *testing.T) {
	for _, c := range []struct{ name, data, message string }{
		{"a.txt", "", "空的"}, {"a.txt", " \n\u3000", "没有文字"}, {"a.doc", "\xd0\xcf\x11\xe0", ".doc"}, {"a.docx", "PK\x03\x04", "损坏"},
		{"a.pdf", "%PDF-1.4", "PDF"}, {"a.png", "\x89PNG\r\n", "图片"}, {"a.wps", "文字", ".wps"}, {"a.html", "<script>1</script>", "没有文字"},
		{"a.txt", strings.Repeat("长", textBytesMax), "8 MB"},
	} {
		_, err := Convert(Input{Name: c.name, Data: []byte(c.data)}, options(t))
		var format *office.FormatError
		if !errors.As(err, &format) || !strings.Contains(format.Message, c.message) || format.Hint == "" {
			t.Errorf("%s %q: %v, want %q", c.name, shortened(c.data, 10), err, c.message)
		}
	}
}

// TestWrappedText joins lines that were broken at one width.
func TestWrappedText(t *testing.T) {
	long := strings.Repeat("为了规范停车管理维护公共秩序保障公众权益制定收费办法请遵照执行", 12)
	var b strings.Builder
	b.WriteString("关于停车收费的通知\n\n　　")
	for i, r := range []rune(long) {
		b.WriteRune(r)
		if i%30 == 27 {
			b.WriteByte('\n')
		}
	}
	b.WriteString("。\n\n　　第二段。\n")
	r := convert(t, "a.txt", b.String())
	if !strings.Contains(r.Body, long+"。\n") || !strings.Contains(r.Body, "\n第二段。") || !r.Report.Characters.Whole() {
		t.Errorf("body %q", r.Body)
	}
}

// TestSeeds imports the real documents: every value of their metadata blocks,
// every character.
func TestSeeds(t *testing.T) {
	const folder = "../../../shared/seeds/"
	for name, want := range map[string]map[string]string{
		"000_60f6b656265b2cec.txt": {"标题": "关于对市十四届人大六次会议 第20210200号代表建议的答复", "索引号": "010897245/2021-58637", "主题分类": "其他", "发布机构": "市司法局", "成文日期": "2021-08-25", "文号": "武司办〔2021〕15号", "效力状态": "有效",
			"类型": "建议提案答复", "类别": "人大代表建议", "届次": "市十四届人大六次会议", "编号": "20210200", "会办": "市法院、市检察院、市审计局", "发布日期": ""},
		"001_972f77461c46c029.txt": {"标题": "关于对市政协九届三次会议第T083号提案的答复", "结果": "A", "类型": "建议提案答复", "类别": "政协提案", "届次": "市政协九届三次会议", "编号": "T083", "提出人": "李俊", "案由": "关于提升我市行政机关依法行政水平的建议",
			"发布机构": "潜江市司法局", "成文日期": "2024-07-18", "文号": "", "索引号": "", "主办": "市司法局", "会办": "市政府办、市法院、市公安局、市检察院、市信访局"},
		"003_0a738a567bbc26ac.txt": {"标题": "襄阳市司法局2020年法治政府建设年度报告", "索引号": "011158671/2021-05900", "主题分类": "其他", "发布机构": "襄阳市司法局", "发布日期": "2021-03-12", "文号": "", "主题词": "", "施行日期": "", "失效日期": "", "来源": "", "类型": "工作报告"},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(folder + name)
			if errors.Is(err, os.ErrNotExist) {
				t.Skip("../shared/seeds is absent")
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, as := range []string{name, strings.TrimSuffix(name, ".txt") + ".md"} {
				r := convert(t, as, string(data))
				got := values(r)
				for label, value := range want {
					if got[label] != value {
						t.Errorf("%s: %s = %q, want %q", as, label, got[label], value)
					}
				}
				if !r.Report.Characters.Whole() {
					t.Errorf("%s: characters %+v", as, r.Report.Characters)
				}
				everyLine(t, string(data), r)
			}
		})
	}
}

// everyLine demands every sentence of the source in the body, unchanged.
func everyLine(t *testing.T, data string, r *Result) {
	t.Helper()
	body := squeezed(strings.NewReplacer(`\`, "", "#", "").Replace(r.Body))
	for line := range strings.Lines(data) {
		if sentence(line) && !strings.Contains(line, "|") && !strings.Contains(body, squeezed(line)) {
			t.Errorf("line %q is not in the body", shortened(line, 40))
		}
	}
}

// TestTimeIsBounded converts what could take long.
func TestTimeIsBounded(t *testing.T) {
	for name, text := range map[string]string{
		"many line breaks":  "<p><span>" + strings.Repeat("甲乙<br>", 40_000) + "</span></p>",
		"many cells":        "<table>" + strings.Repeat("<tr><td rowspan=9999 colspan=150>甲</td></tr>", 3000) + "</table>",
		"many colons":       strings.Repeat("文号：", 30_000),
		"many bars":         "<p>" + strings.Repeat("| ", 100_000) + "</p>",
		"many links":        strings.Repeat("<a href='#a' name='a'>[1]</a>", 5000),
		"many brackets":     strings.Repeat("（", 100_000),
		"many short blocks": strings.Repeat("<p>附件：</p>", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			_, err := Convert(Input{Name: "a.html", Data: []byte("<html>" + text)}, options(t))
			if took := time.Since(started); took > 2*time.Minute {
				t.Errorf("took %s (%v)", took, err)
			}
		})
	}
}

func FuzzConvert(f *testing.F) {
	for ext := range Formats {
		f.Add(uint8(ext), []byte("标题 | 甲 |\n---|---|\n一、乙\n"+prose))
		f.Add(uint8(ext), []byte("<table><tr><td colspan=3 rowspan=2>索引号：</td><td>甲</td></tr></table><p>a<br><b>b<br></b></p><a href='#x' name='y'>1</a><p id=x><a href='#y'>1</a>注</p>"))
		f.Add(uint8(ext), []byte("---\n标题: 甲\n---\n# 甲\n\n```\n\n```\n\n| a | b |\n"))
		f.Add(uint8(ext), []byte("1. 甲\n&amp;nbsp; ~~乙~~ : 丙 [^1]: {#a} <b>\\*"))
	}
	f.Fuzz(func(t *testing.T, ext uint8, data []byte) {
		name := "a" + Formats[int(ext)%len(Formats)]
		r, err := Convert(Input{Name: name, Data: data}, options(t))
		var format *office.FormatError
		switch {
		case errors.As(err, &format):
			return
		case err != nil:
			t.Fatal(err)
		}
		names := map[string]string{}
		for i, f := range r.Files {
			names[f.Token] = fmt.Sprint(i)
		}
		readsBack(t, string(r.Named("010897245/2024-00001", names)))
		if strings.HasSuffix(name, ".txt") && !r.Report.Characters.Whole() {
			t.Fatalf("characters %+v\n%s", r.Report.Characters, r.Body)
		}
	})
}

func TestNotes(t *testing.T) {
	r := convert(t, "a.html", "<h1>关于停车收费的通知</h1><p>"+prose+`<a href="#_ftn1" name="_ftnref1">[1]</a></p><p>第二段也有一个注，说明收费标准的由来。<sup><a href="#b" id="a">②</a></sup></p>`+
		`<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a>第一注。</p><p>第一注的第二段。</p></div><p id="b"><a href="#a">②</a>第二注。</p>`)
	want := prose + "[^1]\n\n第二段也有一个注，说明收费标准的由来。[^2]\n\n[^1]: 第一注。 第一注的第二段。\n\n[^2]: 第二注。\n"
	if diff := cmp.Diff(want, r.Body); diff != "" || !r.Report.Characters.Whole() {
		t.Errorf("body (-want +got):\n%s\n%+v", diff, r.Report.Characters)
	}
}

// TestListsOfOldPages: what is put straight into a list is an item of it.
func TestListsOfOldPages(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"<ul>甲<ul>乙</ul><p>丙</p></ul>", "- 甲\n\n  - 乙\n- 丙\n"},
		{"<ol><li>甲<li></li><li>乙</ol>", "1. 甲\n2. 乙\n"},
		{"<ol><li>甲</li></ol><ol start=2><li>乙</li></ol>", "1. 甲\n2. 乙\n"},
		{"<ol><li>甲</li></ol><ol><li>乙</li></ol>", "1. 甲\n\n1.乙\n"},
	} {
		r := convert(t, "a.html", "<h1>关于停车收费的通知</h1><p>"+prose+"</p>"+c.html)
		if diff := cmp.Diff(prose+"\n\n"+c.want, r.Body); diff != "" || !r.Report.Characters.Whole() {
			t.Errorf("%s (-want +got):\n%s\n%+v", c.html, diff, r.Report.Characters)
		}
	}
}

// TestMarksAreText: what Markdown would read as a mark is shown as it was.
func TestMarksAreText(t *testing.T) {
	for _, text := range []string{
		"1. 有空格的编号，后面是正文。", "*星号*和_下划线_以及**两个**，都不是强调。", "~~波浪~~和9~11点，还有`反引号`。", "&nbsp;和&amp;是文字，<b>也是</b>。", "[链接](x)和![图](y)与[^1]: 都是文字。",
		"# 井号开头的一段文字，不是标题。", "- 横线开头的一段文字，不是列表。", "+ 加号开头的文字。", "> 大于号开头的文字。", ": 冒号开头的文字，不是释义。", "| 竖线 一条，不是表格。", "===", "---", "2021. 年份开头的文字。", `反斜杠\*和C:\x，都要留下。`, "| 甲 | 乙 |", "~~`两种`符号~~连在一起。",
	} {
		r := convert(t, "a.txt", "关于停车收费的通知\n"+prose+"\n"+text+"\n"+prose)
		if !r.Report.Characters.Whole() {
			t.Errorf("%q became %q: %+v", text, r.Body, r.Report.Characters)
		}
	}
}
