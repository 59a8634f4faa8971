package field

import "slices"

// The fields, in display order. Those of a group follow their group.
const (
	Title ID = iota + 1
	KindOf
	Number
	Document
	Agency
	ThemeOf
	Genre
	SectionOf
	Written
	Published
	Effective
	Expires
	ValidYears
	LapsedOn
	RepealedOn
	RepealBasis
	LapsedParts
	Review
	Validity
	Repeals
	Amends
	Replaces
	RepealedBy
	AmendedBy
	ReplacedBy
	Cleanup
	CleanupFile
	CleanupResult
	Interprets
	Form
	Obligation
	ExemptReason
	Related
	Keywords
	Summary
	Source
	Openness
	Attachments
	AttachmentFile
	AttachmentTitle
	AttachmentText
	Proposal
	ProposalSort
	ProposalSession
	ProposalNumber
	ProposalSubject
	Proposers
	ProposalLead
	ProposalJoint
	ProposalResult
	ProposalDisclosure
	ProposalAssigned
	ProposalReplied
	ProposalExtended
	ProposalSatisfaction
	Consultation
	ConsultationFrom
	ConsultationTo
	ConsultationWays
	ConsultationFeedback
	Draft
)

var (
	every    = []Kind{Every}
	lapsing  = []Kind{Regulation, Normative, Policy, System}
	judged   = []Kind{Regulation, Normative, Policy}
	replying = []Kind{Reply}
)

const (
	core      = "《政府信息公开目录系统实施指引（试行）》核心元数据"
	article12 = "《政府信息公开条例》第十二条"
	article26 = "《政府信息公开条例》第二十六条"
)

