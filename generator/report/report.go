package report

import (
	"sync"
	"weak"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/workday"
)

// Input is what the reports are made of.
type Input struct {
	Catalog  *catalog.Catalog
	Calendar *workday.Calendar
	Ledgers  []string // the paths for which IsLedger
	Read     Reader   // the files of the site: ledgers, annual reports, clean-up decisions
}

// Reports are all reports of a column.
type Reports struct {
	Interpretation *Interpretation
	Replies        *Replies
	Validity       *Validity
	Annual         *Annuals
	Health         *Health

	annualBooks func() []*AnnualBook // made once, when first asked for

	mu    sync.Mutex
	books []weak.Pointer[Book] // made when asked for
}

// Make counts every report. Findings tell of missed deadlines and of sums that
// do not close; the error is machine trouble.
func Make(in Input) (*Reports, diag.List, error) {
	r := &Reports{
		Interpretation: CountInterpretation(in.Catalog, in.Calendar),
		Replies:        CountReplies(in.Catalog, in.Calendar),
		Validity:       CountValidity(in.Catalog),
		Health:         CountHealth(in.Catalog),
	}
	annual, list, err := CountAnnual(in.Catalog, in.Ledgers, in.Read)
	if err != nil {
		return nil, nil, err
	}
	r.Annual = annual
	sums, err := r.Validity.judgeCleanups(in.Read)
	if err != nil {
		return nil, nil, err
	}
	list.Add(sums...)
	list.Add(r.Interpretation.judge()...)
	list.Add(r.Replies.judge()...)
	list.Add(r.judgeCalendar(in.Calendar)...)
	r.annualBooks = sync.OnceValue(r.Annual.Books)
	return r, list.Override(in.Catalog.Config.Rules.Levels), nil
}

// Books gives every report in the form all exits share, in the order in which
// they are named: interpretation, replies, validity, annual/YEAR, health. They
// name every document many times, so they are there only as long as somebody
// holds them all, and made again for whoever comes later.
func (r *Reports) Books() []*Book {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*Book
	for _, held := range r.books {
		if b := held.Value(); b != nil {
			out = append(out, b)
		}
	}
	if len(out) > 0 && len(out) == len(r.books) {
		return out
	}
	out, r.books = r.makeBooks(), nil
	for _, b := range out {
		r.books = append(r.books, weak.Make(b))
	}
	return out
}

// AnnualBooks gives the annual reports among them, the newest first.
func (r *Reports) AnnualBooks() []*AnnualBook { return r.annualBooks() }

func (r *Reports) makeBooks() []*Book {
	out := []*Book{r.Interpretation.Book(), r.Replies.Book(), r.Validity.Book()}
	for _, b := range r.annualBooks() {
		out = append(out, b.Book)
	}
	return append(out, r.Health.Book())
}
