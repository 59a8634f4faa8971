package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/site"
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

// create writes the file and tells of it.
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
	target, issued, err := site.Create(root, s.Documents, site.Creation{
		Kind: kind, Title: title, Agency: agency, On: on, Head: site.StarterHead(kind, title, agency, on), Body: site.StarterBody(kind),
	})
	if err != nil {
		return err
	}
	if a.json {
		return a.encode(map[string]string{"path": target, "index_number": issued})
	}
	fmt.Fprintln(a.stdout, target)
	fmt.Fprintf(a.stderr, "新建 %s，索引号 %s。填好后删去“草稿: true”。\n", target, issued)
	return nil
}