// table is the one description of every field. Row order is display order.
var table = []Row{
	{ID: Title, Key: "title", Label: "标题", Aliases: []string{"名称", "信息名称", "文件名称", "文件标题", "公文标题", "ArticleTitle"}, Type: Text, Need: every, Shown: Table, Norm: core + "：名称",
		Example: "示例市司法局关于推行行政检查“综合查一次”的实施意见", Note: "只写主标题"},
	{ID: KindOf, Key: "kind", Label: "类型", Aliases: []string{"文件类型"}, Type: Word, Vocabulary: kindTerms(), Need: every, Shown: Table,
		Example: "规范性文件", Note: "决定文件归入哪个栏目、须填哪些项"},
	{ID: Number, Key: "index_number", Label: "索引号", Aliases: []string{"索引码", "信息索引号", "信息索引"}, Type: IndexNumber, Need: every, Shown: Table, Norm: core + "：索引号",
		Example: "010897245/2021-58637", Note: "由 gongkai new 或导入时发给，一经分配不再改变"},
	{ID: Document, Key: "document_number", Label: "文号", Aliases: []string{"发文字号", "发布文号", "文件编号", "文件字号", "公文字号"}, Type: DocumentNumber, For: []Kind{Regulation, Normative, Policy, Reply, Report, Announcement, Inventory, Decision, System}, Shown: Table,
		Norm: "GB/T 9704—2012 7.2.5", Example: "示司规〔2024〕3号", Note: "没有文号的写“无”或不写"},
	{ID: Agency, Key: "agency", Label: "发布机构", Aliases: []string{"发文机关", "发文机构", "发文单位", "发布单位", "公开主体", "发布机关", "发布部门", "发文部门", "公开机构", "制发机关", "成文机关", "责任部门"}, Type: Agencies, Need: every, Shown: Table, Norm: "《政府信息公开条例》第十条",
		Example: "示例市司法局", Note: "机构的代号、全称或简称；联合发文写几个，牵头的在前"},
	{ID: ThemeOf, Key: "theme", Label: "主题分类", Aliases: []string{"分类", "信息分类", "组配分类", "主题导航", "公开分类", "信息类别", "公开类别", "公开目录"}, Type: Theme, Need: every, Shown: Table, Norm: core + "：主题分类",
		Example: "公安、安全、司法/司法", Note: "一级分类，或“一级/二级”"},
	{ID: Genre, Key: "genre", Label: "体裁", Aliases: []string{"体裁分类", "文种", "公文种类"}, Type: Word, Vocabulary: genres, Shown: Table, Norm: "《党政机关公文处理工作条例》第八条",
		Example: "意见", Note: "公文的文种"},
	{ID: SectionOf, Key: "section", Label: "栏目", Aliases: []string{"所属栏目"}, Type: Section, For: []Kind{Policy, Announcement, Inventory, Report, Other}, Shown: Table, Norm: "国办公开办函〔2019〕61号",
		Example: "policy", Note: "不写时按类型归入默认栏目"},
	{ID: Written, Key: "written", Label: "成文日期", Aliases: []string{"发文日期", "生成日期", "产生日期", "成文时间", "发文时间", "生成时间", "产生时间", "印发日期", "制发日期"}, Type: Date, Shown: Table, Norm: core + "：生成日期",
		Example: "2024-03-18", Note: "落款的日期，不晚于发布日期"},
	{ID: Published, Key: "published", Label: "发布日期", Aliases: []string{"公开日期", "发布时间", "公开时间", "公布日期", "公布时间", "信息发布日期", "日期", "PubDate"}, Type: Date, Need: every, Shown: Table, Norm: article26,
		Example: "2024-03-20 09:00", Note: "在网上公开的日期；晚于今天的，到那天才公开"},
	{ID: Effective, Key: "effective", Label: "施行日期", Aliases: []string{"生效日期", "生效时间", "实施日期", "施行时间"}, Type: Day, For: lapsing, Shown: Table,
		Example: "2024-05-01", Note: "不写时以发布日期为准"},
	{ID: Expires, Key: "expires", Label: "失效日期", Aliases: []string{"终止日期", "终止时间", "失效时间", "有效期至"}, Type: Day, For: judged, Shown: Table,
		Example: "2029-04-30", Note: "有效的最后一天；与“有效期”填一项即可"},
	{ID: ValidYears, Key: "valid_years", Label: "有效期", Aliases: []string{"有效年限", "有效期限"}, Type: Years, For: judged, Shown: Table,
		Example: "5", Note: "从施行之日起的整年数"},
	{ID: LapsedOn, Key: "lapsed_on", Label: "宣布失效日期", Type: Day, For: judged, Shown: Table,
		Example: "2025-06-30", Note: "被宣布失效的，自这一天起失效"},
	{ID: RepealedOn, Key: "repealed_on", Label: "废止日期", Type: Day, For: judged, Shown: Table,
		Example: "2024-05-01", Note: "自这一天起废止；须写明废止依据或被哪份文件废止"},
	{ID: RepealBasis, Key: "repeal_basis", Label: "废止依据", Type: Basis, For: judged, Shown: Table,
		Example: "示例省人民政府关于废止部分规章的决定", Note: "废止它的文件；栏目外的写文件名称"},
	{ID: LapsedParts, Key: "lapsed_parts", Label: "失效条款", Aliases: []string{"失效内容", "废止条款"}, Type: Text, For: judged, Shown: Table,
		Example: "第十二条、第十五条第二款", Note: "只有一部分失效时写明哪些条款"},
	{ID: Review, Key: "under_revision", Label: "待修订", Type: Flag, For: judged, Shown: Nowhere,
		Example: "true", Note: "清理后决定修订而尚未修订的写 true"},
	{ID: Validity, Key: "validity", Label: "效力状态", Aliases: []string{"有效性", "时效", "时效性", "信息有效性", "公文时效", "文件效力", "效力", "文件状态"}, Type: Word, Vocabulary: Validities, Shown: Table, Norm: core + "：信息有效性",
		Example: "有效", Note: "由程序推算，可以不写；写了就核对"},
	{ID: Repeals, Key: "repeals", Label: "废止", Aliases: []string{"废止文件"}, Type: References, For: judged, Shown: Relations,
		Example: "[示司规〔2019〕2号]", Note: "本文件废止的文件"},
	{ID: Amends, Key: "amends", Label: "修改", Aliases: []string{"修改文件"}, Type: References, For: judged, Shown: Relations,
		Example: "[010897245/2021-00012]", Note: "本文件修改的文件"},
	{ID: Replaces, Key: "replaces", Label: "代替", Aliases: []string{"代替文件", "替代"}, Type: References, For: judged, Shown: Relations,
		Example: "[规范性文件/2019/综合查一次.md]", Note: "本文件代替的旧文件，旧文件随之废止"},
	{ID: RepealedBy, Key: "repealed_by", Label: "被废止", Type: References, For: judged, Shown: Relations,
		Example: "[示司规〔2024〕3号]", Note: "废止本文件的文件；两头写一头即可"},
	{ID: AmendedBy, Key: "amended_by", Label: "被修改", Type: References, For: judged, Shown: Relations,
		Example: "[示司规〔2025〕1号]", Note: "修改本文件的文件"},
	{ID: ReplacedBy, Key: "replaced_by", Label: "被代替", Type: References, For: judged, Shown: Relations,
		Example: "[示司规〔2024〕3号]", Note: "代替本文件的文件"},
	{ID: Cleanup, Key: "cleanup", Label: "清理结果", Type: Records, For: []Kind{Policy}, Shown: Block,
		Example: "[{文件: 示司规〔2019〕2号, 结果: 废止}]", Note: "清理决定逐件写明结果"},
	{ID: CleanupFile, In: Cleanup, Key: "document", Label: "文件", Type: Reference, Need: every, Example: "示司规〔2019〕2号", Note: "被清理的文件"},
	{ID: CleanupResult, In: Cleanup, Key: "result", Label: "结果", Type: Word, Vocabulary: cleanupResults, Need: every, Example: "废止", Note: "清理的结论"},
	{ID: Interprets, Key: "interprets", Label: "解读文件", Aliases: []string{"被解读文件", "解读对象"}, Type: References, Need: []Kind{Interpretation}, For: []Kind{Interpretation, Conference}, Shown: Relations,
		Example: "[示司规〔2024〕3号]", Note: "解读的是哪份文件"},
	{ID: Form, Key: "form", Label: "解读形式", Type: Words, Vocabulary: forms, For: []Kind{Interpretation}, Shown: Table,
		Example: "图解", Note: "可写几种；不写为文字"},
	{ID: Obligation, Key: "interpretation", Label: "解读要求", Type: Word, Vocabulary: obligations, For: judged, Shown: Nowhere,
		Example: "需要", Note: "规章和规范性文件默认需要；豁免的须写理由"},
	{ID: ExemptReason, Key: "exempt_reason", Label: "豁免理由", Type: Text, For: judged, Shown: Nowhere,
		Example: "内容为废止旧文件，无需解读", Note: "为什么可以不解读"},
	{ID: Related, Key: "related", Label: "相关文件", Aliases: []string{"关联文件", "关联信息"}, Type: References, Shown: Relations,
		Example: "[010897245/2021-58637]", Note: "有联系的其他文件"},
	{ID: Keywords, Key: "keywords", Label: "主题词", Aliases: []string{"关键词", "关键字"}, Type: Texts, Shown: Table, Norm: core + "：主题词",
		Example: "[行政检查, 联合检查]", Note: "几个便于检索的词"},
	{ID: Summary, Key: "summary", Label: "内容概述", Aliases: []string{"摘要", "概述", "内容摘要", "Description"}, Type: Text, Shown: Nowhere, Norm: article12,
		Example: "规定行政检查计划的报送、合并、公开和联合检查的办法。", Note: "一百字以内，显示在目录和检索结果里"},
	{ID: Source, Key: "source", Label: "来源", Aliases: []string{"信息来源", "稿件来源", "文章来源", "ContentSource"}, Type: Text, Shown: Table, Norm: "国办发〔2017〕47号",
		Example: "市司法局", Note: "转载的写明来源；不写为发布机构"},
	{ID: Openness, Key: "openness", Label: "公开属性", Aliases: []string{"公开方式"}, Type: Word, Vocabulary: opennesses, Need: every, Shown: Nowhere, Norm: "《政府信息公开条例》第十三条；国办发〔2016〕80号",
		Example: "主动公开", Note: "不是主动公开的不进入网站"},
	{ID: Attachments, Key: "attachments", Label: "附件", Type: Records, Shown: Block,
		Example: "[{文件: 事项清单.xlsx, 标题: 综合查一次事项清单}]", Note: "放在文件旁边的附件"},
	{ID: AttachmentFile, In: Attachments, Key: "file", Label: "文件", Type: File, Need: every, Example: "事项清单.xlsx", Note: "附件的文件名"},
	{ID: AttachmentTitle, In: Attachments, Key: "title", Label: "标题", Aliases: []string{"名称"}, Type: Text, Example: "综合查一次事项清单", Note: "显示的名称；不写用文件名"},
	{ID: AttachmentText, In: Attachments, Key: "text", Label: "替代文本", Type: Text, Example: "流程图：收到申请、登记、审查、答复", Note: "图片和扫描件的文字说明"},
	{ID: Proposal, Key: "proposal", Label: "建议提案", Type: Record, Need: replying, For: replying, Shown: Block, Norm: "国办发〔2014〕46号",
		Example: "{类别: 人大代表建议, 届次: 市十四届人大六次会议, 编号: \"20210200\"}", Note: "所答复的建议或提案"},
	{ID: ProposalSort, In: Proposal, Key: "category", Label: "类别", Type: Word, Vocabulary: proposalSorts, Need: every, Example: "人大代表建议", Note: "建议还是提案"},
	{ID: ProposalSession, In: Proposal, Key: "session", Label: "届次", Type: Text, Need: every, Example: "市十四届人大六次会议", Note: "哪一次会议"},
	{ID: ProposalNumber, In: Proposal, Key: "number", Label: "编号", Type: Text, Need: every, Example: "20210200", Note: "照原样，保留字母和前面的零"},
	{ID: ProposalSubject, In: Proposal, Key: "subject", Label: "案由", Type: Text, Example: "关于提升行政执法水平的建议", Note: "建议或提案的题目"},
	{ID: Proposers, In: Proposal, Key: "proposers", Label: "提出人", Type: Texts, Example: "[林一舟]", Note: "代表或委员，可以不写"},
	{ID: ProposalLead, In: Proposal, Key: "lead", Label: "主办", Aliases: []string{"主办单位"}, Type: Texts, Example: "市司法局", Note: "主办单位"},
	{ID: ProposalJoint, In: Proposal, Key: "joint", Label: "会办", Aliases: []string{"协办", "会办单位", "协办单位"}, Type: Texts, Example: "[市教育局, 市数据局]", Note: "会办单位"},
	{ID: ProposalResult, In: Proposal, Key: "result", Label: "结果", Aliases: []string{"办理结果"}, Type: Word, Vocabulary: proposalResults, Example: "A", Note: "A 已解决，B 正在解决，C 列入计划，D 留作参考"},
	{ID: ProposalDisclosure, In: Proposal, Key: "disclosure", Label: "公开", Aliases: []string{"公开方式"}, Type: Word, Vocabulary: disclosures, Example: "全文公开", Note: "全文、摘要或不公开"},
	{ID: ProposalAssigned, In: Proposal, Key: "assigned", Label: "交办日期", Type: Day, Example: "2021-03-10", Note: "三个月的办理期限从这天算"},
	{ID: ProposalReplied, In: Proposal, Key: "replied", Label: "答复日期", Type: Day, Example: "2021-06-01", Note: "答复代表或委员的日期"},
	{ID: ProposalExtended, In: Proposal, Key: "extended", Label: "延期", Type: Flag, Example: "true", Note: "经批准延长到六个月的写 true"},
	{ID: ProposalSatisfaction, In: Proposal, Key: "satisfaction", Label: "满意度", Type: Word, Vocabulary: satisfactions, Example: "满意", Note: "代表或委员的评价"},
	{ID: Consultation, Key: "consultation", Label: "征求意见", Type: Record, For: []Kind{Decision}, Shown: Block, Norm: "《重大行政决策程序暂行条例》第十五条",
		Example: "{开始: 2024-03-01, 结束: 2024-03-31, 方式: 网上留言、信函}", Note: "公开征求意见的起止、方式和采纳情况"},
	{ID: ConsultationFrom, In: Consultation, Key: "from", Label: "开始", Aliases: []string{"开始日期"}, Type: Day, Need: every, Example: "2024-03-01", Note: "开始的日期"},
	{ID: ConsultationTo, In: Consultation, Key: "to", Label: "结束", Aliases: []string{"结束日期"}, Type: Day, Need: every, Example: "2024-03-31", Note: "结束的日期，一般不少于 30 日"},
	{ID: ConsultationWays, In: Consultation, Key: "ways", Label: "方式", Type: Text, Example: "网上留言、信函", Note: "怎样提意见"},
	{ID: ConsultationFeedback, In: Consultation, Key: "feedback", Label: "反馈", Aliases: []string{"反馈情况", "采纳情况"}, Type: Basis, Example: "收到意见 36 条，采纳 21 条", Note: "采纳情况，或公布采纳情况的文件"},
	{ID: Draft, Key: "draft", Label: "草稿", Type: Flag, Shown: Nowhere, Example: "true", Note: "true 时不发布，检查发现的问题只作警告"},
}

// secret names what GB/T 33480 knows of an official document but a public page
// must never show.
var secret = []string{"份号", "密级", "密级和保密期限", "保密期限", "紧急程度", "签发人"}

// IsSecret tells such a name, however it is spaced.
func IsSecret(name string) bool {
	return slices.ContainsFunc(secret, func(s string) bool { return fold(s) == fold(name) })
}
