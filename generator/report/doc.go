// Package report counts what the column can be held to: the interpretation
// rate, the handling of proposals, validity, the statutory annual report and
// the freshness of its sections.
//
// It takes the finished catalog, the working days and, for the annual report,
// the text of published reports and the office's ledgers; it gives numbers,
// each with the documents that make it up, and findings about deadlines and
// sums. Every report is also a Book: the same numbers as figures and sheets,
// from which page, JSON, CSV, spreadsheet and terminal are written. It must not
// know pages, addresses or file formats of the exits. The one invariant: a
// number in a Book that counts documents names the list of those documents, and
// the list is as long as the number says.
package report
