package publish

import (
	"errors"
	"fmt"
	"strings"
)

// What a caller may want to tell its user in its own words; errors.Is finds them in the errors of this package.
var (
	ErrLocked    = errors.New("another run holds the lock")                        // see LockedError
	ErrDiskFull  = errors.New("disk full")                                         // or the user's quota is; the target is untouched
	ErrForeign   = errors.New("target holds files that were not published here")   // nothing is replaced
	ErrTarget    = errors.New("target cannot be a published folder")               // a root, a home, a mount point, around the work folder
	ErrPath      = errors.New("path cannot be published")                          // the error text names path and reason
	ErrCollision = errors.New("two outputs claim one path")                        // also where only a case-blind disk sees it
	ErrOutput    = errors.New("output did not emit exactly what it had announced") // a bug in the output

	ErrNotStanding = errors.New("file is not there as it was published") // see Emit
)

// A BrokenLink is an href or src, as written, that leads to no published file or to no id of its own page.
type BrokenLink struct{ Page, Link string }

// brokenLinksMax is how many links a BrokenLinks lists; a broken navigation breaks every page.
const brokenLinksMax = 20

// BrokenLinks refuses a publication whose pages do not all lead somewhere.
type BrokenLinks struct {
	Links []BrokenLink // the first 20 by page, then link
	Total int
}

func (e *BrokenLinks) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d broken links:", e.Total)
	for _, l := range e.Links {
		fmt.Fprintf(&b, "\n\t%s: %s", l.Page, l.Link)
	}
	return b.String()
}

// LockedError says who holds the lock; errors.Is(err, ErrLocked) holds for it.
type LockedError struct {
	PID   int    // 0 if the holder has not written it yet
	Since string // RFC 3339
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("%v: process %d since %s", ErrLocked, e.PID, e.Since)
}

func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// classify makes every way in which a disk can be full answer to ErrDiskFull.
func classify(err error) error {
	if isDiskFull(err) && !errors.Is(err, ErrDiskFull) {
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return err
}
