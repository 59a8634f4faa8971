// Package number reads and writes the numbers a government column lives by:
// index numbers (索引号), document numbers (文号), agency codes and the
// identification numbers of a web site.
//
// It takes single typed strings, or running text for FindDocuments, and gives
// plain values: what the number says, the text as it was typed, and what is
// wrong with it as typed problems. It never fails: text that is no number is a
// value of that kind.
//
// It must not know documents, catalogs, configuration, findings or the words
// in which a problem is told; a caller turns a ProblemKind into Chinese.
//
// The one invariant: nothing is normalised silently. String always gives back
// the typed text; whatever differs from it is offered beside a problem. Key
// alone folds freely, because it is only ever compared, never shown.
package number
