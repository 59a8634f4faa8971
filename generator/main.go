package main

import (
	"os"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], environment{stdout: os.Stdout, stderr: os.Stderr, now: time.Now}))
}
