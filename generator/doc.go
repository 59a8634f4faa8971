// Command gongkai builds a government's 政府信息公开 column from Markdown.
//
// # Map of the house
//
// A document travels one way; each station takes the value the last one made:
//
//	source    bytes            → a raw file: front matter with positions, body
//	document  a raw file       → a Document: every field typed and known
//	catalog   all Documents    → a Catalog: linked, placed, validity told
//	page, search, data         → outputs: a path and a pure function
//	publish   outputs          → a swapped folder
//
// site.Build is the only place that knows the whole order. The packages stand
// on floors (docs/architecture.md); layers_test.go keeps them there.
//
// # Words
//
// One English word for one Chinese term, everywhere:
//
//	索引号 index number     文号 document number   发布机构 agency
//	成文日期 written        发布日期 published     施行日期 effective
//	失效日期 expires        废止 repeal            修改 amend
//	代替 replace            效力状态 validity      主题分类 theme
//	体裁 genre              栏目 section           目录 catalog (catalogue in URLs)
//	类型 kind               政策解读 interpretation 建议提案答复 reply
//	建议提案 proposal       公开指南 guide          公开制度 system
//	公开年报 annual report  依申请公开 on request    公开属性 openness
//	清理 clean-up           附件 attachment        台账 ledger
//	情况说明 note           撤回 withdraw          机关代字 prefix
package main
