package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator/diag"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain [规则]", Short: "说明一条规则：要求、依据、错例和正例",
		Example: "  gongkai explain DATE-01\n  gongkai explain            # 列出全部规则",
		Args:    arguments(0, 1, "一次说明一条规则，如 gongkai explain DATE-01"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return codes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			rule, ok := diag.Lookup(diag.Code(strings.ToUpper(args[0])))
			if !ok {
				hint := "用 gongkai explain 列出全部规则"
				if near, found := diag.Nearest(strings.ToUpper(args[0]), codes()); found {
					hint = "是不是想看 " + near + "？"
				}
				return &usage{fmt.Sprintf("没有“%s”这条规则", args[0]), hint}
			}
			if a.json {
				return a.encode(describe(rule))
			}
			return writeRule(a.stdout, rule)
		},
	}
}

func codes() []string {
	var out []string
	for _, r := range diag.Rules() {
		out = append(out, string(r.Code))
	}
	return out
}

// described is a rule as --json gives it.
type described struct {
	Code     diag.Code    `json:"code"`
	Severity string       `json:"severity"`
	Title    string       `json:"title"`
	Why      string       `json:"why"`
	Norm     string       `json:"norm"`
	Wrong    diag.Example `json:"wrong"`
	Right    diag.Example `json:"right"`
}

func describe(r diag.Rule) described {
	wrong, right := diag.Examples(r.Code)
	return described{r.Code, r.Severity.String(), r.Title, r.Why, r.Norm, wrong, right}
}

func (a *app) listRules() error {
	if a.json {
		var all []described
		for _, r := range diag.Rules() {
			all = append(all, describe(r))
		}
		return a.encode(all)
	}
	for _, r := range diag.Rules() {
		if _, err := fmt.Fprintf(a.stdout, "%-10s %s  %s\n", r.Code, r.Severity.Label(), r.Title); err != nil {
			return fmt.Errorf("write rules: %w", err)
		}
	}
	return nil
}

func (a *app) encode(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

func writeRule(w io.Writer, r diag.Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s（%s）%s\n\n%s\n", r.Code, r.Severity.Label(), r.Title, r.Why)
	if r.Norm != "" {
		fmt.Fprintf(&b, "依据: %s\n", r.Norm)
	}
	wrong, right := diag.Examples(r.Code)
	writeExample(&b, "错例", wrong)
	writeExample(&b, "正例", right)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write rule: %w", err)
	}
	return nil
}

func writeExample(b *strings.Builder, label string, files diag.Example) {
	for _, f := range files {
		fmt.Fprintf(b, "\n%s %s\n", label, f.Path)
		for _, line := range strings.Split(strings.TrimRight(f.Text, "\n"), "\n") {
			b.WriteString(strings.TrimRight("    "+line, " ") + "\n")
		}
	}
}
