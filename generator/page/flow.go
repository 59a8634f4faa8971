package page

import (
	"fmt"

	"gongkai/generator/config"
)

// Flow is a flow chart: boxes one below the other, some with a side box, drawn
// in % of the width and em of height so that its words never shrink; and the
// same in sentences.
type Flow struct {
	Title  string
	Height string
	Boxes  []FlowBox
	Arrows []FlowArrow
	Words  []string // the steps in order, a sentence each
}

// FlowBox is a box with lines of text in its middle.
type FlowBox struct {
	X, Y, Width, Height, Middle string
	Side                        bool
	Lines                       []FlowLine
}

// FlowLine is a line of text in a box.
type FlowLine struct {
	Y, Text string
	Strong  bool
}

// FlowArrow leads from one box to another, with a head at its end; Both has one
// at either end.
type FlowArrow struct {
	X1, Y1, X2, Y2 string
	Both           bool
}

// The measures of a flow chart: the columns in % of the width, lines and gaps in
// em.
const (
	flowMain, flowMainWidth = 0.3, 50.0
	flowSide, flowSideWidth = 59.0, 40.7
	flowLine, flowPad       = 1.7, 0.7
	flowGap                 = 1.9
)

// flowStep is a step of a procedure; side is what may come in between.
type flowStep struct {
	main, side []string
	words      string
}

// flowOf draws how a request is handled.
func flowOf(r config.Requests) Flow {
	days := func(n int, text string) string { return fmt.Sprintf(text, n) }
	return drawFlow("政府信息公开申请办理流程图", []flowStep{
		{main: []string{"提出申请", "填写申请表并提交"}, words: "申请人填写申请表，选一种渠道向制作或者保存这项信息的机关提出申请。"},
		{main: []string{"收到并登记", "收到的当天不计入期限"}, words: "机关收到并登记；各种渠道哪一天算收到，见上文的渠道表。期限从收到的次日起算。"},
		{main: []string{"看内容是否明确"}, side: []string{"内容不明确", days(r.CompleteDays, "%d个工作日内"), "一次性告知补正"},
			words: days(r.CompleteDays, "内容不明确的，机关在收到之日起%d个工作日内一次性告知需要补正的事项；答复期限从收到补正的申请起算。")},
		{main: []string{"查找和审查信息"}, side: []string{"需要征求意见", days(r.OpinionDays, "%d个工作日内回复"), "不计入答复期限"},
			words: days(r.OpinionDays, "需要征求第三方或者其他机关意见的，被征求者在%d个工作日内回复；征求意见所需的时间不计入答复期限。")},
		{main: []string{"作出答复", "能当场答复的当场答复", days(r.AnswerDays, "其余%d个工作日内")}, side: []string{"需要延长", days(r.ExtendDays, "最多%d个工作日"), "经批准并告知"},
			words: days(r.AnswerDays, "能够当场答复的当场答复，其余自收到之日起%d个工作日内答复；") + days(r.ExtendDays, "需要延长的，经负责人同意并告知申请人，最多延长%d个工作日。")},
		{main: []string{"不服答复的", "申请复议或者提起诉讼"}, words: "对答复不服的，可以依法申请行政复议或者提起行政诉讼。"},
	})
}

// drawFlow places the boxes.
func drawFlow(title string, steps []flowStep) Flow {
	f := Flow{Title: title}
	y := 0.1
	for i, s := range steps {
		tall := max(height(s.main), height(s.side))
		top := y + (tall-height(s.main))/2
		f.Boxes = append(f.Boxes, box(flowMain, top, flowMainWidth, s.main, false))
		if len(s.side) > 0 {
			f.Boxes = append(f.Boxes, box(flowSide, y+(tall-height(s.side))/2, flowSideWidth, s.side, true))
			middle := em(y + tall/2)
			f.Arrows = append(f.Arrows, FlowArrow{X1: percent(flowMain + flowMainWidth + 0.5), Y1: middle, X2: percent(flowSide - 0.5), Y2: middle, Both: true})
		}
		f.Words = append(f.Words, s.words)
		below := top + height(s.main)
		y += tall
		if i < len(steps)-1 {
			next := steps[i+1]
			start := y + flowGap + (max(height(next.main), height(next.side))-height(next.main))/2
			f.Arrows = append(f.Arrows, FlowArrow{X1: percent(flowMain + flowMainWidth/2), Y1: em(below), X2: percent(flowMain + flowMainWidth/2), Y2: em(start - 0.1)})
			y += flowGap
		}
	}
	f.Height = em(y + 0.1)
	return f
}

// height is how tall a box of so many lines is, in em; no lines, no box.
func height(lines []string) float64 {
	if len(lines) == 0 {
		return 0
	}
	return flowLine*float64(len(lines)) + 2*flowPad
}

func box(x, y, width float64, lines []string, side bool) FlowBox {
	b := FlowBox{X: percent(x), Y: em(y), Width: percent(width), Height: em(height(lines)), Middle: percent(x + width/2), Side: side}
	for i, text := range lines {
		b.Lines = append(b.Lines, FlowLine{Y: em(y + flowPad + flowLine*(float64(i)+0.72)), Text: text, Strong: i == 0})
	}
	return b
}
