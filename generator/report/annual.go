package report

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/day"
	"gongkai/generator/diag"
	"gongkai/generator/field"
)

// Number is a cell of a statistical table. A blank, "/" or "—" is not zero: it
// is not known.
type Number struct {
	Known bool
	Value float64
	Text  string // as printed, with the decimals it was given
	At    diag.Position
}

// count is a number that was counted.
func counted(n int) Number { return Number{Known: true, Value: float64(n), Text: strconv.Itoa(n)} }

// Table is a statistical table; nil cells are of no table at all.
type Table struct {
	Layout *Layout
	Origin Origin
	Cells  [][]Number // by row and column; nil where the table is not given
}

// Given tells whether there is such a table.
func (t *Table) Given() bool { return t.Cells != nil }

// Origin is where the numbers of a table come from.
type Origin string

// The origins.
const (
	FromDocument Origin = "年报正文"
	FromLedger   Origin = "依申请公开台账"
	FromTotals   Origin = "统计数文件"
	FromCatalog  Origin = "公开目录"
)

func newTable(n int, origin Origin) Table {
	t := Table{Layout: Layouts[n], Origin: origin, Cells: make([][]Number, len(Layouts[n].Rows))}
	for i := range t.Cells {
		t.Cells[i] = make([]Number, len(Layouts[n].Columns))
	}
	return t
}

// Annual is the statistics of one agency for one year.
type Annual struct {
	Agency   *config.Agency
	Year     int
	Whole    bool           // the year is over
	Document *catalog.Entry // the published report, nil where there is none yet
	Tables   [tableCount]Table
	Stock    StockYear // 表二（一）项 as counted from the column's own documents
	Checked  int       // identities that could be told
	Broken   int       // of which do not hold
}

// Annuals are the reports of all agencies, the newest year first, the agencies
// in the order of the configuration.
type Annuals struct {
	AsOf    day.Day
	Reports []*Annual
}

// Years gives the years that have a report and are over, the newest first.
func (a *Annuals) Years() []int {
	var out []int
	for _, r := range a.Reports {
		if r.Whole && !slices.Contains(out, r.Year) {
			out = append(out, r.Year)
		}
	}
	return out
}

// Of gives the reports of a year.
func (a *Annuals) Of(year int) []*Annual {
	var out []*Annual
	for _, r := range a.Reports {
		if r.Year == year {
			out = append(out, r)
		}
	}
	return out
}

// Reader gives the bytes of a file of the site.
type Reader func(path string) ([]byte, error)

// annualKey is an agency's year.
type annualKey struct {
	agency *config.Agency
	year   int
}

// annuals gathers the reports of a column.
type annuals struct {
	catalog *catalog.Catalog
	read    Reader
	reports map[annualKey]*Annual
	ledger  map[annualKey][tableCount]Table // from the rows kept by the office
	totals  map[annualKey][tableCount]Table // from the sums kept by the office
	list    diag.List
}

// CountAnnual counts the statutory annual report of every agency that published
// one or keeps a ledger (files named requests.csv or requests.yaml below
// content/). What is wrong with the numbers is in the findings; the error is
// machine trouble.
func CountAnnual(c *catalog.Catalog, ledgers []string, read Reader) (*Annuals, diag.List, error) {
	a := &annuals{catalog: c, read: read, reports: map[annualKey]*Annual{}, ledger: map[annualKey][tableCount]Table{}, totals: map[annualKey][tableCount]Table{}}
	if err := a.readLedgers(ledgers); err != nil {
		return nil, nil, err
	}
	if err := a.readDocuments(); err != nil {
		return nil, nil, err
	}
	out := &Annuals{AsOf: c.Day}
	for _, r := range a.reports {
		out.Reports = append(out.Reports, r)
	}
	order := agencyOrder(c)
	slices.SortFunc(out.Reports, func(x, y *Annual) int {
		return cmp.Or(cmp.Compare(y.Year, x.Year), cmp.Compare(order[x.Agency.Key], order[y.Agency.Key]))
	})
	for _, r := range out.Reports {
		a.fill(r)
	}
	for _, r := range out.Reports {
		a.check(r)
	}
	return out, a.list, nil
}

// report gives the report of an agency's year.
func (a *annuals) report(agency *config.Agency, year int) *Annual {
	key := annualKey{agency, year}
	r := a.reports[key]
	if r == nil {
		r = &Annual{Agency: agency, Year: year, Whole: day.Make(year, 12, 31) <= a.catalog.Day}
		for n := range r.Tables {
			r.Tables[n].Layout = Layouts[n]
		}
		a.reports[key] = r
	}
	return r
}

var yearInTitle = regexp.MustCompile(`(\d{4})年(?:度)?政府信息公开`)

// readDocuments reads the tables of the published annual reports and judges
// their title, day and parts.
func (a *annuals) readDocuments() error {
	for _, e := range a.catalog.Entries {
		if e.Kind != field.AnnualReport || len(e.Agencies) == 0 {
			continue
		}
		found := yearInTitle.FindStringSubmatch(e.Title())
		if found == nil {
			a.list.Add(onTitle(e, "标题里看不出是哪一年的年度报告"))
			continue
		}
		year, _ := strconv.Atoi(found[1])
		body, err := a.body(e)
		if err != nil {
			return err
		}
		a.judgeForm(e, year, body)
		r := a.report(e.Agencies[0], year)
		if r.Document != nil {
			a.list.Add(onTitle(e, "%s%d年的年度报告有两份", e.Agencies[0].Short, year).Noted(r.Document.At(field.Title), "另一份在这里"))
			continue
		}
		r.Document = e
		for n, t := range body.tables() {
			if t.Given() {
				r.Tables[n] = t
			}
		}
		a.judgeProse(r, body)
	}
	return nil
}

