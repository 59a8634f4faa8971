// Package preview serves a folder's pages while its files change: it watches,
// serves, and tells the browser.
//
// It takes paths and callbacks: which paths matter, what to call when they
// change, a handler, and what state a page is in. It must not know documents,
// sites or findings, nor what a page is made of. The one invariant: whoever is
// not the person at this machine (another site's page in the same browser, a
// host name turned to this address, another computer) can change nothing,
// unless it was allowed at the start.
//
// # Telling the browser
//
// Pages carry preview.js. All tabs of a browser share one stream of events
// (/_preview/events), because a browser opens six connections to a host and no
// more. On every event a tab asks for the state of its own page
// (/_preview/state), a version and a style sheet: another version is a reload,
// another style sheet alone is swapped in place. A tab that missed events, the
// server having been away, asks when the stream comes back.
package preview
