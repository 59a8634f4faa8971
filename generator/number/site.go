package number

import "regexp"

var (
	siteCodePattern = regexp.MustCompile(`^(?:bm\d{8}|\d{10})$`)
	icpPattern      = regexp.MustCompile(`^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备\d{8,10}号?(?:-\d+)?$`)
	policePattern   = regexp.MustCompile(`^\p{Han}公网安备\s*\d{14}号$`)
)

// ValidSiteCode reports a well-formed 政府网站标识码: bm and eight digits for a
// central department, ten digits otherwise (政府网站发展指引).
func ValidSiteCode(s string) bool { return siteCodePattern.MatchString(s) }

// ValidICP reports a well-formed ICP 备案 number such as 鄂ICP备05011180号-1;
// real footers leave out 号 now and then.
func ValidICP(s string) bool { return icpPattern.MatchString(s) }

// ValidPolice reports a well-formed 公安机关备案 number such as
// 鄂公网安备 42011102000123号.
func ValidPolice(s string) bool { return policePattern.MatchString(s) }
