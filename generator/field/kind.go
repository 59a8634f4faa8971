package field

// Kind is a kind of document; the constants follow the rows of kinds.
type Kind uint8

// The kinds. Every stands for all of them in a row's obligations.
const (
	Regulation Kind = iota + 1
	Normative
	Policy
	Interpretation
	Reply
	Report
	Conference
	Decision
	Inventory
	Announcement
	Organization
	Guide
	System
	AnnualReport
	OnRequest
	Other

	Every Kind = 255
)

// KindRow is what the program knows of a kind.
type KindRow struct {
	Kind       Kind
	Key        string // in URLs and data: an English word
	Label      string // 类型 as written
	Aliases    []string
	Section    string // the key of its default section
	Genre      string // the usual 体裁, for `new`
	Lapses     bool   // it has a 效力状态
	Interprets bool   // it needs an interpretation unless it says otherwise
	Type       string // the ColumnType word of the website norm
	Schema     string // the schema.org type of its page
	Series     Series // what it stands in a row with
}

// Series is the rule by which documents of a kind follow each other.
type Series uint8

// The rules.
const (
	SeriesNone   Series = iota
	SeriesTitle         // of one agency and one title but for its year: yearly reports
	SeriesPolicy        // about one policy
	SeriesKind          // all of the kind
)

var kinds = []KindRow{
	{Regulation, "regulation", "规章", []string{"政府规章"}, "regulation", "命令（令）", true, true, "政策文件", "Legislation", SeriesNone},
	{Normative, "normative", "规范性文件", []string{"行政规范性文件"}, "normative", "通知", true, true, "政策文件", "Legislation", SeriesNone},
	{Policy, "policy", "政策文件", []string{"其他政策文件"}, "policy", "意见", true, false, "政策文件", "Article", SeriesNone},
	{Interpretation, "interpretation", "政策解读", []string{"解读"}, "interpretation", "解读", false, false, "政策解读", "Article", SeriesPolicy},
	{Reply, "reply", "建议提案答复", []string{"建议提案", "建议答复", "提案答复", "建议提案办理"}, "reply", "答复", false, false, "回应关切", "Article", SeriesNone},
	{Report, "report", "工作报告", []string{"报告"}, "report", "报告", false, false, "信息公开目录", "Report", SeriesTitle},
	{Conference, "conference", "新闻发布会", []string{"发布会"}, "conference", "其他", false, false, "回应关切", "Article", SeriesKind},
	{Decision, "decision", "重大行政决策", []string{"行政决策"}, "decision", "公告", false, false, "征集调查", "Article", SeriesTitle},
	{Inventory, "inventory", "清单", nil, "inventory", "清单", false, false, "信息公开目录", "Article", SeriesTitle},
	{Announcement, "announcement", "公告公示", []string{"公告", "公示", "通告"}, "announcement", "公告", false, false, "信息公开目录", "Article", SeriesTitle},
	{Organization, "organization", "机构职能", []string{"机关职能"}, "organization", "其他", false, false, "机构职能", "Article", SeriesNone},
	{Guide, "guide", "公开指南", []string{"政府信息公开指南"}, "guide", "指南", false, false, "信息公开指南", "Article", SeriesNone},
	{System, "system", "公开制度", []string{"政府信息公开制度"}, "system", "通知", true, false, "信息公开目录", "Article", SeriesNone},
	{AnnualReport, "annual-report", "公开年报", []string{"政府信息公开年报", "政府信息公开工作年度报告"}, "annual", "年度报告", false, false, "信息公开年报", "Report", SeriesTitle},
	{OnRequest, "on-request", "依申请公开", nil, "apply", "指南", false, false, "依申请公开", "Article", SeriesNone},
	{Other, "other", "其他", nil, "other", "其他", false, false, "信息公开目录", "Article", SeriesTitle},
}

// Row gives what is known of the kind.
func (k Kind) Row() *KindRow {
	if k == 0 || int(k) > len(kinds) {
		panic("field: no such kind")
	}
	return &kinds[k-1]
}

// Label gives the kind as it is written and shown.
func (k Kind) Label() string { return k.Row().Label }

// Kinds gives all kinds in display order.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i := range kinds {
		out[i] = kinds[i].Kind
	}
	return out
}

// LookupKind finds a kind by its label, key or alias.
func LookupKind(name string) (Kind, bool) {
	want := fold(name)
	for _, row := range kinds {
		if fold(row.Label) == want || fold(row.Key) == want {
			return row.Kind, true
		}
		for _, alias := range row.Aliases {
			if fold(alias) == want {
				return row.Kind, true
			}
		}
	}
	return 0, false
}
