package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator/data"
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/site"
)

// The names of the reports and of the forms they are given in.
var (
	reportNames   = []string{"interpretation", "replies", "validity", "annual", "health"}
	reportFormats = []string{"text", "json", "csv", "xlsx"}
)

func (a *app) reportCommand() *cobra.Command {
	var format, output string
	c := &cobra.Command{
		Use: "report [interpretation|replies|validity|annual|health] [选项]", Short: "统计报告：解读率、建议提案、效力、年报、栏目更新",
		Long:    "统计报告：政策解读率、建议提案办理、规章和规范性文件效力、年度报告统计表、栏目更新情况。\n不写名称时列出各报告的主要数字。annual 统计 --date 之前最近一个完整的年度。",
		Example: "  gongkai report interpretation\n  gongkai report annual --format xlsx --output 2025年报统计表.xlsx\n  gongkai report health --date 2026-12-01",
		Args:    arguments(0, 1, "一次一个报告：interpretation、replies、validity、annual 或 health"),
		RunE: func(c *cobra.Command, args []string) error {
			name := strings.Join(args, "")
			if format == "" && a.json {
				format = "json"
			}
			if err := reportUsage(name, &format); err != nil {
				return err
			}
			s, err := site.Load(c.Context(), a.options())
			if err != nil {
				return err
			}
			defer s.Close()
			outcome := a.reportErrors(s)
			if s.Reports == nil {
				return outcome
			}
			text, err := reportBytes(s.Reports, name, format)
			if err != nil {
				return err
			}
			if err := a.deliver(text, format, output); err != nil {
				return err
			}
			return outcome
		},
	}
	c.Flags().StringVar(&format, "format", "", "格式：text、json、csv 或 xlsx（默认 text）")
	c.Flags().StringVar(&output, "output", "", "写到文件 FILE，不写到标准输出")
	return c
}

// reportUsage judges what was asked for; without a form it is text.
func reportUsage(name string, format *string) error {
	if *format == "" {
		*format = "text"
	}
	if name != "" && !slices.Contains(reportNames, name) {
		hint := "报告有：" + strings.Join(reportNames, "、")
		if near, ok := diag.Nearest(name, reportNames); ok {
			hint = "是不是想看 " + near + "？"
		}
		return &usage{fmt.Sprintf("没有“%s”这个报告", name), hint}
	}
	if !slices.Contains(reportFormats, *format) {
		return &usage{fmt.Sprintf("选项 --format 的值“%s”不对", *format), "写 text、json、csv 或 xlsx"}
	}
	if name == "" && *format != "text" {
		return &usage{"没有写明哪个报告", "写明一个：" + strings.Join(reportNames, "、")}
	}
	return nil
}

// reportErrors prints the errors of a site: with them a report is not to be
// relied on. Warnings are for check.
func (a *app) reportErrors(s *site.Site) error {
	errors := slices.DeleteFunc(s.Findings.Sorted(), func(f diag.Finding) bool { return f.Severity < diag.Error })
	if len(errors) == 0 {
		return nil
	}
	if err := a.printer(s.Source).Print(errors); err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	if s.Catalog == nil {
		return exit(exitUsage)
	}
	fmt.Fprintf(a.stderr, "内容有 %d 处错误，报告里的数可能不全\n", len(errors))
	return exit(exitContent)
}

// reportBytes gives a report in a form.
func reportBytes(r *report.Reports, name, format string) ([]byte, error) {
	if name == "" {
		return []byte(overview(r)), nil
	}
	b, annual, ok := findBook(r, name)
	if !ok {
		return nil, &usage{"没有可以统计的年度报告", "先发布年度报告，或者在 content/ 下建 requests.csv；--date 之前须有完整的年度"}
	}
	switch format {
	case "json":
		if name == "interpretation" {
			return data.InterpretationJSON(r.Interpretation), nil
		}
		return data.ReportJSON(b), nil
	case "csv":
		return data.ReportCSV(b), nil
	case "xlsx":
		return data.ReportXLSX(b, annual)
	}
	return []byte(reportText(b, annual)), nil
}

// findBook gives a report by its name; of the annual ones the newest.
func findBook(r *report.Reports, name string) (b *report.Book, annual []*report.Annual, ok bool) {
	for _, b := range r.Books() {
		if b.Name == name {
			return b, nil, true
		}
		if year, found := strings.CutPrefix(b.Name, name+"/"); found {
			newest := r.Annual.Years()[0]
			if year == fmt.Sprint(newest) {
				return b, r.Annual.Of(newest), true
			}
		}
	}
	return nil, nil, false
}

// deliver writes a report to a file or to standard output; a workbook is not
// thrown at a terminal.
func (a *app) deliver(text []byte, format, output string) error {
	if output == "" || output == "-" {
		if format == "xlsx" && isTerminal(a.stdout) {
			return &usage{"电子表格不能显示在终端上", "加 --output 报告.xlsx"}
		}
		if _, err := a.stdout.Write(text); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
		return nil
	}
	if err := os.WriteFile(output, text, 0o644); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	fmt.Fprintf(a.stderr, "写了 %s（%d 字节）\n", output, len(text))
	return nil
}
