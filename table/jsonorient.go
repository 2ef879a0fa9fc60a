package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// An orient is an object of JSON that is a table: as pandas writes it by
// to_json with the orient columns, which is its default, index, split or table,
// or with a list for each column.
// https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.to_json.html
type orient struct {
	keys   []string
	values []json.RawMessage
}

// matrixKeys are those of the JSON form of a matrix.
var matrixKeys = []string{"values", "rows", "cols", "row-name", "col-name", "shape"}

// beginsLikeMatrix is whether the first key is one of a matrix, which may be
// long.
func beginsLikeMatrix(text []byte) bool {
	d := json.NewDecoder(bytes.NewReader(text))
	d.Token()
	key, err := d.Token()
	name, ok := key.(string)
	return err != nil || ok && slices.Contains(matrixKeys, name)
}

// readOrient reads such an object; ok is false if it is none.
func (in *input) readOrient(s *source, index string) (t *Table, ok bool, err error) {
	if beginsLikeMatrix(s.text) {
		return nil, false, nil
	}
	keys, values, ok := members(s.text)
	if !ok || len(keys) == 0 {
		return nil, false, nil
	}
	o := &orient{keys, values}
	if o.get("schema") != nil && o.get("data") != nil {
		return in.tableOrient(o, index)
	}
	var lines []byte
	note := ""
	switch {
	case o.get("columns") != nil && o.get("data") != nil:
		lines, ok = o.split()
	case o.all('{'):
		lines, note, ok = o.nested()
	case o.all('['):
		lines, ok = o.lists()
	default:
		ok = false
	}
	if !ok {
		return nil, false, nil
	}
	own := in.opt
	own.Header = HeaderYes
	if t, err = readJSON(&source{name: s.name, text: lines}, &own, index, true); err != nil {
		if e, ok := err.(*Error); ok && e.Line > 1 {
			e.Line, e.Char, e.Row = 0, 0, e.Line-1
		}
		return nil, true, err
	}
	for j := range t.Columns {
		if c := &t.Columns[j]; c.odd.line > 1 {
			c.odd.row = c.odd.line - 1
		}
	}
	if note != "" {
		t.Notes = append(t.Notes, note)
	}
	return t, true, nil
}

// members returns the keys and values of an object, in their order.
func members(text []byte) (keys []string, values []json.RawMessage, ok bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, nil, false
	}
	met := map[string]bool{}
	for d.More() {
		key, err := d.Token()
		name, isName := key.(string)
		if err != nil || !isName || met[name] {
			return nil, nil, false
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return nil, nil, false
		}
		met[name] = true
		keys, values = append(keys, name), append(values, value)
	}
	if _, err := d.Token(); err != nil || d.More() {
		return nil, nil, false
	}
	return keys, values, true
}

func (o *orient) get(key string) json.RawMessage {
	if at := slices.Index(o.keys, key); at >= 0 {
		return o.values[at]
	}
	return nil
}

// all is whether all values begin with the bracket.
func (o *orient) all(open byte) bool {
	return !slices.ContainsFunc(o.values, func(v json.RawMessage) bool { return v[0] != open })
}

// A lineWriter writes rows as lines of arrays.
type lineWriter struct{ text []byte }

func (w *lineWriter) row(cells []json.RawMessage) {
	w.text = append(w.text, '[')
	for j, c := range cells {
		if j > 0 {
			w.text = append(w.text, ',')
		}
		if c == nil {
			c = json.RawMessage("null")
		}
		for _, b := range c { // so that each row is one line
			if b == '\n' || b == '\r' {
				b = ' '
			}
			w.text = append(w.text, b)
		}
	}
	w.text = append(w.text, "]\n"...)
}

func quoted(s string) json.RawMessage {
	return appendJSON(nil, s)
}

// names writes the first row, whose first name is blank.
func (w *lineWriter) names(names []string, blank bool) {
	var cells []json.RawMessage
	if blank {
		cells = append(cells, quoted(""))
	}
	for _, name := range names {
		cells = append(cells, quoted(name))
	}
	w.row(cells)
}

// split writes the rows of columns, index and data.
func (o *orient) split() (lines []byte, ok bool) {
	var columns, index []json.RawMessage
	var data [][]json.RawMessage
	if json.Unmarshal(o.get("columns"), &columns) != nil || json.Unmarshal(o.get("data"), &data) != nil {
		return nil, false
	}
	if raw := o.get("index"); raw != nil && (json.Unmarshal(raw, &index) != nil || len(index) != len(data)) {
		return nil, false
	}
	names := make([]string, len(columns))
	for j, c := range columns {
		names[j] = label(c)
	}
	w := &lineWriter{}
	w.names(names, index != nil)
	for i, row := range data {
		if index != nil {
			row = append([]json.RawMessage{index[i]}, row...)
		}
		w.row(row)
	}
	return w.text, true
}

