package catalog

// Word is what one document is to another.
type Word uint8

// The words, in the order a page shows them. Each has its opposite.
const (
	InterpretedBy Word = iota + 1
	Interprets
	RepealedBy
	ReplacedBy
	AmendedBy
	Repeals
	Replaces
	Amends
	Cleaned   // a clean-up decided about it
	CleanedUp // the documents a clean-up decided about
	RelatedTo
)

var words = map[Word]struct {
	label    string
	key      string
	opposite Word
}{
	InterpretedBy: {"本文件的解读", "interpreted_by", Interprets},
	Interprets:    {"解读的文件", "interprets", InterpretedBy},
	RepealedBy:    {"废止本文件", "repealed_by", Repeals},
	ReplacedBy:    {"代替本文件", "replaced_by", Replaces},
	AmendedBy:     {"修改本文件", "amended_by", Amends},
	Repeals:       {"本文件废止", "repeals", RepealedBy},
	Replaces:      {"本文件代替", "replaces", ReplacedBy},
	Amends:        {"本文件修改", "amends", AmendedBy},
	Cleaned:       {"清理本文件", "cleaned_by", CleanedUp},
	CleanedUp:     {"本次清理", "cleans", Cleaned},
	RelatedTo:     {"相关文件", "related", RelatedTo},
}

// Label is the word as a page shows it, seen from the document that has it.
func (w Word) Label() string { return words[w].label }

// Key is the word's name in data files.
func (w Word) Key() string { return words[w].key }

// Opposite is the word seen from the other end.
func (w Word) Opposite() Word { return words[w].opposite }

// Relation leads from a document to another, or to an act outside the column
// that is known by its name alone.
type Relation struct {
	Word Word
	To   *Entry
	Name string // the act outside the column, when To is nil
	Note string // the result of a clean-up
}
