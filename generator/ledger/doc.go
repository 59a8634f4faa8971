// Package ledger keeps index-ledger.csv, the record of every index number
// (索引号) ever issued in a site, so that none is issued twice.
//
// It takes the bytes of the file, the numbers typed in documents and new rows;
// it gives the issued numbers, the next one of an agency and year, what the
// ledger and the documents disagree about, and a longer file.
//
// It must not know documents, catalogs, findings or the words in which a
// problem is told; whether a difference stops publication is not decided here.
//
// The one invariant: a number that was once in the ledger stays issued. Rows
// are only ever added, at the end; bytes already written are never changed.
//
// # The file
//
// UTF-8 (a byte order mark and CRLF are tolerated), one record a line in the
// manner of encoding/csv, with the header
//
//	number,path,title,date,removed
//
// number is the index number as typed, path that of its document, relative to
// the site with forward slashes, title that of the document, date the day it
// was issued or recorded and removed the day from which no document carries
// it; days are written 2006-01-02. No field holds a line break, so that one
// damaged line never hides the next, and branches can be merged line by line.
//
// A later row for the same number updates it when it has the path or the title
// of an earlier one: another path (moved), another title, or a day in removed.
// A later row with another path and another title gives the number to a second
// document, which two branches do that both issued it; the ledger remembers
// both.
package ledger
