package catalog

import (
	"cmp"
	"slices"

	"gongkai/generator/day"
	"gongkai/generator/field"
)

// Validity is what a document is worth, day by day.
type Validity struct {
	Word   string  // as of the catalog's day; "" for documents that have none
	States []State // from the first day on; each holds until the next begins
	From   day.Day // 施行日期, or 发布日期 where none is given
	To     day.Day // the last day by its own term
	HasTo  bool
	Void   bool    // 已失效 or 已废止
	Since  day.Day // the day from which what decided Word has held; it may lie before 发布日期
	Cause  *Entry  // the document that repealed, replaced, ended or amended it
	Reason string  // the basis outside the column, or the parts that lapsed
	Events []Event // what happened to it, in order of days
}

// State is a word and the day from which it holds.
type State struct {
	From day.Day
	Word string
}

// Event is a dated step in a document's life.
type Event struct {
	Day  day.Day
	Text string
	By   *Entry // the document that did it, or nil
}

// On gives the word that holds on a day.
func (v Validity) On(d day.Day) string {
	word := ""
	for _, s := range v.States {
		if s.From > d && word != "" {
			break
		}
		word = s.Word
	}
	return word
}

// effects are the dated facts that decide a document's validity.
type effects struct {
	repealed, lapsed, amended, review, partial []effect

	// toAmend are clean-ups that found a document to be amended. They count
	// only where no act that amended it is known.
	toAmend []effect
}

type effect struct {
	day day.Day
	by  *Entry
}

// first gives the earliest effect that has come by a day.
func first(list []effect, on day.Day) (effect, bool) {
	best, found := effect{}, false
	for _, e := range list {
		if e.day <= on && (!found || e.day < best.day) {
			best, found = e, true
		}
	}
	return best, found
}

// latest gives the last effect that has come by a day.
func latest(list []effect, on day.Day) (effect, bool) {
	best, found := effect{}, false
	for _, e := range list {
		if e.day <= on && (!found || e.day >= best.day) {
			best, found = e, true
		}
	}
	return best, found
}

// tell computes a document's validity from its dates and from what others do
// to it, by the rule of the domain (the first that holds):
//
//	已废止   a repeal or a replacement has come into effect
//	已失效   its term is over, or it was declared lapsed
//	尚未生效 its 施行日期 has not come
//	部分失效 some of its clauses lapsed
//	已修改   an amendment has come into effect
//	待修订   a clean-up marked it for revision
//	有效
func (e *Entry) tell(on day.Day, fx effects) {
	v := &e.Validity
	v.From, v.To, v.HasTo = e.Term()
	e.ownEffects(&fx)
	if len(fx.amended) == 0 {
		fx.amended = fx.toAmend
	}
	if !e.judged(fx) {
		v.Events = e.events(fx)
		return
	}
	v.Word, v.Cause, v.Since = v.decide(on, fx)
	v.Void = v.Word == field.Repealed || v.Word == field.Lapsed
	for _, d := range e.turns(fx) {
		if w, _, _ := v.decide(d, fx); len(v.States) == 0 || v.States[len(v.States)-1].Word != w {
			v.States = append(v.States, State{d, w})
		}
	}
	v.Reason = e.Reason(v.Word)
	v.Events = e.events(fx)
}

// Reason gives what a document itself tells of why a word holds: the basis of
// its repeal, the parts that lapsed.
func (e *Entry) Reason(word string) string {
	switch word {
	case field.Repealed:
		return e.Basis(e.Values, field.RepealBasis)
	case field.PartLapsed:
		return e.Text(field.LapsedParts)
	}
	return ""
}

