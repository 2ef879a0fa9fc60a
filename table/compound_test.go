package table

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat/stat/order"
)

// TestLevelsOracle compares two keys of one axis with an index of two levels of pandas.
func TestLevelsOracle(t *testing.T) {
	o := recordedPivots(t).Pivot
	opt := PivotOptions{Rows: key(t, "region"), RowsWithin: []Key{key(t, "code")}, Cols: key(t, "month"), Value: "price", Agg: Agg{How: Sum}}
	m, r := pivotOf(t, longTable(t, o.CSV), opt)
	if !slices.Equal(m.RowLabels, o.Levels.Rows) || !slices.Equal(m.ColLabels, o.Levels.Cols) || m.RowName != "region · code" {
		t.Fatalf("%q × %q of %q, want %q × %q", m.RowLabels, m.ColLabels, m.RowName, o.Levels.Rows, o.Levels.Cols)
	}
	for i, row := range o.Levels.Values {
		if parts := r.RowParts[i]; strings.Join(parts, " · ") != m.RowLabels[i] {
			t.Errorf("row %d: parts %q", i, parts)
		}
		for j, want := range row {
			got := m.At(i, j)
			if want == nil && got == got || want != nil && (got-*want > 1e-9 || *want-got > 1e-9 || got != got) {
				t.Errorf("%s, %s: %v, want %v", m.RowLabels[i], m.ColLabels[j], got, want)
			}
		}
	}
}

func TestCompoundLabels(t *testing.T) {
	const text = "region,product,n,t\nS,pen 10,1,2024-01-02\nN,pen 2,2,2024-01-01\nS,pen 2,4,2024-02-01\nN,pen 2,8,2024-01-03\n,pen 2,16,2024-01-03\nS,,32,2024-01-03\n"
	path := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rows string
		spec order.Spec
		want string
	}{
		{"region,product", order.Spec{}, "N · pen 2=10, S · pen 2=4, S · pen 10=1"},
		{"region,product", order.Spec{Reverse: true}, "S · pen 10=1, S · pen 2=4, N · pen 2=10"},
		{"region,product", order.Spec{Kind: order.Met}, "S · pen 10=1, N · pen 2=10, S · pen 2=4"},
		{"region,product", order.Spec{Kind: order.Given, List: []string{"S", "N"}}, "S · pen 2=4, S · pen 10=1, N · pen 2=10"},
		{"region,product", order.Spec{Kind: order.Value}, "N · pen 2=10, S · pen 2=4, S · pen 10=1"},
		{"product,region", order.Spec{}, "pen 2 · N=10, pen 2 · S=4, pen 10 · S=1"},
		{"region,t:year-month", order.Spec{}, "N · 2024-01=10, S · 2024-01=33, S · 2024-02=4"},
		{"region,n:edges=0,3,40", order.Spec{}, "N · 0–2=2, N · 3–40=8, S · 0–2=1, S · 3–40=36"},
		{"region,n:bins=2,product", order.Spec{}, "N · 1–16 · pen 2=10, S · 1–16 · pen 2=4, S · 1–16 · pen 10=1"},
		{"region,t:weekday,product", order.Spec{}, "N · Mon · pen 2=2, N · Wed · pen 2=8, S · Tue · pen 10=1, S · Thu · pen 2=4"},
	} {
		keys, err := ParseKeys(c.rows)
		if err != nil {
			t.Fatal(err)
		}
		opt := PivotOptions{Rows: keys[0], RowsWithin: keys[1:], Value: "n", Agg: Agg{How: Sum}, RowOrder: c.spec}
		m, _ := pivotOf(t, longTable(t, text), opt)
		var got []string
		for i, l := range m.RowLabels {
			got = append(got, fmt.Sprintf("%s=%v", l, m.At(i, 0)))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s, %+v: %s\nwant %s", c.rows, c.spec, s, c.want)
		}
		streamed, _, err := PivotFiles([]string{path}, Options{}, opt)
		if err != nil || !streamed.Equal(m) {
			t.Errorf("%s: streamed %q, %v", c.rows, streamed.RowLabels, err)
		}
		// The same stands in columns.
		flat := PivotOptions{Rows: key(t, "region"), Cols: keys[0], ColsWithin: keys[1:], Value: "n", Agg: Agg{How: Sum}, ColOrder: c.spec}
		if m2, r := pivotOf(t, longTable(t, text), flat); c.spec.Kind != order.Value && (!strings.Contains(c.want, m2.ColLabels[0]) || len(r.ColParts) != len(m2.ColLabels)) {
			t.Errorf("%s in columns: %q", c.rows, m2.ColLabels)
		}
	}
	_, _, err := Pivot(longTable(t, text+"S,pen 2,5,2024-02-01\n"), PivotOptions{Rows: key(t, "region"), RowsWithin: []Key{key(t, "product")}, Value: "n"})
	if err == nil || !strings.Contains(err.Error(), `region,product = "N · pen 2"`) {
		t.Errorf("two values: %v", err)
	}
	_, _, err = Pivot(longTable(t, text), PivotOptions{Rows: key(t, "region"), ColsWithin: []Key{key(t, "product")}, Value: "n"})
	if err == nil {
		t.Error("a second key without a first is taken")
	}
}

func TestParseKeys(t *testing.T) {
	for text, want := range map[string]string{
		"a":                        "a",
		"a,b":                      "a|b",
		`"a,b",c`:                  `a,b|c`,
		`"a,""b"":",c:hour`:        `"a,""b"":"|c:hour`,
		"age:edges=0,18,65,b":      "age:edges=0,18,65|b",
		"age:edges=0,18,b:day":     "age:edges=0,18|b:day",
		"age:edges=-inf,0,inf,b":   "age:edges=-Inf,0,+Inf|b",
		"a:bins=3,b:quantiles=4,c": "a:bins=3|b:quantiles=4|c",
	} {
		keys, err := ParseKeys(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []string
		for _, k := range keys {
			got = append(got, k.String())
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
	for _, text := range []string{"", "a,", ",a", "a,,b", `"a,b`, "a:edges=1,x"} {
		if keys, err := ParseKeys(text); err == nil {
			t.Errorf("%q is read as %v", text, keys)
		}
	}
}
