// Package config reads config.toml: the site, its agencies, its sections and
// how strictly it is judged.
//
// It takes the bytes of the file and gives one Config with every default
// filled in, and findings with line and column for what is wrong. It must not
// know documents. The one invariant: a Config that came with no error is
// complete; nobody downstream asks whether a value was given.
package config

import (
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/fee"
)

// File is the name of the configuration in a site's folder.
const File = "config.toml"

// Config is a site's configuration, nested as in the file. Every key is
// described in the sample config.toml.
type Config struct {
	Site      Site        `toml:"site"`
	Agencies  []Agency    `toml:"agency"`
	Sections  []Section   `toml:"section"`
	Themes    []Theme     `toml:"theme"`
	Rules     Rules       `toml:"rules"`
	Requests  Requests    `toml:"requests"`
	Withdrawn []Withdrawn `toml:"withdrawn"`
	Redirects []Redirect  `toml:"redirect"`

	positions map[string]diag.Position
}

// Site is the website that the column belongs to.
type Site struct {
	Name         string   `toml:"name"`         // SiteName
	BaseURL      string   `toml:"base_url"`     // where the column is published, with a final slash
	IDCode       string   `toml:"id_code"`      // 政府网站标识码
	Home         string   `toml:"home"`         // the portal's home page; empty for none
	Description  string   `toml:"description"`  // what the column is for, one sentence
	Keywords     []string `toml:"keywords"`     // ColumnKeywords
	Timezone     string   `toml:"timezone"`     // IANA name; the day of the site
	Organizer    string   `toml:"organizer"`    // 主办单位
	Undertaker   string   `toml:"undertaker"`   // 承办单位
	Phone        string   `toml:"phone"`        // 联系电话
	Address      string   `toml:"address"`      // 地址
	Postcode     string   `toml:"postcode"`     // 邮编
	Email        string   `toml:"email"`        // 邮箱
	ICP          string   `toml:"icp"`          // ICP 备案号
	Police       string   `toml:"police"`       // 公安机关备案号
	Mistakes     string   `toml:"mistakes_url"` // 我为政府网站找错
	Queries      []string `toml:"queries"`      // frequent queries on the home page
	PublicPhones []string `toml:"public_phones"`

	Location *time.Location `toml:"-"` // Timezone, loaded
	Domain   string         `toml:"-"` // the host of BaseURL
	BasePath string         `toml:"-"` // the path of BaseURL, with slashes at both ends
}

// Agency is an office that publishes.
type Agency struct {
	Key      string   `toml:"key"`      // ASCII, in URLs
	Name     string   `toml:"name"`     // 全称
	Short    string   `toml:"short"`    // 简称; the full name if empty
	Code     string   `toml:"code"`     // 9 or 18 characters
	Prefixes []string `toml:"prefixes"` // 机关代字 of its document numbers
	Former   []string `toml:"former"`   // earlier names, still understood in documents
	Address  string   `toml:"address"`
	Hours    string   `toml:"hours"`
	Phone    string   `toml:"phone"`
	Fax      string   `toml:"fax"`
	Email    string   `toml:"email"`
	Closed   bool     `toml:"closed"` // it no longer exists; its documents stay
}

// Section is a 栏目: one of the five fixed ones, or one under 法定主动公开内容.
type Section struct {
	Key    string `toml:"key"`
	Name   string `toml:"name"`
	Parent string `toml:"-"`           // "" for the fixed ones, Content for the others
	Item   int    `toml:"item"`        // the item of 条例 20 it carries, 0 for none
	Update int    `toml:"update_days"` // it must be updated within so many days; 0 for no period
	Note   Note   `toml:"note"`        // what an empty section shows
	Link   string `toml:"link"`        // the exact list in another system, where its content is kept
	Intro  string `toml:"intro"`       // a sentence under its title
	Hidden bool   `toml:"hidden"`      // takes a default section away
}

// Note is a dated 情况说明.
type Note struct {
	Date string `toml:"date"`
	Text string `toml:"text"`
}

