package ledger

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
)

const (
	// staged is the new ledger while it is written, beside the old one. One
	// left by a killed process is written over by the next.
	staged = ".index-ledger.csv.tmp"

	// lockFile is held while the ledger is read and written. It stays, empty,
	// in the folder that may be deleted at any time.
	lockFolder = ".gongkai"
	lockFile   = lockFolder + "/ledger.lock"
)

// Append adds rows to the ledger of the site whose folder is root, and makes
// it where there is none. A process killed at any instant leaves the old
// ledger or the new one. Line breaks in a field are written as spaces.
func Append(root *os.Root, rows []Row) error {
	return Update(root, func(*Ledger) ([]Row, error) { return rows, nil })
}

// Update adds the rows that decide gives for the ledger as it is. From reading
// to writing no other process changes the ledger, so that a number decide
// issues with Next is issued once. Where decide gives an error or no row, the
// ledger stays as it is.
func Update(root *os.Root, decide func(*Ledger) ([]Row, error)) (err error) {
	if err := root.MkdirAll(lockFolder, 0o755); err != nil {
		return fmt.Errorf("lock %s: %w", File, err)
	}
	unlock, err := lock(root, lockFile)
	if err != nil {
		return fmt.Errorf("lock %s: %w", File, err)
	}
	defer func() { err = errors.Join(err, unlock()) }()

	old, err := root.ReadFile(File)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %s: %w", File, err)
	}
	l, _ := Read(old)
	rows, err := decide(l)
	if err != nil || len(rows) == 0 {
		return err
	}
	if err := replace(root, extend(old, rows)); err != nil {
		return fmt.Errorf("write %s: %w", File, err)
	}
	return nil
}

// extend gives the bytes of a ledger with rows at its end.
func extend(old []byte, rows []Row) []byte {
	b := bytes.NewBuffer(bytes.Clone(old))
	w := csv.NewWriter(b)
	switch {
	case len(bytes.TrimSpace(bytes.TrimPrefix(old, []byte(byteOrderMark)))) == 0:
		writeRecord(w, header)
	case !bytes.HasSuffix(old, []byte("\n")):
		b.WriteByte('\n')
	}
	for _, row := range rows {
		writeRecord(w, []string{row.Number, row.Path, row.Title, row.Date, row.Removed})
	}
	w.Flush()
	return b.Bytes()
}

var lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// writeRecord writes to a buffer in memory, which takes every record.
func writeRecord(w *csv.Writer, fields []string) {
	flat := make([]string, len(fields))
	for i, field := range fields {
		flat[i] = lineBreaks.Replace(field)
	}
	if err := w.Write(flat); err != nil {
		panic("ledger: write to memory: " + err.Error())
	}
}

// replace puts data in the place of the ledger in one step.
func replace(root *os.Root, data []byte) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := root.Stat(File); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := root.OpenFile(staged, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = root.Rename(staged, File)
	}
	if err != nil {
		return errors.Join(err, root.Remove(staged))
	}
	return syncFolder(root)
}

// syncFolder makes a rename last through a loss of power. Windows has no such
// call and needs none.
func syncFolder(root *os.Root) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
