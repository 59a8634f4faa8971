package publish

import "os"

func flushFile(f *os.File) error { return f.Sync() }
