package search

import "strings"

// rankingDocuments are the documents that testdata/ranking.json orders.
func rankingDocuments() []Document {
	document := func(number, title, documentNumber, published string, valid bool, body string) Document {
		d := Document{
			URL: "documents/" + strings.ReplaceAll(number, "/", "-") + "/", Title: title, IndexNumber: number, DocumentNumber: documentNumber, Published: published,
			Agencies: []Value{{"sfj", "示例市司法局"}}, Themes: []Value{{"16", "公安、安全、司法"}}, Kind: Value{"policy", "政策文件"},
			Validity: []State{{"", Value{"valid", "有效"}, true}}, Text: title + "\n" + body,
		}
		if !valid {
			d.Validity = []State{{"", Value{"lapsed", "已失效"}, false}}
		}
		return d
	}
	long := strings.Repeat("这一段文字只为使篇幅更长。", 60)
	return []Document{
		document("R/2024-1", "示例市碧水保护办法", "示司规〔2024〕3号", "2024-03-01", true, "为了保护碧水，制定本办法。"),
		document("R/2025-2", "《示例市碧水保护办法》政策解读", "", "2025-03-02", true, "《示例市碧水保护办法》（示司规〔2024〕3号）已经公布，碧水保护由各区负责。"),
		document("R/2025-3", "关于开展夏季检查的通知", "", "2025-06-01", true, "检查碧水保护的情况，参照R/2024-1和示司规〔2024〕3号。碧水。碧水。"),
		document("R/2023-4", "关于开展冬季检查的通知", "", "2023-06-01", true, "检查碧水保护的情况。"+long),
		document("R/2022-5", "蓝天行动方案甲", "", "2022-05-01", false, "玄鹤湖湿地。"),
		document("R/2021-6", "蓝天行动方案乙", "", "2021-05-01", true, "玄鹤湖湿地。"),
		document("R/2020-7", "蓝天行动方案丙", "", "2020-05-01", true, "玄鹤湖湿地。"),
		document("R/2020-9", "示例市河道采砂管理办法", "", "2020-03-01", false, "已由新办法代替。"),
		document("R/2020-10", "关于贯彻《示例市河道采砂管理办法》的通知", "", "2020-02-01", true, "示例市河道采砂管理办法的要求：河道采砂管理。河道采砂管理。"),
		document("R/2019-11", "示例市信访事项通报", "", "2019-05-01", false, "甲。"),
		document("R/2019-12", "示例市信访事项通报", "", "2019-04-01", true, "乙。"),
		document("R/2019-13", "示例市信访事项通报", "", "2019-03-01", true, "丙。"),
		document("R/2018-14", "关于第十二号蓝天行动的说明", "", "2018-03-01", true, "即第12号蓝天行动，又称12蓝天行动。"),
		document("R/2018-15", "林木采伐许可统计", "示林〔2018〕1号", "2018-02-01", true, "采伐许可采伐许可采伐许可，见示林〔2018〕1号文。"),
		document("R/2018-16", "林业工作要点", "示林〔2018〕11号", "2018-01-01", true, "采伐许可从严。"+long),
		document("R/2020-8", "资讯无障碍专项行动", "", "2020-04-01", true, "编号7431提案，第123次圆桌会议讨论。"),
	}
}
