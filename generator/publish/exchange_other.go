//go:build !linux && !darwin

package publish

// exchange is unknown to this system: the two renames of recover.go take its place.
func exchange(a, b string) error { return errNoExchange }
