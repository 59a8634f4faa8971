package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/ledger"
	"gongkai/generator/preview"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/studio"
)

func (a *app) serveCommand() *cobra.Command {
	var s served
	c := &cobra.Command{
		Use: "serve [选项]", Short: "预览：一边写，一边看",
		Long: "在本机预览网站：文件一改，打开的页面就跟着变，问题显示在页面上。\n网页与 build 生成的相同；草稿和没到日期的文件也能看到，并有标记。\n" +
			"在浏览器里可以新建和编辑文件。默认只有本机能打开。",
		Example: "  gongkai serve --open\n  gongkai serve --addr 0.0.0.0:1313    # 同事也能看，不能改",
		Args:    arguments(0, 0, "serve 不带参数，网站用 --site 指明"),
		RunE: func(c *cobra.Command, _ []string) error {
			s.app = a
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return s.run(ctx)
		},
	}
	c.Flags().StringVar(&s.address, "addr", "127.0.0.1:1313", "地址和端口 HOST:PORT；端口被占用时用下一个")
	c.Flags().BoolVar(&s.open, "open", false, "打开浏览器")
	c.Flags().BoolVar(&s.allowEdit, "allow-edit", false, "别的电脑也可以修改文件（默认只能看）")
	return c
}

// served is a run of the preview.
type served struct {
	*app
	address         string
	open, allowEdit bool

	live  *site.Live
	hub   *preview.Hub
	usual int         // how far the heap grows between collections once everything is read
	seen  chan string // lines for the terminal; what was found comes behind them
}

// changesWaiting is how many changes may wait to be checked.
const changesWaiting = 64

// garbage lets the heap grow further between collections than usual: reading a
// site makes much that is gone at once.
const garbage = 400

func (s *served) run(ctx context.Context) error {
	started := time.Now()
	s.usual = debug.SetGCPercent(garbage)
	o := s.options()
	o.Program = program()
	live, err := site.OpenLive(ctx, o, s.now)
	if err != nil {
		return err
	}
	defer live.Close()
	s.live, s.hub, s.seen = live, &preview.Hub{}, make(chan string, changesWaiting)
	listener, err := preview.Listen(s.address)
	if err != nil {
		return &usage{fmt.Sprintf("不能在 %s 上打开预览", s.address), "换一个端口，如 --addr 127.0.0.1:8080" + original(err)}
	}
	watcher := preview.Watch(preview.Watching{
		Dir: s.dir, Wants: preview.In(config.File, site.HolidaysFile, ledger.File, source.ContentDir, site.LayoutsDir),
		Soon: live.Touch, Later: func(paths []string) { s.changed(ctx, paths) }, Polls: s.polls, Fence: path.Join(site.WorkDir, "preview"),
	})
	defer watcher.Close()
	token := preview.NewToken()
	writes := preview.Loopback(listener.Addr()) || s.allowEdit
	made, err := studio.New(studio.Options{Dir: s.dir, Live: live, Sync: watcher.Sync, Writes: writes, Token: token, Now: s.now})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer made.Close()
	s.hub.State = made.State
	s.greet(ctx, listener.Addr(), writes, started)
	checking, enough := context.WithCancel(ctx)
	var checks sync.WaitGroup
	checks.Go(func() { s.check(checking) })
	checks.Go(func() { s.show(preview.URL(listener.Addr())) })
	defer func() { enough(); checks.Wait() }()
	guard := preview.Guard{Token: token, Writes: writes}
	err = preview.Run(ctx, listener, guard.Wrap(made.Handler(s.hub)), s.hub.Close)
	if err == nil {
		fmt.Fprintln(s.stderr, "预览已结束")
	}
	return err
}

// greet tells the address, and what the site is like.
func (s *served) greet(ctx context.Context, at net.Addr, writes bool, started time.Time) {
	url := preview.URL(at)
	if _, port, err := net.SplitHostPort(s.address); err == nil && port != "0" && !strings.HasSuffix(at.String(), ":"+port) {
		fmt.Fprintf(s.stderr, "端口 %s 已被占用，改用 %s\n", port, url)
	}
	m, err := s.live.Now(ctx)
	if err != nil {
		fmt.Fprintf(s.stderr, "读网站时出错%s\n", original(err))
		return
	}
	fmt.Fprintf(s.stdout, "%s\n", url)
	fmt.Fprintf(s.stderr, "预览 %s　%s，%.1f 秒。按 Ctrl-C 结束\n", url, holds(m), time.Since(started).Seconds())
	s.seen <- "已检查全部文件"
	if !preview.Loopback(at) {
		what := "只能看，不能改"
		if writes {
			what = "可以看，也可以改"
		}
		fmt.Fprintf(s.stderr, "同一网络的电脑也能打开：%s\n", what)
	}
}

// show opens the preview in the browser, where that was asked for. It stands
// beside the server, which answers whoever is opened.
func (s *served) show(url string) {
	if !s.open {
		return
	}
	if err := s.browse(url); err != nil {
		fmt.Fprintf(s.stderr, "没能打开浏览器，请自己打开 %s\n", url)
	}
}

// holds tells how much a site holds.
func holds(m *site.Moment) string {
	if m.Site == nil {
		return "配置有误，改好就能看"
	}
	return fmt.Sprintf("公开 %d 份文件", len(m.Catalog.Entries))
}

// check works out what is wrong with the site after each change, which takes
// longer than showing the page, and tells it.
func (s *served) check(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case line := <-s.seen:
			if len(s.seen) > 0 { // it is overtaken
				fmt.Fprintln(s.stderr, line)
				continue
			}
			m, err := s.live.Settle(ctx)
			if err != nil {
				continue // the next change tells
			}
			debug.SetGCPercent(s.usual)
			s.hub.Wake()
			fmt.Fprintf(s.stderr, "%s；%s，错误 %d，警告 %d，提示 %d\n", line, holds(m), m.Count(diag.Error), m.Count(diag.Warning), m.Count(diag.Info))
		}
	}
}

// polls tells that files are polled.
func (s *served) polls(reason error) {
	fmt.Fprintf(s.stderr, "系统不能逐个通知文件的改动，改为定时查看，显示会慢一两秒%s\n", original(reason))
	fmt.Fprintln(s.stderr, "  提示: Linux 上多半是监视的文件夹太多，可以调大 fs.inotify.max_user_watches")
}

// changed tells open tabs, and then the terminal, of what changed.
func (s *served) changed(ctx context.Context, paths []string) {
	started := time.Now()
	s.hub.Wake()
	if _, err := s.live.Now(ctx); err != nil {
		if ctx.Err() == nil {
			fmt.Fprintf(s.stderr, "读网站时出错%s\n", original(err))
		}
		return
	}
	line := fmt.Sprintf("%s %s　%d 毫秒", s.now().Format(time.TimeOnly), changedWords(paths), time.Since(started).Milliseconds())
	select {
	case s.seen <- line:
	case <-ctx.Done():
	}
}

func changedWords(paths []string) string {
	switch len(paths) {
	case 0:
		return "许多文件有改动"
	case 1:
		return paths[0] + " 有改动"
	}
	return fmt.Sprintf("%s 等 %d 个文件有改动", paths[0], len(paths))
}
