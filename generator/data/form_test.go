package data

import (
	"bytes"
	"strings"
	"testing"

	"gongkai/generator/office"
)

// The form asks for what 条例 29 lists and for nothing else.
func TestFormAsksForNoMoreThanTheRule(t *testing.T) {
	form := Form()
	if !bytes.Equal(form, Form()) {
		t.Error("two forms differ")
	}
	read, _, _, err := office.Text("form.docx", form)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"姓名或者名称", "身份证明", "联系方式", "名称、文号", "获取信息的方式", "获取信息的途径"} {
		if !strings.Contains(read, want) {
			t.Errorf("the form does not ask for %s", want)
		}
	}
	for _, more := range []string{"工作单位", "职业", "年龄", "性别", "婚姻", "所需信息的用途"} {
		if strings.Contains(read, more) {
			t.Errorf("the form asks for %s", more)
		}
	}
}
