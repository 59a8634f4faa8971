package number

// A ProblemKind says what is wrong with a number.
type ProblemKind uint8

// The kinds of problem. Each says what Problem.Found and Problem.Want hold.
const (
	// Wide: full-width letters, digits or slashes stand where ASCII belongs.
	// Want is the repaired part, for an index number the whole number.
	Wide ProblemKind = iota + 1
	// Space: white space or an invisible character stands inside or around.
	// Want is the repaired part, for an index number the whole number.
	Space
	// Separator: a dash that is no ASCII hyphen, or a slash of another sort.
	// Want is the whole index number repaired.
	Separator
	// LowerCase: a code with lower-case letters. Want is the whole number.
	LowerCase
	// CodeHyphen: the hyphen before the check digit of an organization code
	// is left in (12345678-X). Want is the whole number without it.
	CodeHyphen

	// CheckDigit: Found is the agency code, Want the same code with the
	// check digit its other characters demand.
	CheckDigit
	// CodeCharacter: Found is a character no such code can have, Want the one
	// it is usually mistaken for, if any.
	CodeCharacter
	// Placeholder: Found is a part nobody was ever assigned, such as 123456.
	Placeholder
	// UnusualFront: Found is a front half of neither 9 nor 18 characters.
	UnusualFront
	// UnusualShape: the number has none of the shapes known for its sort.
	UnusualShape
	// Unsafe: Found is what keeps an index number from being a folder name
	// (anything but letters, digits and hyphens); ID is "" then.
	Unsafe

	// Bracket: Found is the bracketed year, Want the same in 〔〕.
	Bracket
	// YearSuffix: 年 stands inside the brackets.
	YearSuffix
	// Ordinal: 第 stands before the serial of a standard document number.
	Ordinal
	// LeadingZero: Found is the serial, Want the serial without its zeros.
	LeadingZero
	// TwoDigitYear: Found is the year; the century is for a person to say.
	TwoDigitYear
	// BadYear: Found is a year outside 1900–2099.
	BadYear
	// BadSerial: Found is a serial that is zero or above 99999.
	BadSerial
	// MissingCode: no agency code (机关代字) stands before the year.
	MissingCode
	// MissingMark: 号 is missing at the end; Want is 号.
	MissingMark
	// Wrapped: the number stands in the brackets of running text; Found is
	// all of it, Want what is inside them.
	Wrapped
	// UnusualCode: Found is an agency code that is not 2–16 Han characters.
	UnusualCode
)

// A Problem is one thing wrong with a typed number.
type Problem struct {
	Kind  ProblemKind
	Found string // the part that is wrong, as typed
	Want  string // what belongs there; "" where a person has to say
}
