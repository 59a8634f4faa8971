package field

// Term is a word of a vocabulary: how it is written, its ASCII name in URLs
// and style classes, and other spellings that are understood.
type Term struct {
	Key     string
	Label   string
	Aliases []string
}

// Vocabulary is the words a field may take, in display order.
type Vocabulary []Term

// Lookup finds a word by its label, key or alias.
func (v Vocabulary) Lookup(word string) (Term, bool) {
	want := fold(word)
	for _, t := range v {
		if fold(t.Label) == want || fold(t.Key) == want {
			return t, true
		}
		for _, a := range t.Aliases {
			if fold(a) == want {
				return t, true
			}
		}
	}
	return Term{}, false
}

// Labels gives the words as written.
func (v Vocabulary) Labels() []string {
	out := make([]string, len(v))
	for i, t := range v {
		out[i] = t.Label
	}
	return out
}

// Public is the one 公开属性 that is published (条例 13).
const Public = "主动公开"

// The words of 效力状态 (domain: validity), in the order lists show them.
const (
	InForce     = "有效"
	UnderReview = "待修订"
	Amended     = "已修改"
	PartLapsed  = "部分失效"
	Pending     = "尚未生效"
	Lapsed      = "已失效"
	Repealed    = "已废止"
)

// Validities is the vocabulary of 效力状态; the keys name style classes and
// catalogue addresses.
var Validities = Vocabulary{
	{"valid", InForce, []string{"现行有效", "继续有效"}},
	{"review", UnderReview, nil},
	{"amended", Amended, []string{"已被修改"}},
	{"partial", PartLapsed, []string{"部分废止"}},
	{"pending", Pending, []string{"未生效"}},
	{"expired", Lapsed, []string{"失效"}},
	{"repealed", Repealed, []string{"废止"}},
}

var opennesses = Vocabulary{
	{"proactive", Public, nil},
	{"on-request", "依申请公开", nil},
	{"withheld", "不予公开", []string{"不公开"}},
}

// Required and Exempt are the words of 解读要求.
const (
	InterpretationRequired = "需要"
	InterpretationExempt   = "豁免"
)

var obligations = Vocabulary{
	{"required", InterpretationRequired, []string{"须解读", "需要解读", "是"}},
	{"exempt", InterpretationExempt, []string{"不需要", "无需解读", "否"}},
}

var forms = Vocabulary{
	{"text", "文字", nil}, {"graphic", "图解", []string{"图片"}}, {"chart", "图表", nil}, {"animation", "动漫", []string{"漫画"}},
	{"audio", "音频", nil}, {"video", "视频", nil}, {"h5", "H5", nil}, {"questions", "问答", nil},
	{"conference", "新闻发布会", []string{"发布会"}}, {"interview", "在线访谈", []string{"访谈"}},
	{"expert", "专家解读", nil}, {"media", "媒体解读", nil}, {"principal", "负责人解读", []string{"主要负责人解读"}},
}

// Genres is the vocabulary of 体裁: the fifteen of 党政机关公文处理工作条例 and
// those a column needs besides.
var genres = Vocabulary{
	{"resolution", "决议", nil}, {"decision", "决定", nil}, {"order", "命令（令）", []string{"命令", "令", "政府令"}},
	{"communique", "公报", nil}, {"proclamation", "公告", nil}, {"notice", "通告", nil}, {"opinion", "意见", nil},
	{"circular", "通知", nil}, {"bulletin", "通报", nil}, {"report", "报告", nil}, {"request", "请示", nil},
	{"approval", "批复", nil}, {"bill", "议案", nil}, {"letter", "函", nil}, {"minutes", "纪要", []string{"会议纪要"}},
	{"reply", "答复", nil}, {"annual-report", "年度报告", []string{"年报"}}, {"interpretation", "解读", nil},
	{"inventory", "清单", nil}, {"announcement", "公示", nil}, {"guide", "指南", nil}, {"other", "其他", nil},
}

var proposalSorts = Vocabulary{
	{"deputy", "人大代表建议", []string{"人大建议", "代表建议", "建议"}},
	{"member", "政协提案", []string{"政协委员提案", "提案"}},
	{"bill", "议案", nil},
}

var proposalResults = Vocabulary{
	{"a", "A", []string{"A类"}}, {"b", "B", []string{"B类"}}, {"c", "C", []string{"C类"}}, {"d", "D", []string{"D类"}},
}

// NotDisclosed is the word of a reply that is not published.
const NotDisclosed = "不公开"

var disclosures = Vocabulary{
	{"full", "全文公开", []string{"全文", "公开", "主动公开"}},
	{"summary", "摘要公开", []string{"摘要"}},
	{"none", NotDisclosed, []string{"不予公开"}},
}

var satisfactions = Vocabulary{
	{"satisfied", "满意", nil}, {"fairly", "基本满意", nil}, {"unsatisfied", "不满意", nil},
}

// The words of a clean-up result.
const (
	CleanupKept     = "继续有效"
	CleanupReview   = "待修订"
	CleanupAmended  = "修改"
	CleanupRepealed = "废止"
	CleanupLapsed   = "失效"
)

var cleanupResults = Vocabulary{
	{"kept", CleanupKept, []string{"保留", "有效"}}, {"review", CleanupReview, []string{"拟修订"}},
	{"amended", CleanupAmended, []string{"修订"}}, {"repealed", CleanupRepealed, nil}, {"lapsed", CleanupLapsed, []string{"宣布失效"}},
}

func kindTerms() Vocabulary {
	out := make(Vocabulary, len(kinds))
	for i, k := range kinds {
		out[i] = Term{k.Key, k.Label, k.Aliases}
	}
	return out
}
