package search

import "math/bits"

// The files of an index besides its shards, relative to the column.
const (
	entryPath    = "search/index.json"
	columnsPath  = "search/columns.json"
	variantsPath = "search/variants.json"
)

// Shards gives how many shards suit documents whose sources have so many bytes
// in all, so that the paths of an index are known before a text is read. Most
// characters are Han and take three bytes.
func Shards(documents int, bytes int64) int { return shardsFor(documents, int(bytes/3)) }

// shardsFor gives a shard for shardUnits units of text, but at most 2,985 for
// the first ten thousand documents and so on.
func shardsFor(documents, units int) int {
	const shardUnits = 8000
	return max(1, min(roundDown(units/shardUnits), max(2985, roundDown(documents*298/1000))))
}

// roundDown keeps the upper bits of a number, so that a little more text does not
// move every record to another shard.
func roundDown(n int) int {
	step := 1 << max(0, bits.Len(uint(n))-5)
	return n / step * step
}

// Paths lists the files of an index of so many shards, in the order in which
// Finish emits them.
func Paths(shards int) []string {
	out := append(make([]string, 0, shards+3), entryPath, columnsPath, variantsPath)
	for i := range shards {
		out = append(out, shardPath(uint32(i)))
	}
	return out
}
