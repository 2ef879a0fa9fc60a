package table

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestKeysInText(t *testing.T) {
	for text, want := range map[string]Key{
		"month":              {Column: "month"},
		"#2":                 {Column: "#2"},
		"age:bins=10":        {Column: "age", How: Bins, N: 10},
		"age:quantiles=4":    {Column: "age", How: Quantiles, N: 4},
		"age:edges=0,18,65":  {Column: "age", How: Edges, Edges: []float64{0, 18, 65}},
		"time:hour":          {Column: "time", How: ByHour},
		"time:year-month":    {Column: "time", How: ByYearMonth},
		"time:month":         {Column: "time", How: MonthOfYear},
		`"a:b"`:              {Column: "a:b"},
		`"a:b":weekday`:      {Column: "a:b", How: Weekday},
		`"a""b":bins=2`:      {Column: `a"b`, How: Bins, N: 2},
		`a\:b:bins=2`:        {Column: "a:b", How: Bins, N: 2},
		`a\:hour`:            {Column: "a:hour"},
		"a:b:hour":           {Column: "a:b", How: ByHour},
		`C:\\x`:              {},
		"größe:edges=-1,1e3": {Column: "größe", How: Edges, Edges: []float64{-1, 1000}},
	} {
		got, err := ParseKey(text)
		if want.Column == "" {
			if err == nil {
				t.Errorf("%s was taken", text)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		back, err := ParseKey(got.String())
		if err != nil || !reflect.DeepEqual(back, got) {
			t.Errorf("%s: written %s and read %+v, %v", text, got, back, err)
		}
	}
}

func TestWrongKeys(t *testing.T) {
	for text, want := range map[string]string{
		"":                "no column is named",
		":hour":           "no column is named",
		"time:":           "nothing follows the colon",
		"time:hours":      "did you mean hour?",
		"time:fortnight":  "one of: bins, quantiles",
		"time:hour=3":     "takes no argument",
		"age:bins":        "lacks its argument",
		"age:bins=0":      "choose from 1 to 65536",
		"age:bins=ten":    `"ten" is not a number`,
		"age:edges=1":     "give from 2",
		"age:edges=1,1":   "ascending",
		"age:edges=1,x":   `"x" is not a number`,
		"age:edges=NaN,1": "ascending",
		`"age`:            "never closed",
		`"age"x`:          "follows the quoted name",
		`"age":`:          "follows the quoted name",
	} {
		if k, err := ParseKey(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v; want %s", text, k, err, want)
		}
	}
}

func TestOptionsInJSON(t *testing.T) {
	in := struct {
		Key  Key
		Agg  Agg
		Week WeekStart
	}{Key{Column: "t", How: ByWeek}, Agg{How: Quantile, Q: 0.5}, WeekSunday}
	text, err := json.Marshal(in)
	if string(text) != `{"Key":"t:week","Agg":"quantile=0.5","Week":"sunday"}` || err != nil {
		t.Errorf("%s, %v", text, err)
	}
	back := in
	back.Key, back.Agg, back.Week = Key{}, Agg{}, 0
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, in) {
		t.Errorf("%+v, %v", back, err)
	}
	var a Agg
	for text, want := range map[string]string{"men": "did you mean mean?", "mean=2": "only a quantile", "quantile": "only a quantile", "quantile=2": "not from 0 to 1", "quantile=x": "not a number"} {
		if err := a.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
	for _, name := range a.How.Values() {
		if name == "quantile" {
			name += "=0.25"
		}
		if err := a.UnmarshalText([]byte(name)); err != nil || a.String() != name {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
}

// FuzzParseKey: what is taken is written and read again.
func FuzzParseKey(f *testing.F) {
	for _, s := range []string{"a", "a:bins=3", "a:edges=0,1,2", `"a:b":hour`, `a\:b`, `a\\:day`, `""`, ":", "a:quantiles=9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, err := ParseKey(text)
		if err != nil {
			return
		}
		if err := k.check(); err != nil {
			t.Errorf("%q: taken, and %v", text, err)
		}
		back, err := ParseKey(k.String())
		if err != nil || !reflect.DeepEqual(k, back) {
			t.Errorf("%q: %+v was written %q and read %+v, %v", text, k, k, back, err)
		}
	})
}
