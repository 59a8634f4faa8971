package workday

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// notice is what the State Council announced for one year, as day numbers.
//
// The file form is a JSON object with one member a year:
//
//	{
//	  "2026": {
//	    "source": "国办发明电〔2025〕7号",
//	    "holidays": ["2026-01-01/2026-01-03", "2026-02-15/2026-02-23"],
//	    "workdays": ["2026-01-04", "2026-02-14"]
//	  }
//	}
//
// An entry is a day or, with a slash, a first and a last day. The days are
// those of the year itself or, as in the notices, of the December before it.
// Weekend days within a holiday may be named or left out; a make-up workday is
// a Saturday or Sunday. All three members may be missing.
type notice struct {
	source   string
	holidays []int
	workdays []int
}

// spanDaysMax bounds one span: no holiday is longer, and a misspelt year is
// then told instead of believed.
const spanDaysMax = 62

func parse(data []byte) (map[int]notice, error) {
	years, err := decode(data)
	if err != nil {
		return nil, err
	}
	notices := make(map[int]notice, len(years))
	for _, key := range slices.Sorted(maps.Keys(years)) {
		year, err := strconv.Atoi(key)
		if err != nil || len(key) != 4 || year < 1949 {
			return nil, fmt.Errorf("工作日历：“%s”不是年份，应写作 2027 这样的四位数", key)
		}
		n, err := years[key].notice(year)
		if err != nil {
			return nil, fmt.Errorf("工作日历 %d 年：%w", year, err)
		}
		notices[year] = n
	}
	return notices, nil
}

// written is a notice as it stands in the file.
type written struct {
	Source   string   `json:"source"`
	Holidays []string `json:"holidays"`
	Workdays []string `json:"workdays"`
}

func decode(data []byte) (map[string]written, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var years map[string]written
	if err := decoder.Decode(&years); err != nil {
		return nil, jsonError(data, decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("工作日历%s：文件末尾有多余的内容", place(data, decoder.InputOffset()))
	}
	return years, nil
}

// jsonError puts the decoder's English complaints into an editor's words.
func jsonError(data []byte, offset int64, err error) error {
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("工作日历%s：不是有效的 JSON，请检查引号、逗号和括号", place(data, syntax.Offset))
	case errors.As(err, &shape):
		return fmt.Errorf("工作日历%s：值的类型不对，年份下应为 source（文字）、holidays 和 workdays（日期列表）", place(data, shape.Offset))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("工作日历：文件为空或不完整")
	}
	if _, name, found := strings.Cut(err.Error(), "unknown field "); found {
		return fmt.Errorf("工作日历%s：不认识的项 %s，只能是 source、holidays、workdays", place(data, offset), name)
	}
	return fmt.Errorf("工作日历%s：无法读取：%w", place(data, offset), err)
}

// place names the line of a byte offset, from 1.
func place(data []byte, offset int64) string {
	offset = min(offset, int64(len(data)))
	return fmt.Sprintf("第 %d 行", 1+bytes.Count(data[:offset], []byte("\n")))
}

func (w written) notice(year int) (notice, error) {
	n := notice{source: w.Source}
	var err error
	if n.holidays, err = days(year, w.Holidays); err != nil {
		return n, fmt.Errorf("holidays：%w", err)
	}
	if n.workdays, err = days(year, w.Workdays); err != nil {
		return n, fmt.Errorf("workdays：%w", err)
	}
	for _, d := range n.workdays {
		if slices.Contains(n.holidays, d) {
			return n, fmt.Errorf("%s 既是放假日又是上班日", civil(d).Format(time.DateOnly))
		}
		if weekdays(d) != weekdays(d-1) {
			return n, fmt.Errorf("workdays：%s 不是周六或周日，本来就上班", civil(d).Format(time.DateOnly))
		}
	}
	return n, nil
}

// days spells out entries, each a day or a span, in the order written.
func days(year int, entries []string) ([]int, error) {
	var all []int
	for _, entry := range entries {
		from, to, isSpan := strings.Cut(entry, "/")
		first, err := day(year, from)
		if err != nil {
			return nil, err
		}
		last := first
		if isSpan {
			if last, err = day(year, to); err != nil {
				return nil, err
			}
		}
		if last < first || last-first >= spanDaysMax {
			return nil, fmt.Errorf("“%s”起止颠倒或过长", entry)
		}
		for d := first; d <= last; d++ {
			all = append(all, d)
		}
	}
	return all, nil
}

func day(year int, text string) (int, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("“%s”不是有效日期，应写作 %d-10-01 这样的格式", text, year)
	}
	if t.Year() != year && (t.Year() != year-1 || t.Month() != time.December) {
		return 0, fmt.Errorf("%s 不属于这一年，只能是当年或上一年 12 月的日期", text)
	}
	return dayNumber(t), nil
}
