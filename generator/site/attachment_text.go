package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/sync/errgroup"

	"gongkai/generator/diag"
	"gongkai/generator/document"
	"gongkai/generator/field"
	"gongkai/generator/office"
)

// attachmentBytesMax bounds the attachments that are read for their text.
const attachmentBytesMax = 64 << 20

// attachmentText is what an attachment says. It is kept in the work folder
// under the hash of the file, since reading a workbook costs a hundred times
// what reading its bytes does: the first line is JSON, the rest the text.
type attachmentText struct {
	Problem    string   `json:"problem,omitempty"` // why there is no text, in Chinese
	Cut        bool     `json:"cut,omitempty"`     // the file says more
	Identities int      `json:"identities,omitempty"`
	Mobiles    []string `json:"mobiles,omitempty"`
	Bytes      int      `json:"bytes"` // of the text: what is shorter was not written to its end
	text       string
}

// hasText tells whether an attachment is read at all.
func hasText(a document.Asset) bool { return office.HasText(a.Path) && a.Size <= attachmentBytesMax }

// attachmentText gives what an attachment says: nothing where its format is not
// read.
func (s *Site) attachmentText(a document.Asset) (attachmentText, error) {
	if !office.HasText(a.Path) {
		return attachmentText{}, nil
	}
	if !hasText(a) {
		return attachmentText{Problem: fmt.Sprintf("文件超过 %d MB", attachmentBytesMax>>20)}, nil
	}
	sum, err := s.sumOf(a)
	if err != nil {
		return attachmentText{}, err
	}
	if t, ok := s.keptText(a, sum); ok {
		return t, nil
	}
	data, err := s.root.ReadFile(filepath.FromSlash(a.Path))
	if err != nil {
		return attachmentText{}, fmt.Errorf("read %s: %w", a.Path, err)
	}
	if xxhash.Sum64(data) != sum {
		return attachmentText{}, &ChangedError{Path: a.Path}
	}
	t, err := readText(a.Path, data)
	if err == nil {
		s.keepText(a, sum, t)
	}
	return t, err
}

func readText(name string, data []byte) (attachmentText, error) {
	text, cut, _, err := office.Text(name, data)
	var format *office.FormatError
	if errors.As(err, &format) {
		return attachmentText{Problem: format.Message}, nil
	}
	if err != nil {
		return attachmentText{}, fmt.Errorf("read text of %s: %w", name, err)
	}
	t := attachmentText{Cut: cut, Bytes: len(text), text: text}
	t.Identities, t.Mobiles = document.Personal(text)
	return t, nil
}

// sumOf hashes an attachment, once for each reading of the site.
func (s *Site) sumOf(a document.Asset) (uint64, error) {
	if sum, ok := s.sums.Load(a.Path); ok {
		return sum.(uint64), nil
	}
	f, err := s.root.Open(filepath.FromSlash(a.Path))
	if err != nil {
		return 0, fmt.Errorf("read %s: %w", a.Path, err)
	}
	defer f.Close()
	h := xxhash.New()
	if _, err := io.Copy(h, f); err != nil {
		return 0, fmt.Errorf("read %s: %w", a.Path, err)
	}
	s.sums.Store(a.Path, h.Sum64())
	return h.Sum64(), nil
}

// textsDir is where the texts are kept.
const textsDir = WorkDir + "/texts"

// keptName is that of a text read by this build of the program: another may
// read the same bytes otherwise.
func (s *Site) keptName(a document.Asset, sum uint64) string {
	return filepath.FromSlash(fmt.Sprintf("%s/%08x-%016x-%d%s", textsDir, uint32(xxhash.Sum64String(s.program)), sum, a.Size, strings.ToLower(path.Ext(a.Path))))
}

func (s *Site) keptText(a document.Asset, sum uint64) (t attachmentText, ok bool) {
	if s.program == "" {
		return t, false
	}
	data, err := s.root.ReadFile(s.keptName(a, sum))
	if err != nil {
		return t, false
	}
	head, text, whole := bytes.Cut(data, []byte("\n"))
	if !whole || json.Unmarshal(head, &t) != nil || t.Bytes != len(text) {
		return attachmentText{}, false
	}
	t.text = string(text)
	return t, true
}

// keepText keeps what was read. A folder that cannot be written to only costs
// time: the next run reads the attachment again.
func (s *Site) keepText(a document.Asset, sum uint64, t attachmentText) {
	head, err := json.Marshal(t)
	if err != nil || s.program == "" || s.root.MkdirAll(filepath.FromSlash(textsDir), 0o755) != nil {
		return
	}
	name := s.keptName(a, sum)
	if s.root.WriteFile(name+".new", append(append(head, '\n'), t.text...), 0o644) == nil {
		_ = s.root.Rename(name+".new", name)
	}
}

// judgeAttachments reads every attachment for what an editor should know of
// its text, over all threads.
func (s *Site) judgeAttachments(ctx context.Context) error {
	type place struct {
		asset    document.Asset
		findings diag.List
	}
	var places []*place
	for _, e := range s.Catalog.Entries {
		for _, a := range e.Attachments {
			if office.HasText(a.Path) {
				places = append(places, &place{asset: a})
			}
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(s.threads)
	for _, p := range places {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			t, err := s.attachmentText(p.asset)
			p.findings = s.judgeText(p.asset, t)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	kept := map[string]bool{}
	for _, p := range places {
		s.Findings.Add(p.findings...)
		if sum, ok := s.sums.Load(p.asset.Path); ok {
			kept[path.Base(filepath.ToSlash(s.keptName(p.asset, sum.(uint64))))] = true
		}
	}
	s.sweepTexts(kept)
	return nil
}

// sweepTexts lets go of texts that no attachment has any more. What cannot be
// removed only takes room.
func (s *Site) sweepTexts(kept map[string]bool) {
	if s.program == "" {
		return
	}
	entries, err := fs.ReadDir(s.root.FS(), textsDir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !kept[e.Name()] {
			_ = s.root.Remove(filepath.FromSlash(textsDir + "/" + e.Name()))
		}
	}
}

// judgeText words what is wrong with the text of an attachment.
func (s *Site) judgeText(a document.Asset, t attachmentText) (list diag.List) {
	add := func(code diag.Code, hint, format string, args ...any) {
		list.Add(diag.New(code, a.At, "附件“%s”"+format, append([]any{a.Name}, args...)...).As(diag.Warning).
			On(field.Of(field.Attachments).Label, utf8.RuneCountInString(a.Name)).Hinted("%s", hint))
	}
	if t.Problem != "" {
		add(diag.AttachmentText, "用 Word、Excel 或 WPS 打开后重新保存，再放到这里；有密码的先取消密码，过大的拆成几个", "的文字读不出来：%s", t.Problem)
	}
	if t.Cut {
		add(diag.AttachmentText, "要整份都能搜到，拆成几个附件", "的文字太多，只有前 %d 万字能搜到", utf8.RuneCountInString(t.text)/10_000)
	}
	if t.Identities > 0 {
		add(diag.IdentityCard, "遮盖身份证号后，重新放入附件", "里有 %d 个完整的身份证号", t.Identities)
	}
	if others := document.Unlisted(t.Mobiles, s.Config.Site.PublicPhones); len(others) > 0 {
		add(diag.MobileNumber, "遮盖手机号后重新放入附件；确是公开的办事号码，登记在 config.toml 的 public_phones", "里有 %d 个手机号", len(others))
	}
	return list.Override(s.Config.Rules.Levels)
}
