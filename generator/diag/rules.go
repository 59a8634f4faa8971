package diag

// The codes, grouped as the rules below.
const (
	SourceUnreadable  Code = "SRC-01"
	SourceSyntax      Code = "SRC-02"
	FieldMissing      Code = "META-01"
	IndexTwice        Code = "META-02"
	IndexShape        Code = "META-03"
	ThemeUnknown      Code = "META-04"
	ThemeOther        Code = "META-05"
	SecretField       Code = "META-06"
	SummaryLength     Code = "META-07"
	FieldUnknown      Code = "META-08"
	ValueUnknown      Code = "META-09"
	AgencyUnknown     Code = "META-10"
	DateWrong         Code = "DATE-01"
	PublishedLate     Code = "DATE-02"
	HeldBack          Code = "DATE-03"
	DocumentNumber    Code = "DOCNO-01"
	ShortYear         Code = "DOCNO-02"
	DocumentTwice     Code = "DOCNO-03"
	ValidityDisagrees Code = "VALID-01"
	RepealWithout     Code = "VALID-02"
	NoTerm            Code = "VALID-03"
	Expiring          Code = "VALID-04"
	TrialTooLong      Code = "VALID-05"
	CitesVoid         Code = "VALID-06"
	ActsBackwards     Code = "VALID-07"
	Uninterpreted     Code = "INT-01"
	InterpretedLate   Code = "INT-02"
	PairBroken        Code = "INT-03"
	ReferenceBroken   Code = "REF-01"
	CitesUnclear      Code = "REF-02"
	ProposalMissing   Code = "JY-01"
	ReplyLate         Code = "JY-02"
	ReplyWithheld     Code = "JY-05"
	AnnualIdentity    Code = "REQ-01"
	AnnualForm        Code = "REQ-02"
	AnnualBlank       Code = "REQ-03"
	LedgerOfRequests  Code = "REQ-04"
	SumsDiffer        Code = "SUM-01"
	CalendarUnknown   Code = "DAY-01"
	LinkBroken        Code = "LINK-01"
	AttachmentWrong   Code = "ATT-01"
	PictureBare       Code = "ATT-02"
	LabelEmpty        Code = "ATT-03"
	AttachmentText    Code = "ATT-04"
	Unfinished        Code = "TEXT-01"
	Boilerplate       Code = "TEXT-04"
	IdentityCard      Code = "PII-01"
	MobileNumber      Code = "PII-02"
	ConfigWrong       Code = "CONF-01"
	FooterMissing     Code = "SITE-01"
	SiteCodeWrong     Code = "SITE-02"
	SiteMetaMissing   Code = "SITE-03"
	SectionEmpty      Code = "COL-01"
	LayoutWrong       Code = "LAYOUT-01"
	NotPublic         Code = "OPEN-01"
	LedgerReassigned  Code = "LEDGER-01"
	LedgerTwice       Code = "LEDGER-02"
	LedgerMoved       Code = "LEDGER-03"
	LedgerUnrecorded  Code = "LEDGER-04"
	LedgerBroken      Code = "LEDGER-05"
)

const (
	regulation = "《政府信息公开条例》"
	guide2009  = "《政府信息公开目录系统实施指引（试行）》"
	format9704 = "GB/T 9704—2012《党政机关公文格式》"
	website47  = "国办发〔2017〕47号《政府网站发展指引》"
	inspect19  = "国办秘函〔2019〕19号 政府网站检查指标"
)

