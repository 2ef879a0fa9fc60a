package examples_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"testing"

	"github.com/seed01309057/heat/examples"
)

func Example() {
	data, _ := examples.CSV("tickets")
	header, _, _ := bytes.Cut(data, []byte("\n"))
	fmt.Println(examples.Names())
	fmt.Println(string(header))
	// Output:
	// [flights iris tickets]
	// Team,Mon,Tue,Wed,Thu,Fri
}

// Each data set is a table of the size that is known of it, header included.
func TestSizes(t *testing.T) {
	for name, want := range map[string][2]int{"flights": {145, 3}, "iris": {151, 5}, "tickets": {5, 6}} {
		data, ok := examples.CSV(name)
		if !ok {
			t.Errorf("no %s", name)
			continue
		}
		records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || len(records) != want[0] || len(records[0]) != want[1] {
			t.Errorf("%s: %d records: %v", name, len(records), err)
		}
		if bytes.Contains(data, []byte("\r")) || !bytes.HasSuffix(data, []byte("\n")) {
			t.Errorf("%s: lines do not end in LF", name)
		}
	}
}

func TestUnknownName(t *testing.T) {
	for _, name := range []string{"", "nosuch", "../examples", "iris.csv"} {
		if _, ok := examples.CSV(name); ok || slices.Contains(examples.Names(), name) {
			t.Errorf("%q is a data set", name)
		}
	}
}

// A caller may change what it gets.
func TestCSVIsACopy(t *testing.T) {
	data, _ := examples.CSV("iris")
	data[0] = '!'
	if again, _ := examples.CSV("iris"); again[0] == '!' {
		t.Error("the data set was changed")
	}
}
