// Package browser tests the generated site as a reader meets it: built by the
// real program, served from a sub-path with the headers of production, opened
// in a real browser.
//
// It takes what `build` writes and gives findings about pages. It must not know
// how pages are made: nothing of the generator is imported, only its files are
// read. The tests skip, and say so, where no browser or npm tool is found;
// with CI or GONGKAI_TEST_ALL set, that is a failure instead.
//
// GONGKAI_TEST_SITE names a folder that is already built, to be tested instead
// of the sample site.
package browser
