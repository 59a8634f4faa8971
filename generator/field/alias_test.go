package field

import "testing"

// TestAliasesOfPages demands the labels that government pages use for the
// fields (domain: labels seen), with the spaces that lay them out.
func TestAliasesOfPages(t *testing.T) {
	for id, labels := range map[ID][]string{
		Number:    {"索 引 号", "索引号：", "信息索引号"},
		ThemeOf:   {"分 类", "信息分类", "组配分类", "主题导航", "信息类别"},
		Agency:    {"发布机构", "发文机关", "发文机构", "发文单位", "发布部门", "制发机关"},
		Written:   {"发文日期", "生成日期", "产生日期", "生成时间", "印发日期"},
		Published: {"公开日期", "发布时间", "公布日期", "PubDate"},
		Title:     {"名 称", "标　题", "信息名称", "ArticleTitle"},
		Document:  {"文 号", "发文字号", "发布文号", "文件编号", "公文字号"},
		Validity:  {"有效性", "有 效 性", "时效性", "公文时效", "文件效力"},
		Effective: {"生效时间", "生效日期", "施行日期"},
		Expires:   {"终止时间", "失效日期"},
		Keywords:  {"主题词", "关键词", "关键字", "keywords"},
		Source:    {"信息来源", "来源：", "ContentSource"},
		Summary:   {"内容概述", "摘要", "Description"},
		Openness:  {"公开方式", "公开属性"},
	} {
		for _, label := range labels {
			if row, ok := Lookup(0, label); !ok || row.ID != id {
				t.Errorf("Lookup(%q) = %v, %v; want %s", label, row, ok, Of(id).Label)
			}
		}
	}
}
