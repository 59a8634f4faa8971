package importer

import (
	"strings"
	"testing"
)

// TestFrames gives one document in the frames of many sites: nothing of them
// may stay in the body, and nothing of the document may leave it.
func TestFrames(t *testing.T) {
	const text = "<p>各有关单位要高度重视，明确责任分工，确保按时完成。现公告如下，请社会监督。</p><p>特此公告。</p>"
	const want = "各有关单位要高度重视，明确责任分工，确保按时完成。现公告如下，请社会监督。\n\n特此公告。\n"
	above := []string{
		"当前位置: 首页 - 政务公开 - 通知", "您所在的位置 : 首页 ＞ 政务公开 ＞ 正文", "首页 &gt; 政务公开 &gt; 政策文件 &gt; 市政府办文件", "网站首页&gt;&gt;政务公开&gt;&gt;正文",
		"【首页】→【公告】", "所在位置：政府信息公开 / 通知公告", "您的位置：<a>首页</a>&nbsp;&gt;&nbsp;<a>公告</a>", `<a href="/">首页</a> <span>/</span> <a href="/a">公开</a>`,
	}
	beside := []string{
		"【字号：<a>大</a>&nbsp;<a>中</a>&nbsp;<a>小</a>】", "字体：[ 大 中 小 ]", "<a>A+</a><a>A-</a>", "文字大小：【大】【中】【小】", "[<a>大</a> <a>中</a> <a>小</a>] [<a>打印</a>] [<a>关闭</a>]",
		"分享到：<a>新浪微博</a><a>微信</a><a>QQ空间</a>", "打印 | 收藏 | 关闭", "浏览次数：1,234", "阅读量：加载中", "点击数： 次", "视力保护色：<i></i>", "<span>字号</span><span>大</span><span>中</span><span>小</span>",
		"扫一扫在手机打开当前页", "微信扫一扫，分享到朋友圈", "听全文", "【关闭本页】", "【打印正文】", "责编：王某", "（供稿：办公室  编辑：李某  审核：赵某）", "编辑/李某 审核/赵某", "关注“示例发布”微信公众号",
	}
	below := []string{
		"<div>版权所有：示例市人民政府 主办：示例市人民政府办公室</div><div>备案序号：鄂ICP备2021000001号 网站标识码4206000001</div>",
		"<footer>示例市人民政府版权所有 未经协议授权禁止下载使用<br>地址：示例市中山路1号 邮编：441000<br>政府网站标识码：4206000001 <a>鄂公网安备42060202000123号</a><br>网站维护：示例市大数据中心 联系电话：0710-3333333</footer>",
		"<div><a>网站地图</a>|<a>联系我们</a>|<a>隐私保护</a></div><div>Copyright(C) 2008-2023 www.example.gov.cn All Rights Reserved.</div><div>ICP备案编号：鄂ICP备05000001号</div><div>技术支持：某某公司</div>",
	}
	var pages []string
	for _, s := range above {
		pages = append(pages, "<div>"+s+"</div><h1>TITLE</h1>"+text)
	}
	for _, s := range beside {
		pages = append(pages, "<h1>TITLE</h1><div>"+s+"</div>"+text+"<div>"+s+"</div>")
	}
	for _, s := range below {
		pages = append(pages, "<h1>TITLE</h1>"+text+s)
	}
	for _, page := range pages {
		t.Run(page[:40], func(t *testing.T) {
			r, err := Convert(Input{Name: "a.html", Data: []byte("<html><body>" + strings.Replace(page, "TITLE", "示例市财政局关于清理收费项目的公告", 1))}, options(t))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimLeft(r.Body, "\n"); got != want || !r.Report.Characters.Whole() || r.Title != "示例市财政局关于清理收费项目的公告" {
				t.Errorf("%s: title %q, body %q, %+v", page, r.Title, got, r.Report.Characters)
			}
		})
	}
}

// TestDates gives one day in the writings of many sites.
func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2021年8月25日": "2021-08-25", "二〇二一年八月二十五日": "2021-08-25", "二O二一年八月二十五日": "2021-08-25", "2021.8.25": "2021-08-25", "2021/8/25": "2021-08-25", "20210825": "2021-08-25",
		"２０２１年８月２５日": "2021-08-25", "2021 年 8 月 25 日": "2021-08-25", "2021-08-25 星期三": "2021-08-25", "2021-08-25T10:00:00": "2021-08-25 10:00",
		"2021年08月25日 10时30分": "2021-08-25 10:30", "2021-08-25 00:00:00": "2021-08-25", "2021-08-25 00:00": "2021-08-25 00:00",
		"20211325": "", "2021年8月": "", "2021-08-25 起施行": "", "120210825": "",
	} {
		if m, ok := parseMoment(text); ok != (want != "") || ok && m.String() != want {
			t.Errorf("%s: %s %v, want %q", text, m, ok, want)
		}
	}
}
