package cluster

import (
	"reflect"
	"strings"
	"testing"
)

func TestReadLinkageCSV(t *testing.T) {
	want := []Merge{{0, 2, 1.5, 2}, {1, 3, 2, 2}, {4, 5, 9.25, 4}}
	for name, text := range map[string]string{
		"header":     "left,right,height,size\n0,2,1.5,2\n1,3,2,2\n4,5,9.25,4\n",
		"none":       "0,2,1.5,2\n3,1,2,2\n4,5,9.25,4",
		"numpy":      "0.0e+00\t2.0e+00\t1.5e+00\t2.0e+00\r\n1\t3\t2\t2\r\n4\t5\t9.25\t4\r\n",
		"semicolons": "\ufeff\"a\";\"b\";\"c\";\"d\"\n0; 2; 1.5; 2\n1;3;2;2\n4;5;9.25;4\n",
	} {
		tree, err := ReadLinkageCSV(strings.NewReader(text), 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !reflect.DeepEqual(tree.Merges, want) || tree.Labels != nil || !reflect.DeepEqual(tree.Leaves(), []int{0, 2, 1, 3}) {
			t.Errorf("%s: %+v", name, tree)
		}
	}
}

func TestReadLinkageCSVNamesTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"left,right,height,size\n0,1,1,2\n2,x,1,3\n": `line 3: "x" is no number`,
		"0,1,1\n":                    "line 1: there are 3 fields",
		"0,1,1,2\n0,2,1,3\n":         "merged before",
		"0,1,NaN,2\n":                "height NaN",
		"0,1.5,1,2\n":                "1.5",
		"0,1,1,2\n2,3,1,3,\"open":    "not a linkage",
		"0,1,1,2\n99999999999,2,1,3": "row 1",
	} {
		if _, err := ReadLinkageCSV(strings.NewReader(text), 0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := ReadLinkageCSV(strings.NewReader(strings.Repeat("0,1,1,2\n", 9)), 20); err == nil {
		t.Error("a limit of 20 bytes is not kept")
	}
}

func FuzzLinkageCSV(f *testing.F) {
	f.Add("left,right,height,size\n0,2,1.5,2\n1,3,2,2\n4,5,9.25,4\n")
	f.Add("0;1;1;2\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			return
		}
		tree, err := ReadLinkageCSV(strings.NewReader(text), 0)
		if err == nil && tree.Validate() != nil {
			t.Error("a tree that is none")
		}
	})
}

// An underscore is what it says; see the recipe for trees that mean a space by it.
func TestNewickKeepsUnderscores(t *testing.T) {
	tree, err := ReadNewick(strings.NewReader("(a_b:1,'c_d e':1);"), 0)
	if err != nil || !reflect.DeepEqual(tree.Labels, []string{"a_b", "c_d e"}) {
		t.Errorf("%v (%v)", tree, err)
	}
}
