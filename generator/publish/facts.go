package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// The facts file tells what the published files looked like when they were swapped in, so that the next run need not read them to know
// that they still are what manifest.json says. Little-endian:
//
//	"gongkai facts 1\n"
//	sha256 of the manifest.json it belongs to
//	40 bytes for each file, in the manifest's order: size, time (ns), inode, first 16 bytes of sha256 of its output's key (0 without)
//	sha256 of all the above
//
// A missing, torn or foreign facts file costs a reading of the old files, nothing else.
const (
	factsName   = "publish/facts"
	factsMagic  = "gongkai facts 1\n"
	factsRecord = 40
)

// A fact is what the file system tells of a file without opening it.
type fact struct {
	size  int64
	mtime int64 // nanoseconds since 1970
	inode uint64
}

// A keySum stands for an output's key; the zero value for none.
type keySum [16]byte

func sumKey(key string) (k keySum) {
	if key != "" {
		sum := sha256.Sum256([]byte(key))
		copy(k[:], sum[:])
	}
	return k
}

// A record is the fact and the key of one published file.
type record struct {
	fact
	key keySum
}

func formatFacts(manifest []byte, order []int32, records []record) []byte {
	b := make([]byte, 0, len(factsMagic)+2*sha256.Size+factsRecord*len(order))
	b = append(b, factsMagic...)
	sum := sha256.Sum256(manifest)
	b = append(b, sum[:]...)
	for _, n := range order {
		r := &records[n]
		b = binary.LittleEndian.AppendUint64(b, uint64(r.size))
		b = binary.LittleEndian.AppendUint64(b, uint64(r.mtime))
		b = binary.LittleEndian.AppendUint64(b, r.inode)
		b = append(b, r.key[:]...)
	}
	sum = sha256.Sum256(b)
	return append(b, sum[:]...)
}

// parseFacts gives the records of the count files of that manifest, in its order, and the closing hash; nil if text is not about it.
func parseFacts(text []byte, manifest digest, count int) ([]record, digest) {
	head := len(factsMagic) + sha256.Size
	if len(text) != head+count*factsRecord+sha256.Size || !bytes.HasPrefix(text, []byte(factsMagic)) {
		return nil, digest{}
	}
	body := text[:len(text)-sha256.Size]
	sum := sha256.Sum256(body)
	if !bytes.Equal(sum[:], text[len(body):]) || !bytes.Equal(manifest[:], text[len(factsMagic):head]) {
		return nil, digest{}
	}
	records := make([]record, count)
	for i := range records {
		b := body[head+i*factsRecord:]
		r := &records[i]
		r.size = int64(binary.LittleEndian.Uint64(b))
		r.mtime = int64(binary.LittleEndian.Uint64(b[8:]))
		r.inode = binary.LittleEndian.Uint64(b[16:])
		copy(r.key[:], b[24:factsRecord])
	}
	return records, sum
}

// A file that was written so shortly before its facts were taken can be written
// again without another time: within a tick of the kernel's clock, or within
// the seconds that some file systems count in.
const (
	tick        = int64(20 * time.Millisecond)
	coarseTicks = int64(3 * time.Second)
)

// doubtFresh makes the facts of such files equal to no other, so that the files
// are read. taken is when the facts were written, by the file system's clock.
func doubtFresh(records []record, taken int64) {
	for i := range records {
		r := &records[i]
		margin := tick
		if r.mtime%int64(time.Millisecond) == 0 {
			margin = coarseTicks
		}
		if r.mtime+margin >= taken {
			r.inode, r.mtime = ^r.inode, -1
		}
	}
}
