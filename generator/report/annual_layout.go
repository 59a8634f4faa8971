package report

import "strings"

// Layout is the fixed form of one of the three statistical tables of the annual
// report (国办公开办函〔2021〕30号).
type Layout struct {
	Name    string // 表三
	Title   string
	Rows    []Head
	Columns []Head
}

// Head names a row or a column.
type Head struct {
	Key   string
	Label string // as printed, with its numbering
	Path  string // what stands above it in the statutory table
	match string // what a row written by hand is known by
}

// The tables by their place in Tables.
const (
	TableTwo = iota
	TableThree
	TableFour
	tableCount
)

// The rows of 表二, the values of a row with fewer cells standing first.
const (
	rowRegulation = iota
	rowNormative
	rowLicence
	rowPenalty
	rowCoercion
	rowFee
)

// The rows of 表三 that identities name.
const (
	rowNew        = 0
	rowCarriedIn  = 1
	rowGranted    = 2
	rowPartial    = 3
	rowDeny       = 4  // the first of eight
	rowUnable     = 12 // of three
	rowRefuse     = 15 // of five
	rowOther      = 20 // of three
	rowTotal      = 23
	rowCarriedOut = 24
)

// The columns of 表三: six sorts of applicants, then their sum.
const (
	applicantCount = 6
	columnTotal    = 6
)

// The columns of 表四.
const (
	columnUpheld    = 0
	columnOpen      = 3
	columnCaseTotal = 4
)

