package importer

import (
	"regexp"
	"strings"
)

// Furniture is what a web page has around a document: it leaves the body and
// is listed in the report.

// always are lines that are no text of a document wherever they stand. Each
// pattern must match a whole line, white space dropped.
var always = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`(?:您|你)?(?:当前|现在|目前)?(?:所在|的)?(?:位置|栏目)(?:是)?[:：].{0,80}`,
	`首页(?:[>›»/|\\＞→-]+[^>›»＞。]{1,20})+[>›»＞]?`,
	`[【\[(（]?(?:字号|字体|文字大小|字体大小)[:：]?.{0,20}`,
	`[【\[]?(?:大|中|小)[】\]]?[|\s]*[【\[]?(?:大|中|小)[】\]]?[|\s]*[【\[]?(?:大|中|小)[】\]]?`,
	`(?:[【\[(（]?(?:我要)?(?:打印|打印本页|打印此页|打印文章|打印页面|关闭|关闭窗口|关闭本页|收藏|加入收藏|我要收藏|设为首页|我要纠错|纠错|分享|返回顶部|返回|返回首页|返回列表|回到顶部|置顶|下载|朗读|语音播报|语音朗读|听全文|打印正文|打印全文|打印文本|关闭正文)[】\])）]?[|｜/·]?){1,8}`,
	`分享(?:到|至)?[:：]?(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|QQ|人民微博|朋友圈|[|、/])*`,
	`(?:微信|微博|QQ空间|新浪微博)(?:扫一扫)?(?:分享)?[:：]?.{0,20}扫一扫.{0,30}`,
	`(?:微信)?扫一扫(?:在)?(?:手机)?(?:打开|分享|查看|关注).{0,20}`,
	`(?:用)?(?:手机|微信)?扫(?:描|一扫)?(?:上方|下方)?二维码.{0,20}`,
	`(?:欢迎)?(?:扫码)?关注[“"「].{1,20}[”"」](?:官方|政务)?(?:微信)?(?:公众号|微博|视频号|抖音号)`,
	`(?:浏览|访问|点击|阅读)(?:次数|量|数)?[:：]\d*次?`,
	`(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇)[:：]?.{0,80}`,
	`(?:无障碍|无障碍浏览|无障碍阅读|适老化|长者模式|长者版|老年模式|关怀版|繁體|繁体版|繁體版|简体|简体版|English|EN|进入关怀版|网站支持IPv6|本网站支持IPv6|智能问答|网站无障碍)(?:[|｜/·]?(?:无障碍|长者模式|长者版|繁體|繁体版|简体|English|EN|登录|注册|网站地图))*`,
	`(?:网站|站点)地图(?:[|｜].{0,60})?`,
	`(?:政务微信|政务微博|微信公众号|政务新媒体|移动客户端|手机版|邮箱登录|用户登录|登录|注册|登录注册|登录[|/]注册)`,
	`(?:请输入|输入)?(?:搜索|检索|站内搜索|高级搜索|全站搜索|热门搜索|搜索关键词|关键字)[:：]?`,
}, "|") + `)$`)

// strong are signs of the foot of a page, wherever the line is short.
var strong = regexp.MustCompile(`版权所有|(?i:copyright)|©|[A-Z\p{Han}]ICP备|ICP证|公网安备|(?:网站)?标识码[:：]|站点地图|网站地图|网站声明|隐私声明|隐私政策|网站纠错|我为政府网站找错|(?i:all rights reserved)`)

// weak are lines that belong to a foot when they stand next to one.
var weak = regexp.MustCompile(`^(?:主办|承办|主管|协办|运维|技术支持|版权|维护|开发)(?:单位|方)?[:：]|^(?:主办|承办|技术支持)|(?:主办|承办|主管)$|(?:电话|传真|邮编|邮政编码|地址|邮箱|E-?mail|值班|热线|传真机)[:：]|建议使用.{0,30}浏览|最佳浏览|\d{3,4}[-—－]\d{7,8}|关于我们|联系我们|网站帮助|使用帮助|友情链接|备案号`)

const footRunesMax = 200

// findFurniture marks lines of the frame. It comes before everything else that
// reads lines.
func (d *draft) findFurniture() {
	for _, b := range d.page.blocks {
		if b.gone == "" && b.note == "" && !b.isTable() && isFurniture(b.text) {
			d.drop(b, furniture)
		}
	}
	d.findFoot()
}

