package page

import (
	"strconv"
	"sync"

	"rsc.io/qr"
	"rsc.io/qr/coding"
)

// quiet is the width of the white margin a QR code needs, in modules
// (ISO/IEC 18004).
const quiet = 4

// qrOf draws a text as a QR code of level M. A text too long for one gives
// none.
func qrOf(text string) QR {
	code, err := encode(text)
	if err != nil {
		return QR{}
	}
	return QR{Size: strconv.Itoa(code.Size + 2*quiet), Path: string(strokes(code))}
}

// plans are where the modules of a code of each size lie: the same for every
// text of about the same length, and most of the work.
var plans sync.Map // coding.Version → *coding.Plan

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
	plan, ok := plans.Load(version)
	if !ok {
		made, err := coding.NewPlan(version, coding.M, 0)
		if err != nil {
			return nil, err
		}
		plan, _ = plans.LoadOrStore(version, made)
	}
	code, err := plan.(*coding.Plan).Encode(bytes)
	if err != nil {
		return nil, err
	}
	return &qr.Code{Bitmap: code.Bitmap, Size: code.Size, Stride: code.Stride, Scale: 8}, nil
}

// strokes writes the black modules as horizontal strokes of width 1, row by
// row, with relative moves: M4 4.5h7m2 0h1…
func strokes(code *qr.Code) []byte {
	path := make([]byte, 0, 3072)
	for y := range code.Size {
		pen := -1 // where the row's last stroke ended
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if pen < 0 {
				path = append(path, 'M')
				path = strconv.AppendInt(path, int64(from+quiet), 10)
				path = append(path, ' ')
				path = strconv.AppendInt(path, int64(y+quiet), 10)
				path = append(path, ".5h"...)
			} else {
				path = append(path, 'm')
				path = strconv.AppendInt(path, int64(from-pen), 10)
				path = append(path, " 0h"...)
			}
			path = strconv.AppendInt(path, int64(x-from), 10)
			pen = x
		}
	}
	return path
}