// Layouts are the three tables.
var Layouts = [tableCount]*Layout{
	{"表二", "主动公开政府信息情况", []Head{
		{"regulation", "规章", "第二十条第（一）项", "规章"},
		{"normative", "行政规范性文件", "第二十条第（一）项", "规范性文件"},
		{"licence", "行政许可", "第二十条第（五）项", "行政许可"},
		{"penalty", "行政处罚", "第二十条第（六）项", "行政处罚"},
		{"coercion", "行政强制", "第二十条第（六）项", "行政强制"},
		{"fee", "行政事业性收费", "第二十条第（八）项", "行政事业性收费"},
	}, []Head{{"issued", "本年制发件数", "", "制发"}, {"ended", "本年废止件数", "", "废止"}, {"in_force", "现行有效件数", "", "现行有效"}}},
	{"表三", "收到和处理政府信息公开申请情况", []Head{
		{"new", "一、本年新收政府信息公开申请数量", "", "本年新收"},
		{"carried_in", "二、上年结转政府信息公开申请数量", "", "上年结转"},
		{"granted", "（一）予以公开", "三、本年度办理结果", "予以公开"},
		{"partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "三、本年度办理结果", "部分公开"},
		{"deny.secret", "1.属于国家秘密", "（三）不予公开", "国家秘密"},
		{"deny.law", "2.其他法律行政法规禁止公开", "（三）不予公开", "法律行政法规禁止公开"},
		{"deny.safety", "3.危及“三安全一稳定”", "（三）不予公开", "三安全一稳定"},
		{"deny.third", "4.保护第三方合法权益", "（三）不予公开", "第三方合法权益"},
		{"deny.internal", "5.属于三类内部事务信息", "（三）不予公开", "内部事务信息"},
		{"deny.process", "6.属于四类过程性信息", "（三）不予公开", "过程性信息"},
		{"deny.casefile", "7.属于行政执法案卷", "（三）不予公开", "行政执法案卷"},
		{"deny.query", "8.属于行政查询事项", "（三）不予公开", "行政查询事项"},
		{"unable.none", "1.本机关不掌握相关政府信息", "（四）无法提供", "不掌握相关政府信息"},
		{"unable.make", "2.没有现成信息需要另行制作", "（四）无法提供", "没有现成信息"},
		{"unable.unclear", "3.补正后申请内容仍不明确", "（四）无法提供", "补正后申请内容仍不明确"},
		{"refuse.petition", "1.信访举报投诉类申请", "（五）不予处理", "信访举报投诉"},
		{"refuse.repeat", "2.重复申请", "（五）不予处理", "重复申请"},
		{"refuse.publication", "3.要求提供公开出版物", "（五）不予处理", "公开出版物"},
		{"refuse.massive", "4.无正当理由大量反复申请", "（五）不予处理", "大量反复申请"},
		{"refuse.confirm", "5.要求行政机关确认或重新出具已获取信息", "（五）不予处理", "重新出具已获取信息"},
		{"other.nofix", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "（六）其他处理", "逾期不补正"},
		{"other.nofee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "（六）其他处理", "未按收费通知"},
		{"other.else", "3.其他", "（六）其他处理", "3.其他"},
		{"total", "（七）总计", "三、本年度办理结果", "总计"},
		{"carried_out", "四、结转下年度继续办理", "", "结转下年度"},
	}, []Head{
		{"person", "自然人", "", "自然人"}, {"company", "商业企业", "法人或其他组织", "商业企业"}, {"research", "科研机构", "法人或其他组织", "科研机构"},
		{"welfare", "社会公益组织", "法人或其他组织", "社会公益组织"}, {"legal", "法律服务机构", "法人或其他组织", "法律服务机构"},
		{"other", "其他", "法人或其他组织", "其他"}, {"total", "总计", "", "总计"},
	}},
	{"表四", "政府信息公开行政复议、行政诉讼情况", []Head{
		{"review", "行政复议", "", "行政复议"}, {"suit", "未经复议直接起诉", "行政诉讼", "未经复议直接起诉"}, {"suit_after_review", "复议后起诉", "行政诉讼", "复议后起诉"},
	}, []Head{{"upheld", "结果维持", "", "维持"}, {"corrected", "结果纠正", "", "纠正"}, {"other", "其他结果", "", "其他结果"}, {"open", "尚未审结", "", "尚未审结"}, {"total", "总计", "", "总计"}}},
}

// RowOf finds a row by its key or by what a person writes for it.
func (l *Layout) rowOf(label string) (int, bool) {
	label = squeeze(label)
	for i, r := range l.Rows {
		if label == r.Key || label == squeeze(r.Label) {
			return i, true
		}
	}
	// 其他 within （六） has no words of its own; every longer phrase goes first.
	for i, r := range l.Rows {
		if r.Key != "other.else" && strings.Contains(label, squeeze(r.match)) {
			return i, true
		}
	}
	if l == Layouts[TableThree] && (strings.HasSuffix(label, "3.其他") || strings.HasSuffix(label, "3其他") || strings.HasSuffix(label, "其他处理其他")) {
		return rowOther + 2, true
	}
	return 0, false
}

// columnOf finds a column by its label.
func (l *Layout) columnOf(label string) (int, bool) {
	label = squeeze(label)
	for i, c := range l.Columns {
		if label == c.Key || label == squeeze(c.Label) || l != Layouts[TableThree] && strings.Contains(label, c.match) {
			return i, true
		}
	}
	return 0, false
}

// squeeze takes away white space, emphasis and what varies in typing.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u3000', '\u00a0', '*', '\n':
			return -1
		case '．', '、':
			return '.'
		case '“', '”', '"', '「', '」':
			return -1
		}
		return r
	}, s)
}

// width is how many values a row has: in 表二 only the first two have three.
func (l *Layout) width(row int) int {
	if l == Layouts[TableTwo] && row >= rowLicence {
		return 1
	}
	return len(l.Columns)
}

// CellName names a cell as findings do.
func (l *Layout) cellName(row, column int) string {
	r := l.Rows[row].Label
	switch l {
	case Layouts[TableTwo]:
		if row >= rowLicence {
			return l.Name + "“" + r + "”"
		}
	case Layouts[TableFour]:
		if p := l.Rows[row].Path; p != "" {
			r = p + "·" + r
		}
	}
	return l.Name + "“" + r + "”的“" + l.Columns[column].Label + "”"
}
