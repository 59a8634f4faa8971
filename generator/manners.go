package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"golang.org/x/term"

	"gongkai/generator/diag"
	"gongkai/generator/publish"
	"gongkai/generator/site"
)

// The manners of the terminal:
//
//   - results go to standard output, talk to standard error;
//   - findings come sorted, with place, code, what to write; one line of counts
//     closes; nothing is said twice;
//   - colour only on a terminal, and not where NO_COLOR is set;
//   - an error of the machine says in Chinese what happened and what to do, and
//     ends with the words of the system in brackets.

// report prints findings and gives the exit that follows from them.
func (a *app) report(s *site.Site, findings diag.List, strict bool) error {
	err := a.reportFrom(s.Source, findings, strict)
	if wrong := exit(exitContent); s.Catalog == nil && errors.As(err, &wrong) {
		return exit(exitUsage)
	}
	return err
}

// reportFrom is report for findings in content alone; source gives the files
// they lie in.
func (a *app) reportFrom(source func(name string) []byte, findings diag.List, strict bool) error {
	if strict {
		findings = findings.Strict()
	}
	findings = findings.Sorted()
	if a.json {
		if err := diag.WriteJSON(a.stdout, findings); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	} else if err := a.printer(source).Print(findings); err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	if findings.Failed() {
		return exit(exitContent)
	}
	return nil
}

func (a *app) printer(source func(name string) []byte) diag.Printer {
	p := diag.Printer{To: a.stderr, Source: source}
	if isTerminal(a.stderr) && os.Getenv("NO_COLOR") == "" {
		p.Paint = func(s diag.Severity, text string) string {
			return [...]string{"\x1b[36m", "\x1b[33m", "\x1b[31m"}[s] + text + "\x1b[0m"
		}
	}
	return p
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// counts gives the closing words about findings.
func counts(list diag.List) string {
	return fmt.Sprintf("错误 %d，警告 %d，提示 %d", list.Count(diag.Error), list.Count(diag.Warning), list.Count(diag.Info))
}

// trouble words an error that is not about content.
func trouble(err error) (message, hint string, status int) {
	var none *site.NoSiteError
	var changed *site.ChangedError
	var locked *publish.LockedError
	var broken *publish.BrokenLinks
	switch {
	case errors.As(err, &none):
		return fmt.Sprintf("用法有误: %s 里没有 config.toml，不是一个网站", none.Dir), "在网站的文件夹里运行，或用 --site 指明；新建用 gongkai init DIR", exitUsage
	case errors.As(err, &changed):
		return fmt.Sprintf("没有发布: %s 在生成期间被修改", changed.Path), "保存好文件，再运行一次", exitMachine
	case errors.As(err, &locked):
		return fmt.Sprintf("没有发布: 另一个 gongkai（进程 %d）正在发布", locked.PID), "等它结束后再运行", exitMachine
	case errors.As(err, &broken):
		return "没有发布: " + brokenWords(broken), "核对 config.toml 里的网址；改过 layouts/ 的，核对其中的链接；都没有改过的，请报告这个问题", exitMachine
	case errors.Is(err, publish.ErrDiskFull):
		return "没有发布: 磁盘已满，原来的网站没有变动", "腾出空间后再运行" + original(err), exitMachine
	case errors.Is(err, publish.ErrForeign):
		return "没有发布: 输出的文件夹里有不是 gongkai 生成的文件", "换一个空的文件夹，或者先把里面的文件移走", exitUsage
	case errors.Is(err, publish.ErrTarget):
		return "没有发布: 这个文件夹不能用来输出", "换一个文件夹；不要用根目录、主目录或网站本身" + original(err), exitUsage
	case errors.Is(err, publish.ErrCollision):
		return "没有发布: 两个文件要用同一个网址", "多半是 config.toml 的转址或撤回写了现有的网址，改掉其中一个" + original(err), exitUsage
	case errors.Is(err, publish.ErrPath):
		return "没有发布: 有一个网址不是每种系统都能存的文件名", "改掉 config.toml 或附件里的这个名称" + original(err), exitUsage
	case errors.Is(err, syscall.ENOSPC):
		return "磁盘已满", "腾出空间后再运行" + original(err), exitMachine
	case errors.Is(err, syscall.EROFS):
		return "磁盘是只读的", "换一个能写的地方；build 可以用 --output 写到别处" + original(err), exitMachine
	case errors.Is(err, context.Canceled):
		return "已中断，原来的网站没有变动", "", exitMachine
	case errors.Is(err, fs.ErrPermission):
		return "没有权限读写文件", "核对文件夹的权限" + original(err), exitMachine
	case errors.Is(err, fs.ErrNotExist):
		return "找不到文件或文件夹", "核对路径" + original(err), exitUsage
	}
	return "程序没能完成" + original(err), "", exitMachine
}

func original(err error) string { return "（" + err.Error() + "）" }

func brokenWords(b *publish.BrokenLinks) string {
	lines := []string{fmt.Sprintf("有 %d 处站内链接没有目标", b.Total)}
	for _, l := range b.Links {
		lines = append(lines, fmt.Sprintf("  %s → %s", l.Page, l.Link))
	}
	return strings.Join(lines, "\n")
}