func onTitle(e *catalog.Entry, format string, args ...any) diag.Finding {
	return diag.New(diag.AnnualForm, e.At(field.Title), format, args...).On(field.Of(field.Title).Label, len([]rune(e.Title()))).
		Hinted("写作“〈机关名称〉〈四位年份〉年政府信息公开工作年度报告”，一年一份")
}

// sectionsOfReport are the six parts every report has, in their order.
var sectionsOfReport = []string{"总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "行政复议", "存在的主要问题及改进情况", "其他需要报告的事项"}

// judgeForm judges the day, the title and the parts of a published report.
func (a *annuals) judgeForm(e *catalog.Entry, year int, body body) {
	agency := e.Agencies[0]
	if want := agency.Name + strconv.Itoa(year) + "年政府信息公开工作年度报告"; e.Title() != want && e.Title() != agency.Short+want[len(agency.Name):] {
		a.list.Add(onTitle(e, "年度报告的标题应是“%s”", want))
	}
	if due := deadline(agency, year); e.Published > due {
		a.list.Add(diag.New(diag.AnnualForm, e.At(field.Published), "%d年的年度报告于 %s 发布，晚于 %s", year, e.Published, due).
			On(field.Of(field.Published).Label, len("2006-01-02")).Hinted("部门在次年1月31日前、政府在次年3月31日前发布；今后按期公开"))
	} else if e.Published < day.Make(year, 12, 31) {
		a.list.Add(diag.New(diag.AnnualForm, e.At(field.Published), "%d年还没有结束，年度报告已于 %s 发布", year, e.Published).
			On(field.Of(field.Published).Label, len("2006-01-02")).Hinted("统计期限是1月1日至12月31日；核对标题里的年份和发布日期"))
	}
	var missing []string
	for i, part := range sectionsOfReport {
		if !body.heads(part) {
			missing = append(missing, []string{"一", "二", "三", "四", "五", "六"}[i])
		}
	}
	if len(missing) > 0 {
		a.list.Add(diag.New(diag.AnnualForm, e.At(field.Title), "年度报告缺第%s部分", strings.Join(missing, "、")).On(field.Of(field.Title).Label, len([]rune(e.Title()))).
			Hinted("六个部分是：%s；没有内容的写“无”", strings.Join(partNames, "；")))
	}
}

var partNames = []string{"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"}

// deadline is the last day for a year's report (条例 49): the end of March for a
// government, the end of January for its departments.
func deadline(a *config.Agency, year int) day.Day {
	if strings.HasSuffix(a.Name, "人民政府") || strings.HasSuffix(a.Name, "管理委员会") || strings.HasSuffix(a.Name, "行政公署") {
		return day.Make(year+1, 3, 31)
	}
	return day.Make(year+1, 1, 31)
}

// fill completes a report's tables: what its document does not tell comes from
// the office's ledger, its totals, or the catalog; what it does tell is compared
// with the first two.
func (a *annuals) fill(r *Annual) {
	r.Stock = a.stock(r.Agency, r.Year)
	key := annualKey{r.Agency, r.Year}
	for n := range r.Tables {
		for _, kept := range []Table{a.ledger[key][n], a.totals[key][n]} {
			switch {
			case !kept.Given():
			case !r.Tables[n].Given():
				r.Tables[n] = kept
			default:
				a.compare(r, r.Tables[n], kept)
			}
		}
	}
	two := &r.Tables[TableTwo]
	if !two.Given() {
		*two = newTable(TableTwo, FromCatalog)
	}
	if two.Origin == FromDocument {
		return
	}
	for n, s := range r.Stock.Kinds { // the documents of the first item count themselves
		for column, value := range []int{s.Issued, s.Ended, s.InForce} {
			if cell := &two.Cells[rowRegulation+n][column]; !cell.Known {
				*cell = counted(value)
			}
		}
	}
}

// stock is 表二（一）项 as the column's documents of an agency tell it.
func (a *annuals) stock(agency *config.Agency, year int) StockYear {
	var own []life
	for _, e := range a.catalog.Entries {
		if isStocked(e) && len(e.Agencies) > 0 && e.Agencies[0] == agency {
			own = append(own, lifeOf(e))
		}
	}
	return stockYear(own, year, a.catalog.Day)
}

// compare finds the cells that two sources of one table tell differently.
func (a *annuals) compare(r *Annual, shown, kept Table) {
	for i := range shown.Cells {
		for j := range shown.Layout.width(i) {
			x, y := shown.Cells[i][j], kept.Cells[i][j]
			if x.Known && y.Known && !same(x.Value, y.Value) {
				name := shown.Layout.cellName(i, j)
				a.list.Add(a.broken(r, x.At, fmt.Sprintf("%s在%s里是 %s，在%s里是 %s", name, shown.Origin, x.Text, kept.Origin, y.Text)).
					Noted(y.At, "%s的%s写在这里", kept.Origin, name))
			}
		}
	}
}

// same compares numbers that may have decimals.
func same(x, y float64) bool { return math.Abs(x-y) < 1e-6 }
