package table

import (
	"encoding/json"
	"slices"
	"strings"
)

// readPair reads a key and its value, of which a program stores as many as it
// likes in the footer.
func readPair(t *thriftReader) (key, value []byte) {
	t.fields(func(id int16, kind byte) {
		switch {
		case id == 1 && kind == thriftBinary:
			key = t.bytes()
		case id == 2 && kind == thriftBinary:
			value = t.bytes()
		}
	})
	return key, value
}

// unnamedIndex is how pandas calls a level of an index that has no name; the
// number of the level follows.
const unnamedIndex = "__index_level_"

// setRoles finds the columns that are the index of a DataFrame of pandas, which
// writes them last: the first labels the rows, and further levels describe
// them. An index of mere positions is no column, and is described otherwise.
// What cannot be read says nothing.
// https://pandas.pydata.org/docs/development/developer.html
func (f *parquetFile) setRoles(pandas []byte) {
	var said struct {
		Index []any `json:"index_columns"`
	}
	if len(pandas) == 0 || json.Unmarshal(pandas, &said) != nil {
		return
	}
	first := true
	for _, level := range said.Index {
		name, ok := level.(string)
		at := slices.IndexFunc(f.columns, func(c pqColumn) bool { return c.name == name && !c.repeats })
		if !ok || at < 0 || f.columns[at].role != anyRole {
			continue
		}
		if f.columns[at].role = aboutRows; first {
			f.columns[at].role, first = labelsRows, false
		}
	}
}

// isUnnamedIndex is whether a name is one that pandas made up for an index.
func isUnnamedIndex(name string) bool {
	return strings.HasPrefix(name, unnamedIndex) && strings.HasSuffix(name, "__") || name == rereadBlank
}
