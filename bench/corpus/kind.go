package corpus

// A kind is what a document is for; weight is how many of a hundred it makes.
type kind struct {
	key    string // its folder, and its section in the peers' layouts
	label  string // 类型
	weight int
}

const (
	policy = iota
	interpretation
	reply
	report
	notice
	guide
	decision
)

var kinds = [...]kind{
	policy: {"policy", "规范性文件", 27}, interpretation: {"interpretation", "政策解读", 12}, reply: {"reply", "建议提案答复", 22}, report: {"report", "工作报告", 8},
	notice: {"notice", "公告公示", 18}, guide: {"guide", "其他", 8}, decision: {"decision", "公告公示", 5},
}

func kindWeights() []int {
	var out []int
	for _, k := range kinds {
		out = append(out, k.weight)
	}
	return out
}

// validities are what policies and notices say of themselves, with weights.
var (
	validities      = []string{"有效", "失效", "废止", "已修改"}
	validityWeights = []int{80, 8, 6, 6}
)
