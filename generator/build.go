package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator/diag"
	"gongkai/generator/publish"
	"gongkai/generator/site"
)

// building are the flags of build.
type building struct {
	output, baseURL, timing string
	strict                  bool
}

func (a *app) buildCommand() *cobra.Command {
	var o building
	c := &cobra.Command{
		Use: "build [选项]", Short: "生成网站：content/ → public/",
		Long:    "检查全部文件，没有错误就生成网站，一步换上；有错误时原来的网站不动。\n没有变化的文件不重写。",
		Example: "  gongkai build\n  gongkai build --output /srv/www/xxgk --strict",
		Args:    arguments(0, 0, "build 不带参数，网站用 --site 指明"),
		RunE: func(c *cobra.Command, _ []string) error {
			began, journal := a.now(), a.journal()
			err := a.build(c.Context(), o, began, journal)
			if o.timing == "" {
				return err
			}
			told := a.writeTiming(o.timing, newTiming(journal, began, a.now()))
			if said := exit(0); told != nil && (err == nil || errors.As(err, &said)) {
				return told // an exit has been explained already
			}
			return err
		},
	}
	c.Flags().StringVar(&o.output, "output", "", "输出的文件夹 DIR（默认网站下的 public）")
	c.Flags().StringVar(&o.baseURL, "base-url", "", "发布地址 URL，代替 config.toml 里的 base_url")
	c.Flags().BoolVar(&o.strict, "strict", false, "警告也当作错误")
	c.Flags().StringVar(&o.timing, "timing", "", "各步的用时和做了多少，用 JSON 写到 FILE；- 为标准错误")
	return c
}

func (a *app) build(ctx context.Context, flags building, began time.Time, journal *site.Journal) error {
	o := a.options()
	o.BaseURL, o.Program, o.Journal, o.Target, o.Attachments = flags.baseURL, program(), journal, flags.output, true
	if o.Target == "" {
		o.Target = filepath.Join(a.dir, site.PublicDir)
	}
	o.Counted = boundMemory
	if told, ok, err := site.Again(ctx, &o); err != nil {
		return err
	} else if ok {
		if err := a.judge(told, flags.strict); err != nil {
			return err
		}
		a.tell(told, o.Target, publish.Result{Files: told.Files, Unchanged: true}, a.now().Sub(began))
		return nil
	}
	seen := site.LookAhead(ctx, o)
	s, err := site.Load(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := a.judge(s.Told(), flags.strict); err != nil {
		return err
	}
	result, err := s.Publish(ctx, site.PublishOptions{Target: o.Target, Seen: seen})
	var layout *site.LayoutError
	if errors.As(err, &layout) {
		return a.report(s, diag.List{layout.Finding()}, flags.strict)
	}
	if err != nil {
		return err
	}
	a.tell(s.Told(), o.Target, result, a.now().Sub(began))
	return nil
}

// judge prints what was found, and says that nothing is published where that
// holds an error.
func (a *app) judge(told *site.Told, strict bool) error {
	err := a.reportFrom(told.Source, told.Findings, strict)
	if wrong := exit(exitContent); told.Unusable && errors.As(err, &wrong) {
		err = exit(exitUsage)
	}
	if err != nil && !a.json {
		findings := told.Findings
		if strict {
			findings = findings.Strict()
		}
		fmt.Fprintf(a.stderr, "没有发布：%s\n", counts(findings))
	}
	return err
}

// tell closes a build with one line.
func (a *app) tell(told *site.Told, output string, r publish.Result, took time.Duration) {
	if r.Recovered != "" {
		fmt.Fprintf(a.stderr, "%s\n", r.Recovered)
	}
	held := ""
	if n := told.Held; n > 0 {
		held += fmt.Sprintf("，未到日期 %d", n)
	}
	if n := told.Drafts; n > 0 {
		held += fmt.Sprintf("，草稿 %d", n)
	}
	if n := told.Withheld; n > 0 {
		held += fmt.Sprintf("，不公开 %d", n)
	}
	change := "没有变化，未写文件"
	if !r.Unchanged {
		change = fmt.Sprintf("写 %d，未变 %d，移除 %d", r.Written, r.Kept, r.Removed)
	}
	fmt.Fprintf(a.stderr, "公开 %d 份文件%s；%s 中 %d 个文件（%s）；%s；%.1f 秒\n",
		told.Documents, held, output, r.Files, change, counts(told.Findings), took.Seconds())
	if r.Leftover != "" {
		fmt.Fprintf(a.stderr, "旧的 %s 没能删去，下次生成时再删\n", r.Leftover)
	}
}
