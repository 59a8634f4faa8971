package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/importer"
	"gongkai/generator/site"
)

// importFlags are what the user says of all files at once.
type importFlags struct {
	kind, agency, theme, published string
	dryRun                         bool
}

func (a *app) importCommand() *cobra.Command {
	var flags importFlags
	c := &cobra.Command{
		Use: "import 文件… [选项]", Short: "导入 Word、网页、文本：写成 content/ 里的 Markdown",
		Long: "把 .docx、.html、.txt、.md 写成 content/ 里的 Markdown，连同图片和附件；也可以给文件夹。\n" +
			"逐份报告取到了什么、推测了什么、移出了什么，并核对每一个字符。已有的文件不会被覆盖；\n" +
			"同样的内容不会导入两次（记在 " + importer.LogFile + "）。缺少必填项的写为草稿。",
		Example: "  gongkai import 答复.docx --agency 市司法局\n  gongkai import 旧网站/ --dry-run",
		Args:    arguments(1, -1, "写明要导入的文件，如 gongkai import 答复.docx"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := site.Load(c.Context(), a.options())
			if err != nil {
				return err
			}
			defer s.Close()
			if s.Catalog == nil {
				return a.report(s, s.Findings, false)
			}
			options, err := flags.options(s)
			if err != nil {
				return err
			}
			return a.importFiles(c, s, importer.Job{Files: args, DryRun: flags.dryRun, Options: options})
		},
	}
	c.Flags().StringVar(&flags.kind, "kind", "", "类型（不写则从标题推测）")
	c.Flags().StringVar(&flags.agency, "agency", "", "发布机构的代号、全称或简称（不写则从文件里取）")
	c.Flags().StringVar(&flags.theme, "theme", "", "没有写明主题分类的文件的主题分类")
	c.Flags().StringVar(&flags.published, "published", "", "没有写明发布日期的文件的发布日期，如 2026-01-31")
	c.Flags().BoolVar(&flags.dryRun, "dry-run", false, "只报告，不写文件")
	return c
}

// options reads the flags.
func (f importFlags) options(s *site.Site) (importer.Options, error) {
	o := importer.Options{Config: s.Config, Today: s.Catalog.Day, Theme: f.theme, Published: f.published}
	if f.kind != "" {
		kind, ok := field.LookupKind(f.kind)
		if !ok {
			return o, unknownKind(f.kind)
		}
		o.Kind = kind
	}
	if f.agency != "" {
		agency, err := chosenAgency(s.Config, f.agency)
		if err != nil {
			return o, err
		}
		o.Agency = agency
	}
	if f.theme != "" {
		if _, _, ok := s.Config.Theme(f.theme); !ok {
			return o, &usage{fmt.Sprintf("没有“%s”这个主题分类", f.theme), "写一级分类，或“一级/二级”，见 docs/fields.md"}
		}
	}
	if f.published != "" {
		if _, _, ok := day.ParseMoment(f.published); !ok {
			return o, &usage{fmt.Sprintf("发布日期“%s”不是有效日期", f.published), "写作 2026-01-31"}
		}
	}
	return o, nil
}

// importFiles runs a job and closes with one line of counts.
func (a *app) importFiles(c *cobra.Command, s *site.Site, job importer.Job) (err error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return fmt.Errorf("open site: %w", err)
	}
	defer root.Close()
	counted := map[importer.Status]int{}
	drafts, lossy := 0, 0
	reports := []importer.Report{}
	job.Site, job.Progress = root, a.importBar()
	job.Each = func(r importer.Report) error {
		counted[r.Status]++
		if r.Draft {
			drafts++
		}
		if !r.Characters.Whole() {
			lossy++
		}
		if a.json {
			reports = append(reports, r)
			return nil
		}
		return r.Print(a.stderr)
	}
	if err := importer.Run(c.Context(), job); err != nil {
		return err
	}
	if a.json {
		out := json.NewEncoder(a.stdout)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		if err := out.Encode(reports); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
	}
	fmt.Fprintf(a.stderr, "导入 %d 份，草稿 %d 份，已导入过 %d 份，失败 %d 份；字符有出入 %d 份\n",
		counted[importer.Imported]+counted[importer.Planned], drafts, counted[importer.Repeated], counted[importer.Failed], lossy)
	if n := counted[importer.PassedOver]; n > 0 {
		fmt.Fprintf(a.stderr, "另有 %d 份是 .doc、.wps 等格式，没有导入：保存为 .docx 再导入\n", n)
	}
	if counted[importer.Failed] > 0 {
		return exit(exitContent)
	}
	return nil
}

// importBar shows progress on a terminal when there is much to do.
func (a *app) importBar() func(done, total int) {
	if !isTerminal(a.stderr) {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if total < 20 {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription("导入"),
				progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
		if done == total {
			_ = bar.Finish()
		}
	}
}
