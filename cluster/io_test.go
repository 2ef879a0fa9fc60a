package cluster

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var odd = []string{"plain", "a b", "it's", `"quoted"`, "a,b;c", "(x:1)", "[c]", "Ärger ☃", "_", "", "x_y", " ", "0", "tab\t", "line\nend"}

func oddTree(t testing.TB) *Tree {
	tree, _ := clustered(t, newMatrix(t, len(odd), 2, noise(2*len(odd), 4)...), Options{})
	tree.Labels = odd
	return tree
}

func TestLinkageJSONRoundTrip(t *testing.T) {
	tree := oddTree(t)
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadLinkageJSON(strings.NewReader(string(text)), 0)
	if err != nil {
		t.Fatal(err)
	}
	back.Report = tree.Report
	if !reflect.DeepEqual(back, tree) {
		t.Errorf("%s reads back as %+v", text, back)
	}
}

func TestLinkageJSONOfSciPy(t *testing.T) {
	var tree Tree
	if err := json.Unmarshal([]byte(` [[1.0, 0.0, 0.5, 2.0], [2.0, 3.0, 1.5, 3.0]] `), &tree); err != nil {
		t.Fatal(err)
	}
	want := []Merge{{0, 1, 0.5, 2}, {2, 3, 1.5, 3}}
	if !slices.Equal(tree.Merges, want) || !slices.Equal(tree.Order, []int{2, 0, 1}) {
		t.Errorf("%+v", tree)
	}
}

func TestBadLinkageJSON(t *testing.T) {
	for text, part := range map[string]string{
		``:                                       "not a linkage",
		`{}`:                                     `no key "linkage"`,
		`{"linkage":[[0,1,2]]}`:                  "3 numbers",
		`[[0,1,2,2,9]]`:                          "5 numbers",
		`[[0,1,null,2]]`:                         "null",
		`[[0,2,1,2]]`:                            "cluster 2",
		`[[0,0,1,2]]`:                            "merged before",
		`[[0,1,1,3]]`:                            "size 3",
		`[[0,0.5,1,2]]`:                          "0.5",
		`[[-1,0,1,2]]`:                           "-1",
		`[[0,1,1e999,2]]`:                        "1e999",
		`{"linkage":[],"x":1}`:                   "x",
		`{"linkage":[[0,1,1,2]],"labels":["a"]}`: "1 labels for 2",
		`{"linkage":[[0,1,1,2]],"labels":["a",null]}`:         "label 1 is null",
		`{"linkage":[[0,1,1,2]],"order":[0,0]}`:               "permutation",
		`{"linkage":[[0,1,1,2]],"order":[0,1],"labels":"ab"}`: "labels",
	} {
		_, err := ReadLinkageJSON(strings.NewReader(text), 0)
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v, want %q", text, err, part)
		}
	}
	if _, err := ReadLinkageJSON(strings.NewReader(`[[0,1,1,2]]`), 5); err == nil || !strings.Contains(err.Error(), "5 bytes") {
		t.Errorf("limit: %v", err)
	}
}

func TestNewickRoundTrip(t *testing.T) {
	for _, method := range []Method{Average, Centroid} {
		tree, _ := clustered(t, newMatrix(t, len(odd), 2, noise(2*len(odd), 4)...), Options{Method: method})
		tree.Labels = odd
		back, err := ReadNewick(strings.NewReader(tree.Newick()), 0)
		if err != nil {
			t.Fatalf("%s: %v", tree.Newick(), err)
		}
		for at, row := range tree.Leaves() {
			if back.Labels[at] != odd[row] {
				t.Errorf("place %d is %q, want %q", at, back.Labels[at], odd[row])
			}
		}
		heights := func(t *Tree) (h []float64) {
			for _, m := range t.Merges {
				h = append(h, m.Height)
			}
			slices.Sort(h)
			return h
		}
		if !slices.Equal(heights(back), heights(tree)) {
			t.Errorf("%s: heights %v, want %v", method, heights(back), heights(tree))
		}
		if again := back.Newick(); again != tree.Newick() {
			t.Errorf("written again: %s, was %s", again, tree.Newick())
		}
	}
}

