package corpus

import "fmt"

// Characters of names: enough of them that names stay rare, as they are in an
// archive, and that pairs of characters vary as they do there.
var (
	surnames = []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
	given    = []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红健文辉建国志海波斌宇浩凯琳婷慧雪梅兰倩颖佳欣晨阳鹏飞翔龙云峰岩松柏林森树青春晓东南北中正义德仁信诚忠良善福禄寿康宁安泰和谐庆祥瑞喜乐翠莲荷菊桃杏蓉芝茂荣昌盛隆兴旺发达进步胜利")
	coined   = []rune("安柏碧滨澄川淳翠岱丹德鼎东枫丰福皋岗谷广桂海涵禾荷恒弘虹鸿湖华桦槐焕汇惠吉济嘉建江锦瑾晋景靖静九聚君峻凯康可坤兰朗澜乐黎理力立丽莲良梁林凌岭柳龙隆鹿路绿仑洛马满茂梅美蒙孟密妙民明铭墨木牧南宁牛农暖欧磐培鹏平坪萍坡浦普栖奇启谦乾桥琴青清晴庆秋泉群然仁荣融茹瑞润若三沙山杉善上韶深沈升胜盛诗石时世书舒双水顺朔思松苏素穗泰棠塘桃腾天田铁汀通同桐万旺威巍微温文闻卧梧午西溪熙霞夏仙贤湘祥翔晓孝欣新信兴星杏修秀徐旭宣轩雪雅岩盐燕阳尧瑶野业一依宜义益逸银英盈颖永友有余渔雨玉育裕远月悦云耘韵泽展长昭珍振正芝知智中舟竹卓子紫祖作")
	streets  = []string{"柳林", "花桥", "北湖", "白石", "古渡", "南屏", "钟楼", "梅园", "新河", "望山", "西关", "桃溪", "双塔", "临江", "金盘", "广济"}
)

func person(d *dice) string {
	name := []rune{pick(d, surnames), pick(d, given)}
	if !d.chance(0.2) {
		name = append(name, pick(d, given))
	}
	return string(name)
}

// coin makes a name of a place, a firm or a work: two characters, at times
// three.
func coin(d *dice) string {
	name := []rune{pick(d, coined), pick(d, coined)}
	if d.chance(0.15) {
		name = append(name, pick(d, coined))
	}
	return string(name)
}

// telephone is one of an area code that nobody has.
func telephone(d *dice) string { return fmt.Sprintf("0000-%d", d.between(82000000, 88999999)) }

const digits = "零一二三四五六七八九"

// chinese writes 1 to 99 as headings and sessions do.
func chinese(n int) string {
	one := func(i int) string { return string([]rune(digits)[i]) }
	switch {
	case n < 10:
		return one(n)
	case n < 20:
		if n == 10 {
			return "十"
		}
		return "十" + one(n-10)
	case n%10 == 0:
		return one(n/10) + "十"
	}
	return one(n/10) + "十" + one(n%10)
}
