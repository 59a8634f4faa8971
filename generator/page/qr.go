package page

import (
	"encoding/base64"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"math/bits"
	"slices"
	"strconv"
	"sync"

	"rsc.io/qr"
	"rsc.io/qr/coding"
)

// quiet is the width of the white margin a QR code needs, in modules
// (ISO/IEC 18004).
const quiet = 4

// pixels are the width of a module as shown: a whole number, so that all come
// out alike.
const pixels = 3

// qrOf draws a text as a QR code of level M. A text too long for one gives
// none.
func qrOf(text string) QR {
	code, err := encode(text)
	if err != nil {
		return QR{}
	}
	return QR{Side: strconv.Itoa(pixels * (code.Size + 2*quiet)), PNG: base64.StdEncoding.EncodeToString(picture(code))}
}

// plans are where the modules of a code of each size lie: the same for every
// text of about the same length, and most of the work.
var plans sync.Map // coding.Version → *plan

// plan is a code of one size before a text is in it.
type plan struct {
	coding.Code
	spots []spot // by bit of what is encoded: data, then check bytes
}

// spot is a module: a byte of the bitmap, and the bit in it.
type spot struct {
	at  uint16
	bit byte
}

func newPlan(version coding.Version) (*plan, error) {
	made, err := coding.NewPlan(version, coding.M, 0)
	if err != nil {
		return nil, err
	}
	side := len(made.Pixel)
	p := &plan{Code: coding.Code{Size: side, Stride: (side + 7) / 8}, spots: make([]spot, 8*(made.DataBytes+made.CheckBytes))}
	p.Bitmap = make([]byte, side*p.Stride)
	for y, row := range made.Pixel {
		for x, pixel := range row {
			module := spot{uint16(y*p.Stride + x/8), 1 << (7 - x&7)}
			if pixel&coding.Black != 0 {
				p.Bitmap[module.at] |= module.bit
			}
			if role := pixel.Role(); role == coding.Data || role == coding.Check {
				p.spots[pixel.Offset()] = module
			}
		}
	}
	return p, nil
}

// with gives the code of a text: every bit of it that is set turns its module.
func (p *plan) with(text coding.String, version coding.Version) *qr.Code {
	var b coding.Bits
	text.Encode(&b, version)
	b.AddCheckBytes(version, coding.M)
	bitmap := slices.Clone(p.Bitmap)
	for i, octet := range b.Bytes() {
		for ; octet != 0; octet &= octet - 1 {
			module := p.spots[8*i+7-bits.TrailingZeros8(octet)]
			bitmap[module.at] ^= module.bit
		}
	}
	return &qr.Code{Bitmap: bitmap, Size: p.Size, Stride: p.Stride, Scale: 8}
}

// encode is qr.Encode with level M for texts in bytes, as addresses are, with
// the plan of each size made once.
func encode(text string) (*qr.Code, error) {
	bytes := coding.String(text)
	if coding.Alpha(text).Check() == nil { // shorter as capitals, or as digits
		return qr.Encode(text, qr.M)
	}
	version := coding.Version(coding.MinVersion)
	for bytes.Bits(version) > version.DataBytes(coding.M)*8 {
		if version++; version > coding.MaxVersion {
			return qr.Encode(text, qr.M) // which says so
		}
	}
	kept, ok := plans.Load(version)
	if !ok {
		made, err := newPlan(version)
		if err != nil {
			return nil, err
		}
		kept, _ = plans.LoadOrStore(version, made)
	}
	return kept.(*plan).with(bytes, version), nil
}

// picture draws a code and its margin as a PNG, a pixel a module and a bit a
// pixel (ISO/IEC 15948), with rows that are stored as they are: modules look
// like chance, and do not get shorter. That is a fifth of the same code drawn
// as strokes of an SVG.
func picture(code *qr.Code) []byte {
	side := code.Size + 2*quiet
	row := 1 + (side+7)/8 // the filter of a row, none, before its pixels
	rows := make([]byte, side*row)
	for y := range side {
		line := rows[y*row+1 : (y+1)*row]
		if y >= quiet && y < quiet+code.Size {
			from, before := (y-quiet)*code.Stride, byte(0)
			for i := range line { // the code's own row, moved by the margin
				black := byte(0)
				if i < (code.Size+7)/8 {
					black = code.Bitmap[from+i]
				}
				line[i] = before<<(8-quiet) | black>>quiet
				before = black
			}
		}
		for i := range line {
			line[i] = ^line[i] // in a PNG, white is 1
		}
	}
	size := binary.BigEndian.AppendUint32(nil, uint32(side))
	png := append(make([]byte, 0, len(rows)+80), "\x89PNG\r\n\x1a\n"...)
	png = chunk(png, "IHDR", size, size, []byte{1, 0, 0, 0, 0}) // a bit a pixel, grey
	png = chunk(png, "IDAT", stored(rows), rows, binary.BigEndian.AppendUint32(nil, adler32.Checksum(rows)))
	return chunk(png, "IEND")
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
