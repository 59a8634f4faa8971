module gongkai

go 1.26.0

// Of the program.
require (
	codeberg.org/readeck/go-readability v0.0.0-20251125211941-0f57a445e5f1 // finds the article of a saved web page where no known container does (import)
	github.com/JohannesKaufmann/html-to-markdown/v2 v2.5.2 // HTML of web pages and Word files to Markdown (import)
	github.com/PuerkitoBio/goquery v1.13.0 // selectors over saved web pages (import)
	github.com/alecthomas/chroma/v2 v2.27.0 // colours fenced code; fixed by the project
	github.com/cespare/xxhash/v2 v2.3.0 // fingerprints that tell a change, not an attack
	github.com/evanw/esbuild v0.28.2 // joins and minifies styles and scripts
	github.com/fsnotify/fsnotify v1.10.1 // watches files for the preview; fixed by the project
	github.com/pelletier/go-toml/v2 v2.4.3 // config.toml, with the place of every unknown key
	github.com/schollz/progressbar/v3 v3.19.1 // progress on a terminal
	github.com/spf13/cobra v1.10.2 // commands, help and completion in Chinese
	github.com/xuri/excelize/v2 v2.11.0 // workbooks of the reports; text of .xlsx attachments
	github.com/yuin/goldmark v1.8.7 // Markdown; fixed by the project
	go.yaml.in/yaml/v4 v4.0.0 // front matter, with line and column of every value
	golang.org/x/net v0.62.0 // HTML parser (import, tests)
	golang.org/x/sync v0.24.0 // groups of workers
	golang.org/x/sys v0.49.0 // locks, atomic exchange of folders, one sync for a whole disk
	golang.org/x/term v0.47.0 // whether talk goes to a terminal
	golang.org/x/text v0.43.0 // Unicode forms, widths, GB18030
	golang.org/x/tools v0.52.0 // txtar: examples of rules
	rsc.io/qr v0.2.0 // QR codes, 30 µs each
)

// Of the tests alone.
require (
	github.com/chromedp/cdproto v0.159.0 // words of the browser protocol
	github.com/chromedp/chromedp v0.23.0 // drives Chromium
	github.com/google/go-cmp v0.7.0 // differences of structures
	github.com/jba/templatecheck v0.7.1 // checks templates against their views
	github.com/rogpeppe/go-internal v1.16.0 // testscript: commands as a user runs them
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // validates the schema we write
	pgregory.net/rapid v1.3.0 // property tests
)

require (
	github.com/JohannesKaufmann/dom v0.3.1 // indirect
	github.com/andybalholm/cascadia v1.3.4 // indirect
	github.com/araddon/dateparse v0.0.0-20210429162001-6b43995a97de // indirect
	github.com/dlclark/regexp2/v2 v2.2.1 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/go-shiori/dom v0.0.0-20230515143342-73569d674e1c // indirect
	github.com/gogs/chardet v0.0.0-20211120154057-b7413eaefb8f // indirect
	github.com/google/safehtml v0.0.2 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mitchellh/colorstring v0.0.0-20190213212951-d06e56a500db // indirect
	github.com/richardlehane/mscfb v1.0.7 // indirect
	github.com/richardlehane/msoleps v1.0.6 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	github.com/tiendc/go-deepcopy v1.7.2 // indirect
	github.com/xuri/efp v0.0.1 // indirect
	github.com/xuri/nfp v0.0.2-0.20250530014748-2ddeb826f9a9 // indirect
	golang.org/x/crypto v0.58.0 // indirect
)
