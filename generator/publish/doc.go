// Package publish turns a set of outputs into a published folder, in one step: a visitor sees the whole old site or the whole new one.
//
// It takes outputs (each a list of paths and a function that makes their bytes), the folder they belong in and a work folder; it gives
// the published folder and a count of what was written, kept and removed. Files whose bytes did not change keep their inode and time.
//
// It must not know what a document, a page or a report is: only paths, bytes, and enough of HTML to follow an href or a src.
//
// The invariant: until the one rename that puts the new tree in place, nothing below the target folder is touched; after it, nothing of
// the old tree is reachable there. A run killed between two instructions leaves one or the other.
//
// # The work folder
//
// It lies on the target's file system and may be deleted whenever no run is going on:
//
//	lock             held for the run (flock, LockFileEx); says who holds it (see lock.go)
//	publish/next-N   the new tree while it is made; after an exchange, the old tree while it is removed
//	publish/spare    what the old tree has in common with the published one, for the next run to build on (see spare.go)
//	publish/away-N   the old tree between the two renames, on systems that cannot exchange two folders
//	publish/swap     the journal: which swap is about to happen (see recover.go)
//	publish/facts    what the published files looked like after the last swap (see facts.go)
//
// # A run
//
// Lock; put right what a killed run left; read the old manifest and look at the old files; make every output over all threads, hash it,
// follow its links, keep it or write it to the new tree, which is the spare, looked at, or made anew; link what is kept; compare the
// tree on disk with what was emitted; write manifest.json; sync all at once; write the journal; swap; keep the old tree as the spare, or
// remove it. A run that finds nothing changed stops before the new tree exists and writes nothing.
package publish
