package search

import "os"

type run struct{ file *os.File }

func (b *Builder) spill() error                        { panic("todo") }
func (b *Builder) walkRuns(*spool) ([][]uint16, error) { panic("todo") }
func (b *Builder) closeRuns() error                    { return nil }
