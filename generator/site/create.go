package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/ledger"
	"gongkai/generator/source"
)

// Creation is a document to be made.
type Creation struct {
	Kind   field.Kind
	Title  string
	Agency *config.Agency // whose number is issued
	On     day.Day        // the year of its number and its folder
	Head   []source.Entry // what is filled in, as StarterHead gives it; the index number is set
	Body   string
}

// Create issues the number first and writes the file second: a number without
// a document is harmless, a document without its number is not. It gives the
// file's path and the number.
func Create(root *os.Root, docs []*document.Document, c Creation) (file, issued string, err error) {
	file, err = freePath(root, path.Join(source.ContentDir, c.Kind.Label(), fmt.Sprint(c.On.Year())), fileName(c.Title))
	if err != nil {
		return "", "", err
	}
	err = ledger.Update(root, func(l *ledger.Ledger) ([]ledger.Row, error) {
		issued = l.Next(c.Agency.Code, c.On.Year(), catalog.Numbers(docs))
		return []ledger.Row{{Number: issued, Path: file, Title: c.Title, Date: c.On.String()}}, nil
	})
	if err != nil {
		return "", "", fmt.Errorf("issue index number: %w", err)
	}
	return file, issued, WriteNew(root, file, source.Format(numbered(c.Head, issued), c.Body))
}

// numbered gives a head with the index number set.
func numbered(head []source.Entry, issued string) []source.Entry {
	out := make([]source.Entry, 0, len(head)+1)
	set := false
	for _, e := range head {
		if row, ok := field.Lookup(0, e.Name); ok && row.ID == field.Number {
			e.Value, set = source.Text(issued), true
		}
		out = append(out, e)
	}
	if !set {
		out = append(out, source.Entry{Name: field.Of(field.Number).Label, Value: source.Text(issued)})
	}
	return out
}

// StarterHead has the fields that documents of a kind need or usually have,
// with Chinese labels, in display order.
func StarterHead(kind field.Kind, title string, agency *config.Agency, on day.Day) []source.Entry {
	known := map[field.ID]string{
		field.Title: title, field.KindOf: kind.Label(), field.Agency: agency.Name, field.Genre: kind.Row().Genre,
		field.Published: on.String(), field.Openness: field.Public, field.Draft: "true",
	}
	var out []source.Entry
	for _, row := range field.All() {
		if !row.Required(kind) && !(starting[row.ID] && row.Offered(kind)) {
			continue
		}
		value := source.Text(known[row.ID])
		if row.Type == field.Record {
			value = source.Value{Form: source.Group}
			for _, member := range field.Members(row.ID) {
				value.Entries = append(value.Entries, source.Entry{Name: member.Label})
			}
		}
		out = append(out, source.Entry{Name: row.Label, Value: value})
	}
	return out
}

// starting are the fields besides the required ones that a new document has.
var starting = map[field.ID]bool{field.Document: true, field.Written: true, field.Genre: true, field.Keywords: true, field.Summary: true, field.Effective: true,
	field.ValidYears: true, field.Form: true, field.Consultation: true, field.Draft: true}

// StarterBody is the skeleton that readers expect of a kind.
func StarterBody(kind field.Kind) string {
	switch kind {
	case field.Reply:
		return "代表：\n\n您提出的建议收悉，现答复如下：\n\n## 一、\n\n感谢您对我们工作的关心和支持。\n"
	case field.Conference:
		return "问：\n\n答：\n"
	case field.Guide:
		return "## 一、信息分类和编排体系\n\n## 二、获取方式\n\n## 三、依申请公开\n\n## 四、公开工作机构\n\n名称、办公地址、办公时间、联系电话、传真、互联网联系方式：\n"
	case field.AnnualReport:
		return "## 一、总体情况\n\n## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n## 四、政府信息公开行政复议、行政诉讼情况\n\n## 五、存在的主要问题及改进情况\n\n## 六、其他需要报告的事项\n"
	}
	return "## 一、\n"
}

// fileName makes a file's name of a title: letters, digits and Han characters.
func fileName(title string) string {
	var b strings.Builder
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") && (r == '-' || r == ' ' || r == '_') {
			b.WriteByte('-')
		}
		if len([]rune(b.String())) >= fileNameMax {
			break
		}
	}
	if name := strings.Trim(b.String(), "-"); name != "" {
		return name
	}
	return "文件"
}

// fileNameMax keeps names short enough for every file system (255 bytes).
const fileNameMax = 40

// freePath finds a name that no file has yet.
func freePath(root *os.Root, folder, name string) (string, error) {
	for n := 1; ; n++ {
		candidate := path.Join(folder, name+".md")
		if n > 1 {
			candidate = path.Join(folder, fmt.Sprintf("%s-%d.md", name, n))
		}
		switch _, err := root.Lstat(filepath.FromSlash(candidate)); {
		case errors.Is(err, fs.ErrNotExist):
			return candidate, nil
		case err != nil:
			return "", fmt.Errorf("look at %s: %w", candidate, err)
		}
	}
}

// WriteNew writes a file that must not exist yet.
func WriteNew(root *os.Root, name string, content []byte) error {
	name = filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make folder of %s: %w", name, err)
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
