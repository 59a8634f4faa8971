package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/generator/schema"
)

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "输出元数据的 JSON Schema，供编辑器补全和核对",
		Example: "  gongkai schema > gongkai.schema.json",
		Args:    arguments(0, 0, "schema 不带参数"),
		RunE: func(*cobra.Command, []string) error {
			if _, err := a.stdout.Write(schema.Write()); err != nil {
				return fmt.Errorf("write schema: %w", err)
			}
			return nil
		},
	}
}
