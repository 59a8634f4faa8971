package corpus

import "fmt"

// city is the town of the corpus, cityMark what its document numbers begin with.
const (
	city     = "示例市"
	cityMark = "示"
)

// An agency publishes; mark is its part of a document number.
type agency struct{ key, name, short, mark, code string }

var departments = [][2]string{
	{"市政府办公厅", "政办"}, {"市发展和改革委员会", "发改"}, {"市经济和信息化局", "经信"}, {"市教育局", "教"}, {"市科学技术局", "科"}, {"市民族宗教事务委员会", "民宗"}, {"市公安局", "公"}, {"市民政局", "民"},
	{"市司法局", "司办"}, {"市财政局", "财"}, {"市人力资源和社会保障局", "人社"}, {"市自然资源和城乡建设局", "自然资"}, {"市生态环境局", "环"}, {"市住房保障和房屋管理局", "房"}, {"市交通运输局", "交"}, {"市水务局", "水"},
	{"市农业农村局", "农"}, {"市商务局", "商务"}, {"市文化和旅游局", "文旅"}, {"市卫生健康委员会", "卫"}, {"市退役军人事务局", "退役"}, {"市应急管理局", "应急"}, {"市审计局", "审"}, {"市市场监督管理局", "市监"},
	{"市体育局", "体"}, {"市统计局", "统"}, {"市医疗保障局", "医保"}, {"市园林和林业局", "园林"}, {"市城市管理执法委员会", "城管"}, {"市国有资产监督管理委员会", "国资"}, {"市信访局", "信"}, {"市乡村振兴局", "乡振"},
	{"市行政审批局", "审批"}, {"市大数据管理局", "数"}, {"市地方金融工作局", "金融"}, {"市机关事务管理局", "机管"}, {"市公共资源交易监督管理局", "公资"}, {"市粮食和物资储备局", "粮"}, {"市消防救援支队", "消"}, {"市税务局", "税"},
	{"市气象局", "气"}, {"市邮政管理局", "邮"}, {"市烟草专卖局", "烟"}, {"市住房公积金管理中心", "公积金"}, {"市残疾人联合会", "残"},
}

var districts = []string{"城东区", "城西区", "滨河区", "柳林区", "钟楼区", "青石区", "南屏区", "北湖区", "望山区", "桃溪区", "双塔区", "广济区", "古渡区", "高新区", "临港新区"}

// agencies gives the sixty agencies, each with a valid code; which digits it has
// depends on the seed.
func agencies(seed string) []agency {
	d := throw("codes", seed, 0)
	var out []agency
	add := func(short, mark string) {
		out = append(out, agency{
			key: fmt.Sprintf("a%02d", len(out)+1), name: city + trimCity(short), short: short, mark: cityMark + mark,
			code: organisationCode(fmt.Sprintf("01%06d", d.between(100000, 999999))),
		})
	}
	for _, row := range departments {
		add(row[0], row[1])
	}
	for _, district := range districts {
		add(district+"人民政府", string([]rune(district)[:2])+"政")
	}
	return out
}

// trimCity takes the 市 off that a department's short name begins with.
func trimCity(short string) string {
	if r := []rune(short); r[0] == '市' {
		return string(r[1:])
	}
	return short
}

// organisationCode adds the check character of GB 11714 to eight digits.
func organisationCode(eight string) string {
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(eight[i]-'0') * weight
	}
	switch check := 11 - sum%11; check {
	case 10:
		return eight + "X"
	case 11:
		return eight + "0"
	default:
		return eight + fmt.Sprint(check)
	}
}