// decide gives the word that holds on a day, the document that decided it, and
// the day from which that has held.
func (v *Validity) decide(on day.Day, fx effects) (word string, by *Entry, since day.Day) {
	if r, ok := first(fx.repealed, on); ok {
		return field.Repealed, r.by, r.day
	}
	lapse, lapsed := first(fx.lapsed, on)
	if v.HasTo && v.To < on && (!lapsed || v.To < lapse.day) {
		return field.Lapsed, nil, v.To + 1
	}
	if lapsed {
		return field.Lapsed, lapse.by, lapse.day
	}
	if v.From > on {
		return field.Pending, nil, v.From
	}
	if p, ok := first(fx.partial, on); ok {
		return field.PartLapsed, p.by, p.day
	}
	if a, ok := latest(fx.amended, on); ok {
		return field.Amended, a.by, a.day
	}
	if r, ok := first(fx.review, on); ok {
		return field.UnderReview, r.by, r.day
	}
	return field.InForce, nil, v.From
}

// judged tells whether the document has a validity at all: its kind has, or
// something was said of it.
func (e *Entry) judged(fx effects) bool {
	return e.Kind.Row().Lapses || e.Has(field.Validity) || e.Has(field.Effective) || e.Validity.HasTo ||
		len(fx.repealed)+len(fx.lapsed)+len(fx.amended)+len(fx.partial)+len(fx.review) > 0
}

// ownEffects adds what the document says of itself. Its own date of repeal
// goes before those of the documents that repealed it.
func (e *Entry) ownEffects(fx *effects) {
	if d, ok := e.Day(field.RepealedOn); ok {
		own := effect{day: d}
		for _, r := range fx.repealed {
			if r.by != nil {
				own.by = r.by
			}
		}
		fx.repealed = []effect{own}
	}
	if d, ok := e.Day(field.LapsedOn); ok {
		own := effect{day: d}
		if len(fx.lapsed) > 0 {
			own.by = fx.lapsed[0].by
		}
		fx.lapsed = []effect{own}
	}
	if e.Has(field.LapsedParts) {
		fx.partial = append(fx.partial, effect{day: e.Published})
	}
	if e.Flag(field.Review) {
		fx.review = append(fx.review, effect{day: e.Published})
	}
}

// turns lists the days on which the word may change, the first being the day
// of publication.
func (e *Entry) turns(fx effects) []day.Day {
	out := []day.Day{e.Published, e.Validity.From}
	if e.Validity.HasTo {
		out = append(out, e.Validity.To+1)
	}
	for _, list := range [][]effect{fx.repealed, fx.lapsed, fx.amended, fx.review, fx.partial} {
		for _, x := range list {
			out = append(out, x.day)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for len(out) > 0 && out[0] < min(e.Published, e.Validity.From) {
		out = out[1:]
	}
	return out
}

// events tells the document's life for the timeline.
func (e *Entry) events(fx effects) []Event {
	var out []Event
	if d, ok := e.Day(field.Written); ok {
		out = append(out, Event{Day: d, Text: "成文"})
	}
	out = append(out, Event{Day: e.Published, Text: "发布"})
	if e.Has(field.Effective) {
		out = append(out, Event{Day: e.Validity.From, Text: "施行"})
	}
	for _, step := range []struct {
		list []effect
		text string
	}{{fx.amended, "修改"}, {fx.review, "列入待修订"}, {fx.lapsed, "宣布失效"}, {fx.repealed, "废止"}} {
		for _, x := range step.list {
			event := Event{Day: x.day, Text: step.text, By: x.by}
			told := x.by != nil || step.text == "宣布失效" || step.text == "废止"
			if told && !slices.Contains(out, event) { // an act may both replace and repeal
				out = append(out, event)
			}
		}
	}
	if e.Validity.HasTo && !e.endedBefore(fx) {
		out = append(out, Event{Day: e.Validity.To, Text: "有效期届满"})
	}
	slices.SortStableFunc(out, func(a, b Event) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// endedBefore tells whether a repeal or a declared lapse came before the term
// was over, which then never ran out.
func (e *Entry) endedBefore(fx effects) bool {
	_, repealed := first(fx.repealed, e.Validity.To)
	_, lapsed := first(fx.lapsed, e.Validity.To)
	return repealed || lapsed
}
