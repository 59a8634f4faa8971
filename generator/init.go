package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator/site"
)

// starter is a new site: a file named dot-x is written as .x.
//
//go:embed starter
var starter embed.FS

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use: "init 文件夹", Short: "新建一个网站，可以立即生成",
		Example: "  gongkai init 信息公开\n  gongkai build --site 信息公开",
		Args:    arguments(1, 1, "写明新建在哪个文件夹，如 gongkai init 信息公开"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.plant(args[0]); err != nil {
				return err
			}
			fmt.Fprintf(a.stderr, "新建了网站 %s。先改 config.toml 里的名称、地址和机构，再运行 gongkai build --site %s\n", args[0], args[0])
			return nil
		},
	}
}

// plant writes the starter into an empty or new folder.
func (a *app) plant(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("make %s: %w", dir, err)
		}
	case err != nil:
		return fmt.Errorf("look at %s: %w", dir, err)
	case len(entries) > 0:
		return &usage{fmt.Sprintf("文件夹 %s 里已有文件", dir), "写一个新的或者空的文件夹"}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open %s: %w", dir, err)
	}
	defer root.Close()
	return fs.WalkDir(starter, "starter", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := starter.ReadFile(p)
		if err != nil {
			return fmt.Errorf("read starter: %w", err)
		}
		name := strings.TrimPrefix(p, "starter/")
		return site.WriteNew(root, strings.Replace(name, "dot-", ".", 1), content)
	})
}