// label is a name of a column or row, which may be a number.
func label(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil && raw[0] == '"' {
		return s
	}
	return string(raw)
}

// lists writes the rows of columns that are lists of single values.
func (o *orient) lists() (lines []byte, ok bool) {
	columns := make([][]json.RawMessage, len(o.values))
	for j, v := range o.values {
		if json.Unmarshal(v, &columns[j]) != nil || len(columns[j]) != len(columns[0]) {
			return nil, false
		}
		for _, cell := range columns[j] {
			if cell[0] == '[' || cell[0] == '{' { // as in a matrix
				return nil, false
			}
		}
	}
	w := &lineWriter{}
	w.names(o.keys, false)
	row := make([]json.RawMessage, len(columns))
	for i := range columns[0] {
		for j := range columns {
			row[j] = columns[j][i]
		}
		w.row(row)
	}
	return w.text, true
}

// nested writes the rows of objects within an object: the outer keys are the
// columns, unless they alone are positions.
func (o *orient) nested() (lines []byte, note string, ok bool) {
	rank, inner := map[string]int{}, []string(nil)
	keys, values := make([][]string, len(o.keys)), make([][]json.RawMessage, len(o.keys))
	cells := 0
	for j, v := range o.values {
		if keys[j], values[j], ok = members(v); !ok {
			return nil, "", false
		}
		for _, k := range keys[j] {
			if _, met := rank[k]; !met {
				rank[k] = len(inner)
				inner = append(inner, k)
			}
		}
		cells += len(keys[j])
	}
	if len(inner) == 0 || len(inner)*len(o.keys) > 1<<20+16*cells {
		return nil, "", false
	}
	grid := make([][]json.RawMessage, len(inner))
	for i := range grid {
		grid[i] = make([]json.RawMessage, len(o.keys))
	}
	for j := range keys {
		for k, key := range keys[j] {
			grid[rank[key]][j] = values[j][k]
		}
	}
	rows, columns := inner, o.keys
	switch {
	case isCount(rows):
	case isCount(columns):
		rows, columns, grid = columns, rows, flip(grid)
	default:
		note = "the outer keys are columns, as pandas writes them by default (if they are rows, transpose)"
	}
	w := &lineWriter{}
	w.names(columns, true)
	count := isCount(rows)
	for i, row := range grid {
		name := quoted(rows[i])
		if count {
			name = json.RawMessage(rows[i])
		}
		w.row(append([]json.RawMessage{name}, row...))
	}
	return w.text, note, true
}

// isCount is whether names are 0, 1, 2 and so on.
func isCount(names []string) bool {
	for i, name := range names {
		if name != strconv.Itoa(i) {
			return false
		}
	}
	return true
}

func flip(grid [][]json.RawMessage) [][]json.RawMessage {
	out := make([][]json.RawMessage, len(grid[0]))
	for j := range out {
		for i := range grid {
			out[j] = append(out[j], grid[i][j])
		}
	}
	return out
}

// tableOrient reads rows beside a schema, which names the index.
func (in *input) tableOrient(o *orient, index string) (*Table, bool, error) {
	var schema struct {
		Key any `json:"primaryKey"`
	}
	data := bytes.TrimLeft(o.get("data"), " \t\r\n")
	if json.Unmarshal(o.get("schema"), &schema) != nil || data[0] != '[' {
		return nil, false, nil
	}
	names, _ := schema.Key.([]any)
	if one, ok := schema.Key.(string); ok {
		names = []any{one}
	}
	roles := map[string]role{}
	for k, n := range names {
		if name := fmt.Sprint(n); k == 0 {
			roles[name] = labelsRows
		} else {
			roles[name] = aboutRows
		}
	}
	own := in.opt
	if choose := own.Choose; choose != nil {
		own.Choose = func(head []Heading) []int {
			for j := range head {
				head[j].Labels, head[j].Describes = roles[head[j].Name] == labelsRows, roles[head[j].Name] == aboutRows
			}
			return choose(head)
		}
	}
	t, err := readJSON(&source{name: in.name, text: slices.Clone(data)}, &own, index, false)
	if err != nil {
		return nil, true, err
	}
	for j := range t.Columns {
		t.Columns[j].role = roles[t.Columns[j].Name]
	}
	return t, true, nil
}
