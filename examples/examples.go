// Package examples holds small data sets for trying heat out.
package examples

import (
	"embed"
	"strings"
)

//go:embed *.csv
var files embed.FS

// Names lists the data sets in alphabetical order.
func Names() (names []string) {
	entries, _ := files.ReadDir(".") // an embedded folder can always be read
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".csv"))
	}
	return names
}

// CSV returns a data set as a CSV file, and whether there is one of that name.
func CSV(name string) ([]byte, bool) {
	data, err := files.ReadFile(name + ".csv")
	return data, err == nil
}
