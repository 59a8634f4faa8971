package report

import (
	"cmp"
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/workday"
)

// Status is where a document stands with its interpretation.
type Status string

// The statuses, as in report.json.
const (
	Interpreted Status = "interpreted"
	Pending     Status = "pending" // none yet, and the term still runs
	Overdue     Status = "overdue" // none, and the term is over
	Exempt      Status = "exempt"
)

// Interpretation is the 解读率 and everything behind it, by the definition that
// its Book prints.
type Interpretation struct {
	AsOf  day.Day
	Days  int // working days an interpretation may come after its document
	Total Tally

	Items []*Item // the population and the exempt documents, the newest first

	// The population by heading. The headings' tallies add up to Total, and a
	// year without documents between two others is there with nothing in it.
	Years, Agencies, Kinds, Themes []Heading

	Pieces []Piece // every published interpretation, the newest first
	Forms  []FormCount

	GraphicPieces, GraphicDocuments     Rate // of pieces; of interpreted documents
	PrincipalPieces, PrincipalDocuments Rate
}

// Item is a document of the population, or an exempt one.
type Item struct {
	Entry       *catalog.Entry
	Status      Status
	By          []*catalog.Entry // its interpretations, the first first
	WorkingDays int              // from publication (day 0) to the first interpretation; negative where it came before
	Due         day.Day          // the last day on which an interpretation is in time
	Waited      int              // working days since publication
	Reason      string           // why it is exempt
}

// OnTime tells whether the first interpretation came within the term.
func (i *Item) OnTime(days int) bool { return i.Status == Interpreted && i.WorkingDays <= days }

// SameDay tells whether the first interpretation came on the document's day.
func (i *Item) SameDay() bool {
	return i.Status == Interpreted && i.By[0].Published == i.Entry.Published
}

// Tally counts documents. Policies = Interpreted + Pending + Overdue; the exempt
// ones are not among the policies.
type Tally struct {
	Policies, Interpreted, OnTime, SameDay, Pending, Overdue, Exempt int

	DaysSum int // working days to the first interpretation, over the interpreted
}

// Rate is the 解读率.
func (t Tally) Rate() Rate { return Rate{t.Interpreted, t.Policies} }

// Late counts documents whose first interpretation came after the term.
func (t Tally) Late() int { return t.Interpreted - t.OnTime }

func (t *Tally) add(i *Item, days int) {
	switch i.Status {
	case Exempt:
		t.Exempt++
		return
	case Interpreted:
		t.Interpreted++
		t.DaysSum += i.WorkingDays
	case Pending:
		t.Pending++
	case Overdue:
		t.Overdue++
	}
	t.Policies++
	if i.OnTime(days) {
		t.OnTime++
	}
	if i.SameDay() {
		t.SameDay++
	}
}

// Heading is one year, agency, kind or theme with its documents.
type Heading struct {
	Key   string // 2024, sfj, normative, 16
	Label string
	Tally
	Items []*Item
}

// Piece is a published interpretation.
type Piece struct {
	Entry *catalog.Entry
	Forms []string // at least one
	Of    []*catalog.Entry
	Sort  PieceSort
}

// PieceSort says what a piece interprets.
type PieceSort uint8

// The sorts of pieces. Early and Void are told of pieces that do interpret a
// counted document.
const (
	Regular PieceSort = iota
	Orphan            // nothing that is published
	Outside           // only documents that are not counted
	OfVoid            // only documents no longer in force
	Early             // published before a document it interprets
)

// FormCount counts pieces of one form; a piece of two forms counts for both.
type FormCount struct {
	Form   string
	Key    string
	Pieces []*catalog.Entry
	Share  Rate // of all pieces
}

// graphic are the forms that show instead of tell (解读形式: 图形化).
var graphic = []string{"图解", "图表", "动漫", "视频", "H5"}

const (
	principal      = "负责人解读"
	byConference   = "新闻发布会"
	formUnlessSaid = "文字"
)

// CountInterpretation counts the 解读率 of a column as of its day. The order of
// the catalog's entries changes no number.
func CountInterpretation(c *catalog.Catalog, calendar *workday.Calendar) *Interpretation {
	r := &Interpretation{AsOf: c.Day, Days: c.Config.Rules.InterpretDays}
	for _, e := range c.Entries {
		if e.NeedsInterpretation() || e.Exempt() {
			item := r.item(e, calendar)
			r.Items = append(r.Items, item)
			r.Total.add(item, r.Days)
		}
		if e.Kind == field.Interpretation || len(e.Related(catalog.Interprets)) > 0 {
			r.Pieces = append(r.Pieces, piece(e))
		}
	}
	r.Years = r.byYear()
	r.Agencies = r.heading(func(e *catalog.Entry) (string, string) { return leadKey(e), leadName(e) }, agencyOrder(c))
	r.Kinds = r.heading(func(e *catalog.Entry) (string, string) { return e.Kind.Row().Key, e.Kind.Label() }, kindOrder())
	r.Themes = r.heading(func(e *catalog.Entry) (string, string) {
		if e.Theme.First == 0 {
			return "0", "（没有主题分类）"
		}
		return strconv.Itoa(e.Theme.First), c.Config.Themes[e.Theme.First-1].Name
	}, nil)
	r.countForms()
	return r
}

