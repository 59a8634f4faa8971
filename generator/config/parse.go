package config

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the site's day does not depend on the machine having a zone table
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"gongkai/generator/diag"
	"gongkai/generator/fee"
	"gongkai/generator/number"
)

// Parse reads config.toml. With an error among the findings the Config is not
// to be used, except for messages.
func Parse(data []byte) (*Config, diag.List) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	c := defaults()
	var list diag.List
	if !utf8.Valid(data) {
		list.Add(diag.New(diag.ConfigWrong, diag.Position{File: File}, "config.toml 不是 UTF-8 编码").Hinted("用编辑器“另存为 UTF-8”"))
		return &c, list
	}
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	list.Add(decodeFindings(decoder.Decode(&c))...)
	c.positions = positions(data)
	if list.Failed() {
		return &c, list
	}
	given := c.Sections
	c.complete()
	list.Add(c.judgeSite()...)
	list.Add(c.judgeAgencies()...)
	list.Add(c.judgeSections(given)...)
	list.Add(c.judgeRules()...)
	list.Add(c.judgeRequests()...)
	list.Add(c.judgeMoves()...)
	return &c, list.Override(c.Rules.Levels)
}

// decodeFindings words the decoder's errors for an editor.
func decodeFindings(err error) diag.List {
	var list diag.List
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case err == nil:
	case errors.As(err, &unknown):
		for i := range unknown.Errors {
			e := &unknown.Errors[i]
			line, column := e.Position()
			key := e.Key()
			name := strings.Join(key, ".")
			f := diag.New(diag.ConfigWrong, diag.Position{File: File, Line: line, Column: column}, "没有“%s”这个配置项", name).
				On(name, utf8.RuneCountInString(key[len(key)-1])).Hinted("请对照说明改正，或者删去这一行")
			if near, ok := diag.Nearest(key[len(key)-1], keys()); ok {
				f = f.Hinted("是不是想写“%s”？", near)
			}
			list.Add(f)
		}
	case errors.As(err, &wrong):
		line, column := wrong.Position()
		name := strings.Join(wrong.Key(), ".")
		f := diag.New(diag.ConfigWrong, diag.Position{File: File, Line: line, Column: column}, "这一行的写法有误")
		if name != "" {
			f.Message = fmt.Sprintf("配置项“%s”的写法有误", name)
		}
		list.Add(f.On(name, 1).Hinted(`文字写在英文双引号里，如 name = "示例市人民政府"；数字和 true、false 不加引号；[[agency]] 用两层方括号`))
	default:
		list.Add(diag.New(diag.ConfigWrong, diag.Position{File: File}, "config.toml 无法读取").Hinted("请检查引号和方括号是否成对"))
	}
	return list
}

func (c *Config) wrong(key string, format string, args ...any) diag.Finding {
	return diag.New(diag.ConfigWrong, c.At(key), format, args...).On(key, 1)
}

func (c *Config) judgeSite() (list diag.List) {
	for _, need := range []struct{ key, label, value, example string }{
		{"name", "网站名称", c.Site.Name, `name = "示例市人民政府"`},
		{"base_url", "发布地址", c.Site.BaseURL, `base_url = "https://www.example.gov.cn/xxgk/"`},
		{"id_code", "网站标识码", c.Site.IDCode, `id_code = "4201110038"`},
	} {
		if strings.TrimSpace(need.value) == "" {
			list.Add(diag.New(diag.SiteMetaMissing, c.At("site."+need.key), "[site] 缺少%s %s", need.label, need.key).On(need.key, 1).Hinted("写作 %s", need.example))
		}
	}
	if c.Site.BaseURL != "" {
		if err := c.Rebase(c.Site.BaseURL); err != nil {
			list.Add(c.wrong("site.base_url", "发布地址“%s”不是完整的网址", c.Site.BaseURL).Hinted("写作 https://网站域名/xxgk/"))
		}
	}
	if c.Site.IDCode != "" && !number.ValidSiteCode(c.Site.IDCode) {
		list.Add(diag.New(diag.SiteCodeWrong, c.At("site.id_code"), "网站标识码“%s”不合写法", c.Site.IDCode).On("id_code", 1).Hinted("中央部门为 bm 加 8 位数字，地方为 10 位数字"))
	}
	location, err := time.LoadLocation(c.Site.Timezone)
	if err != nil || c.Site.Timezone == "" || c.Site.Timezone == "Local" { // the machine's own zone is no property of the site
		list.Add(c.wrong("site.timezone", "没有“%s”这个时区", c.Site.Timezone).Hinted("一般写 Asia/Shanghai"))
		location = time.UTC
	}
	c.Site.Location = location
	for _, link := range []struct{ key, label, value string }{{"home", "门户首页", c.Site.Home}, {"mistakes_url", "找错的网址", c.Site.Mistakes}} {
		if link.value != "" && !isWhole(link.value) {
			list.Add(c.wrong("site."+link.key, "%s“%s”不是完整的网址", link.label, link.value).Hinted("以 https:// 开头，如 https://www.example.gov.cn/"))
		}
	}
	list.Add(c.judgeFooter()...)
	return list
}

