package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// environment is what a command may know of the world.
type environment struct {
	stdout, stderr io.Writer
	now            func() time.Time
	browse         func(url string) error // opens an address in the browser of whoever runs the command
}

// The exit codes of INTERFACE: 0 done, 1 the content has errors, 2 wrong usage
// or configuration, 3 the machine failed.
const (
	exitDone = iota
	exitContent
	exitUsage
	exitMachine
)

// exit ends a command with a code; what there is to say has been said.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// usage is a wrong call. Both texts are in Chinese.
type usage struct{ message, hint string }

func (u *usage) Error() string { return u.message }

// shared are the flags of every command.
type shared struct {
	dir, date string
	json      bool
}

// app is a run of the program.
type app struct {
	environment
	shared
}

// run runs the command line and gives the exit code.
func run(args []string, env environment) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	a := &app{environment: env}
	root := a.command()
	root.SetArgs(args)
	return a.explainError(root.ExecuteContext(ctx))
}

// command is the table of commands.
func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use: "gongkai", Short: "把 Markdown 文件生成为政府信息公开栏目",
		Long:          "gongkai（公开）把带元数据的 Markdown 文件生成为政府信息公开栏目：\n核对元数据，推算效力状态，建立目录，一步换上新网站。",
		SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true,
		Args: a.noSuchCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.AddCommand(a.initCommand(), a.newCommand(), a.importCommand(), a.checkCommand(), a.buildCommand(), a.serveCommand(), a.reportCommand(), a.explainCommand(), a.schemaCommand(), a.versionCommand())
	flags := root.PersistentFlags()
	flags.StringVar(&a.dir, "site", ".", "网站所在的文件夹 DIR（默认当前文件夹）")
	flags.Lookup("site").DefValue = "" // pflag would add its English “default”
	flags.StringVar(&a.date, "date", "", "以哪一天为准，如 2026-01-31（默认网站时区的今天）")
	flags.BoolVar(&a.json, "json", false, "结果和问题用 JSON 写到标准输出")
	a.speakChinese(root)
	return root
}

// options are those of every command that reads a site.
func (a *app) options() site.Options {
	return site.Options{Dir: a.dir, Now: a.now(), Day: a.date, Journal: a.journal()}
}

// speakChinese words what the library would say in English.
func (a *app) speakChinese(root *cobra.Command) {
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{.}}\n\n{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(a.completionCommand())
	root.SetHelpCommand(&cobra.Command{
		Use: "help [命令]", Short: "显示帮助",
		RunE: func(c *cobra.Command, args []string) error {
			found, _, err := c.Root().Find(args)
			if err != nil || found == nil {
				return a.noSuchCommand(c.Root(), args)
			}
			return found.Help()
		},
	})
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "显示这条命令的帮助"
		c.DisableFlagsInUseLine = true
	}
}

const usageTemplate = `用法:
  {{.UseLine}}{{if .HasExample}}

例:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

用 “{{.CommandPath}} 命令 --help” 看某条命令的说明。{{end}}
`

func (a *app) noSuchCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	if near, ok := diag.Nearest(args[0], names); ok {
		return &usage{fmt.Sprintf("没有“%s”这个命令", args[0]), "是不是想用 " + near + "？"}
	}
	return &usage{fmt.Sprintf("没有“%s”这个命令", args[0]), "用 gongkai help 看全部命令"}
}

// flagError words the flag library's errors.
func flagError(err error) error {
	text := err.Error()
	_, flag, _ := strings.Cut(text, "--")
	flag, _, _ = strings.Cut(flag, " ")
	flag = strings.Trim(flag, `",:`)
	switch {
	case strings.Contains(text, "unknown"):
		if flag == "" {
			flag = strings.Trim(text[strings.LastIndex(text, " ")+1:], `"`)
		}
		return &usage{fmt.Sprintf("没有 --%s 这个选项", flag), "加 --help 看这条命令的选项"}
	case strings.Contains(text, "needs an argument"):
		return &usage{fmt.Sprintf("选项 --%s 后面缺少值", flag), "加 --help 看这条命令的选项"}
	}
	return &usage{fmt.Sprintf("选项 --%s 的值不对", flag), "加 --help 看这条命令的选项"}
}

// arguments wants between least and most arguments.
func arguments(least, most int, hint string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return &usage{"命令没有写完整", hint}
		case most >= 0 && len(args) > most:
			return &usage{fmt.Sprintf("多出了“%s”", args[most]), hint}
		}
		return nil
	}
}

// explainError says what went wrong and gives the exit code.
func (a *app) explainError(err error) int {
	var code exit
	var wrong *usage
	var flag *site.UsageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &wrong):
		fmt.Fprintf(a.stderr, "用法有误: %s\n  提示: %s\n", wrong.message, wrong.hint)
		return exitUsage
	case errors.As(err, &flag):
		fmt.Fprintf(a.stderr, "用法有误: %s 的值“%s”不对\n  提示: %s\n", flag.Flag, flag.Value, flag.Hint)
		return exitUsage
	}
	message, hint, status := trouble(err)
	fmt.Fprintf(a.stderr, "%s\n", message)
	if hint != "" {
		fmt.Fprintf(a.stderr, "  提示: %s\n", hint)
	}
	return status
}
