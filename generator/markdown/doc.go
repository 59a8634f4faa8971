// Package markdown turns the Markdown body of a document into safe HTML, plain
// text and a list of headings, in one parse and one walk.
//
// It takes the bytes below the front matter and a function that says where a
// link leads. It must not know what a document, a site or a file is: no file
// is opened, no address is made up, nothing is fetched.
//
// Invariant: whatever the source says, the HTML holds only elements and
// attributes written by this package. Raw HTML appears as text, a link leads
// only where Options.Link and the list of harmless schemes let it, and the
// only attributes an author can set are an id and classes, both cleaned.
//
// # What is understood
//
// CommonMark, GFM tables, ~~strikethrough~~ (two tildes: one is how a range
// is written, 9~11), footnotes, definition lists, "## 标题 {#id .class}",
// fenced code coloured by chroma as classes. Beyond CommonMark:
//
//   - emphasis works next to Chinese characters and punctuation;
//   - a line break between Chinese characters adds no space;
//   - a line that begins with a full-width space begins a paragraph, and the
//     indent itself is dropped (the style sheet indents);
//   - a paragraph that is only 一、总体要求 or （一）工作目标 is a heading;
//   - the signer and date at the end are the sign-off, the addressee at the
//     start has no indent, 第十二条 and table captions can be linked to.
//
// # Ids
//
// A heading's id tells its place: 一、 is s1, the （二） below it s1-2, the
// 3. below that s1-2-3; 第三章 is c3, 第十二条 a12; a heading without a number
// is its own text without punctuation. A paragraph that begins with 一、 or （一）
// and is no heading has an id of the same making, an item of an article a12-x1.
// The number of each is a link to itself. A repeated id gets -2, -3, …. Ids are
// given in reading order, so a heading added later changes none before it.
// Ids of the page around the body (main, cite, rel, annex, history,
// page-status, site-q, size-label, foot-…) and of footnotes (fn1, ref1) are
// never given to content: {#main} becomes doc-main.
//
// # The text
//
// Body.Text is what a reader sees, for search and for the document's twin:
// a line a block, no line empty; an ordered item begins with its number and
// ". ", a bullet with nothing; a table is its caption and then a line a row,
// the cells separated by tabs; code is its lines; a picture is its alternative
// text and its title; a hard line break begins a line. References to
// footnotes are left out, their texts come last as "[1] …". Marks of emphasis
// and links' addresses are not text; raw HTML is, as written.
//
// # Bounds
//
// A source over SourceBytesMax is refused. Containers nest at most depthMax
// deep; deeper marks are text. A paragraph may use a limited number of inline
// marks (see limits.go), so that time stays in proportion to length.
package markdown
