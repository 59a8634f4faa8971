package page

import (
	"bytes"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"math/bits"
	"slices"
	"strconv"
	"sync"

	"rsc.io/qr/coding"
	"rsc.io/qr/gf256"
)

// quiet is the width of the white margin a QR code needs, in modules
// (ISO/IEC 18004).
const quiet = 4

// pixels are the width of a module as shown: a whole number, so that all come
// out alike.
const pixels = 3

// qrOf draws a text in bytes, as addresses are, as a QR code of level M. A text
// too long for one gives none.
func qrOf(text string) QR {
	written := coding.String(text)
	version := coding.Version(coding.MinVersion)
	for written.Bits(version) > version.DataBytes(coding.M)*8 {
		if version++; version > coding.MaxVersion {
			return QR{}
		}
	}
	kept, ok := plans.Load(version)
	if !ok {
		made, err := newPlan(version)
		if err != nil {
			return QR{}
		}
		kept, _ = plans.LoadOrStore(version, made)
	}
	p := kept.(*plan)
	return QR{Side: strconv.Itoa(pixels * p.side), PNG: base64.StdEncoding.EncodeToString(p.picture(written))}
}

// plans are the plans of each size: the same for every text of about the same
// length, and most of the work.
var plans sync.Map // coding.Version → *plan

// plan is the picture of a code of one size before a text is in it: a PNG, a
// pixel a module and a bit a pixel (ISO/IEC 15948), with rows that are stored as
// they are. Modules look like chance, and do not get shorter; that is a fifth of
// the same code drawn as strokes of an SVG.
type plan struct {
	version    coding.Version
	side       int         // in modules, with the margin
	png        []byte      // its checksums are still to be told
	from, to   int         // where its rows lie
	spots      []spot      // by bit of what is encoded: data, then check bytes
	blocks     int         // the parts of the data, each with its own check bytes
	remainders [256][]byte // what a byte is worth to the check bytes of what follows it
}

// spot is a module: a byte of the picture, and the bit in it.
type spot struct {
	at  uint16
	bit byte
}

func newPlan(version coding.Version) (*plan, error) {
	made, err := coding.NewPlan(version, coding.M, 0)
	if err != nil {
		return nil, err
	}
	side := len(made.Pixel) + 2*quiet
	row := 1 + (side+7)/8 // the filter of a row, none, before its pixels
	white := append([]byte{0}, bytes.Repeat([]byte{0xff}, row-1)...)
	p := &plan{version: version, side: side, blocks: made.Blocks, spots: make([]spot, 8*(made.DataBytes+made.CheckBytes))}
	p.frame(bytes.Repeat(white, side))
	for y, line := range made.Pixel {
		for x, pixel := range line {
			module := spot{uint16(p.from + (y+quiet)*row + 1 + (x+quiet)/8), 1 << (7 - (x+quiet)&7)}
			if pixel&coding.Black != 0 {
				p.png[module.at] &^= module.bit
			}
			if role := pixel.Role(); role == coding.Data || role == coding.Check {
				p.spots[pixel.Offset()] = module
			}
		}
	}
	check := made.CheckBytes / made.Blocks
	encoder := gf256.NewRSEncoder(coding.Field, check)
	for octet := range p.remainders {
		p.remainders[octet] = make([]byte, check)
		encoder.ECC([]byte{byte(octet)}, p.remainders[octet])
	}
	return p, nil
}

// frame puts the rest of a PNG around rows.
func (p *plan) frame(rows []byte) {
	size := binary.BigEndian.AppendUint32(nil, uint32(p.side))
	p.png = chunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", size, size, []byte{1, 0, 0, 0, 0}) // a bit a pixel, grey
	head := stored(rows)
	p.from = len(p.png) + len("size") + len("IDAT") + len(head)
	p.to = p.from + len(rows)
	p.png = chunk(chunk(p.png, "IDAT", head, rows, make([]byte, adler32.Size)), "IEND")
}

// stored is what stands before a last block of a zlib stream that is not
// compressed (RFC 1950, RFC 1951); the largest code has 4,625 bytes of rows.
func stored(block []byte) []byte {
	head := binary.LittleEndian.AppendUint16([]byte{0x78, 0x01, 1}, uint16(len(block)))
	return binary.LittleEndian.AppendUint16(head, ^uint16(len(block)))
}

// chunk appends a part of a PNG: its length, its name, its data, its sum.
func chunk(png []byte, name string, data ...[]byte) []byte {
	from := len(png) + 4
	png = append(append(png, 0, 0, 0, 0), name...)
	for _, d := range data {
		png = append(png, d...)
	}
	binary.BigEndian.PutUint32(png[from-4:], uint32(len(png)-from-len(name)))
	return binary.BigEndian.AppendUint32(png, crc32.ChecksumIEEE(png[from:]))
}

// picture draws the code of a text: every bit of it that is set turns its
// module.
func (p *plan) picture(text coding.String) []byte {
	png := slices.Clone(p.png)
	for i, octet := range p.encode(text) {
		for ; octet != 0; octet &= octet - 1 {
			module := p.spots[8*i+7-bits.TrailingZeros8(octet)]
			png[module.at] ^= module.bit
		}
	}
	sum := p.to + adler32.Size
	binary.BigEndian.PutUint32(png[p.to:], adler32.Checksum(png[p.from:p.to]))
	binary.BigEndian.PutUint32(png[sum:], crc32.ChecksumIEEE(png[p.from-len("IDAT")-len(stored(nil)):sum]))
	return png
}

// encode gives the data of a text and the check bytes of its blocks, of which
// the last may be one byte longer.
func (p *plan) encode(text coding.String) []byte {
	var b coding.Bits
	text.Encode(&b, p.version)
	size := p.version.DataBytes(coding.M)
	if left := 8*size - b.Bits(); left > 0 {
		b.Pad(left)
	}
	data := b.Bytes()
	out := data
	for left := p.blocks; left > 0; left-- {
		n := len(data) / left
		out = append(out, p.check(data[:n])...)
		data = data[n:]
	}
	return out
}

// check gives the check bytes of a block: what is left of it, as a polynomial,
// after a division by the code's, eight bits at a time.
func (p *plan) check(block []byte) []byte {
	length := len(p.remainders[0])
	rest := append(make([]byte, 0, len(block)+length), block...)[:len(block)+length]
	for i := range block {
		behind := rest[i+1 : i+1+length]
		subtle.XORBytes(behind, behind, p.remainders[rest[i]])
	}
	return rest[len(block):]
}
