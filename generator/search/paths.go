package search

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

// shardsFor gives a shard for shardUnits units of text, but at most 2,950 for
// the first ten thousand documents and so on.
func shardsFor(documents, units int) int {
	const shardUnits = 8000
	return max(1, min(units/shardUnits, max(2950, documents*295/1000)))
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
