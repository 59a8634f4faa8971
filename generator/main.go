package main

import (
	"os"
	"time"

	"gongkai/generator/preview"
)

func main() {
	os.Exit(run(os.Args[1:], environment{stdout: os.Stdout, stderr: os.Stderr, now: time.Now, browse: preview.Open}))
}
