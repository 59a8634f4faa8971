package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gongkai/generator/catalog"
	"gongkai/generator/ledger"
	"gongkai/generator/site"
)

func (a *app) checkCommand() *cobra.Command {
	var record bool
	c := &cobra.Command{
		Use: "check [选项]", Short: "按全部规则检查网站，不生成",
		Long:    "检查全部文件：元数据、日期、文号、效力、引用、附件、链接和个人信息。\n一次报告所有问题，逐条写明在哪里、错在哪、该怎样写。",
		Example: "  gongkai check\n  gongkai check --record    # 把手工填写的索引号记入台账",
		Args:    arguments(0, 0, "check 不带参数，网站用 --site 指明"),
		RunE: func(c *cobra.Command, _ []string) error {
			if record {
				if err := a.record(c.Context()); err != nil {
					return err
				}
			}
			o := a.options()
			o.Program, o.Attachments = program(), true
			s, err := site.Load(c.Context(), o)
			if err != nil {
				return err
			}
			defer s.Close()
			outcome := a.report(s, s.Findings, false)
			if s.Catalog != nil && !a.json {
				fmt.Fprintf(a.stderr, "检查了 %d 份文件：%s\n", len(s.Tree.Documents), counts(s.Findings))
			}
			return outcome
		},
	}
	c.Flags().BoolVar(&record, "record", false, "把文件里的索引号、换了的位置、已删除的文件记入台账")
	return c
}

// record takes into the ledger what it can without a person's decision. What
// is left is told by the check that follows, on the ledger as it is then.
func (a *app) record(ctx context.Context) error {
	s, err := site.Load(ctx, a.options())
	if err != nil {
		return err
	}
	defer s.Close()
	if s.Catalog == nil {
		return nil
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return fmt.Errorf("open site: %w", err)
	}
	defer root.Close()
	unread := unreadable(s)
	recorded := 0
	err = ledger.Update(root, func(l *ledger.Ledger) ([]ledger.Row, error) {
		var rows []ledger.Row
		for _, difference := range ledger.Compare(l, catalog.Carried(s.Documents)) {
			if difference.Kind == ledger.Gone && unread[difference.Row.Path] {
				continue // it is there, with a fault that hides its number
			}
			if row, ok := difference.Record(s.Catalog.Day.String()); ok {
				rows = append(rows, row)
			}
		}
		recorded = len(rows)
		return rows, nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "记入台账 %d 行\n", recorded)
	return nil
}

// unreadable gives the documents that stand in content/ but could not be read.
func unreadable(s *site.Site) map[string]bool {
	out := map[string]bool{}
	for _, p := range s.Tree.Documents {
		out[p] = true
	}
	for _, d := range s.Documents {
		delete(out, d.Path)
	}
	return out
}