func (c *Config) judgeFooter() (list diag.List) {
	for _, want := range []struct {
		key, label, value, example string
		valid                      func(string) bool
	}{
		{"organizer", "主办单位", c.Site.Organizer, "示例市人民政府办公室", func(string) bool { return true }},
		{"icp", "ICP 备案号", c.Site.ICP, "鄂ICP备12345678号", number.ValidICP},
		{"police", "公安机关备案号", c.Site.Police, "鄂公网安备 42011102000001号", number.ValidPolice},
	} {
		switch {
		case want.value == "":
			list.Add(diag.New(diag.FooterMissing, c.At("site"), "页脚缺少%s", want.label).On(want.key, 0).Hinted("在 [site] 里填 %s", want.key))
		case !want.valid(want.value):
			list.Add(diag.New(diag.FooterMissing, c.At("site."+want.key), "%s“%s”不合写法", want.label, want.value).On(want.key, 1).Hinted("写作 %s", want.example))
		}
	}
	return list
}

// Rebase sets where the column is published: a whole http or https URL without
// query and fragment. A final slash is added.
func (c *Config) Rebase(base string) error {
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	u, err := url.Parse(base)
	if err != nil {
		return fmt.Errorf("parse base URL: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("base URL %q is not a whole http URL", base)
	}
	c.Site.BaseURL, c.Site.Domain, c.Site.BasePath = base, u.Hostname(), u.EscapedPath()
	return nil
}

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

func (c *Config) judgeAgencies() (list diag.List) {
	if len(c.Agencies) == 0 {
		list.Add(c.wrong("agency", "没有登记任何机构").Hinted("至少写一个 [[agency]]，填 key、name、code"))
	}
	taken := map[string]int{}
	for i, a := range c.Agencies {
		at := "agency." + strconv.Itoa(i)
		if !isKey(a.Key) {
			list.Add(c.wrong(at+".key", "机构代号“%s”不合写法", a.Key).Hinted("用小写英文字母、数字和连字符，字母开头，如 sfj"))
		}
		if a.Name == "" {
			list.Add(c.wrong(at, "第 %d 个机构没有名称", i+1).Hinted(`写 name = "示例市司法局"`))
		}
		if a.Code == "" {
			list.Add(c.wrong(at, "机构“%s”没有代码", a.Name).Hinted(`写 code = "…"，9 位组织机构代码或 18 位统一社会信用代码；索引号的前段由它而来`))
		} else if severity, ok := judgeCode(a.Code); !ok {
			list.Add(c.wrong(at+".code", "机构“%s”的代码“%s”校验不符", a.Name, a.Code).Hinted("应为 9 位组织机构代码或 18 位统一社会信用代码，请核对是否抄错").As(severity))
		}
		for _, name := range append([]string{a.Key, a.Name, a.Short}, a.Former...) {
			if before, ok := taken[name]; ok && before != i && name != "" {
				list.Add(c.wrong(at, "“%s”被两个机构使用", name).Noted(c.At("agency."+strconv.Itoa(before)), "先前写在这里").Hinted("代号、全称、简称和旧名都不能重复"))
			}
			taken[name] = i
		}
	}
	return list
}

// judgeCode checks the code of an agency. One whose check digit is wrong may be
// a real one with a fault of old; anything else cannot begin an index number.
func judgeCode(code string) (severity diag.Severity, ok bool) {
	check := number.CheckOrganization
	if len(code) == 18 {
		check = number.CheckCredit
	}
	digit, ok := check(code)
	if digit != "" {
		return diag.Warning, ok
	}
	return diag.Error, ok
}

func (c *Config) judgeSections(given []Section) (list diag.List) {
	seen := map[string]int{}
	for i, s := range given {
		at := "section." + strconv.Itoa(i)
		if !isKey(s.Key) {
			list.Add(c.wrong(at+".key", "栏目代号“%s”不合写法", s.Key).Hinted("用小写英文字母、数字和连字符，字母开头"))
		}
		if before, ok := seen[s.Key]; ok {
			list.Add(c.wrong(at+".key", "栏目“%s”写了两次", s.Key).Noted(c.At("section."+strconv.Itoa(before)), "先前写在这里").Hinted("合并成一处"))
		}
		seen[s.Key] = i
		if merged, ok := c.Section(s.Key); ok && merged.Name == "" {
			list.Add(c.wrong(at, "新栏目“%s”没有名称", s.Key).Hinted(`写 name = "…"`))
		}
		if s.Update < 0 {
			list.Add(c.wrong(at+".update_days", "栏目“%s”的 update_days 不能是负数", s.Key).Hinted("写天数；没有期限的不写"))
		}
		if s.Item < 0 || s.Item > 15 {
			list.Add(c.wrong(at+".item", "条例第二十条没有第 %d 项", s.Item).Hinted("写 1 到 15"))
		}
		if s.Note.Text != "" || s.Note.Date != "" {
			if _, err := time.Parse(time.DateOnly, s.Note.Date); err != nil || s.Note.Text == "" {
				list.Add(c.wrong(at+".note", "栏目“%s”的情况说明须有日期和文字", s.Key).Hinted(`写作 note = { date = "2026-01-10", text = "本年度没有此类事项。" }`))
			}
		}
		if s.Link != "" {
			if !isWhole(s.Link) {
				list.Add(c.wrong(at+".link", "栏目“%s”的链接不是完整的网址", s.Key).Hinted("以 https:// 开头，指到确切的列表页"))
			}
		}
	}
	return list
}

func (c *Config) judgeRules() (list diag.List) {
	c.Rules.Levels = map[diag.Code]diag.Severity{}
	for code, word := range c.Rules.Severity {
		at := "rules.severity." + code
		rule, known := diag.Lookup(diag.Code(code))
		severity, ok := diag.ParseSeverity(word)
		switch {
		case !known:
			list.Add(c.wrong(at, "没有“%s”这条规则", code).Hinted("用 gongkai explain 看全部规则"))
		case !ok:
			list.Add(c.wrong(at, "规则 %s 的级别“%s”不认得", code, word).Hinted("写 错误、警告 或 提示"))
		case rule.Fixed:
			list.Add(c.wrong(at, "规则 %s 的级别不能改", code).Hinted("这类问题会使文件无法读取或放置，删去这一行"))
		default:
			c.Rules.Levels[rule.Code] = severity
		}
	}
	for _, n := range []struct {
		key   string
		value int
	}{{"publish_within", c.Rules.PublishWithin}, {"interpret_days", c.Rules.InterpretDays}, {"trial_years", c.Rules.TrialYears},
		{"remind_days", c.Rules.RemindDays}, {"summary_length", c.Rules.SummaryLength}} {
		if n.value < 0 {
			list.Add(c.wrong("rules."+n.key, "%s 不能是负数", n.key).Hinted("写 0 或正整数"))
		}
	}
	return list
}

// requestDaysMax bounds the periods of requests: none of a law is longer.
const requestDaysMax = 250

func (c *Config) judgeRequests() (list diag.List) {
	r := c.Requests
	for _, n := range []struct {
		key   string
		value int
	}{{"complete_days", r.CompleteDays}, {"answer_days", r.AnswerDays}, {"extend_days", r.ExtendDays}, {"opinion_days", r.OpinionDays}} {
		if n.value < 1 || n.value > requestDaysMax {
			list.Add(c.wrong("requests."+n.key, "%s 应当是 1 到 %d 个工作日", n.key, requestDaysMax).Hinted("照条例写工作日数，或者删去这一行"))
		}
	}
	for _, scale := range []struct {
		key   string
		value fee.Scale
	}{{"item_fees", r.ItemFees}, {"page_fees", r.PageFees}} {
		if err := scale.value.Check(); err != nil {
			list.Add(c.wrong("requests."+scale.key, "收费标准 %s：%s", scale.key, err).Hinted("写作 [{ to = 10, yuan = 0 }, { to = 30, yuan = 100 }, { yuan = 200, every = 10, raise = 100 }]"))
		}
	}
	for i, channel := range r.Channels {
		if channel.Name == "" || channel.How == "" || channel.Received == "" {
			list.Add(c.wrong("requests.channel."+strconv.Itoa(i), "第 %d 个申请渠道没有写全", i+1).Hinted("写名称 name、怎样提交 how、哪一天算收到 received"))
		}
	}
	return list
}
