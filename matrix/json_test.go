package matrix

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestJSONForm(t *testing.T) {
	labelled := mustNew(t, 2, 1, 1, math.NaN())
	labelled.RowLabels, labelled.ColLabels = []string{"a", `"<b>`}, []string{"x"}
	labelled.RowName, labelled.ColName = "Team", "Day"
	empty := mustNew(t, 0, 2)
	empty.ColLabels = []string{"x", "y"}
	for want, m := range map[string]*Matrix{
		`{"rows":["a","\"\u003cb\u003e"],"cols":["x"],"row-name":"Team","col-name":"Day","values":[[1],[null]]}`: labelled,
		`{"values":[["inf","-inf",-0,1e-07,0.1]]}`:                                                               mustNew(t, 1, 5, math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 1e-7, 0.1),
		`{"values":[]}`: {},
		`{"cols":["x","y"],"shape":[0,2],"values":[]}`: empty,
		`{"shape":[3,0],"values":[]}`:                  mustNew(t, 3, 0),
		`{"values":[[1,2],[3,4],[5,6],[7,8],[9,10],[11,12],[13,14],[15,16],[17,18],[19,20],[21,22],[23,24],[25,26],[27,28],[29,30],[31,32],[33,34]]}`: upTo(t, 17, 2),
	} {
		got, err := json.Marshal(m)
		if err != nil || string(got) != want {
			t.Errorf("Marshal = %s, %v\nwant %s", got, err, want)
		}
		var back Matrix
		if err := json.Unmarshal(got, &back); err != nil || !back.Equal(m) {
			t.Errorf("%s reads back as %+v, %v", got, back, err)
		}
	}
}

func upTo(t *testing.T, rows, cols int) *Matrix {
	v := make([]float64, rows*cols)
	for i := range v {
		v[i] = float64(i + 1)
	}
	return mustNew(t, rows, cols, v...)
}

func TestJSONKeepsEveryBit(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	values := []float64{math.MaxFloat64, math.SmallestNonzeroFloat64, 0.1 + 0.2, 1 << 53, 1e21, 1e-7}
	for len(values) < 1000 {
		if v := math.Float64frombits(rng.Uint64()); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	m := mustNew(t, 10, 100, values...)
	for _, from := range []*Matrix{m, encode(m, true, true)} {
		text, err := from.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var back Matrix
		if err := back.UnmarshalJSON(text); err != nil || !back.Equal(m) {
			t.Errorf("not equal: %v", err)
		}
	}
}

func TestJSONIsRead(t *testing.T) {
	for text, want := range map[string]*Matrix{
		`{}`:                                     {},
		` { "values" : [ [ 1 , null ] ] } `:      mustNew(t, 1, 2, 1, math.NaN()),
		`{"values":[[],[]]}`:                     mustNew(t, 2, 0),
		`{"shape":[1,2],"values":[[1,2]]}`:       mustNew(t, 1, 2, 1, 2),
		`{"shape":[0,3]}`:                        mustNew(t, 0, 3),
		`{"rows":null,"values":[["-inf"]]}`:      mustNew(t, 1, 1, math.Inf(-1)),
		`{"values":null}`:                        {},
		`{"values":[[1E2]],"row-name":"\u00e9"}`: {rows: 1, cols: 1, values: []float64{100}, RowName: "é"},
	} {
		var m Matrix
		if err := m.UnmarshalJSON([]byte(text)); err != nil || !m.Equal(want) {
			t.Errorf("%s: %+v, %v", text, m, err)
		}
	}
}

func TestJSONErrors(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                                      "object is wanted",
		`{"values":[[1,2],[3]]}`:                  "row 1 has 1 values",
		`{"values":[[1],[2],[3,4]]}`:              "row 2 has 2 values",
		`{"values":[1]}`:                          "row 0 is not an array",
		`{"values":{}}`:                           "not an array of arrays",
		`{"values":[[[1]]]}`:                      "row 0, column 0",
		`{"values":[["x"]]}`:                      `"x" is not a number`,
		`{"values":[[1,true]]}`:                   "row 0, column 1: true is not",
		`{"values":[[1e999]]}`:                    "beyond the largest",
		`{"value":[[1]]}`:                         `unknown key "value"`,
		`{"Values":[[1]]}`:                        `unknown key "Values"`,
		`{"shape":[1,1],"shape":[1,1]}`:           "appears twice",
		`{"rows":["a"],"values":[[1],[2]]}`:       "1 row labels for 2 rows",
		`{"cols":["a"],"values":[[1,2]]}`:         "1 column labels for 2",
		`{"rows":[1],"values":[[1]]}`:             `key "rows"`,
		`{"rows":[null],"values":[[1]]}`:          "is null",
		`{"shape":[2,1],"values":[[1]]}`:          "shape is 2 × 1",
		`{"shape":[2,2]}`:                         "values are 0 × 0",
		`{"shape":[0,-1]}`:                        "negative",
		`{"shape":[9000000000000000000,0]}`:       "too large",
		`{"shape":[1]}`:                           "1 numbers",
		`{"values":[[1]`:                          "",
		`{"values":[[1]]} x`:                      "",
		`{"values":` + strings.Repeat("[", 20000): "",
	} {
		var m Matrix
		wantError(t, m.UnmarshalJSON([]byte(text)), want)
		if m.rows != 0 {
			t.Errorf("%s: the matrix was changed", text)
		}
	}
	m := mustNew(t, 1, 1, 1)
	m.RowLabels = []string{}
	_, err := json.Marshal(m)
	wantError(t, err, "0 row labels for 1 rows")
}

func BenchmarkMarshalJSON(b *testing.B) {
	m := random(500, 500)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalJSON(b *testing.B) {
	text, _ := random(500, 500).MarshalJSON()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var m Matrix
		if err := m.UnmarshalJSON(text); err != nil {
			b.Fatal(err)
		}
	}
}

func random(rows, cols int) *Matrix {
	rng := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, rows*cols)
	for i := range values {
		values[i] = rng.NormFloat64()
	}
	m, _ := New(rows, cols, values)
	return m
}
