package page

import (
	"bytes"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/fee"
	"gongkai/generator/publish"
)

// formFile is the application form in the folder of 依申请公开; formName is what
// it is called on a reader's disk.
const (
	formFile = "form.docx"
	formName = "政府信息公开申请表.docx"
)

// ApplyView is 依申请公开.
type ApplyView struct {
	Frame
	Nav      template.HTML
	Title    string
	Lead     string
	Search   string
	All      string
	Channels []config.Channel
	Form     Attachment // without Href where there is none
	Flow     Flow
	Deadline Deadline
	Fees     Fees
	Contacts []Contact
	List     List
	More     Link // the rest of a list that is too long
	Empty    Notice
}

// Contact tells where an agency takes requests.
type Contact struct {
	Agency string
	Guide  Link // its 公开指南; without Href there is none yet
	Lines  []Line
}

// applyOutputs makes 依申请公开: its page, the form and the rest of a long list.
func (c *column) applyOutputs(p place, s *catalog.Section) []publish.Output {
	out := []publish.Output{c.output(p.file(), "", func() View { return c.apply(p, s) })}
	if c.Form != nil {
		path := string(p) + formFile
		out = append(out, publish.Output{Paths: []string{path}, Make: func(emit publish.Emit) error { return emit(path, bytes.NewReader(c.Form)) }})
	}
	if len(s.Entries) > pageSize {
		out = append(out, c.sectionPages(s, p+"all/")...)
	}
	return out
}

// apply is 依申请公开: what to know, whom to ask, and the section's documents.
func (c *column) apply(p place, s *catalog.Section) View {
	rules := c.config.Requests
	view := &ApplyView{
		Frame: c.frame(p, s.Name, c.aboutSection(s), columnType(s), c.crumbs(p, Link{Text: s.Name})),
		Nav:   c.navigation(p, string(p)), Title: s.Name,
		Lead:     "没有主动公开的信息，公民、法人和其他组织可以向行政机关申请获取。本页说明渠道、期限和费用，并提供申请表；填写的内容只留在您的浏览器里，不会发送到任何地方。",
		Search:   p.to(searchAddress),
		All:      p.to(sectionAddress(config.Content)),
		Channels: rules.Channels,
		Flow:     flowOf(rules),
		Deadline: c.deadline(rules),
		Fees:     feesOf(rules),
		List:     c.list(p, s.Entries[:min(len(s.Entries), pageSize)], aboutAgency, "3"),
		Empty:    c.empty(s),
	}
	view.Sheets = c.sheet(p, "apply")
	if c.Form != nil {
		view.Form = Attachment{Text: "政府信息公开申请表（空白表）", Href: formFile, Note: "DOCX，" + size(int64(len(c.Form))), Name: formName}
	}
	if len(s.Entries) > pageSize {
		view.More = Link{Text: "另有" + thousands(len(s.Entries)-pageSize) + "件，见全部列表", Href: p.to(string(p) + "all/")}
	}
	view.List.Table = false
	view.Contacts = c.contacts(p)
	return view
}

// contacts tells of every agency that still exists.
func (c *column) contacts(p place) []Contact {
	var out []Contact
	guides := byAgency(c.config.Agencies, c.Catalog.Section(config.GuideSection))
	for i, a := range c.config.Agencies {
		if a.Closed {
			continue
		}
		contact := Contact{Agency: a.Name, Guide: Link{Text: "公开指南还没有发布"},
			Lines: lines("地址", a.Address, "办公时间", a.Hours, "电话", a.Phone, "传真", a.Fax, "邮箱", a.Email)}
		if len(guides[i]) > 0 {
			contact.Guide = Link{Text: "公开指南", Href: p.to(guides[i][0].URL)}
		}
		out = append(out, contact)
	}
	return out
}

// Fees is the fee calculator and, for readers without it, its scales and
// examples in words.
type Fees struct {
	Source string
	Scales []FeeScale
	Data   map[string]fee.Scale // by the key of the scale, for the script
}

// FeeScale is one way of counting.
type FeeScale struct {
	Key      string // items or pages
	Title    string
	About    string
	Ask      string // the label of the field
	Unit     string // 件 or 页
	Rows     []Line
	Examples []Line
}

// feesOf words the scales.
func feesOf(r config.Requests) Fees {
	return Fees{Source: r.FeeSource, Data: map[string]fee.Scale{"items": r.ItemFees, "pages": r.PageFees}, Scales: []FeeScale{
		feeScale("items", "按件计收", "适用于所有处理决定类型；同一申请人一个自然月内的申请累计计算。", "一个月里累计申请多少件", "件", r.ItemFees, []int{10, 35, 60}),
		feeScale("pages", "按量计收", "适用于要求以提供纸质件、发送电子邮件、复制电子数据等方式获取信息的申请；按同一件申请的页数计算。", "一件申请共多少页", "页", r.PageFees, []int{30, 120, 250}),
	}}
}

func feeScale(key, title, about, ask, unit string, scale fee.Scale, examples []int) FeeScale {
	s := FeeScale{Key: key, Title: title, About: about, Ask: ask, Unit: unit}
	from := 1
	for _, b := range scale {
		span := fmt.Sprintf("%d%s以上的部分", from, unit)
		if b.To > 0 {
			span = fmt.Sprintf("%d—%d%s的部分", from, b.To, unit)
		}
		price := "不收费"
		if b.Yuan > 0 {
			price = fmt.Sprintf("每%s%d元", unit, b.Yuan)
		}
		if b.Every > 0 && b.Raise > 0 {
			price += fmt.Sprintf("；此后每增加%d%s，每%s提高%d元", b.Every, unit, unit, b.Raise)
		}
		s.Rows = append(s.Rows, Line{Label: span, Text: price})
		from = b.To + 1
	}
	for _, n := range examples {
		parts, total := scale.Charge(n)
		s.Examples = append(s.Examples, Line{Label: strconv.Itoa(n) + unit, Text: charged(parts, total, unit)})
	}
	return s
}

// charged writes how a fee comes about: 20件×100元＋5件×200元＝3,000元.
func charged(parts []fee.Part, total int, unit string) string {
	var words []string
	for _, p := range parts {
		if p.Yuan > 0 {
			words = append(words, fmt.Sprintf("%s%s×%s元", thousands(p.Count), unit, thousands(p.Yuan)))
		}
	}
	if total == 0 {
		return "不收费"
	}
	return strings.Join(words, "＋") + "＝" + thousands(total) + "元"
}
