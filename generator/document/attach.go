package document

import (
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/generator/diag"
	"gongkai/generator/field"
	"gongkai/generator/source"
)

// attach finds the files the front matter lists.
func (d *Document) attach(env Env) (list diag.List) {
	for _, group := range d.Groups(field.Attachments) {
		name := group.Text(field.AttachmentFile)
		if name == "" {
			continue // reported as missing
		}
		at := group.At(field.AttachmentFile)
		t := beside(d.Path, name)
		asset, finding, ok := find(env, t, name, at)
		if !ok {
			list.Add(finding)
			continue
		}
		asset.Title, asset.Text = group.Text(field.AttachmentTitle), group.Text(field.AttachmentText)
		if asset.Title == "" {
			asset.Title = strings.TrimSuffix(path.Base(asset.Path), path.Ext(asset.Path))
		}
		list.Add(d.own(&d.Attachments, asset)...)
	}
	return list
}

// own adds an asset, unless another file already has its name.
func (d *Document) own(to *[]Asset, asset Asset) diag.List {
	for _, other := range slices.Concat(d.Attachments, d.Files) {
		if other.Path == asset.Path && to == &d.Attachments {
			return diag.List{diag.New(diag.AttachmentWrong, asset.At, "附件“%s”列了两次", asset.Name).
				On(field.Of(field.Attachments).Label, utf8.RuneCountInString(asset.Name)).Noted(other.At, "先前列在这里").Hinted("只留一处")}
		}
		if strings.EqualFold(other.Name, asset.Name) && other.Path != asset.Path {
			return diag.List{diag.New(diag.AttachmentWrong, asset.At, "附件“%s”与另一个附件同名", asset.Name).
				On(field.Of(field.Attachments).Label, utf8.RuneCountInString(asset.Name)).Noted(other.At, "同名的在这里").Hinted("给其中一个文件改名")}
		}
		if other.Path == asset.Path && to == &d.Files {
			return nil
		}
	}
	*to = append(*to, asset)
	return nil
}

// find looks a file up in the listing of the site, exactly as it is spelt: a
// disk that ignores case must not hide a link that breaks on the server.
func find(env Env, t Target, shown string, at diag.Position) (Asset, diag.Finding, bool) {
	wrong := func(format string, args ...any) diag.Finding {
		return diag.New(diag.AttachmentWrong, at, format, args...).On(field.Of(field.Attachments).Label, utf8.RuneCountInString(shown))
	}
	if t.Sort != ToFile {
		return Asset{}, wrong("附件“%s”不在文件旁边", shown).Hinted("把附件放在文档所在的文件夹里，只写文件名"), false
	}
	actual, size, ok := env.Tree.Asset(t.Path)
	if !ok {
		f := wrong("找不到附件“%s”", shown).Hinted("把它放在文档旁边；快捷方式和符号链接不算")
		if near := neighbours(env.Tree, t.Path); len(near) > 0 {
			f = f.Hinted("同一文件夹里有：%s", strings.Join(near, "、"))
		}
		return Asset{}, f, false
	}
	t.Path = actual
	base := path.Base(t.Path)
	ext := strings.ToLower(path.Ext(base))
	asset := Asset{Path: t.Path, Name: norm.NFC.String(base), Type: strings.ToUpper(strings.TrimPrefix(ext, ".")), Size: size, Zip: active(base), At: at}
	if asset.Zip {
		asset.Name, asset.Type = asset.Name+".zip", "ZIP"
	}
	switch {
	case size == 0:
		return asset, wrong("附件“%s”是空文件", shown).Hinted("重新放入完整的文件"), false
	case !safeName(asset.Name):
		return asset, wrong("附件“%s”的文件名不能用作网址", shown).Hinted(`文件名不要用 \ : * ? " < > | 和 index.html、index.json，不要以点或空格结尾，不超过 60 字`), false
	}
	if want, ok := signatures[ext]; ok && !startsWith(env, asset.Path, want) {
		return asset, wrong("附件“%s”的内容不是 %s 格式", shown, strings.ToUpper(strings.TrimPrefix(ext, "."))).Hinted("用相应的软件打开后“另存为”，不要只改扩展名"), false
	}
	return asset, diag.Finding{}, true
}

