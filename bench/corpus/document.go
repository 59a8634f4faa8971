package corpus

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Document is one document: what its front matter tells, and its body.
type Document struct {
	Path  string // below content/, without .md
	Title string
	Body  string // Markdown

	kind       int
	agency     *agency
	day        time.Time
	theme      int
	index      string
	number     string // document number; empty if none
	validity   string
	keywords   []string
	about      topic
	interprets *Document
	repeals    *Document
	amends     *Document
	proposal   *proposal
}

// Kind is the folder of the document's kind: policy, interpretation, …
func (d *Document) Kind() string { return kinds[d.kind].key }

// proposal is what a reply answers.
type proposal struct {
	deputy  bool // of the people's congress, else of the consultative conference
	session string
	number  string
	result  string
}

const (
	firstDay = "2015-01-05"
	days     = 4290 // from the first to the last day
	recent   = 4000 // so many policies back an interpretation looks
)

// Next makes the next document.
func (c *Corpus) Next() *Document {
	at := c.made
	c.made++
	dice := throw("document", c.seed, at)
	d := &Document{kind: weighted(dice, kindWeights()), validity: validities[0]}
	if d.kind == interpretation && len(c.policies) == 0 {
		d.kind = policy
	}
	c.place(dice, d)
	d.about = pick(dice, c.source.topics())
	d.theme = d.about.theme
	if d.theme < 0 {
		d.theme = themeNumber(dice)
	}
	if d.kind == policy || d.kind == notice {
		d.validity = validities[weighted(dice, validityWeights)]
	}
	for range dice.between(2, 5) {
		d.addKeyword(pick(dice, c.source.topics()).name)
	}
	if d.kind == reply {
		d.proposal = newProposal(dice, d.day.Year(), at)
	}
	d.Title = title(dice, d)
	if d.kind == policy {
		c.relate(throw("relation", c.seed, at), d)
	}
	d.Body = newBody(dice, d, c).text(dice)
	if d.kind == policy {
		kept := *d
		kept.Body = "" // later documents name it, none quotes it
		c.policies = append(c.policies, &kept)
	}
	return d
}

// Newest makes the next document as one published on the last day, AsOf, which
// moves every list that it heads.
func (c *Corpus) Newest() *Document {
	d := c.Next()
	d.day, _ = time.Parse(time.DateOnly, AsOf)
	d.Path = fmt.Sprintf("%s/%d/newest-%06d", d.Kind(), d.day.Year(), c.made)
	return d
}

// Page is the folder of the document's page as our program publishes it,
// relative to the column.
func (d *Document) Page() string { return "documents/" + strings.Replace(d.index, "/", "-", 1) + "/" }

// place gives a document its day, agency, numbers and path. Later years have
// more documents, the first agencies publish most.
func (c *Corpus) place(dice *dice, d *Document) {
	first, _ := time.Parse(time.DateOnly, firstDay)
	d.day = first.AddDate(0, 0, int(days*math.Sqrt(dice.share())))
	who := int(float64(len(c.agencies)) * math.Pow(dice.share(), 1.6))
	if d.kind == interpretation {
		d.interprets = pick(dice, c.policies[max(0, len(c.policies)-recent):])
		d.day = d.interprets.day.AddDate(0, 0, dice.between(0, 5))
		for i := range c.agencies {
			if &c.agencies[i] == d.interprets.agency {
				who = i
			}
		}
	}
	d.agency = &c.agencies[who]
	year := d.day.Year()
	c.number[[2]int{who, year}]++
	numbered := d.kind == policy || d.kind == notice || d.kind == reply || d.kind == decision
	if numbered && dice.chance(0.93) {
		d.number = fmt.Sprintf("%s〔%d〕%d号", d.agency.mark, year, c.number[[2]int{who, year}])
	}
	if c.index[[2]int{who, year}] == 0 {
		c.index[[2]int{who, year}] = dice.between(100, 60000)
	}
	c.index[[2]int{who, year}] += dice.between(1, 7)
	d.index = fmt.Sprintf("%s/%d-%05d", d.agency.code, year, c.index[[2]int{who, year}])
	c.serial[[2]int{d.kind, year}]++
	d.Path = fmt.Sprintf("%s/%d/%04d", d.Kind(), year, c.serial[[2]int{d.kind, year}])
}

// themeNumber chooses a theme, the first ones most often.
func themeNumber(d *dice) int { return int(float64(len(themes)) * math.Pow(d.share(), 1.3)) }

func (d *Document) addKeyword(word string) {
	if r := []rune(word); len(r) > 8 {
		word = string(r[:8])
	}
	for _, k := range d.keywords {
		if k == word {
			return
		}
	}
	d.keywords = append(d.keywords, word)
}

func newProposal(dice *dice, year, at int) *proposal {
	p := &proposal{deputy: dice.chance(0.6), result: string("ABBC"[at%4])}
	term, meeting := chinese(13+(year-2015)/5), chinese(1+(year-2015)%5)
	if p.deputy {
		p.session, p.number = "市"+term+"届人大"+meeting+"次会议", fmt.Sprintf("%d%04d", year, dice.between(1, 899))
	} else {
		p.session, p.number = "市政协"+term+"届"+meeting+"次会议", fmt.Sprintf("T%03d", dice.between(1, 900))
	}
	return p
}

// relate lets some policies repeal or amend an older one in force, each at most
// once.
func (c *Corpus) relate(dice *dice, d *Document) {
	if len(c.policies) == 0 || !dice.chance(0.08) {
		return
	}
	for range 12 {
		old := pick(dice, c.policies)
		if !old.day.Before(d.day) || old.validity != validities[0] || c.ended[old] {
			continue
		}
		c.ended[old] = true
		if dice.chance(0.6) {
			d.repeals = old
		} else {
			d.amends = old
		}
		return
	}
}
