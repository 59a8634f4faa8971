package document

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// unfinished and furniture are what drafts and copied web pages leave in a text.
var (
	unfinished = [...]string{"今年几月", "××", "XX", "TODO", "待补充", "待定稿", "此处填", "（待填）", "某某某"}
	furniture  = [...]string{"版权所有", "ICP备", "公网安备", "网站标识码", "当前位置：", "您所在的位置", "您现在的位置", "站点地图", "打印本页", "关闭窗口", "浏览次数", "【字体：", "分享到："}
)

const leftoverCount = len(unfinished) + len(furniture)

// leftoverWords are both lists, unfinished first.
var leftoverWords = func() (words [leftoverCount][]byte) {
	for i, word := range append(unfinished[:], furniture[:]...) {
		words[i] = []byte(word)
	}
	return words
}()

// leftovers finds the first place of each such word.
func leftovers(body []byte, places *lineIndex) (list diag.List) {
	type hit struct{ at, word int }
	var hits []hit
	swept := sweep(body)
	for w, word := range leftoverWords {
		if len(word) < sweptBytesMin || swept[w] {
			if at := firstLeftover(body, word); at >= 0 {
				hits = append(hits, hit{at, w})
			}
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.word, b.word)) })
	for _, h := range hits {
		word := leftoverWords[h.word]
		f := diag.New(diag.Boilerplate, places.at(h.at), "正文里有网页的“%s”", word).Hinted("多半是复制网页时带来的，删去这一行")
		if h.word < len(unfinished) {
			f = diag.New(diag.Unfinished, places.at(h.at), "正文里留有“%s”", word).Hinted("补全，或者删去")
		}
		list.Add(f.On("", utf8.RuneCount(word)))
	}
	return list
}

// firstLeftover is the first place of a word, -1 if there is none. What is said
// of ICP备案 as a matter is no footer.
func firstLeftover(body, word []byte) int {
	for from := 0; ; {
		i := bytes.Index(body[from:], word)
		if i < 0 {
			return -1
		}
		at := from + i
		if !insideWord(body, at, len(word)) && !bytes.HasPrefix(body[at+len(word):], []byte("案")) {
			return at
		}
		from = at + 1
	}
}

// A word of nine bytes holds, wherever it stands, four that begin at a multiple
// of six. So long words are looked for at each sixth byte of a text: at a tenth
// of the time of a look at each character.
const (
	sweptBytesMin = 9
	sweepStep     = 6
	sweepBytes    = 4
)

// sweep tells which of the long words a text holds.
func sweep(body []byte) (found [leftoverCount]bool) {
	for at := 0; at+sweepBytes <= len(body); at += sweepStep {
		piece := binary.LittleEndian.Uint32(body[at:])
		if !mayBePiece[pieceHash(piece)] {
			continue
		}
		for _, p := range leftoverPieces[piece] {
			if at >= p.offset && bytes.HasPrefix(body[at-p.offset:], leftoverWords[p.word]) {
				found[p.word] = true
			}
		}
	}
	return found
}

// leftoverPieces are the four bytes at each of the first six offsets of long
// words; mayBePiece tells by a hash that there are none.
var leftoverPieces, mayBePiece = prepareSweep()

type leftoverPiece struct{ word, offset int }

func prepareSweep() (pieces map[uint32][]leftoverPiece, may *[1 << pieceHashBits]bool) {
	pieces, may = map[uint32][]leftoverPiece{}, new([1 << pieceHashBits]bool)
	for w, word := range leftoverWords {
		for offset := 0; len(word) >= sweptBytesMin && offset < sweepStep; offset++ {
			piece := binary.LittleEndian.Uint32(word[offset:])
			pieces[piece] = append(pieces[piece], leftoverPiece{w, offset})
			may[pieceHash(piece)] = true
		}
	}
	return pieces, may
}

const pieceHashBits = 13

func pieceHash(piece uint32) uint32 { return piece * 0x9E3779B1 >> (32 - pieceHashBits) }

// insideWord tells whether Latin letters or digits go on around a hit, as in
// XXL or TODOS.
func insideWord(body []byte, at, length int) bool {
	if body[at] >= utf8.RuneSelf || body[at+length-1] >= utf8.RuneSelf {
		return false
	}
	return at > 0 && isWord(body[at-1]) || at+length < len(body) && isWord(body[at+length]) && body[at+length] != 'X'
}

func isWord(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_'
}
