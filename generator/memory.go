package main

import (
	"os"
	"runtime/debug"
)

// boundMemory asks the garbage collector to stay within what a build of so many
// documents needs, about 300 MiB for ten thousand, instead of twice what is in
// use. It is a wish, not a bound: a build that needs more gets it. GOMEMLIMIT in
// the environment goes before it.
func boundMemory(documents int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(200<<20 + int64(documents)*10<<10)
	}
}
