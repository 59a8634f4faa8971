package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
	"gongkai/generator/site"
	"gongkai/generator/source"
)

func (a *app) newCommand() *cobra.Command {
	var title, agency string
	c := &cobra.Command{
		Use: "new 类型 --title 标题 [--agency 机构]", Short: "新建一份文件：写好该填的字段，发给索引号",
		Long:    "在 content/ 里新建一份 Markdown 文件，写好这类文件该填的字段，发给下一个索引号并记入台账。\n类型：" + strings.Join(kindLabels(), "、"),
		Example: "  gongkai new 规范性文件 --title 示例市停车管理办法 --agency 市司法局",
		Args:    arguments(1, 1, "写明类型，如 gongkai new 规范性文件 --title 标题"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return kindLabels(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			kind, ok := field.LookupKind(args[0])
			if !ok {
				return unknownKind(args[0])
			}
			if title = strings.Join(strings.Fields(title), " "); title == "" {
				return &usage{"没有写标题", "加上 --title 标题"}
			}
			s, err := site.Load(c.Context(), a.options())
			if err != nil {
				return err
			}
			defer s.Close()
			if s.Catalog == nil {
				return a.report(s, s.Findings, false)
			}
			return a.create(s, kind, title, agency)
		},
	}
	c.Flags().StringVar(&title, "title", "", "标题")
	c.Flags().StringVar(&agency, "agency", "", "发布机构的代号、全称或简称（只有一个机构时可以不写）")
	return c
}

func kindLabels() []string {
	var out []string
	for _, k := range field.Kinds() {
		out = append(out, k.Label())
	}
	return out
}

func unknownKind(word string) error {
	if near, ok := diag.Nearest(word, kindLabels()); ok {
		return &usage{fmt.Sprintf("没有“%s”这个类型", word), "是不是想写“" + near + "”？"}
	}
	return &usage{fmt.Sprintf("没有“%s”这个类型", word), "可选：" + strings.Join(kindLabels(), "、")}
}

// chosenAgency finds the agency a flag names; a site with one needs no flag.
func chosenAgency(c *config.Config, name string) (*config.Agency, error) {
	if name == "" && len(c.Agencies) == 1 {
		return &c.Agencies[0], nil
	}
	var names []string
	for _, agency := range c.Agencies {
		names = append(names, agency.Short)
	}
	if name == "" {
		return nil, &usage{"没有写发布机构", "加上 --agency，可选：" + strings.Join(names, "、")}
	}
	if agency, ok := c.Agency(name); ok {
		return agency, nil
	}
	if near, ok := diag.Nearest(name, names); ok {
		return nil, &usage{fmt.Sprintf("发布机构“%s”没有登记", name), "是不是想写“" + near + "”？"}
	}
	return nil, &usage{fmt.Sprintf("发布机构“%s”没有登记", name), "可选：" + strings.Join(names, "、")}
}

// create issues the number first and writes the file second: a number without
// a document is harmless, a document without its number is not.
func (a *app) create(s *site.Site, kind field.Kind, title, name string) error {
	agency, err := chosenAgency(s.Config, name)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return fmt.Errorf("open site: %w", err)
	}
	defer root.Close()
	on := s.Catalog.Day
	target, err := freePath(root, path.Join(source.ContentDir, kind.Label(), fmt.Sprint(on.Year())), fileName(title))
	if err != nil {
		return err
	}
	issued := ""
	err = ledger.Update(root, func(l *ledger.Ledger) ([]ledger.Row, error) {
		issued = l.Next(agency.Code, on.Year(), catalog.Numbers(s.Documents))
		return []ledger.Row{{Number: issued, Path: target, Title: title, Date: on.String()}}, nil
	})
	if err != nil {
		return fmt.Errorf("issue index number: %w", err)
	}
	if err := writeNew(root, target, source.Format(starterHead(kind, title, issued, agency, on), starterBody(kind))); err != nil {
		return err
	}
	if a.json {
		return a.encode(map[string]string{"path": target, "index_number": issued})
	}
	fmt.Fprintln(a.stdout, target)
	fmt.Fprintf(a.stderr, "新建 %s，索引号 %s。填好后删去“草稿: true”。\n", target, issued)
	return nil
}

// starterHead has the fields that documents of a kind need or usually have,
// with Chinese labels, in display order.
func starterHead(kind field.Kind, title, issued string, agency *config.Agency, on day.Day) []source.Entry {
	known := map[field.ID]string{
		field.Title: title, field.KindOf: kind.Label(), field.Number: issued, field.Agency: agency.Name, field.Genre: kind.Row().Genre,
		field.Published: on.String(), field.Openness: field.Public, field.Draft: "true",
	}
	starting := map[field.ID]bool{field.Document: true, field.Written: true, field.Genre: true, field.Keywords: true, field.Summary: true, field.Effective: true,
		field.ValidYears: true, field.Form: true, field.Consultation: true, field.Draft: true}
	var out []source.Entry
	for _, row := range field.All() {
		if !row.Required(kind) && !(starting[row.ID] && row.Offered(kind)) {
			continue
		}
		value := source.Text(known[row.ID])
		if row.Type == field.Record {
			value = source.Value{Form: source.Group}
			for _, member := range field.Members(row.ID) {
				value.Entries = append(value.Entries, source.Entry{Name: member.Label})
			}
		}
		out = append(out, source.Entry{Name: row.Label, Value: value})
	}
	return out
}

// starterBody is the skeleton that readers expect of a kind.
func starterBody(kind field.Kind) string {
	switch kind {
	case field.Reply:
		return "代表：\n\n您提出的建议收悉，现答复如下：\n\n## 一、\n\n感谢您对我们工作的关心和支持。\n"
	case field.Conference:
		return "问：\n\n答：\n"
	case field.Guide:
		return "## 一、信息分类和编排体系\n\n## 二、获取方式\n\n## 三、依申请公开\n\n## 四、公开工作机构\n\n名称、办公地址、办公时间、联系电话、传真、互联网联系方式：\n"
	case field.AnnualReport:
		return "## 一、总体情况\n\n## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n## 四、政府信息公开行政复议、行政诉讼情况\n\n## 五、存在的主要问题及改进情况\n\n## 六、其他需要报告的事项\n"
	}
	return "## 一、\n"
}

// fileName makes a file's name of a title: letters, digits and Han characters.
func fileName(title string) string {
	var b strings.Builder
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") && (r == '-' || r == ' ' || r == '_') {
			b.WriteByte('-')
		}
		if len([]rune(b.String())) >= fileNameMax {
			break
		}
	}
	if name := strings.Trim(b.String(), "-"); name != "" {
		return name
	}
	return "文件"
}

// fileNameMax keeps names short enough for every file system (255 bytes).
const fileNameMax = 40

// freePath finds a name that no file has yet.
func freePath(root *os.Root, folder, name string) (string, error) {
	for n := 1; ; n++ {
		candidate := path.Join(folder, name+".md")
		if n > 1 {
			candidate = path.Join(folder, fmt.Sprintf("%s-%d.md", name, n))
		}
		switch _, err := root.Lstat(filepath.FromSlash(candidate)); {
		case errors.Is(err, fs.ErrNotExist):
			return candidate, nil
		case err != nil:
			return "", fmt.Errorf("look at %s: %w", candidate, err)
		}
	}
}

// writeNew writes a file that must not exist yet.
func writeNew(root *os.Root, name string, content []byte) error {
	name = filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make folder of %s: %w", name, err)
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
