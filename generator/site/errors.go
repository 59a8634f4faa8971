package site

import "fmt"

// NoSiteError says that a folder has no config.toml.
type NoSiteError struct{ Dir string }

func (e *NoSiteError) Error() string { return fmt.Sprintf("no config.toml in %s", e.Dir) }

// UsageError says that a flag has a value it cannot have. Hint is in Chinese.
type UsageError struct{ Flag, Value, Hint string }

func (e *UsageError) Error() string { return fmt.Sprintf("bad value %q of %s", e.Value, e.Flag) }

// ChangedError says that a document was changed while the site was built.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string { return fmt.Sprintf("%s changed while it was read", e.Path) }
