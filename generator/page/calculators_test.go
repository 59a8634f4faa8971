package page

import (
	"encoding/json"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/fee"
	"gongkai/generator/workday"
)

// TestCalculatorsInNode runs the scripts of 依申请公开 on the vectors of the
// packages workday and fee, with the data that pages carry.
func TestCalculatorsInNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" || os.Getenv("GONGKAI_TEST_ALL") != "" {
			t.Fatal("node is not installed")
		}
		t.Skip("NODE IS NOT INSTALLED: THE CALCULATORS WERE NOT TESTED")
	}
	for _, file := range []string{"../../layouts/components/deadline/deadline.js", "../../layouts/components/fees/fees.js", "testdata/calculators.test.mjs"} {
		if _, err := os.ReadFile(file); err != nil { // a change of it runs the test anew
			t.Fatal(err)
		}
	}
	data := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	command := exec.Command(node, "--test", "testdata/calculators.test.mjs")
	command.Env = append(os.Environ(), "CALENDAR="+data(workday.Default().Table(2024)),
		"SCALES="+data(feesOf(config.Requests{ItemFees: fee.Items(), PageFees: fee.Pages()}).Data))
	if report, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
}

// TestFlowTellsTheDays expects the configured days in the picture and in the
// words beside it, and every box of the picture within its height.
func TestFlowTellsTheDays(t *testing.T) {
	f := flowOf(config.Requests{CompleteDays: 6, AnswerDays: 21, ExtendDays: 14, OpinionDays: 11})
	picture, words := "", ""
	for _, b := range f.Boxes {
		for _, l := range b.Lines {
			picture += l.Text + "\n"
		}
	}
	for _, w := range f.Words {
		words += w + "\n"
	}
	for _, want := range []string{"6个工作日内", "其余21个工作日内", "最多14个工作日", "11个工作日内回复"} {
		if !strings.Contains(picture, want) {
			t.Errorf("the picture does not tell %s", want)
		}
	}
	for _, want := range []string{"6个工作日内一次性告知", "21个工作日内答复", "最多延长14个工作日", "11个工作日内回复"} {
		if !strings.Contains(words, want) {
			t.Errorf("the words do not tell %s", want)
		}
	}
	if last := f.Boxes[len(f.Boxes)-1]; inEM(t, last.Y)+inEM(t, last.Height) > inEM(t, f.Height) {
		t.Errorf("the last box ends at %s + %s, the picture at %s", last.Y, last.Height, f.Height)
	}
}

func inEM(t *testing.T, measure string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.TrimSuffix(measure, "em"), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