// neighbours lists up to five files of a folder most like a name.
func neighbours(tree source.Tree, want string) []string {
	return diag.NearestSome(path.Base(want), tree.Folder(path.Dir(want)), 5)
}

// active tells a file that a browser, a server or a computer would run rather
// than hand over or show. A server may go by any of several extensions.
func active(name string) bool {
	parts := strings.Split(strings.ToLower(name), ".")
	for i, part := range parts[1:] {
		if ext := "." + strings.TrimSpace(part); served[ext] || i+2 == len(parts) && runs[ext] {
			return true
		}
	}
	return false
}

// served lists what a web server would run, or obey as its configuration, in
// the place of handing it over.
var served = map[string]bool{".php": true, ".php3": true, ".php4": true, ".php5": true, ".php7": true, ".phps": true, ".pht": true, ".phtml": true, ".phar": true,
	".jsp": true, ".jspx": true, ".jspf": true, ".jsw": true, ".asp": true, ".aspx": true, ".asa": true, ".asax": true, ".ascx": true, ".ashx": true, ".asmx": true, ".cer": true, ".cdx": true,
	".cgi": true, ".fcgi": true, ".pl": true, ".py": true, ".rb": true, ".lua": true, ".cfm": true, ".do": true, ".shtml": true, ".shtm": true, ".stm": true, ".config": true, ".htaccess": true}

// runs lists what a browser would run as a page of the site, or a computer as
// a program, when it is the last extension.
var runs = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".xht": true, ".shtml": true, ".mht": true, ".mhtml": true,
	".svg": true, ".svgz": true, ".js": true, ".mjs": true, ".xml": true, ".xsl": true, ".xslt": true, ".swf": true, ".hta": true, ".wasm": true,
	".exe": true, ".com": true, ".bat": true, ".cmd": true, ".msi": true, ".scr": true, ".pif": true, ".dll": true, ".ps1": true, ".psm1": true, ".vbs": true, ".vbe": true, ".wsf": true, ".wsh": true,
	".jar": true, ".lnk": true, ".url": true, ".reg": true, ".sh": true, ".chm": true, ".cpl": true, ".inf": true}

// signatures are the first bytes of the formats that offices exchange.
var signatures = map[string][]string{
	".pdf": {"%PDF-"}, ".png": {"\x89PNG\r\n\x1a\n"}, ".gif": {"GIF8"}, ".jpg": {"\xff\xd8\xff"}, ".jpeg": {"\xff\xd8\xff"}, ".webp": {"RIFF"},
	".docx": {"PK\x03\x04"}, ".xlsx": {"PK\x03\x04"}, ".pptx": {"PK\x03\x04"}, ".ofd": {"PK\x03\x04"}, ".zip": {"PK\x03\x04", "PK\x05\x06"}, ".odt": {"PK\x03\x04"}, ".ods": {"PK\x03\x04"},
	".doc": {"\xd0\xcf\x11\xe0", "{\\rtf"}, ".xls": {"\xd0\xcf\x11\xe0"}, ".ppt": {"\xd0\xcf\x11\xe0"}, ".wps": {"\xd0\xcf\x11\xe0", "PK\x03\x04"}, ".et": {"\xd0\xcf\x11\xe0", "PK\x03\x04"},
	".rar": {"Rar!"}, ".7z": {"7z\xbc\xaf"},
}

func startsWith(env Env, name string, any []string) bool {
	f, err := env.Files.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 16)
	n, _ := io.ReadFull(f, head) // a short file is told by what it lacks
	for _, want := range any {
		if bytes.HasPrefix(head[:n], []byte(want)) {
			return true
		}
	}
	return false
}

// safeName tells whether a name can stand in a URL and on every file system.
func safeName(name string) bool {
	if len(name) > 200 || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || strings.ContainsAny(name, `\/:*?"<>|`) {
		return false
	}
	for _, r := range name {
		if unicode.IsControl(r) {
			return false
		}
	}
	switch strings.ToLower(name) {
	case "index.html", "index.json":
		return false
	}
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return false
	}
	return !(len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '1' && stem[3] <= '9')
}
