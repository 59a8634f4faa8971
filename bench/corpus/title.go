package corpus

import "fmt"

// title names a document as its kind is named.
func title(dice *dice, d *Document) string {
	agency, topic, year := d.agency.name, d.about.name, d.day.Year()
	switch d.kind {
	case policy:
		return fmt.Sprintf(pick(dice, []string{"%s关于印发《%s实施办法》的通知", "%s关于印发《%s管理暂行规定》的通知", "%s关于加强%s工作的实施意见", "%s%s工作实施细则"}), agency, topic)
	case interpretation:
		return "《" + d.interprets.Title + "》政策解读"
	case reply:
		if d.proposal.deputy {
			return "关于对" + d.proposal.session + "第" + d.proposal.number + "号代表建议的答复"
		}
		return "关于对" + d.proposal.session + "第" + d.proposal.number + "号提案的答复"
	case report:
		return fmt.Sprintf(pick(dice, []string{"%s%d年度法治政府建设工作报告", "%s%d年政府信息公开工作年度报告", "%s%d年度行政执法统计年报"}), agency, year)
	case notice:
		return fmt.Sprintf(pick(dice, []string{"关于开展%s专项检查的通知", "关于进一步做好%s有关工作的通知", "关于公布%s名单的公告", "关于%s的公示"}), topic)
	case guide:
		return topic + "办事指南"
	}
	return fmt.Sprintf("行政处罚决定书（%s罚字〔%d〕第%d号）", d.agency.mark, year, dice.between(1, 999))
}
