package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run the program as a command of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gongkai": main})
}

// TestScript runs testdata/script: a file each, named verb_topic, in which the
// commands come first and the site they run on follows. -update rewrites the
// files that are compared.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                serveCommands(),
		Setup: func(env *testscript.Env) error {
			env.Values[previewsKey{}] = map[string]*serving{}
			return nil
		},
	})
}
