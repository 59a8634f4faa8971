package config

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/field"
)

const least = `[site]
name = "示例市人民政府"
base_url = "https://www.example.gov.cn/xxgk"
id_code = "4201110038"
[[agency]]
key = "sfj"
name = "示例市司法局"
code = "010897245"
`

const footer = "organizer = \"示例市人民政府办公室\"\nicp = \"鄂ICP备12345678号-1\"\npolice = \"鄂公网安备 42011102000001号\"\n"

// whole is the least configuration with a footer and more lines in [site],
// then more tables.
func whole(site, tables string) string {
	return strings.Replace(least, "id_code", footer+site+"id_code", 1) + tables
}

func brief(list diag.List) []string {
	out := []string{}
	for _, f := range list.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s %s %s", f.Line, f.Column, f.Severity, f.Code, f.Message))
	}
	return out
}

// TestLeast proves that the keys of the interface alone make a complete site.
func TestLeast(t *testing.T) {
	c, list := Parse([]byte(least))
	if list.Failed() {
		t.Fatal(brief(list))
	}
	want := []string{"1:2 warning SITE-01 页脚缺少ICP 备案号", "1:2 warning SITE-01 页脚缺少主办单位", "1:2 warning SITE-01 页脚缺少公安机关备案号"}
	if diff := cmp.Diff(want, brief(list)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if c.Site.BaseURL != "https://www.example.gov.cn/xxgk/" || c.Site.Domain != "www.example.gov.cn" || c.Site.BasePath != "/xxgk/" || c.Site.Location.String() != "Asia/Shanghai" {
		t.Errorf("site %+v", c.Site)
	}
	if c.Agencies[0].Short != "示例市司法局" {
		t.Errorf("short name %q, want the full name", c.Agencies[0].Short)
	}
	if c.Rules.PublishWithin != 20 || c.Rules.InterpretDays != 3 || c.Rules.TrialYears != 2 || c.Rules.RemindDays != 180 || c.Rules.SummaryLength != 100 {
		t.Errorf("rules %+v", c.Rules)
	}
	if r := c.Requests; r.CompleteDays != 7 || r.AnswerDays != 20 || r.ExtendDays != 20 || r.OpinionDays != 15 || len(r.Channels) != 4 || len(r.ItemFees) != 3 || len(r.PageFees) != 4 {
		t.Errorf("requests %+v", c.Requests)
	}
	if len(c.Themes) != 22 || c.Themes[15].Name != "公安、安全、司法" {
		t.Errorf("%d themes", len(c.Themes))
	}
}

// TestSections proves the fixed sections to stand in the order of the norm, and
// each kind to have its default section.
func TestSections(t *testing.T) {
	c, _ := Parse([]byte(least))
	var names []string
	items := map[int]bool{}
	for _, s := range c.Sections {
		if s.Parent == "" {
			names = append(names, s.Name)
		}
		items[s.Item] = true
	}
	if diff := cmp.Diff([]string{"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"}, names); diff != "" {
		t.Errorf("fixed sections (-want +got):\n%s", diff)
	}
	for i := 1; i <= 15; i++ {
		if !items[i] {
			t.Errorf("no section carries item %d of 条例 20", i)
		}
	}
	for _, k := range field.Kinds() {
		if s, ok := c.Section(k.Row().Section); !ok || s.Key == Content {
			t.Errorf("kind %s: no section %q", k.Label(), k.Row().Section)
		}
	}
}

// TestMerge lays a site's sections over the default ones.
func TestMerge(t *testing.T) {
	c, list := Parse([]byte(whole("", `[[section]]
key = "planning"
name = "规划"
update_days = 30
note = { date = "2026-01-10", text = "没有。" }
[[section]]
key = "guide"
name = "指南"
intro = "怎样查"
[[section]]
key = "fee"
hidden = true
[[section]]
key = "apply"
hidden = true
[[section]]
key = "park"
name = "公园"
`)))
	if len(list) > 0 {
		t.Fatal(brief(list))
	}
	get := func(key string) Section {
		s, ok := c.Section(key)
		if !ok {
			return Section{}
		}
		return *s
	}
	if s := get("planning"); s.Name != "规划" || s.Item != 3 || s.Update != 30 || s.Note.Text != "没有。" || s.Parent != Content {
		t.Errorf("planning %+v", s)
	}
	if s := get("guide"); s.Name != "政府信息公开指南" || s.Intro != "怎样查" {
		t.Errorf("guide %+v: the names of fixed sections are fixed", s)
	}
	if s := get("fee"); s.Key != "" {
		t.Errorf("fee is there: %+v", s)
	}
	if s := get("apply"); s.Key == "" {
		t.Error("a fixed section cannot be taken away")
	}
	if last := c.Sections[len(c.Sections)-1]; last.Key != "park" || last.Parent != Content {
		t.Errorf("the last section is %+v, want the new one", last)
	}
}

func TestWrong(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		hint       string // part of the first hint
	}{
		{"empty", "", []string{"0:0 error CONF-01 没有登记任何机构", "0:0 warning SITE-01 页脚缺少ICP 备案号", "0:0 warning SITE-01 页脚缺少主办单位", "0:0 warning SITE-01 页脚缺少公安机关备案号", "0:0 error SITE-03 [site] 缺少发布地址 base_url", "0:0 error SITE-03 [site] 缺少网站名称 name", "0:0 error SITE-03 [site] 缺少网站标识码 id_code"}, "[[agency]]"},
		{"GBK", "[site]\nname = \"\xb1\xea\"\n", []string{"0:0 error CONF-01 config.toml 不是 UTF-8 编码"}, "UTF-8"},
		{"syntax", "[site]\nname = 示例\n", []string{"2:8 error CONF-01 这一行的写法有误"}, "双引号"},
		{"type", "[site]\nname = 3\n", []string{"2:8 error CONF-01 配置项“site.name”的写法有误"}, "双引号"},
		{"unknown key", whole("nmae = \"x\"\n", ""), []string{"7:1 error CONF-01 没有“site.nmae”这个配置项"}, "name"},
		{"unknown key after a mark", "\ufeff" + whole("telefon = \"x\"\n", ""), []string{"7:1 error CONF-01 没有“site.telefon”这个配置项"}, "删去"},
		{"unknown table", whole("", "[rule]\npublish_within = 3\n"), []string{"12:2 error CONF-01 没有“rule”这个配置项"}, "rules"},
		{"two unknown keys", whole("", "[rules]\nremind_day = 3\npublish = 2\n"), []string{"13:1 error CONF-01 没有“rules.remind_day”这个配置项", "14:1 error CONF-01 没有“rules.publish”这个配置项"}, "remind_days"},

		{"no address", strings.Replace(whole("", ""), "https://www.example.gov.cn/xxgk", "www.example.gov.cn", 1), []string{"3:1 error CONF-01 发布地址“www.example.gov.cn”不是完整的网址"}, "https://"},
		{"an address with a query", strings.Replace(whole("", ""), "gov.cn/xxgk", "gov.cn/?a=1", 1), []string{"3:1 error CONF-01 发布地址“https://www.example.gov.cn/?a=1”不是完整的网址"}, ""},
		{"blank name", strings.Replace(whole("", ""), "示例市人民政府\"", " \"", 1), []string{"2:1 error SITE-03 [site] 缺少网站名称 name"}, ""},
		{"site code", strings.Replace(whole("", ""), "4201110038", "420111", 1), []string{"7:1 error SITE-02 网站标识码“420111”不合写法"}, "10 位"},
		{"time zone", whole("timezone = \"北京\"\n", ""), []string{"7:1 error CONF-01 没有“北京”这个时区"}, "Asia/Shanghai"},
		{"footer numbers", strings.Replace(strings.Replace(whole("", ""), "鄂ICP备12345678号-1", "12345678", 1), "鄂公网安备 42011102000001号", "鄂公网安备1号", 1),
			[]string{"5:1 warning SITE-01 ICP 备案号“12345678”不合写法", "6:1 warning SITE-01 公安机关备案号“鄂公网安备1号”不合写法"}, "鄂ICP备"},

		{"agency without name", whole("", "[[agency]]\nkey = \"jyj\"\ncode = \"010900264\"\n"), []string{"12:3 error CONF-01 第 2 个机构没有名称"}, ""},
		{"agency key", whole("", "[[agency]]\nkey = \"教育\"\nname = \"教育局\"\ncode = \"010900264\"\n"), []string{"13:1 error CONF-01 机构代号“教育”不合写法"}, "sfj"},
		{"agency code", whole("", "[[agency]]\nkey = \"jyj\"\nname = \"教育局\"\ncode = \"010900265\"\n"), []string{"15:1 warning CONF-01 机构“教育局”的代码“010900265”校验不符"}, ""},
		{"agency code that is none", whole("", "[[agency]]\nkey = \"jyj\"\nname = \"教育局\"\ncode = \"中文字\"\n"), []string{"15:1 error CONF-01 机构“教育局”的代码“中文字”校验不符"}, ""},
		{"agency without code", whole("", "[[agency]]\nkey = \"jyj\"\nname = \"教育局\"\n"), []string{"12:3 error CONF-01 机构“教育局”没有代码"}, ""},
		{"agency twice", whole("", "[[agency]]\nkey = \"jyj\"\nname = \"示例市司法局\"\ncode = \"010900264\"\n"), []string{"12:3 error CONF-01 “示例市司法局”被两个机构使用"}, "不能重复"},
		{"former name of another", whole("", "[[agency]]\nkey = \"jyj\"\nname = \"教育局\"\nformer = [\"sfj\"]\ncode = \"010900264\"\n"), []string{"12:3 error CONF-01 “sfj”被两个机构使用"}, ""},

		{"section key", whole("", "[[section]]\nkey = \"公园\"\nname = \"公园\"\n"), []string{"13:1 error CONF-01 栏目代号“公园”不合写法"}, ""},
		{"section without name", whole("", "[[section]]\nkey = \"park\"\n"), []string{"12:3 error CONF-01 新栏目“park”没有名称"}, ""},
		{"section twice", whole("", "[[section]]\nkey = \"fee\"\n[[section]]\nkey = \"fee\"\n"), []string{"15:1 error CONF-01 栏目“fee”写了两次"}, ""},
		{"item", whole("", "[[section]]\nkey = \"fee\"\nitem = 16\n"), []string{"14:1 error CONF-01 条例第二十条没有第 16 项"}, ""},
		{"period", whole("", "[[section]]\nkey = \"fee\"\nupdate_days = -1\n"), []string{"14:1 error CONF-01 栏目“fee”的 update_days 不能是负数"}, ""},
		{"note without date", whole("", "[[section]]\nkey = \"fee\"\nnote = { text = \"没有\" }\n"), []string{"14:1 error CONF-01 栏目“fee”的情况说明须有日期和文字"}, ""},
		{"note of no day", whole("", "[[section]]\nkey = \"fee\"\nnote = { date = \"2026-02-30\", text = \"没有\" }\n"), []string{"14:1 error CONF-01 栏目“fee”的情况说明须有日期和文字"}, ""},
		{"link", whole("", "[[section]]\nkey = \"fee\"\nlink = \"/list\"\n"), []string{"14:1 error CONF-01 栏目“fee”的链接不是完整的网址"}, ""},

		{"unknown rule", whole("", "[rules.severity]\n\"DATE-99\" = \"警告\"\n"), []string{"13:1 error CONF-01 没有“DATE-99”这条规则"}, "explain"},
		{"unknown severity", whole("", "[rules.severity]\nDATE-02 = \"致命\"\n"), []string{"13:1 error CONF-01 规则 DATE-02 的级别“致命”不认得"}, ""},
		{"fixed rule", whole("", "[rules.severity]\nMETA-01 = \"警告\"\n"), []string{"13:1 error CONF-01 规则 META-01 的级别不能改"}, ""},
		{"negative days", whole("", "[rules]\nremind_days = -1\n"), []string{"13:1 error CONF-01 remind_days 不能是负数"}, ""},

		{"request days", whole("", "[requests]\nanswer_days = 0\n"), []string{"13:1 error CONF-01 answer_days 应当是 1 到 250 个工作日"}, "条例"},
		{"fees without an end", whole("", "[requests]\nitem_fees = [{ to = 10, yuan = 0 }]\n"), []string{"13:1 error CONF-01 收费标准 item_fees：各档的 to 应当逐档增大，最后一档不写 to"}, "every = 10"},
		{"channel", whole("", "[[requests.channel]]\nname = \"当面\"\n"), []string{"12:3 error CONF-01 第 1 个申请渠道没有写全"}, "received"},

		{"withdrawn without reason", whole("", "[[withdrawn]]\nindex_number = \"010897245/2021-00001\"\ndate = \"2026-03-01\"\n"), []string{"12:3 error CONF-01 撤回的文件须写索引号、日期和原因"}, ""},
		{"redirect out of the column", whole("", "[[redirect]]\nfrom = \"../a.html\"\nto = \"010897245/2021-00001\"\n"), []string{"12:3 error CONF-01 转址须写旧地址 from 和索引号 to"}, ""},
		{"the zone of the machine", whole("timezone = \"Local\"\n", ""), []string{"7:1 error CONF-01 没有“Local”这个时区"}, ""},
		{"home without scheme", whole("home = \"www.example.gov.cn\"\n", ""), []string{"7:1 error CONF-01 门户首页“www.example.gov.cn”不是完整的网址"}, "https://"},
		{"a link that runs", whole("mistakes_url = \"javascript:alert(1)\"\n", ""), []string{"7:1 error CONF-01 找错的网址“javascript:alert(1)”不是完整的网址"}, ""},
		{"an address with a password", strings.Replace(whole("", ""), "https://www", "https://u:p@www", 1), []string{"3:1 error CONF-01 发布地址“https://u:p@www.example.gov.cn/xxgk”不是完整的网址"}, ""},
		{"a device as key", whole("", "[[agency]]\nkey = \"com1\"\nname = \"教育局\"\ncode = \"010900264\"\n"), []string{"13:1 error CONF-01 机构代号“com1”不合写法"}, ""},
		{"withdrawn twice", whole("", strings.Repeat("[[withdrawn]]\nindex_number = \"010897245/2021-00001\"\ndate = \"2026-03-01\"\nreason = \"有误\"\n", 2)),
			[]string{"16:3 error CONF-01 地址“documents/010897245-2021-00001”写了两次"}, ""},
		{"withdrawn number", whole("", "[[withdrawn]]\nindex_number = \"../x\"\ndate = \"2026-03-01\"\nreason = \"有误\"\n"), []string{"12:3 error CONF-01 撤回的索引号“../x”不能作网页地址"}, ""},
		{"redirect from a page of the column", whole("", "[[redirect]]\nfrom = \"Search/index.html\"\nto = \"010897245/2021-00001\"\n"), []string{"12:3 error CONF-01 转址的旧地址“Search/index.html”是栏目自己的网页"}, ""},
		{"redirect from a device", whole("", "[[redirect]]\nfrom = \"a/con.html\"\nto = \"010897245/2021-00001\"\n"), []string{"12:3 error CONF-01 转址须写旧地址 from 和索引号 to"}, ""},
		{"redirect twice", whole("", "[[redirect]]\nfrom = \"a\"\nto = \"x\"\n[[redirect]]\nfrom = \"A/index.html\"\nto = \"x\"\n"), []string{"15:3 error CONF-01 地址“a”写了两次"}, ""},
		{"redirect from the root", whole("", "[[redirect]]\nfrom = \"/a.html\"\nto = \"010897245/2021-00001\"\n"), []string{"12:3 error CONF-01 转址须写旧地址 from 和索引号 to"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, list := Parse([]byte(tt.text))
			if diff := cmp.Diff(tt.want, brief(list)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			for _, f := range list {
				if f.Hint == "" || f.File != File {
					t.Errorf("%s: hint %q, file %q", f.Message, f.Hint, f.File)
				}
			}
			if !strings.Contains(list.Sorted()[0].Hint, tt.hint) {
				t.Errorf("hint %q, want %q in it", list.Sorted()[0].Hint, tt.hint)
			}
		})
	}
}

// TestSeverities judges the configuration itself as it says.
func TestSeverities(t *testing.T) {
	c, list := Parse([]byte(least + "[rules.severity]\nSITE-01 = \"错误\"\n\"VALID-04\" = \"info\"\n"))
	if list.Count(diag.Error) != 3 || c.Rules.Levels[diag.Expiring] != diag.Info {
		t.Errorf("levels %v, findings %v; want three errors", c.Rules.Levels, brief(list))
	}
}

func TestFind(t *testing.T) {
	c, _ := Parse([]byte(whole("", "[[agency]]\nkey = \"jyj\"\nname = \"示例市教育局\"\nshort = \"市教育局\"\nformer = [\"市教委\"]\ncode = \"010900264\"\n")))
	for name, want := range map[string]string{"jyj": "jyj", "示例市教育局": "jyj", "市教育局": "jyj", "市教委": "jyj", "示例市司法局": "sfj", "": "", "教育局": ""} {
		got := ""
		if a, ok := c.Agency(name); ok {
			got = a.Key
		}
		if got != want {
			t.Errorf("agency %q is %q, want %q", name, got, want)
		}
	}
	for text, want := range map[string][3]int{"公安、安全、司法": {16, 0, 1}, "公安、安全、司法/司法": {16, 3, 1}, `公安、安全、司法\司法`: {16, 3, 1}, "公安、安全、司法 ／ 司法": {16, 3, 1}, "公安、安全、司法/": {16, 0, 1}, "公安、安全、司法/公证": {16, 0, 0}, "司法": {0, 0, 0}, "": {0, 0, 0}, "国防/国防建设/其他": {21, 0, 0}} {
		first, second, ok := c.Theme(text)
		if first != want[0] || second != want[1] || ok != (want[2] == 1) {
			t.Errorf("theme %q is %d-%d (%t), want %v", text, first, second, ok, want)
		}
	}
	if s, ok := c.Section("规划计划"); !ok || s.Key != "planning" {
		t.Error("a section is found by its name")
	}
	if got := c.At("agency.1.code"); got.Line != 17 || got.Column != 1 {
		t.Errorf("agency.1.code stands at %s", got)
	}
	if got := c.At("site.phone"); got.Line != 0 || got.File != File {
		t.Errorf("a key that is not given stands at %s", got)
	}
}

func TestRebase(t *testing.T) {
	c, _ := Parse([]byte(whole("", "")))
	for base, want := range map[string]string{"http://127.0.0.1:1313": "http://127.0.0.1:1313/ 127.0.0.1 /", "https://example.gov.cn/公开/": "https://example.gov.cn/公开/ example.gov.cn /%E5%85%AC%E5%BC%80/"} {
		if err := c.Rebase(base); err != nil {
			t.Errorf("%s: %v", base, err)
		}
		if got := c.Site.BaseURL + " " + c.Site.Domain + " " + c.Site.BasePath; got != want {
			t.Errorf("%s gives %s, want %s", base, got, want)
		}
	}
	for _, base := range []string{"", "/xxgk/", "ftp://example.gov.cn/", "https:///xxgk/", "https://example.gov.cn/#a", "https://example.gov.cn/?", "http://[::1"} {
		before := c.Site.BaseURL
		if err := c.Rebase(base); err == nil || c.Site.BaseURL != before {
			t.Errorf("%q is taken", base)
		}
	}
}

// TestSample keeps the sample configuration a description of every key.
func TestSample(t *testing.T) {
	data, err := os.ReadFile("../../config.toml")
	if err != nil {
		t.Skip(err)
	}
	for _, key := range keys() {
		if !strings.Contains(string(data), key) {
			t.Errorf("config.toml does not speak of %s", key)
		}
	}
	if _, list := Parse(data); len(list) > 0 {
		t.Errorf("config.toml has findings: %v", brief(list))
	}
}

// TestKeys proves every key of the configuration to have a name in the file.
func TestKeys(t *testing.T) {
	var walk func(at string, v reflect.Type)
	walk = func(at string, v reflect.Type) {
		for v.Kind() == reflect.Slice {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || v.PkgPath() != reflect.TypeFor[Config]().PkgPath() {
			return
		}
		for i := range v.NumField() {
			f := v.Field(i)
			if f.IsExported() && f.Tag.Get("toml") == "" {
				t.Errorf("%s.%s has no name", at, f.Name)
			}
			walk(at+"."+f.Name, f.Type)
		}
	}
	walk("Config", reflect.TypeFor[Config]())
}

// FuzzParse reads any bytes without harm.
func FuzzParse(f *testing.F) {
	f.Add([]byte(least))
	f.Add([]byte(whole("", "[[section]]\nkey = \"fee\"\nnote = { date = \"2026-01-01\", text = \"无\" }\n[rules.severity]\n\"DATE-02\" = \"错误\"\n[[redirect]]\nfrom = \"a\"\nto = \"b\"\n")))
	f.Add([]byte("[[theme]]\nname = \"甲\"\n[[agency]]\n[agency.x]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, list := Parse(data)
		lines := strings.Count(string(data), "\n") + 1
		for _, finding := range list {
			if finding.Line < 0 || finding.Line > lines {
				t.Errorf("%s: line %d of %d", finding.Message, finding.Line, lines)
			}
		}
		if !list.Failed() && (c.Site.Name == "" || c.Site.Location == nil || len(c.Agencies) == 0 || len(c.Sections) == 0 || len(c.Themes) == 0 || !strings.HasSuffix(c.Site.BaseURL, "/")) {
			t.Errorf("an incomplete configuration: %+v", c.Site)
		}
	})
}
