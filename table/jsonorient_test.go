package table

import (
	"strings"
	"testing"
)

// What pandas 3.1.1 writes by to_json of two frames, and by to_dict("list").
func TestOrientsOracle(t *testing.T) {
	const named = `"" ["x" "y"] ["a" "b"] [[1.5 3] [NaN 4]]`
	for text, want := range map[string]string{
		`{"a":{"x":1.5,"y":null},"b":{"x":3,"y":4}}`:                        named,
		`{"columns":["a","b"],"index":["x","y"],"data":[[1.5,3],[null,4]]}`: named,
		`{"schema":{"fields":[{"name":"index","type":"string","extDtype":"str"},{"name":"a","type":"number"},{"name":"b","type":"integer"}],"primaryKey":["index"],"pandas_version":"1.4.0"},"data":[{"index":"x","a":1.5,"b":3},{"index":"y","a":null,"b":4}]}`: strings.Replace(named, `""`, `"index"`, 1),
		`{"a": [1.5, null], "b": [3, 4]}`:                                  `"" [] ["a" "b"] [[1.5 3] [NaN 4]]`,
		`{"0":{"a":1.5,"w":"p"},"1":{"a":2.0,"w":"q"}}`:                    `"" ["0" "1"] ["a"] [[1.5] [2]]`,
		`{"a":{"0":1.5,"1":2.0},"w":{"0":"p","1":"q"}}`:                    `"" ["0" "1"] ["a"] [[1.5] [2]]`,
		`{"columns":["a","w"],"index":[0,1],"data":[[1.5,"p"],[2.0,"q"]]}`: `"" ["0" "1"] ["a"] [[1.5] [2]]`,
		"{\"columns\":[7,8],\n\"data\":[[1,\n2],[3,4]]}":                   `"" [] ["7" "8"] [[1 2] [3 4]]`,
		`{"a":{"x":1},"b":{"y":2}}`:                                        `"" ["x" "y"] ["a" "b"] [[1 NaN] [NaN 2]]`,
	} {
		for _, choose := range []func([]Heading) []int{nil, func(h []Heading) []int { return nil }} {
			table, err := read(t, text, Options{Choose: choose})
			if err != nil {
				t.Errorf("%s: %v", text, err)
				continue
			}
			m, _, err := table.Grid("")
			if err != nil {
				t.Errorf("%s: %v", text, err)
				continue
			}
			got := outline(m) + " " + cellsOf(m)
			if got != want {
				t.Errorf("%s: %s, not %s", text, got, want)
			}
			if said := strings.Contains(text, `{"x"`) && text[1] != 's'; said != (len(table.Notes) == 1) {
				t.Errorf("%s: %q", text, table.Notes)
			}
		}
	}
	for text, want := range map[string]string{
		`{"a":[1,2],"b":[3]}`:                        "matrix: ",
		`{"a":{"x":1},"b":2}`:                        "matrix: ",
		`{"a":{"x":1}`:                               "matrix: ",
		`{"values":[[1],[2,3]]}`:                     "matrix: ",
		`{"columns":["a"],"index":[1],"data":[]}`:    "matrix: ",
		`{"columns":["a"],"data":[[1],[2,3]]}`:       "x: row 2: ",
		`{"a":{"x":[1]}}`:                            "x: row 1: ",
		`{"schema":{"primaryKey":"k"},"data":[1,2]}`: "a row, which is an array or an object",
	} {
		_, err := read(t, text, Options{})
		wantError(t, err, want)
	}
	table, err := read(t, `{"columns":["k","a"],"data":[["x",1],["y","oops"]]}`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = table.Matrix("k")
	wantError(t, err, `x: row 2: column 2 "a": "oops" is not a number`)
}

func FuzzReadOrient(f *testing.F) {
	fuzzFormat(f, JSON, `{"a":{"x":1,"y":2},"b":{"x":3}}`, `{"columns":["a"],"index":[1],"data":[[1]]}`, `{"a":[1,2],"b":["x",null]}`,
		`{"schema":{"primaryKey":["k"]},"data":[{"k":1,"a":2}]}`)
}
