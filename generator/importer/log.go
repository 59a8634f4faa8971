package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// LogFile remembers which bytes were imported, so that the same file given
// twice is recognised. It stands beside the ledger and is tracked with it:
// UTF-8, in the manner of encoding/csv, with the header
//
//	hash,source,path,date
//
// hash is the SHA-256 of the source in hexadecimal, source its name as given,
// path the document that came of it, relative to the site, date the day. Rows
// are only ever added; a row whose document no longer exists says nothing.
const LogFile = "import-log.csv"

var logHeader = []string{"hash", "source", "path", "date"}

// logRow is a line of the log.
type logRow struct{ hash, source, path, date string }

// readLog reads the log by hash; the last row of a hash counts. Lines that are
// damaged are passed over: at worst a file is imported twice.
func readLog(root *os.Root) (map[string]logRow, error) {
	data, err := root.ReadFile(LogFile)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]logRow{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", LogFile, err)
	}
	rows := map[string]logRow{}
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		r := csv.NewReader(strings.NewReader(line))
		r.FieldsPerRecord = -1
		fields, err := r.Read()
		if err != nil || len(fields) != len(logHeader) || len(fields[0]) != 2*sha256.Size {
			continue
		}
		rows[fields[0]] = logRow{fields[0], fields[1], fields[2], fields[3]}
	}
	return rows, nil
}

// appendLog adds rows at the end of the log.
func appendLog(root *os.Root, rows []logRow) (err error) {
	if len(rows) == 0 {
		return nil
	}
	f, err := root.OpenFile(LogFile, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", LogFile, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("write %s: %w", LogFile, err)
	}
	records := [][]string{}
	if end == 0 {
		records = append(records, logHeader)
	}
	for _, row := range rows {
		records = append(records, []string{row.hash, oneLine(row.source), oneLine(row.path), row.date})
	}
	if err := w.WriteAll(records); err != nil {
		return fmt.Errorf("write %s: %w", LogFile, err)
	}
	if _, err := f.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write %s: %w", LogFile, err)
	}
	return nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
