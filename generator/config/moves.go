package config

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/number"
)

// ownAddresses are the folders and files that the column itself makes; an old
// address cannot lead on from them.
var ownAddresses = []string{"assets", "catalogue", "data", "reports", "search", "sections", "sitemap",
	"index.html", "404.html", "favicon.svg", "feed.xml", "manifest.json", "robots.txt", "sitemap.xml"}

// nameBytesMax is the longest file name of every usual file system.
const nameBytesMax = 255

// judgeMoves judges withdrawn documents and old addresses by themselves; what
// they mean beside the documents there are is the catalog's.
func (c *Config) judgeMoves() (list diag.List) {
	taken := map[string]string{} // an address → where it is given
	for i, w := range c.Withdrawn {
		at := "withdrawn." + strconv.Itoa(i)
		id := number.ParseIndex(w.Number).ID()
		if _, err := time.Parse(time.DateOnly, w.Date); err != nil || w.Number == "" || w.Reason == "" {
			list.Add(c.wrong(at, "撤回的文件须写索引号、日期和原因").Hinted(`填 index_number、date（如 2026-03-01）、reason`))
		} else if id == "" {
			list.Add(c.wrong(at, "撤回的索引号“%s”不能作网页地址", w.Number).Hinted("照原样写那份文件的索引号，如 010897245/2021-58637"))
		} else {
			list.Add(c.once(taken, "documents/"+id, at)...)
		}
	}
	for i, r := range c.Redirects {
		at := "redirect." + strconv.Itoa(i)
		address := strings.ToLower(path.Clean(r.From))
		top, _, _ := strings.Cut(address, "/")
		switch {
		case r.From == "" || r.To == "" || !storable(r.From):
			list.Add(c.wrong(at, "转址须写旧地址 from 和索引号 to").Hinted(`from 是相对于栏目的地址，如 "2019/t20190401_1.html"；各级名称不用 \ : * ? " < > |，不以点开头或结尾`))
		case slices.Contains(ownAddresses, top):
			list.Add(c.wrong(at, "转址的旧地址“%s”是栏目自己的网页", r.From).Hinted("写已经不用的旧地址"))
		default:
			list.Add(c.once(taken, strings.TrimSuffix(address, "/index.html"), at)...)
		}
	}
	return list
}

// once reports an address that was given before. Letters of either case count
// as one, as on the disks of Windows and macOS.
func (c *Config) once(taken map[string]string, address, at string) (list diag.List) {
	address = strings.ToLower(address)
	if before, ok := taken[address]; ok {
		list.Add(c.wrong(at, "地址“%s”写了两次", address).Noted(c.At(before), "先前写在这里").Hinted("只留一处"))
	}
	taken[address] = at
	return list
}

var addressForm = regexp.MustCompile(`^[^\\:*?"<>|]+$`)

// storable tells whether an address can be a file on Linux, macOS and Windows.
func storable(address string) bool {
	if !addressForm.MatchString(address) || strings.ContainsFunc(address, unicode.IsControl) {
		return false
	}
	for _, name := range strings.Split(strings.TrimSuffix(address, "/"), "/") {
		if name == "" || name[0] == '.' || len(name) > nameBytesMax || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || isDevice(name) {
			return false
		}
	}
	return true
}

// isDevice knows the names that Windows keeps for devices, with any extension.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch stem = strings.TrimRight(stem, " "); stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9'
}

// isKey tells whether a text can be the key of an agency or a section, which
// is a folder of the column.
func isKey(text string) bool { return keyForm.MatchString(text) && !isDevice(text) }

// isWhole tells whether an address of another site is whole.
func isWhole(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