// Theme replaces the built-in classification when any is given.
type Theme struct {
	Name   string   `toml:"name"`
	Second []string `toml:"second"`
}

// Rules is how strictly documents are judged; what norms leave open is set here.
type Rules struct {
	PublishWithin int               `toml:"publish_within"` // working days from 成文 to 发布 (条例 26)
	InterpretDays int               `toml:"interpret_days"` // working days from a policy to its interpretation
	TrialYears    int               `toml:"trial_years"`    // longest 有效期 of 试行 and 暂行 documents
	RemindDays    int               `toml:"remind_days"`    // days before expiry to warn
	SummaryLength int               `toml:"summary_length"` // characters of 内容概述
	Severity      map[string]string `toml:"severity"`       // code → 错误, 警告 or 提示

	Levels map[diag.Code]diag.Severity `toml:"-"` // Severity, read
}

// Requests is how requests for information (依申请公开) are handled: the days
// and fees the page of that section tells and computes with.
type Requests struct {
	CompleteDays int       `toml:"complete_days"` // working days to ask for what a request lacks (条例 30)
	AnswerDays   int       `toml:"answer_days"`   // working days to answer (条例 33)
	ExtendDays   int       `toml:"extend_days"`   // working days of the longest extension (条例 33)
	OpinionDays  int       `toml:"opinion_days"`  // working days of a third party or another office (条例 32, 34)
	FeeSource    string    `toml:"fee_source"`    // the act the fees come from
	ItemFees     fee.Scale `toml:"item_fees"`     // by items of an applicant in a calendar month
	PageFees     fee.Scale `toml:"page_fees"`     // by pages of one request
	Channels     []Channel `toml:"channel"`       // the ways to make a request; the four of 条例 29 and 31 if empty
}

// Channel is a way to make a request.
type Channel struct {
	Name     string `toml:"name"`     // 当面提交
	How      string `toml:"how"`      // what to do
	Received string `toml:"received"` // which day counts as the day of receipt
}

// Withdrawn leaves a tombstone where a withdrawn document stood.
type Withdrawn struct {
	Number string `toml:"index_number"`
	Title  string `toml:"title"`
	Date   string `toml:"date"`
	Reason string `toml:"reason"`
}

// Redirect leads an old address of the column to a document.
type Redirect struct {
	From string `toml:"from"` // relative to the column
	To   string `toml:"to"`   // an index number
}

// At gives the place of a key such as "site.base_url" or "agency.2.code" (the
// third agency) in the file, or the file itself where it is not given.
func (c *Config) At(key string) diag.Position {
	if at, ok := c.positions[key]; ok {
		return at
	}
	return diag.Position{File: File}
}

// Agency finds an agency by key, full name, short name or an earlier name.
func (c *Config) Agency(name string) (*Agency, bool) {
	for i := range c.Agencies {
		a := &c.Agencies[i]
		if name == a.Key || name == a.Name || name == a.Short {
			return a, true
		}
	}
	for i := range c.Agencies {
		for _, former := range c.Agencies[i].Former {
			if name == former {
				return &c.Agencies[i], true
			}
		}
	}
	return nil, false
}

// Section finds a section by key or name.
func (c *Config) Section(name string) (*Section, bool) {
	for i := range c.Sections {
		if s := &c.Sections[i]; name == s.Key || name == s.Name {
			return s, true
		}
	}
	return nil, false
}

// Theme finds a theme written "一级" or "一级/二级" and gives its place in the
// classification, counted from 1; second is 0 for a first-level theme. When
// only the second level is unknown, first is still given and ok is false.
func (c *Config) Theme(text string) (first, second int, ok bool) {
	top, sub := SplitTheme(text)
	for i, t := range c.Themes {
		if t.Name != top {
			continue
		}
		if sub == "" {
			return i + 1, 0, true
		}
		for j, s := range t.Second {
			if s == sub {
				return i + 1, j + 1, true
			}
		}
		return i + 1, 0, false
	}
	return 0, 0, false
}
