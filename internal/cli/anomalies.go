package cli

import (
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/stat"
)

// anomalyFlags mark cells that stand out.
type anomalyFlags struct {
	text string
	opt  stat.AnomalyOptions
}

// defaultThreshold is that of the flag without a value.
const defaultThreshold = "3.5"

func (f *anomalyFlags) bind(c *cobra.Command) {
	section(c, cellSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.text, "anomalies", "", "`[=Z]` outline the cells more than Z robust deviations (default 3.5) from what their row and column lead to expect, or those at a false discovery rate: --anomalies=fdr=0.05")
		s.Lookup("anomalies").NoOptDefVal = defaultThreshold
	})
}

func (f *anomalyFlags) on() bool { return f.text != "" && f.text != "none" }

// check reads the flag. A threshold behind a space would be taken for a file.
func (f *anomalyFlags) check(files ...string) error {
	if !f.on() {
		return nil
	}
	for _, file := range files {
		if _, err := strconv.ParseFloat(strings.TrimPrefix(file, "fdr="), 64); err != nil {
			continue
		}
		if _, err := os.Stat(file); err != nil {
			return usageError("--anomalies: write --anomalies=%s, without a space", file)
		}
	}
	number, rate := strings.CutPrefix(f.text, "fdr=")
	v, err := strconv.ParseFloat(number, 64)
	switch {
	case err == nil && rate && v > 0 && v < 1:
		f.opt.FDR = v
	case err == nil && !rate && v > 0 && v-v == 0:
		f.opt.Threshold = v
	default:
		return usageError("--anomalies: %q is not a threshold above 0, such as 3.5, or a rate such as fdr=0.05 (with = before it)", f.text)
	}
	return nil
}

// anomalyJSON is what --json says of anomalies.
type anomalyJSON struct {
	Rule   string       `json:"rule,omitempty"`
	Tested int          `json:"tested"`
	Reason string       `json:"reason,omitempty"` // why nothing was tested
	Found  []anomalyRow `json:"found"`
}

// anomalyRow is one of them, the largest first.
type anomalyRow struct {
	Date     string  `json:"date,omitempty"`
	Row      string  `json:"row,omitempty"`
	Col      string  `json:"col,omitempty"`
	Value    float64 `json:"value"`
	Expected float64 `json:"expected"`
	Score    float64 `json:"score"`
}

// mark outlines the anomalies of a spec and returns what is to be said of them, each with
// the names that name gives it.
func (f *anomalyFlags) mark(spec *heat.Spec, opt heat.AnomalyOptions, name func(heat.PanelCell, *anomalyRow)) (*anomalyJSON, error) {
	opt.Threshold, opt.FDR = f.opt.Threshold, f.opt.FDR
	report, at, err := heat.MarkAnomalies(spec, opt)
	if err != nil {
		return nil, inputError(err)
	}
	out := &anomalyJSON{Rule: report.Rule, Tested: report.Tested, Reason: report.Reason, Found: []anomalyRow{}}
	for i, a := range report.Found {
		row := anomalyRow{Value: a.Value, Expected: a.Expected, Score: a.Score}
		name(at[i], &row)
		out.Found = append(out.Found, row)
	}
	return out, nil
}

// labelOr is a label, or a position from 1 where there are none.
func labelOr(labels []string, i int) string {
	if labels == nil {
		return strconv.Itoa(i + 1)
	}
	return labels[i]
}
