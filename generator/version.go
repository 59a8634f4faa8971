package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the release build (-ldflags "-X main.version=v1.2.3").
var version = "开发版"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示版本、提交和 Go 的版本",
		Args: arguments(0, 0, "version 不带参数"),
		RunE: func(*cobra.Command, []string) error {
			v := map[string]string{"version": version, "commit": commit(), "go": runtime.Version()}
			if a.json {
				return a.encode(v)
			}
			_, err := fmt.Fprintf(a.stdout, "gongkai %s %s %s\n", v["version"], v["commit"], v["go"])
			return err
		},
	}
}

// commit is the revision the binary was built from.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "未知提交"
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+"
		}
	}
	if revision == "" {
		return "未知提交"
	}
	return revision[:min(12, len(revision))] + dirty
}

// program stands for this build of the program: a hash of the running file,
// since a commit says nothing of a changed tree. It is empty where the file
// cannot be read; then nothing is taken as unchanged.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "completion bash|zsh|fish|powershell", Short: "输出命令补全的脚本",
		Example:   "  source <(gongkai completion bash)",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      arguments(1, 1, "写明外壳：bash、zsh、fish 或 powershell"),
		RunE: func(c *cobra.Command, args []string) error {
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.stdout, true)
			case "zsh":
				return root.GenZshCompletion(a.stdout)
			case "fish":
				return root.GenFishCompletion(a.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.stdout)
			}
			return &usage{fmt.Sprintf("不认得外壳“%s”", args[0]), "写 bash、zsh、fish 或 powershell"}
		},
	}
}