func TestNewickOfOthers(t *testing.T) {
	for text, want := range map[string]struct {
		labels  []string
		heights []float64
	}{
		"(A,B,(C,D)E)F;":                          {[]string{"A", "B", "C", "D"}, []float64{1, 2, 2}},
		"((a:1,b:1):2,c:3)root:0.0;":              {[]string{"a", "b", "c"}, []float64{1, 3}},
		" ( 'x''y' : 0.5 , [note] z_1:1e-1)\n;\n": {[]string{"x'y", "z_1"}, []float64{0.5}},
		"(,);":       {[]string{"", ""}, []float64{1}},
		"a;":         {[]string{"a"}, nil},
		";":          {nil, nil},
		"((a));":     {[]string{"a"}, nil},
		"(a:2,b):3;": {[]string{"a", "b"}, []float64{2}},
	} {
		tree, err := ReadNewick(strings.NewReader(text), 0)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []float64
		for _, m := range tree.Merges {
			got = append(got, m.Height)
		}
		if !slices.Equal(tree.Labels, want.labels) || !slices.Equal(got, want.heights) {
			t.Errorf("%s: %q, %v", text, tree.Labels, got)
		}
	}
}

func TestBadNewick(t *testing.T) {
	for text, part := range map[string]string{
		"":                                     "semicolon",
		"(a,b)":                                "semicolon",
		"(a,b":                                 "comma or a closing",
		"(a b,c);":                             "comma or a closing",
		"(a,b);(c,d);":                         "more text",
		"(a:x,b);":                             `"" is no number`,
		"(a:1e999,b:1);":                       "no number",
		"(a:nan,b:1);":                         "no number",
		"('a,b);":                              "quoted name has no end",
		"(a,b)[;":                              "comment has no end",
		"(a,b)[&height=z];":                    "no number",
		"a,b;":                                 "semicolon",
		"(a:1e308,(b:1e308,c:1e308):1.7e308);": "beyond float64",
	} {
		_, err := ReadNewick(strings.NewReader(text), 0)
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v, want %q", text, err, part)
		}
	}
}

func FuzzReadNewick(f *testing.F) {
	f.Add(oddTree(f).Newick())
	f.Add("(A,B,(C:1,D:-2)E)F:3[x];")
	f.Add("((((((,),),),),),);")
	f.Fuzz(func(t *testing.T, text string) {
		tree, err := ReadNewick(strings.NewReader(text), 1<<16)
		if err != nil {
			return
		}
		if err := tree.Validate(); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if tree.Len() > len(text)+1 {
			t.Fatalf("%d leaves of %d bytes", tree.Len(), len(text))
		}
		again, err := ReadNewick(strings.NewReader(tree.Newick()), 0)
		if err != nil {
			t.Fatalf("%q is written as %q: %v", text, tree.Newick(), err)
		}
		if !slices.Equal(again.Labels, tree.Labels) || len(again.Merges) != len(tree.Merges) {
			t.Fatalf("%q reads back as %q", text, again.Labels)
		}
		_ = tree.Cut(3)
	})
}

func FuzzReadLinkageJSON(f *testing.F) {
	text, _ := json.Marshal(oddTree(f))
	f.Add(text)
	f.Add([]byte(`[[0,1,0.5,2],[2,3,1.5,3]]`))
	f.Add([]byte(`{"linkage":[],"labels":["a"],"order":[0]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var tree, back Tree
		if tree.UnmarshalJSON(text) != nil {
			return
		}
		out, err := json.Marshal(&tree)
		if err != nil {
			t.Fatal(err)
		}
		if err := back.UnmarshalJSON(out); err != nil || !reflect.DeepEqual(back, tree) {
			t.Fatalf("%s is written as %s, which reads back as %+v, %v", text, out, back, err)
		}
		for _, h := range tree.Cophenetic() {
			if math.IsNaN(h) {
				t.Fatal("a cophenetic distance is NaN")
			}
		}
	})
}
