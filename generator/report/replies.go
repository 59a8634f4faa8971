package report

import (
	"cmp"
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/field"
	"gongkai/generator/workday"
)

// The terms of a reply: months from 交办 (各地代表建议办理规定), and working days
// from the reply to its publication (国办发〔2014〕46号的地方实施意见).
const (
	replyMonths         = 3
	replyMonthsExtended = 6
	replyPublishDays    = 20
)

// Replies is how the proposals of deputies and members were handled, as far as
// the replies published in the column tell.
type Replies struct {
	AsOf  day.Day
	Total ReplyTally
	Items []*ReplyItem // the newest first

	// By heading; the headings' tallies add up to Total.
	Sessions, Sorts, Leads []ReplyHeading
}

// ReplyItem is a published reply.
type ReplyItem struct {
	Entry                             *catalog.Entry
	Sort, Session, Number, Subject    string
	Lead, LeadKey                     string
	Result, Disclosure, Satisfaction  string // "" where it is not told
	Extended                          bool
	Assigned, Replied, Due            day.Day
	HasAssigned, HasReplied, Finished bool
	LateReply, LatePublication        bool
	PublishedAfter                    int // working days from the reply to its publication
}

// Timed tells whether it can be told if the reply was in time: it was assigned
// on a known day, and it was answered or its term is over.
func (i *ReplyItem) Timed(asOf day.Day) bool {
	return i.HasAssigned && (i.HasReplied || i.Due < asOf)
}

// ReplyTally counts replies. Of each set of counts the sum is All: the results
// and Unrated, the disclosures and Undisclosed, the opinions and Unasked.
type ReplyTally struct {
	All, Finished              int
	Timed, InTime              int // of those whose 交办日期 is known
	Dated, Published           int // of those whose 答复日期 is known: published in time
	A, B, C, D, Unrated        int
	Full, Summary, None        int
	Undisclosed                int // 公开 is not told
	Satisfied, Fairly, Unhappy int
	Unasked                    int // 满意度 is not told
}

// FinishedRate is the 办结率.
func (t ReplyTally) FinishedRate() Rate { return Rate{t.Finished, t.All} }

// DisclosedRate is the 公开率.
func (t ReplyTally) DisclosedRate() Rate { return Rate{t.Full + t.Summary, t.All - t.Undisclosed} }

// SatisfiedRate is the 满意率.
func (t ReplyTally) SatisfiedRate() Rate { return Rate{t.Satisfied, t.All - t.Unasked} }

// Rated counts the replies with a result.
func (t ReplyTally) Rated() int { return t.All - t.Unrated }

// ReplyHeading is one session, sort or lead agency with its replies.
type ReplyHeading struct {
	Key, Label string
	ReplyTally
	Items []*ReplyItem
}

// CountReplies counts the replies of a column as of its day.
func CountReplies(c *catalog.Catalog, calendar *workday.Calendar) *Replies {
	r := &Replies{AsOf: c.Day}
	for _, e := range c.Entries {
		if p, ok := e.Group(field.Proposal); ok && e.Kind == field.Reply {
			i := &ReplyItem{Entry: e, Sort: p.Text(field.ProposalSort), Session: p.Text(field.ProposalSession), Number: p.Text(field.ProposalNumber),
				Subject: p.Text(field.ProposalSubject), Result: p.Text(field.ProposalResult), Disclosure: p.Text(field.ProposalDisclosure),
				Satisfaction: p.Text(field.ProposalSatisfaction), Extended: p.Flag(field.ProposalExtended)}
			i.Assigned, i.HasAssigned = p.Day(field.ProposalAssigned)
			i.Replied, i.HasReplied = p.Day(field.ProposalReplied)
			i.lead(c.Config, p.Texts(field.ProposalLead))
			i.judge(r.AsOf, calendar)
			r.Items = append(r.Items, i)
			r.Total.add(i, r.AsOf)
		}
	}
	r.Sessions = r.replyHeadings(func(i *ReplyItem) (string, string) { return "", i.Session }, nil)
	for n := range r.Sessions { // names of sessions are Chinese; addresses are not
		r.Sessions[n].Key = number(len(r.Sessions) - n)
	}
	r.Sorts = r.replyHeadings(func(i *ReplyItem) (string, string) { return termKey(field.ProposalSort, i.Sort), i.Sort }, termOrder(field.ProposalSort))
	r.Leads = r.replyHeadings(func(i *ReplyItem) (string, string) { return i.LeadKey, i.Lead }, agencyNames(c))
	for n := range r.Leads {
		if r.Leads[n].Key == "" {
			r.Leads[n].Key = "other-" + number(n+1)
		}
	}
	return r
}

