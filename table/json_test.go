package table

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestJSON(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		opt              Options
	}{
		{"arrays", `[[1,2],[3,null]]`, "- :number[1 3] :number[2 NaN]", Options{}},
		{"header and labels", `[["Team","Mon"],["A",1.5],["B",2]]`, `+ Team:text["A" "B"] Mon:number[1.5 2]`, Options{}},
		{"empty corner", `[[null,2019],["A",1]]`, `+ :text["A"] 2019:number[1]`, Options{}},
		{"labels without header", `[[1,2],["A",3]]`, `- :text["1" "A"] :number[2 3]`, Options{}},
		{"header given", `[[2019,2.50],[1,2]]`, `+ 2019:number[1] 2.50:number[2]`, Options{Header: HeaderYes}},
		{"header refused", `[["a",1]]`, `- :text["a"] :number[1]`, Options{Header: HeaderNo}},
		{"header only", `[["a","b"]]`, `+ a:empty[] b:empty[]`, Options{}},
		{"objects", `[{"a":1,"b":"x"},{"b":"y","a":2}]`, `+ a:number[1 2] b:text["x" "y"]`, Options{}},
		{"missing and late keys", `[{"a":1},{"b":2},{},{"a":3,"b":4}]`, "+ a:number[1 NaN NaN 3] b:number[NaN 2 NaN 4]", Options{}},
		{"late text", `[{"a":1.50},{},{"a":null},{"a":"x"}]`, `+ a:text["1.50" "" "" "x"]`, Options{}},
		{"truth", `[[true,false]]`, "- :bool[1] :bool[0]", Options{}},
		{"numbers in quotes are text", `[[0,"1"]]`, `+ 0:empty[] 1:empty[]`, Options{}},
		{"missing in quotes", `[[1,"NA"],["-",""]]`, "- :number[1 NaN] :empty[NaN NaN]", Options{}},
		{"own missing", `[{"a":1},{"a":"x"}]`, "+ a:number[1 NaN]", Options{Missing: []string{"x"}}},
		{"infinities", `[["inf","-inf"],[Infinity,-Infinity],[NaN,1]]`, "- :number[+Inf +Inf NaN] :number[-Inf -Inf 1]", Options{}},
		{"escapes", `[{"\u00e9\"":"a\nb"},{"é\"":"\ud83d\ude00"}]`, `+ é":text["a\nb" "😀"]`, Options{}},
		{"white space", " [ [ 1 ,\t2 ]\r\n, [ 3 , 4 ] ] \n", "- :number[1 3] :number[2 4]", Options{}},
		{"byte order mark", "\ufeff[[1]]", "- :number[1]", Options{}},
		{"nothing", `[]`, "- ", Options{}},
		{"empty rows", `[[],[]]`, "- ", Options{}},
		{"empty objects", `[{},{}]`, "+ ", Options{}},
		{"a matrix", `{"rows":["a"],"cols":["x","y"],"row-name":"r","values":[[1,null]]}`, `+ r:text["a"] x:number[1] y:empty[NaN]`, Options{}},
		{"format given", ` [[1]]`, "- :number[1]", Options{Format: JSON}},
		{"extremes", `[[1e308,5e-324,-0,123456789012345678901234567890]]`, "- :number[1e+308] :number[5e-324] :number[-0] :number[1.2345678901234568e+29]", Options{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := read(t, test.text, test.opt)
			if err != nil {
				t.Fatal(err)
			}
			if got := describe(table); got != test.want {
				t.Errorf("%s gives\n%s, not\n%s", test.text, got, test.want)
			}
		})
	}
}

