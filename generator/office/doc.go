// Package office reads what offices exchange: Word files (.docx), workbooks
// (.xlsx) and plain text of any Chinese charset.
//
// It takes bytes and gives HTML and pictures of a Word file for the importer,
// or plain text of any of them for the importer and for search. It must not
// know what a document of the column, a field or a site is: a heading is a
// heading because the file says so, a label is just text. It opens no file and
// fetches nothing.
//
// The one invariant: whatever the bytes are, a reader ends in bounded time and
// memory with a result or with a *FormatError that tells an editor in Chinese
// what to do.
//
// # The HTML of a Word file
//
// A flat sequence of p, h1–h6, ul, ol, table and div.note, each paragraph with
// its look as inline style (text-align, font-family, font-size), so that the
// importer can read it as it reads a web page. Beyond HTML:
//
//   - span.auto-number holds a number that Word made by itself: it stands in
//     the page but not among the characters of the file;
//   - a.note-ref[data-note] is the mark of a footnote, div.note[data-note] its
//     text, after everything else;
//   - p.title is a paragraph in the style Title, p.toc an entry of a table of
//     contents;
//   - img[src] names a picture in Word.Pictures.
package office
