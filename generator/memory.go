package main

import (
	"os"
	"runtime/debug"
)

// boundMemory asks the garbage collector to stay within what a build of so many
// documents needs, about 365 MiB for ten thousand and 730 for fifty thousand,
// instead of twice what is in use. Less is dear: while the search index is cut,
// 300 MiB for ten thousand kept the collector running and cost a third more
// processor time. It is a wish, not a bound: a build that needs more gets it.
// Below it the collector may wait until five times what is in use is taken: it
// runs half as often as with three times. It is asked before any document is
// read, since reading begins with a small heap, which would be collected again
// and again. GOMEMLIMIT and GOGC in the environment go before that.
func boundMemory(documents int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(274<<20 + int64(documents)*9500)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}