func TestJSONErrors(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"empty":            {" ", "x: the file is empty"},
		"ragged":           {"[[1,2],\n [3]]", "x:2:2: row 2 has 1 value where the first has 2"},
		"too many":         {"[[1],[2,3,4]]", "row 2 has 3 values"},
		"one row":          {"[1,2]", `x:1:2: "1" stands where a row`},
		"mixed":            {`[[1],{"a":1}]`, "x:1:6: arrays and objects are mixed"},
		"deep array":       {"[[1,[2]]]", "x:1:5: column 2: an array stands where a single value belongs"},
		"deep object":      {`[{"a":{"b":1}}]`, `x:1:7: column 1 "a": an object stands`},
		"10,000 deep":      {strings.Repeat("[", 10_000), "x:1:3: column 1: an array stands"},
		"deep and closed":  {strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), "an array stands"},
		"key twice":        {`[{"a":1,"a":2}]`, `x:1:9: key "a" appears twice`},
		"key, escaped":     {`[{"a":1,"\u0061":2}]`, `key "a" appears twice`},
		"cut short":        {"[[1,2],[3,", "the file ends where a number"},
		"cut in a string":  {`[["a`, "x:1:3: column 1: a string is opened here"},
		"comma at the end": {"[[1,2],]", "a value after the comma"},
		"no comma":         {"[[1 2]]", `"2" stands where a comma or ] belongs`},
		"no colon":         {`[{"a" 1}]`, "a colon belongs"},
		"no key":           {`[{a:1}]`, `"a" stands where a key in quotes belongs`},
		"more follows":     {"[[1]] [[2]]", `"[" stands where the end of the file belongs`},
		"leading zero":     {"[[01]]", `"01" stands where a number`},
		"plus":             {"[[+1]]", `"+1" stands where`},
		"point":            {"[[1.]]", "stands where"},
		"word":             {"[[nul]]", `"nul" stands where`},
		"wrong escape":     {`[["\x"]]`, "wrong escape"},
		"line break":       {"[[\"a\nb\"]]", "control character"},
		"NUL":              {"[[1\x00]]", "NUL byte"},
		"invalid UTF-8":    {"[[\"\xff\"]]", "x:1:4: byte 0xff is not valid UTF-8"},
		"matrix":           {`{"valeus":[[1]]}`, `x: matrix: unknown key "valeus"`},
		"sparse":           {sparse(3000), "fewer than one value in 16"},
		"sparse at once":   {"[" + strings.Repeat("{},", 100_000) + sparse(2)[1:len(sparse(2))-1] + "," + wideObject(1000) + "]", "fewer than one"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, test.text, Options{Format: JSON})
			wantError(t, err, test.want)
		})
	}
}

// sparse returns n objects that all have a key of their own.
func sparse(n int) string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf(`{"k%d":1}`, i))
	}
	return "[" + strings.Join(rows, ",") + "]"
}

// wideObject returns an object of n keys.
func wideObject(n int) string {
	var cells []string
	for i := range n {
		cells = append(cells, fmt.Sprintf(`"w%d":1`, i))
	}
	return "{" + strings.Join(cells, ",") + "}"
}

// TestManyTextColumns has to find the lines of a great many first texts,
// which takes minutes if each is counted from the start.
func TestManyTextColumns(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	cells := strings.Repeat(`"text",`, 200_000) + `"text"`
	for _, text := range []string{"[[" + cells + "],\n[" + cells + "]]", cells + "\n" + cells} {
		table, err := Read(strings.NewReader(text), "x", Options{})
		if err != nil {
			t.Fatal(err)
		}
		if line, value := table.Columns[200_000].FirstText(); line != 2 || value != "text" {
			t.Errorf("FirstText() = %d, %q", line, value)
		}
	}
}

// jsonText returns a table of numbers as JSON.
func jsonText(rows, cols int, objects bool) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	var list []any
	for range rows {
		array, object := make([]float64, cols), map[string]float64{}
		for j := range cols {
			array[j] = float64(rng.IntN(10000)) / 100
			object[fmt.Sprintf("column %03d", j)] = array[j]
		}
		if objects {
			list = append(list, object)
		} else {
			list = append(list, array)
		}
	}
	text, _ := json.Marshal(list)
	return text
}

func BenchmarkReadJSON(b *testing.B) {
	b.Run("arrays-1000x1000", func(b *testing.B) { benchmarkMatrix(b, jsonText(1000, 1000, false), Options{}) })
	b.Run("objects-10000x20", func(b *testing.B) { benchmarkMatrix(b, jsonText(10000, 20, true), Options{}) })
}
