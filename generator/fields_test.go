package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
	"gongkai/generator/field"
)

const fieldsPage = "../docs/fields.md"

var update = flag.Bool("update", false, "write docs/fields.md anew")

// TestFieldsPage keeps docs/fields.md equal to what the table of fields says.
// Run it with -update to write the page, and read the difference.
func TestFieldsPage(t *testing.T) {
	page := fieldsReference()
	if *update {
		if err := os.WriteFile(fieldsPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(fieldsPage)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(data), page); diff != "" {
		t.Errorf("docs/fields.md is stale; run go test ./generator -run TestFieldsPage -update (-file +table):\n%s", diff)
	}
}

// TestFieldsReference proves that a new row is on the page without a line here.
func TestFieldsReference(t *testing.T) {
	page := fieldsReference()
	for _, row := range field.All() {
		for _, r := range append([]*field.Row{row}, field.Members(row.ID)...) {
			if written(r) == "" {
				t.Errorf("%s: the page does not say how its type is written", r.Label)
			}
			if line := "| " + r.Label + " | " + aliases(r.Aliases, r.Key) + " |"; !strings.Contains(page, line) {
				t.Errorf("%s is not on the page", r.Label)
			}
		}
	}
}

// fieldsReference writes the reference page from the tables of fields, kinds
// and themes.
func fieldsReference() string {
	var b strings.Builder
	b.WriteString("# 字段说明\n\n" +
		"<!-- 本页由程序按字段表生成，请不要手改：go test ./generator -run TestFieldsPage -update -->\n\n" +
		"每份文件开头、两行“---”之间写元数据，一行一项，写作“标签: 值”，冒号是半角，后面空一格。标签里的空格、全角半角和大小写不论。" +
		"名称可以写下面的标签，也可以写别名或英文键；写错名称会报错，并提示最接近的名称。没有内容的项不必写。\n\n")
	kindsTable(&b)
	sectionsTable(&b)
	b.WriteString("## 字段\n\n按网页上显示的顺序排列。\n\n")
	fieldsTable(&b, field.All())
	for _, row := range field.All() {
		if members := field.Members(row.ID); len(members) > 0 {
			b.WriteString("## “" + row.Label + "”里的各项\n\n" + row.Note + "。例：`" + row.Label + ": " + row.Example + "`\n\n")
			fieldsTable(&b, members)
		}
	}
	vocabularies(&b)
	themesList(&b)
	return b.String()
}

// defaultSections are those of a site that says nothing of sections.
func defaultSections() []config.Section {
	c, _ := config.Parse(nil) // the findings say what a site must add; the sections are there
	return c.Sections
}

func kindsTable(b *strings.Builder) {
	sections := map[string]string{}
	for _, s := range defaultSections() {
		sections[s.Key] = s.Name
	}
	b.WriteString("## 类型\n\n“类型”决定文件归入哪个栏目、必须填哪些项、有没有效力状态。\n\n| 类型 | 别名和键 | 默认栏目 | 有效力状态 | 需要解读 | 常用体裁 |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, k := range field.Kinds() {
		row := k.Row()
		cells(b, row.Label, aliases(row.Aliases, row.Key), sections[row.Section], yes(row.Lapses), yes(row.Interprets), row.Genre)
	}
	b.WriteString("\n没有列为“有效力状态”的类型，写了施行日期、失效日期，或者被别的文件废止、修改时，也推算效力状态。不列为“需要解读”的文件，写“解读要求: 需要”后计入解读率。\n\n")
}

func sectionsTable(b *strings.Builder) {
	b.WriteString("## 栏目\n\n前五个固定栏目的名称和顺序不能改，其余在“法定主动公开内容”之下，可在 config.toml 里用 `[[section]]` 改名、增加，或者写 `hidden = true` 不设。\n\n" +
		"| 栏目 | 代号 | 条例第二十条 | 更新期限 |\n| --- | --- | --- | --- |\n")
	for _, s := range defaultSections() {
		item, period := "—", "—"
		if s.Item > 0 {
			item = fmt.Sprintf("第 %d 项", s.Item)
		}
		if s.Update > 0 {
			period = fmt.Sprintf("%d 天", s.Update)
		}
		cells(b, s.Name, "`"+s.Key+"`", item, period)
	}
	b.WriteString("\n")
}

func fieldsTable(b *strings.Builder, rows []*field.Row) {
	b.WriteString("| 标签 | 别名和键 | 写法 | 必填于 | 例 | 说明 | 依据 |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, row := range rows {
		cells(b, row.Label, aliases(row.Aliases, row.Key), written(row), needed(row), "`"+row.Example+"`", row.Note, row.Norm)
	}
	b.WriteString("\n")
}

func cells(b *strings.Builder, texts ...string) {
	for _, text := range texts {
		b.WriteString("| " + strings.ReplaceAll(text, "|", `\|`) + " ")
	}
	b.WriteString("|\n")
}

func aliases(names []string, key string) string {
	return strings.Join(append(append([]string{}, names...), "`"+key+"`"), "、")
}

func yes(is bool) string {
	if is {
		return "是"
	}
	return "—"
}

// written says in plain words how a value of each type is written.
func written(row *field.Row) string {
	if row.ID == field.KindOf {
		return "[类型](#类型)之一"
	}
	switch row.Type {
	case field.Text:
		return "一行文字"
	case field.Texts:
		return "几个词，写成列表，或用顿号、逗号隔开"
	case field.Word:
		return "[词表](#词表)里的一个词"
	case field.Words:
		return "[词表](#词表)里的一个或几个词"
	case field.Date:
		return "日期，可带时间"
	case field.Day:
		return "日期"
	case field.Years:
		return "整年数"
	case field.Flag:
		return "true 或 false，是或否"
	case field.Agencies:
		return "一个或几个机构"
	case field.Theme:
		return "一级分类，或“一级/二级”"
	case field.Section:
		return "栏目的名称或代号"
	case field.IndexNumber:
		return "索引号"
	case field.DocumentNumber:
		return "文号，或“无”"
	case field.Reference:
		return "一份文件：索引号、文号或路径"
	case field.References:
		return "一份或几份文件：索引号、文号或路径"
	case field.Basis:
		return "一份文件，或一段文字"
	case field.File:
		return "文件名"
	case field.Record:
		return "一组“名称: 值”"
	case field.Records:
		return "几组“名称: 值”"
	}
	return ""
}

func needed(row *field.Row) string {
	if row.Required(field.Every) {
		if row.In != 0 {
			return "写这一组时"
		}
		return "全部"
	}
	var labels []string
	for _, k := range row.Need {
		labels = append(labels, k.Label())
	}
	if len(labels) == 0 {
		return "—"
	}
	return strings.Join(labels, "、")
}

func vocabularies(b *strings.Builder) {
	b.WriteString("## 词表\n\n括号里的写法也认得，显示时一律用前面的词。\n\n")
	for _, scope := range append([]*field.Row{nil}, field.All()...) {
		rows := field.All()
		if scope != nil {
			rows = field.Members(scope.ID)
		}
		for _, row := range rows {
			if len(row.Vocabulary) == 0 || row.ID == field.KindOf {
				continue
			}
			name := row.Label
			if scope != nil {
				name = scope.Label + "的" + row.Label
			}
			var words []string
			for _, term := range row.Vocabulary {
				word := term.Label
				if len(term.Aliases) > 0 {
					word += "（" + strings.Join(term.Aliases, "、") + "）"
				}
				words = append(words, word)
			}
			b.WriteString("- **" + name + "**：" + strings.Join(words, "，") + "\n")
		}
	}
	b.WriteString("\n")
}

func themesList(b *strings.Builder) {
	b.WriteString("## 主题分类表\n\n国务院文件库所用的分类。可在 config.toml 里用 `[[theme]]` 换成本地的分类表。写作“一级/二级”，只写一级也可以。\n\n")
	for _, top := range field.Themes {
		b.WriteString("1. " + top.Label)
		if len(top.Second) > 0 {
			b.WriteString("：" + strings.Join(top.Second, " · "))
		}
		b.WriteString("\n")
	}
}
