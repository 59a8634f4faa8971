// Package importer turns what editors hold (Word files, saved web pages, pasted
// text, Markdown) into Markdown documents that source can read, and says
// honestly what it kept, guessed and lost.
//
// Convert takes the bytes of one file and gives a Result: front matter, body,
// pictures and a Report. Run does so for many files and writes them into a
// site. It must not know how a document is judged, linked or shown, and it
// never invents a value: each has a source (a flag, the metadata block, the
// text, a guess) and the line it was read from.
//
// The one invariant: every character of the running text of a file is in the
// body, in a value, or in the report's list of what was removed; what is not
// is reported (account.go), never passed over.
//
// # The way of a file
//
//	bytes ─► page      HTML, Word (as HTML) and text become one list of blocks
//	page  ─► draft     metadata, furniture, title, ending, kind: each claims blocks
//	draft ─► Markdown  what nobody claimed is the body, through html-to-markdown
//	Markdown ─► Report the body is rendered and compared with the bytes
//
// Labels are recognised through the field table's aliases alone. By hand is
// done what no library does: the metadata blocks of government pages, their
// furniture, headings from 一、（一）1., merged cells, the account.
package importer
