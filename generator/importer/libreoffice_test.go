package importer

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// writerPage is what LibreOffice turns into a Word file.
const writerPage = `<html><head><meta charset="utf-8"><title>x</title></head><body>
<p align="center" style="font-size:22pt">示例市停车收费办法</p>
<p>各区人民政府，市直各部门：</p>
<h1>一、总体要求</h1>
<p>为了规范停车收费，保护当事人的合法权益，制定本办法。<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
<h2>（一）收费标准</h2>
<p>首小时<b>免费</b>，面积按m<sup>2</sup>计，详见<a href="https://www.example.gov.cn/a">网上公示</a>。</p>
<ul><li>小型车</li><li>大型车</li></ul>
<ol><li>先登记</li><li>后停放</li></ol>
<table border="1"><tr><td>区域</td><td>首小时</td><td>以后</td></tr><tr><td rowspan="2">一类</td><td>0</td><td>5</td></tr><tr><td colspan="2">封顶40</td></tr></table>
<p align="right">示例市司法局</p><p align="right">2024年3月18日</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>不含临时泊位。</p></div>
</body></html>`

// soffice converts a file with LibreOffice into another format.
// The profile is kept in the folder: a new one takes long to make.
func soffice(t *testing.T, folder, name, format string) string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") != "" || os.Getenv("GONGKAI_TEST_ALL") != "" {
			t.Fatal("soffice (Debian: libreoffice-writer-nogui) is not installed")
		}
		t.Skip("soffice (Debian: libreoffice-writer-nogui) is not installed")
	}
	cmd := exec.Command(program, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(folder, "profile")), "--headless", "--convert-to", format, "--outdir", folder, filepath.Join(folder, name))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	extension, _, _ := strings.Cut(format, ":")
	made := filepath.Join(folder, strings.TrimSuffix(name, filepath.Ext(name))+"."+extension)
	if _, err := os.Stat(made); err != nil {
		t.Fatalf("soffice wrote nothing: %v", err)
	}
	return made
}

// TestWordOfLibreOffice imports a Word file as an office program writes it.
func TestWordOfLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	folder := t.TempDir()
	put(t, folder, "办法.html", writerPage)
	soffice(t, folder, "办法.html", "odt:writer8") // as text, not as a web page
	made := soffice(t, folder, "办法.odt", "docx:MS Word 2007 XML")
	data, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Convert(Input{Name: "办法.docx", Data: data}, options(t))
	if err != nil {
		t.Fatal(err)
	}
	want := `各区人民政府，市直各部门：

## 一、总体要求

为了规范停车收费，保护当事人的合法权益，制定本办法。[^1]

### （一）收费标准

首小时**免费**，面积按m²计，详见[网上公示](https://www.example.gov.cn/a)。

- 小型车
- 大型车

1. 先登记
2. 后停放

| 区域 | 首小时 | 以后 |
|---|---|---|
| 一类 | 0 | 5 |
| 一类 | 封顶40 | 封顶40 |

示例市司法局

2024年3月18日

[^1]: 不含临时泊位。
`
	if diff := cmp.Diff(want, r.Body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	got := values(r)
	if got["标题"] != "示例市停车收费办法" || got["发布机构"] != "示例市司法局" || got["成文日期"] != "2024-03-18" {
		t.Errorf("values %v", got)
	}
	if !r.Report.Characters.Whole() {
		t.Errorf("characters %+v", r.Report.Characters)
	}
	old := soffice(t, folder, "办法.odt", "doc:MS Word 97")
	if data, err = os.ReadFile(old); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"办法.doc", "办法.docx"} {
		if _, err := Convert(Input{Name: name, Data: data}, options(t)); err == nil || !strings.Contains(err.Error(), ".docx") {
			t.Errorf("an old .doc as %s: %v", name, err)
		}
	}
}
