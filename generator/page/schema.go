package page

import (
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/field"
)

// schema is a schema.org description, as JSON-LD.
type schema struct {
	Context     string        `json:"@context,omitempty"`
	Type        string        `json:"@type"`
	Name        string        `json:"name,omitempty"`
	Headline    string        `json:"headline,omitempty"`
	URL         string        `json:"url,omitempty"`
	Identifier  string        `json:"identifier,omitempty"`
	Description string        `json:"description,omitempty"`
	Keywords    []string      `json:"keywords,omitempty"`
	Language    string        `json:"inLanguage,omitempty"`
	Published   string        `json:"datePublished,omitempty"`
	Created     string        `json:"dateCreated,omitempty"`
	Expires     string        `json:"expires,omitempty"`
	Publisher   *schema       `json:"publisher,omitempty"`
	Authors     []schema      `json:"author,omitempty"`
	About       []schema      `json:"about,omitempty"`
	Number      string        `json:"legislationIdentifier,omitempty"`
	Passed      string        `json:"legislationDate,omitempty"`
	Effective   string        `json:"legislationDateOfApplicability,omitempty"`
	Force       string        `json:"legislationLegalForce,omitempty"`
	Action      *searchAction `json:"potentialAction,omitempty"`
}

type searchAction struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Query  string `json:"query-input"`
}

const (
	schemaContext = "https://schema.org"
	organization  = "GovernmentOrganization"
	language      = "zh-CN"
)

func websiteSchema(site config.Site) *schema {
	s := &schema{Context: schemaContext, Type: "WebSite", Name: columnName + " - " + site.Name, URL: site.BaseURL, Language: language,
		Description: site.Description, Publisher: &schema{Type: organization, Name: site.Name}}
	if site.BaseURL != "" {
		s.Action = &searchAction{Type: "SearchAction", Target: site.BaseURL + searchAddress + "?q={query}", Query: "required name=query"}
	}
	return s
}

// legalForce is schema.org's word for a 效力状态.
var legalForce = map[string]string{
	field.InForce: "https://schema.org/InForce", field.UnderReview: "https://schema.org/InForce", field.Amended: "https://schema.org/InForce",
	field.PartLapsed: "https://schema.org/PartiallyInForce", field.Pending: "https://schema.org/NotInForce",
	field.Lapsed: "https://schema.org/NotInForce", field.Repealed: "https://schema.org/NotInForce",
}

func (c *column) documentSchema(e *catalog.Entry) *schema {
	kind := e.Kind.Row().Schema
	s := &schema{Context: schemaContext, Type: kind, Name: e.Title(), URL: c.canonical(place(e.URL)), Identifier: e.Index.Plain(),
		Description: e.Text(field.Summary), Keywords: e.Texts(field.Keywords), Language: language, Published: e.Published.String(),
		Publisher: &schema{Type: organization, Name: c.config.Site.Name}}
	for _, a := range e.Agencies {
		s.Authors = append(s.Authors, schema{Type: organization, Name: a.Name})
	}
	written := ""
	if d, ok := e.Day(field.Written); ok {
		written = d.String()
	}
	if kind == "Legislation" {
		s.Number, s.Passed, s.Effective, s.Force = e.DocumentNumber(), written, e.Validity.From.String(), legalForce[e.Validity.Word]
	} else {
		s.Headline, s.Created = e.Title(), written
	}
	if e.Validity.HasTo {
		s.Expires = e.Validity.To.String()
	}
	for _, policy := range e.Related(catalog.Interprets) {
		s.About = append(s.About, schema{Type: policy.Kind.Row().Schema, Name: policy.Title(), URL: c.canonical(place(policy.URL))})
	}
	return s
}
