package config

import (
	"strings"

	"gongkai/generator/fee"
	"gongkai/generator/field"
)

// The keys of the fixed sections (国办公开办函〔2019〕61号), in their order, and
// of the entrance to requests.
const (
	GuideSection  = "guide"
	SystemSection = "system"
	Content       = "content"
	AnnualSection = "annual"
	ApplySection  = "apply"
)

// fixed are the sections every column has, in the order of the norm.
var fixed = []Section{
	{Key: GuideSection, Name: "政府信息公开指南", Intro: "公开什么、在哪里查、怎样申请"},
	{Key: SystemSection, Name: "政府信息公开制度", Intro: "条例、规章和本市工作制度"},
	{Key: Content, Name: "法定主动公开内容", Intro: "文件、解读、报告、答复"},
	{Key: AnnualSection, Name: "政府信息公开年报", Intro: "历年政府信息公开工作年度报告", Update: 366},
	{Key: ApplySection, Name: "依申请公开", Intro: "没有找到？可以提出申请"},
}

// items are the default sections under 法定主动公开内容: what 条例 20 lists, and
// what a column is expected to carry besides.
var items = []Section{
	{Key: "regulation", Name: "规章", Item: 1},
	{Key: "normative", Name: "规范性文件", Item: 1, Update: 183},
	{Key: "policy", Name: "政策文件", Item: 1, Update: 183},
	{Key: "interpretation", Name: "政策解读", Item: 1, Update: 183},
	{Key: "organization", Name: "机构职能", Item: 2},
	{Key: "planning", Name: "规划计划", Item: 3, Update: 366},
	{Key: "statistics", Name: "统计信息", Item: 4, Update: 366},
	{Key: "licence", Name: "行政许可", Item: 5},
	{Key: "penalty", Name: "行政处罚和行政强制", Item: 6},
	{Key: "budget", Name: "财政预算决算", Item: 7, Update: 366},
	{Key: "fee", Name: "行政事业性收费", Item: 8},
	{Key: "procurement", Name: "政府采购", Item: 9},
	{Key: "project", Name: "重大建设项目", Item: 10},
	{Key: "livelihood", Name: "民生政策", Item: 11},
	{Key: "emergency", Name: "突发公共事件", Item: 12},
	{Key: "supervision", Name: "监督检查", Item: 13},
	{Key: "recruitment", Name: "公务员招考", Item: 14},
	{Key: "decision", Name: "重大行政决策", Item: 15},
	{Key: "reply", Name: "建议提案答复", Item: 15, Update: 366},
	{Key: "report", Name: "工作报告", Item: 15, Update: 366},
	{Key: "conference", Name: "新闻发布会", Item: 15},
	{Key: "inventory", Name: "清单", Item: 15},
	{Key: "announcement", Name: "公告公示", Item: 15, Update: 183},
	{Key: "other", Name: "其他", Item: 15},
}

// defaults is the configuration before a site says anything.
func defaults() Config {
	return Config{
		Site: Site{
			Description: "本市各级行政机关的文件、报告和答复，任何人都可以免费查阅、下载和引用。",
			Keywords:    []string{"政府信息公开", "规章", "规范性文件", "政策解读"},
			Timezone:    "Asia/Shanghai",
		},
		Rules:    Rules{PublishWithin: 20, InterpretDays: 3, TrialYears: 2, RemindDays: 180, SummaryLength: 100},
		Requests: Requests{CompleteDays: 7, AnswerDays: 20, ExtendDays: 20, OpinionDays: 15, FeeSource: "国办函〔2020〕109号"},
	}
}

// channels are the ways to make a request and the day that counts as its
// receipt (条例 29, 31).
var channels = []Channel{
	{"当面提交", "到受理机关的公开窗口提交申请表，出示身份证明；书写有困难的可以口头提出，由工作人员代为填写", "提交的当天"},
	{"邮寄", "把申请表和身份证明的复印件寄到受理机关，信封上注明“政府信息公开申请”", "挂号信、特快专递等需要签收的，为签收的当天；平常信函等不需要签收的，为与申请人确认的当天"},
	{"网络或者电子邮件", "按受理机关公布的网址或者电子邮箱提交", "双方确认的当天"},
	{"传真", "把申请表传真到受理机关公布的号码，随后打电话确认", "双方确认的当天"},
}

// complete fills in what the file left open.
func (c *Config) complete() {
	for i := range c.Agencies {
		if a := &c.Agencies[i]; a.Short == "" {
			a.Short = a.Name
		}
	}
	if len(c.Themes) == 0 {
		for _, t := range field.Themes {
			c.Themes = append(c.Themes, Theme{Name: t.Label, Second: t.Second})
		}
	}
	c.Sections = merge(c.Sections)
	if len(c.Requests.Channels) == 0 {
		c.Requests.Channels = channels
	}
	if len(c.Requests.ItemFees) == 0 {
		c.Requests.ItemFees = fee.Items()
	}
	if len(c.Requests.PageFees) == 0 {
		c.Requests.PageFees = fee.Pages()
	}
}

// merge lays a site's sections over the default ones: a known key changes what
// it states, a new one is added at the end, hidden takes one away.
func merge(own []Section) []Section {
	all := append([]Section(nil), fixed...)
	for _, s := range items {
		s.Parent = Content
		all = append(all, s)
	}
	for _, s := range own {
		at := -1
		for i := range all {
			if all[i].Key == s.Key {
				at = i
			}
		}
		if at < 0 {
			s.Parent = Content
			all = append(all, s)
			continue
		}
		all[at] = overlay(all[at], s)
	}
	shown := all[:0]
	for _, s := range all {
		if !s.Hidden || s.Parent == "" {
			shown = append(shown, s)
		}
	}
	return shown
}

func overlay(base, own Section) Section {
	if own.Name != "" && base.Parent != "" { // the names of the fixed sections are fixed
		base.Name = own.Name
	}
	if own.Item != 0 {
		base.Item = own.Item
	}
	if own.Update != 0 {
		base.Update = own.Update
	}
	if own.Note != (Note{}) {
		base.Note = own.Note
	}
	if own.Link != "" {
		base.Link = own.Link
	}
	if own.Intro != "" {
		base.Intro = own.Intro
	}
	base.Hidden = own.Hidden
	return base
}

var slashes = strings.NewReplacer(`\`, "/", "／", "/")

// SplitTheme gives the levels of a theme; "\", "／" and "/" separate them.
func SplitTheme(text string) (top, sub string) {
	text = slashes.Replace(text)
	top, sub, _ = strings.Cut(text, "/")
	return strings.TrimSpace(top), strings.TrimSpace(sub)
}