// rules is the one table of everything that is checked.
var rules = []Rule{
	{Code: SourceUnreadable, Severity: Error, Fixed: true, Secret: true, Title: "源文件须是 UTF-8 编码的文本，且不超过 8 MiB",
		Why: "GBK 编码、二进制内容或过大的文件无法正确显示。请用编辑器“另存为 UTF-8”。"},
	{Code: SourceSyntax, Severity: Error, Fixed: true, Title: "文件开头须有写在两行“---”之间的元数据",
		Why: "元数据写作“标签: 值”，冒号用半角并空一格。写法有误时整份文件无法读取。"},
	{Code: FieldMissing, Severity: Error, Fixed: true, Title: "必填的元数据不能缺少",
		Why:  "公开目录的每一条须有索引号、名称、发布机构、日期等要素；不同类型的文件另有各自必填的内容。",
		Norm: guide2009 + "；" + regulation + "第十二条"},
	{Code: IndexTwice, Severity: Error, Fixed: true, Title: "索引号在全站唯一",
		Why:  "索引号一经分配终身不变，也是公开网页地址的一部分；两份文件同号，后一份会盖掉前一份。",
		Norm: guide2009},
	{Code: IndexShape, Severity: Warning, Title: "索引号应由机构代码、年份和流水号组成，校验位正确",
		Why:  "标准写法是“9 位组织机构代码/4 位年份-5 位流水号”，也可用 18 位统一社会信用代码。机构代码末位是校验位，不符多半是抄错。文件随机构调整移交后索引号不变，前段与现机构不同只作警告。",
		Norm: guide2009 + "；GB 11714；GB 32100"},
	{Code: ThemeUnknown, Severity: Warning, Title: "主题分类应取自分类表",
		Why:  "分类不在表中时，文件归入“其他”，市民按主题就找不到它。分类表可在 config.toml 中改。",
		Norm: guide2009},
	{Code: ThemeOther, Severity: Info, Title: "“其他”类不宜多用",
		Why: "主题分类为“其他”的文件超过三分之一时提示：多数文件应能归入具体主题。"},
	{Code: SecretField, Severity: Error, Fixed: true, Title: "份号、密级、紧急程度不得出现在公开文件中",
		Why:  "标有密级或份号的文件不应直接上网，请核对公开属性并删去这些项目。",
		Norm: "GB/T 33480—2016；" + regulation + "第十四条"},
	{Code: SummaryLength, Severity: Warning, Title: "内容概述应写明，且不超过 100 字",
		Why:  "概述显示在目录、检索结果和订阅里，市民据此判断要不要打开全文。",
		Norm: regulation + "第十二条"},
	{Code: FieldUnknown, Severity: Error, Fixed: true, Title: "元数据的名称须是认得的字段",
		Why: "写错名称的字段等于没有写。全部字段见 docs/fields.md。"},
	{Code: ValueUnknown, Severity: Error, Fixed: true, Title: "字段的值须合乎该字段的写法",
		Why: "有固定词表的字段只能取表中的词，数字、是非和分组各有写法。"},
	{Code: AgencyUnknown, Severity: Error, Fixed: true, Title: "发布机构须是 config.toml 中登记的机构",
		Why:  "可写机构的代号、全称或简称。机构更名后，可把旧名写进 config.toml 该机构的 former。",
		Norm: regulation + "第十条"},
	{Code: DateWrong, Severity: Error, Title: "日期须真实存在，先后须合乎常理",
		Why: "成文不晚于发布；失效不早于施行；废止不早于施行。"},
	{Code: PublishedLate, Severity: Warning, Title: "自形成之日起 20 个工作日内公开",
		Why:  "按国务院办公厅公布的放假安排计算工作日，从成文日期的次日起算。",
		Norm: regulation + "第二十六条"},
	{Code: HeldBack, Severity: Info, Title: "发布日期未到的文件暂不公开",
		Why: "到了那一天，重新生成网站时自动公开。建议每天凌晨定时生成一次。"},
	{Code: DocumentNumber, Severity: Warning, Title: "文号用六角括号，不加“第”，序号不编虚位",
		Why:  "发文字号由机关代字、年份、序号组成，年份写全并用六角括号“〔〕”括入，序号不编虚位（1 不编为 01），不加“第”字，后加“号”。网站按规范写法显示和检索。",
		Norm: format9704 + " 7.2.5"},
	{Code: ShortYear, Severity: Error, Title: "文号中的年份写四位",
		Why:  "年份缩写可能指不同的世纪，程序不代为补全。",
		Norm: format9704 + " 7.2.5"},
	{Code: DocumentTwice, Severity: Error, Title: "文号在全站唯一",
		Why:  "两份文件同一文号，引用时分不清是哪一份。同一文件的几个部分请作为附件。",
		Norm: format9704 + " 7.2.5"},
	{Code: ValidityDisagrees, Severity: Error, Title: "写明的效力状态须与日期、废止和修改关系一致",
		Why: "效力状态由程序按生成当日推算：已废止、已失效、尚未生效、部分失效、已修改、待修订、有效，依次取第一个符合的。手写的状态只作核对。"},
	{Code: RepealWithout, Severity: Error, Title: "已废止的文件须说明依据",
		Why: "请填“废止依据”或“被废止”，指明废止它的文件；若由栏目外的文件废止，可写该文件的名称。"},
	{Code: NoTerm, Severity: Warning, Title: "规范性文件应有有效期",
		Why: "各地规定多为 5 年，试行、暂行 2 年。没有全国统一规定，期限可在 config.toml 中改。"},
	{Code: Expiring, Severity: Warning, Title: "文件即将到期，请及时评估",
		Why: "有效期届满前 180 日（可改）起提示：需要继续实施的应重新公布，否则自动失效。"},
	{Code: TrialTooLong, Severity: Warning, Title: "试行、暂行文件的有效期不宜过长",
		Why: "标题有“试行”“暂行”的文件，有效期通常不超过 2 年（可改）。"},
	{Code: CitesVoid, Severity: Warning, Title: "现行文件不应以已废止、已失效的文件为依据",
		Why: "正文“根据”“依据”“按照”“依照”之后引用的文号或《题名》，在本站已经废止或者失效。"},
	{Code: ActsBackwards, Severity: Warning, Title: "文件只能废止、修改、代替比它早的文件",
		Why: "被废止、修改、代替的文件，成文比这一份的生效还晚，或者两份互相废止，多半是写反了。效力状态仍按写的关系推算，请尽快改正。"},
	{Code: Uninterpreted, Severity: Warning, Title: "应解读的文件须在期限内解读",
		Why:  "发布后 3 个工作日（可改）还没有政策解读指向它。一年以内发布的逐件提示，更早的合成一条；确实不需要解读的，写“解读要求: 豁免”和理由。全部清单见解读率报告。",
		Norm: "各地政策解读办法"},
	{Code: InterpretedLate, Severity: Info, Title: "政策解读应与文件同步，最迟在期限内发布",
		Why:  "第一件解读晚于期限。已经发生，只作提示；一年以内发布的逐件提示，全部清单见解读率报告。",
		Norm: "各地政策解读办法"},
	{Code: PairBroken, Severity: Error, Title: "政策解读须指向它解读的文件",
		Why:  "解读与文件双向链接；找不到被解读的文件，解读率也就无从计算。",
		Norm: "《关于全面推进政务公开工作的意见》及各地解读办法"},
	{Code: ReferenceBroken, Severity: Error, Title: "所引用的文件须在栏目内找得到",
		Why: "可写索引号、文号或文件路径。栏目外的废止依据写在“废止依据”里。"},
	{Code: CitesUnclear, Severity: Warning, Title: "引用的《题名》应只指一份文件",
		Why: "正文里的文号和《题名》自动链接到栏目内的文件。几份文件题名相同时，先取与本文件有关系的一份，再取本文件发布时有效的一份；仍不能确定的不链接，请在题名后写上文号。"},
	{Code: ProposalMissing, Severity: Error, Fixed: true, Title: "建议提案答复须有类别、届次和编号",
		Why:  "缺少这三项无法确定答复的是哪一件。",
		Norm: "国办发〔2014〕46号"},
	{Code: ReplyLate, Severity: Info, Title: "建议提案应按期答复，答复应按期公开",
		Why:  "自交办之日起 3 个月内答复，经批准延期的 6 个月内；答复后 20 个工作日内公开。已经发生，只作提示；一年以内发布的逐件提示，全部清单见建议提案办理情况。",
		Norm: "国办发〔2014〕46号及各地办理规定"},
	{Code: ReplyWithheld, Severity: Warning, Title: "写明不公开的答复，不应登出正文",
		Why:  "“建议提案”里写“不公开”，公开属性却是“主动公开”，正文就会登出。办理情况照常计入公开率；确实只登题目和办理结果的，正文写明不公开的理由即可。",
		Norm: "国办发〔2014〕46号"},
	{Code: AnnualIdentity, Severity: Error, Title: "年度报告的数应当勾稽相符",
		Why:  "本年新收加上年结转等于办理总计加结转下年度；总计等于各项之和；本年的上年结转等于上一年的结转下年度；文字里的数与表里的数、台账与年报一致。现行有效件数与上年末、制发、废止对不上时只作警告。",
		Norm: "国办公开办函〔2021〕30号"},
	{Code: AnnualForm, Severity: Warning, Title: "年度报告应按期发布，标题和六个部分合乎格式",
		Why:  "部门在次年 1 月 31 日前、政府在次年 3 月 31 日前发布；标题写明机关和年份；六个部分齐全，没有内容的写“无”。",
		Norm: regulation + "第四十九条；国办公开办函〔2021〕30号"},
	{Code: AnnualBlank, Severity: Warning, Title: "年度报告的统计表不留空格，没有的写 0",
		Why:  "空白、“/”和“—”不等于零，读者会当作漏填；含有空格的等式也无法核对。",
		Norm: "国办公开办函〔2021〕30号"},
	{Code: LedgerOfRequests, Severity: Error, Title: "依申请公开台账须能读懂，只记匿名的项目",
		Why: "requests.csv 一行一件申请、复议或诉讼，requests.yaml 写全年的统计数；它们不公开，只用来生成年度报告的表。姓名、电话、申请内容不得写入。"},
	{Code: SumsDiffer, Severity: Warning, Title: "清理结果的合计应与逐件结果一致",
		Why: "清理决定正文或内容概述里的件数，与“清理结果”逐件列出的，或者与各类件数之和对不上。"},
	{Code: CalendarUnknown, Severity: Warning, Title: "期限涉及的年份须有放假安排",
		Why:  "没有当年放假和调休安排时，工作日只能按周一至周五推算。国务院办公厅公布后，把安排写进网站文件夹的 holidays.json。",
		Norm: "国务院办公厅关于部分节假日安排的通知"},
	{Code: LinkBroken, Severity: Error, Title: "正文中的站内链接和图片须有对应的文件",
		Why:  "指向站内文件的链接写相对路径；目标不存在时，市民点开会是错误页。",
		Norm: inspect19},
	{Code: AttachmentWrong, Severity: Error, Title: "附件须存在、不为空，内容与扩展名一致",
		Why:  "附件放在所属文件旁边，写文件名。扩展名为 .pdf 而内容不是 PDF 的，多半是改名得来，市民打不开。",
		Norm: inspect19},
	{Code: PictureBare, Severity: Error, Title: "图解、流程图等图片须有替代文本",
		Why:  "图片里的字，读屏软件读不出，搜索也找不到。附件写“替代文本”，正文里的图片写在方括号里：![图里说了什么](图片.png)。正文另有文字说明的只作警告；除图片外几乎没有文字的，是错误。",
		Norm: "国办公开办函〔2021〕28号；GB/T 37668—2019"},
	{Code: LabelEmpty, Severity: Warning, Title: "“附件：”“相关链接：”之后应有内容",
		Why: "空的标签常是从旧网页带来的。有附件请登记在元数据里，没有请删去这一行。"},
	{Code: AttachmentText, Severity: Warning, Title: "附件的文字应能读出，供市民搜索",
		Why: "损坏、有密码的附件市民也打不开；过大的附件只有开头能搜到。能读出文字的是 .docx、.xlsx、.txt、.csv，其他格式只能按附件名称和替代文本搜到。"},
	{Code: Unfinished, Severity: Warning, Title: "正文不应留有待补的字样",
		Why: "如“今年几月”“××”“XX”“TODO”“待补充”等，多是起草时的占位。"},
	{Code: Boilerplate, Severity: Warning, Title: "正文不应带有网页的页眉页脚",
		Why: "如“版权所有”“ICP备”“公网安备”“网站标识码”“当前位置”等，多是复制网页时带来的。"},
	{Code: IdentityCard, Severity: Error, Secret: true, Title: "正文和元数据不得出现完整的身份证号",
		Why:  "按校验位和出生日期识别。请以星号遮盖，例如 42*************123。",
		Norm: regulation + "第十五条；《个人信息保护法》"},
	{Code: MobileNumber, Severity: Error, Secret: true, Title: "正文和元数据不得出现个人手机号",
		Why:  "请写办公电话，或以星号遮盖，例如 138****1234。确为公开的办事号码，可登记在 config.toml 的 public_phones。",
		Norm: regulation + "第十五条；《个人信息保护法》"},
	{Code: ConfigWrong, Severity: Error, Fixed: true, Title: "config.toml 须写法正确，只用认得的配置项",
		Why: "全部配置项见站点根目录的 config.toml，逐项有注释。"},
	{Code: FooterMissing, Severity: Warning, Title: "页脚应有主办单位、标识码、ICP 备案和公安备案",
		Why:  "党政机关网站底部功能区的必备内容，检查时逐项扣分。",
		Norm: website47},
	{Code: SiteCodeWrong, Severity: Error, Title: "网站标识码须是 10 位",
		Why:  "中央部门为 bm 加 8 位数字，地方为 10 位数字。",
		Norm: website47},
	{Code: SiteMetaMissing, Severity: Error, Fixed: true, Title: "网站名称、地址等必备项不能为空",
		Why:  "每个网页的 SiteName、SiteDomain、SiteIDCode 标签由它们生成，不能缺少。",
		Norm: website47 + "附件《网页设计规范》"},
	{Code: SectionEmpty, Severity: Warning, Title: "栏目不应空白",
		Why:  "没有内容的栏目，请在 config.toml 里写明带日期的情况说明。空白栏目过多，网站检查可单项否决。",
		Norm: inspect19},
	{Code: LayoutWrong, Severity: Error, Fixed: true, Title: "layouts/ 里的版面文件须能读懂",
		Why: "网站自己的 layouts/ 逐个文件代替内置的版面。模板、样式或脚本写错时整个网站都无法生成；改名或删去出错的文件，就恢复内置的版面。"},
	{Code: NotPublic, Severity: Info, Title: "公开属性不是“主动公开”的文件不进入网站",
		Why:  "这类文件的任何内容都不会出现在生成的网页、数据和索引里。",
		Norm: regulation + "第十三条"},
	{Code: LedgerReassigned, Severity: Error, Title: "发过的索引号不得改给另一份文件",
		Why:  "台账 index-ledger.csv 记着这个号已发给别的文件，即使那份文件已经删除，号也不能再用。",
		Norm: guide2009},
	{Code: LedgerTwice, Severity: Error, Title: "台账里一个索引号只能发给一份文件",
		Why:  "多半是两个人在各自的分支上各发了一个号，合并后重了。请给后一份文件改发新号。",
		Norm: guide2009},
	{Code: LedgerMoved, Severity: Info, Title: "文件带着索引号换了位置",
		Why: "号随文件走，网页地址不变。运行 gongkai check --record 可把新位置记入台账。"},
	{Code: LedgerUnrecorded, Severity: Info, Title: "有的索引号还没有记入台账",
		Why: "手工填写的索引号视为已占用。运行 gongkai check --record 记入台账，以后删除文件也不会重发。"},
	{Code: LedgerBroken, Severity: Error, Fixed: true, Title: "台账 index-ledger.csv 须能读懂",
		Why: "台账只追加、不改写。合并冲突的标记、缺列或错误的日期请按提示改正。"},
}