// findMenus drops lines of links before the text of a page.
func (d *draft) findMenus() {
	for _, b := range d.page.blocks[:d.from] {
		if b.gone == "" && linksOnly(b) {
			d.drop(b, furniture)
		}
	}
}

func isFurniture(text string) bool {
	line := squeezed(text)
	return runes(line) <= 120 && !sentence(line) && (always.MatchString(line) || isToolbar(line))
}

// tools are the buttons that stand together above and below a text.
var tools = regexp.MustCompile(`(?:打印|关闭|收藏|分享|字号|字体|繁体|简体|朗读|复制链接)(?:本页|窗口|正文|全文|页面|文章)?|[大中小]|[AＡ]\s*[+＋\-－]?`)

// isToolbar tells a line of several such buttons with nothing else.
func isToolbar(line string) bool {
	rest := tools.ReplaceAllString(line, "")
	return runes(line) <= 40 && len(tools.FindAllStringIndex(line, 2)) == 2 && strings.Trim(rest, labelBrackets+"()（）|｜/／·:：、-—") == ""
}

// findFoot takes the foot of a page away: from the first line of its last part
// with a strong sign, backwards over weak ones, forwards to the end as long as
// no sentence comes.
func (d *draft) findFoot() {
	blocks := d.page.blocks
	first := -1
	for i := len(blocks) - 1; i >= 0 && i >= len(blocks)/2-8; i-- {
		if b := blocks[i]; isFoot(b, strong) {
			first = i
		} else if runes(b.text) > footRunesMax {
			break
		}
	}
	if first < 0 {
		return
	}
	first = d.footBegins(first)
	for _, b := range blocks[first:] {
		if b.gone == "" && (isFoot(b, strong) || isFoot(b, weak) || !sentence(b.text) && runes(b.text) <= 60) {
			d.drop(b, furniture)
		}
	}
}

// contact lines may be the foot's or the last of the text.
var contact = regexp.MustCompile(`^(?:[\p{Han}]{0,6}(?:电话|传真|邮编|邮政编码|地址|邮箱|热线)|E-?mail|联系人)[:：]`)

// footBegins goes back from the first sure line of the foot over its weak
// ones. Lines of contact above who runs the site belong to the text if they
// follow upon it: a guide ends with the address of its office.
func (d *draft) footBegins(first int) int {
	blocks, begin := d.page.blocks, first
	for begin > 0 && (isFoot(blocks[begin-1], weak) || blocks[begin-1].gone != "") && blocks[begin-1].outside == blocks[first].outside {
		begin--
	}
	for begin < first {
		if b := blocks[begin]; b.gone != "" || !contact.MatchString(squeezed(b.text)) {
			break
		}
		if begin > 0 && (isDateLine(blocks[begin-1].text) || blocks[begin-1].gone != "") {
			break // the text ended above
		}
		begin++
	}
	return begin
}

func isFoot(b *block, signs *regexp.Regexp) bool {
	return b.note == "" && runes(b.text) <= footRunesMax && !strings.ContainsAny(b.text, "。！？") && signs.MatchString(squeezed(b.text))
}

// findOutside drops what stands outside the article of a page, when all that
// is worth keeping there was taken: attachments and links to them stay.
func (d *draft) findOutside() {
	for _, b := range d.page.blocks {
		if b.outside && b.gone == "" && !d.hasAttachment(b) {
			d.drop(b, outsideArticle)
		}
	}
}

// bare are labels that say nothing when nothing follows them.
var bare = regexp.MustCompile(`^[【\[(（]?(?:附件|附件下载|相关附件|相关链接|相关文档|相关解读|相关文件|相关信息|相关阅读|相关新闻|延伸阅读|图解|附)[】\])）]?[:：]?$`)

// findBareLabels drops labels after which nothing of their own comes.
func (d *draft) findBareLabels() {
	kept := d.kept()
	for i, b := range kept {
		if b.note != "" || !b.isParagraph() || !bare.MatchString(squeezed(b.text)) || b.node != nil && hasLinkOrPicture(b.node) {
			continue
		}
		colon := strings.HasSuffix(b.text, "：") || strings.HasSuffix(b.text, ":") || strings.ContainsAny(b.text, "】]")
		last := i+1 == len(kept) || kept[i+1].note != ""
		if last || colon && bare.MatchString(squeezed(kept[i+1].text)) {
			d.drop(b, emptyLabel)
		}
	}
}