// lead is the office that leads: as told, else the one that published.
func (i *ReplyItem) lead(c *config.Config, told []string) {
	if len(told) == 0 {
		i.Lead, i.LeadKey = leadName(i.Entry), leadKey(i.Entry)
		return
	}
	i.Lead = told[0]
	if a, ok := c.Agency(told[0]); ok {
		i.Lead, i.LeadKey = a.Name, a.Key
	}
}

func (i *ReplyItem) judge(asOf day.Day, calendar *workday.Calendar) {
	i.Finished = i.HasReplied || i.Result != ""
	if i.HasAssigned {
		months := replyMonths
		if i.Extended {
			months = replyMonthsExtended
		}
		i.Due = i.Assigned.AddMonths(months)
		i.LateReply = i.HasReplied && i.Replied > i.Due || !i.HasReplied && asOf > i.Due
	}
	if i.HasReplied {
		i.PublishedAfter = calendar.Between(i.Replied.Time(), i.Entry.Published.Time())
		i.LatePublication = i.PublishedAfter > replyPublishDays
	}
}

func (t *ReplyTally) add(i *ReplyItem, asOf day.Day) {
	t.All++
	t.Finished += one(i.Finished)
	t.Timed += one(i.Timed(asOf))
	t.InTime += one(i.Timed(asOf) && !i.LateReply)
	t.Dated += one(i.HasReplied)
	t.Published += one(i.HasReplied && !i.LatePublication)
	for _, of := range []struct {
		word  string
		words []string
		count []*int
		other *int
	}{
		{i.Result, []string{"A", "B", "C", "D"}, []*int{&t.A, &t.B, &t.C, &t.D}, &t.Unrated},
		{i.Disclosure, []string{"全文公开", "摘要公开", "不公开"}, []*int{&t.Full, &t.Summary, &t.None}, &t.Undisclosed},
		{i.Satisfaction, []string{"满意", "基本满意", "不满意"}, []*int{&t.Satisfied, &t.Fairly, &t.Unhappy}, &t.Unasked},
	} {
		if n := slices.Index(of.words, of.word); n >= 0 {
			*of.count[n]++
		} else {
			*of.other++
		}
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// replyHeadings divides the replies. They stand in the given order of labels;
// without one, the heading with the newest reply first.
func (r *Replies) replyHeadings(of func(*ReplyItem) (key, label string), order map[string]int) []ReplyHeading {
	at := map[string]int{}
	var out []ReplyHeading
	for _, i := range r.Items {
		key, label := of(i)
		n, ok := at[label]
		if !ok {
			n = len(out)
			at[label] = n
			out = append(out, ReplyHeading{Key: key, Label: label})
		}
		out[n].Items = append(out[n].Items, i)
		out[n].add(i, r.AsOf)
	}
	if order != nil {
		place := func(label string) int {
			if n, ok := order[label]; ok {
				return n
			}
			return len(order)
		}
		slices.SortStableFunc(out, func(a, b ReplyHeading) int {
			return cmp.Or(cmp.Compare(place(a.Label), place(b.Label)), cmp.Compare(a.Label, b.Label))
		})
	}
	return out
}

func termKey(id field.ID, word string) string {
	t, _ := field.Of(id).Vocabulary.Lookup(word)
	return t.Key
}

func termOrder(id field.ID) map[string]int {
	order := map[string]int{}
	for i, l := range field.Of(id).Vocabulary.Labels() {
		order[l] = i
	}
	return order
}

func agencyNames(c *catalog.Catalog) map[string]int {
	order := map[string]int{}
	for i, a := range c.Config.Agencies {
		order[a.Name] = i
	}
	return order
}