func (r *Interpretation) item(e *catalog.Entry, calendar *workday.Calendar) *Item {
	i := &Item{Entry: e, By: e.Related(catalog.InterpretedBy), Due: day.Of(calendar.Add(e.Published.Time(), r.Days)),
		Waited: calendar.Between(e.Published.Time(), r.AsOf.Time())}
	slices.SortFunc(i.By, byOldest)
	if len(i.By) > 0 {
		i.WorkingDays = calendar.Between(e.Published.Time(), i.By[0].Published.Time())
	}
	switch {
	case e.Exempt():
		i.Status, i.Reason = Exempt, e.Text(field.ExemptReason)
	case len(i.By) > 0:
		i.Status = Interpreted
	case i.Waited > r.Days:
		i.Status = Overdue
	default:
		i.Status = Pending
	}
	return i
}

func byOldest(a, b *catalog.Entry) int {
	return cmp.Or(cmp.Compare(a.Published, b.Published),
		cmp.Compare(a.Clock(field.Published), b.Clock(field.Published)), cmp.Compare(a.ID, b.ID))
}

// piece tells what an interpretation is and what it is about.
func piece(e *catalog.Entry) Piece {
	p := Piece{Entry: e, Forms: e.Texts(field.Form), Of: e.Related(catalog.Interprets)}
	if len(p.Forms) == 0 {
		p.Forms = []string{formUnlessSaid}
		if e.Kind == field.Conference {
			p.Forms = []string{byConference}
		}
	}
	counted, void, early := 0, 0, 0
	for _, to := range p.Of {
		if to.NeedsInterpretation() {
			counted++
			if e.Published < to.Published {
				early++
			}
		}
		if to.Validity.Void {
			void++
		}
	}
	switch {
	case len(p.Of) == 0:
		p.Sort = Orphan
	case void == len(p.Of):
		p.Sort = OfVoid
	case early > 0:
		p.Sort = Early
	case counted == 0:
		p.Sort = Outside
	}
	return p
}

// Is tells whether a piece has one of the forms.
func (p Piece) Is(forms ...string) bool {
	return slices.ContainsFunc(p.Forms, func(f string) bool { return slices.Contains(forms, f) })
}

func (r *Interpretation) countForms() {
	byForm := map[string][]*catalog.Entry{}
	for _, p := range r.Pieces {
		for i, f := range p.Forms {
			if !slices.Contains(p.Forms[:i], f) {
				byForm[f] = append(byForm[f], p.Entry)
			}
		}
		r.GraphicPieces.Whole++
		r.PrincipalPieces.Whole++
		if p.Is(graphic...) {
			r.GraphicPieces.Part++
		}
		if p.Is(principal) {
			r.PrincipalPieces.Part++
		}
	}
	for _, t := range field.Of(field.Form).Vocabulary {
		if list := byForm[t.Label]; len(list) > 0 {
			r.Forms = append(r.Forms, FormCount{Form: t.Label, Key: t.Key, Pieces: list, Share: Rate{len(list), len(r.Pieces)}})
		}
	}
	for _, i := range r.Items {
		if i.Status != Interpreted {
			continue
		}
		r.GraphicDocuments.Whole++
		r.PrincipalDocuments.Whole++
		if interpretedAs(i, graphic...) {
			r.GraphicDocuments.Part++
		}
		if interpretedAs(i, principal) {
			r.PrincipalDocuments.Part++
		}
	}
}

// byYear tells every year from the first to the last, the newest first.
func (r *Interpretation) byYear() []Heading {
	if len(r.Items) == 0 {
		return nil
	}
	first, last := r.Items[0].Entry.Published.Year(), r.Items[0].Entry.Published.Year()
	for _, i := range r.Items {
		first, last = min(first, i.Entry.Published.Year()), max(last, i.Entry.Published.Year())
	}
	out := make([]Heading, last-first+1)
	for n := range out {
		year := strconv.Itoa(last - n)
		out[n] = Heading{Key: year, Label: year + "年"}
	}
	for _, i := range r.Items {
		h := &out[last-i.Entry.Published.Year()]
		h.Items = append(h.Items, i)
		h.add(i, r.Days)
	}
	return out
}

// heading divides the items by a key. Headings stand in the given order; without
// one, in the order of their keys as numbers.
func (r *Interpretation) heading(of func(*catalog.Entry) (key, label string), order map[string]int) []Heading {
	at := map[string]int{}
	var out []Heading
	for _, i := range r.Items {
		key, label := of(i.Entry)
		n, ok := at[key]
		if !ok {
			n = len(out)
			at[key] = n
			out = append(out, Heading{Key: key, Label: label})
		}
		out[n].Items = append(out[n].Items, i)
		out[n].add(i, r.Days)
	}
	slices.SortFunc(out, func(a, b Heading) int {
		if order != nil {
			return cmp.Compare(order[a.Key], order[b.Key])
		}
		x, _ := strconv.Atoi(a.Key)
		y, _ := strconv.Atoi(b.Key)
		return cmp.Compare(x, y)
	})
	return out
}

// leadKey and leadName are of the agency a document is counted for: the one
// that leads (domain: 联合制发的由牵头单位解读).
func leadKey(e *catalog.Entry) string {
	if len(e.Agencies) == 0 {
		return ""
	}
	return e.Agencies[0].Key
}

func leadName(e *catalog.Entry) string {
	if len(e.Agencies) == 0 {
		return "（没有发布机构）"
	}
	return e.Agencies[0].Name
}

func agencyOrder(c *catalog.Catalog) map[string]int {
	order := map[string]int{}
	for i, a := range c.Config.Agencies {
		order[a.Key] = i
	}
	return order
}

func kindOrder() map[string]int {
	order := map[string]int{}
	for i, k := range field.Kinds() {
		order[k.Row().Key] = i
	}
	return order
}
