package matrix

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// MarshalJSON returns the matrix as an object:
//
//	{"rows":["a","b"],"cols":["x"],"row-name":"Team","values":[[1],[null]]}
//
// A missing value is null, and the infinities are the strings "inf" and
// "-inf". All finite numbers read back bit for bit. What is absent is left
// out; "shape", such as [0,5], is written only where values cannot tell it,
// which is if there are no rows or no columns. Labels must be valid UTF-8:
// other bytes turn into U+FFFD.
func (m *Matrix) MarshalJSON() ([]byte, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	b := make([]byte, 0, 256+12*m.rows*m.cols)
	b = append(b, '{')
	b = appendLabels(b, "rows", m.RowLabels)
	b = appendLabels(b, "cols", m.ColLabels)
	b = appendName(b, "row-name", m.RowName)
	b = appendName(b, "col-name", m.ColName)
	if m.rows == 0 || m.cols == 0 {
		if m.rows+m.cols > 0 {
			b = fmt.Appendf(b, `"shape":[%d,%d],`, m.rows, m.cols)
		}
		return append(b, `"values":[]}`...), nil
	}
	b = append(b, `"values":[`...)
	b = m.appendValues(b)
	return append(b, "]}"...), nil
}

func (m *Matrix) appendValues(b []byte) []byte {
	const block = 16 // rows at once: see Rows about matrices stored by columns
	var buf []float64
	for i := 0; i < m.rows; i += block {
		buf = m.Rows(i, min(i+block, m.rows), scratch(m, buf))
		for at := 0; at < len(buf); at += m.cols {
			if i+at > 0 {
				b = append(b, ',')
			}
			b = appendRow(b, buf[at:at+m.cols])
		}
	}
	return b
}

func appendRow(b []byte, row []float64) []byte {
	b = append(b, '[')
	for j, v := range row {
		if j > 0 {
			b = append(b, ',')
		}
		switch {
		case v != v:
			b = append(b, "null"...)
		case math.IsInf(v, 1):
			b = append(b, `"inf"`...)
		case math.IsInf(v, -1):
			b = append(b, `"-inf"`...)
		default:
			b = strconv.AppendFloat(b, v, 'g', -1, 64)
		}
	}
	return append(b, ']')
}

func appendLabels(b []byte, key string, labels []string) []byte {
	if labels == nil {
		return b
	}
	b = append(b, '"')
	b = append(b, key...)
	b = append(b, `":[`...)
	for i, s := range labels {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, s)
	}
	return append(b, "],"...)
}

func appendName(b []byte, key, name string) []byte {
	if name == "" {
		return b
	}
	b = append(b, '"')
	b = append(b, key...)
	b = append(b, `":`...)
	return append(appendString(b, name), ',')
}

func appendString(b []byte, s string) []byte {
	quoted, _ := json.Marshal(s) // a string never fails
	return append(b, quoted...)
}

// A document is the JSON form of a matrix while it is read. Labels are
// pointers, to tell null from "".
type document struct {
	rows, cols       []*string
	rowName, colName string
	shape            []int
	values           json.RawMessage
	seen             []string // keys
}

// UnmarshalJSON reads what MarshalJSON writes, into a matrix that lies in
// memory. Unknown keys, keys that appear twice, rows of different lengths
// and label counts that do not fit the shape are errors.
func (m *Matrix) UnmarshalJSON(data []byte) error {
	doc, err := parseDocument(data)
	if err != nil {
		return fmt.Errorf("matrix: %w", err)
	}
	n, err := parseValues(doc.values)
	if err != nil {
		return err
	}
	if err := n.setShape(doc.shape); err != nil {
		return err
	}
	n.RowName, n.ColName = doc.rowName, doc.colName
	if n.RowLabels, err = labels("rows", doc.rows); err != nil {
		return err
	}
	if n.ColLabels, err = labels("cols", doc.cols); err != nil {
		return err
	}
	if err := n.Validate(); err != nil {
		return err
	}
	*m = *n
	return nil
}

// parseDocument splits the object into its keys. Decoding into a struct
// would be shorter, but takes "ROWS" for "rows" and the last of two equal
// keys.
func parseDocument(data []byte) (*document, error) {
	var doc document
	fields := map[string]any{
		"rows": &doc.rows, "cols": &doc.cols,
		"row-name": &doc.rowName, "col-name": &doc.colName,
		"shape": &doc.shape, "values": &doc.values,
	}
	if !json.Valid(data) {
		return nil, json.Unmarshal(data, &doc.values) // says where and why
	}
	p := &valueParser{text: data}
	if !p.skip('{') {
		return nil, errors.New("a JSON object is wanted")
	}
	for !p.skip('}') {
		var key string
		if err := json.Unmarshal(p.element(), &key); err != nil {
			return nil, err
		}
		p.skip(':')
		switch field := fields[key].(type) {
		case nil:
			return nil, keyError(&doc, key)
		case *json.RawMessage:
			*field = p.element()
		default:
			if err := json.Unmarshal(p.element(), field); err != nil {
				return nil, fmt.Errorf("key %q: %w", key, err)
			}
		}
		doc.seen = append(doc.seen, key)
		delete(fields, key)
		p.skip(',')
	}
	return &doc, nil
}

// keyError says why a key is refused.
func keyError(doc *document, key string) error {
	if slices.Contains(doc.seen, key) {
		return fmt.Errorf("key %q appears twice", key)
	}
	return fmt.Errorf("unknown key %.40q", key)
}

func labels(key string, list []*string) ([]string, error) {
	if list == nil {
		return nil, nil
	}
	out := make([]string, len(list))
	for i, s := range list {
		if s == nil {
			return nil, fmt.Errorf(`matrix: label %d of %q is null (write "" for an empty label)`, i, key)
		}
		out[i] = *s
	}
	return out, nil
}

// setShape applies the key "shape", which must agree with the values and
// adds what they leave open.
func (m *Matrix) setShape(shape []int) error {
	if shape == nil {
		return nil
	}
	if len(shape) != 2 {
		return fmt.Errorf("matrix: shape has %d numbers, not 2", len(shape))
	}
	rows, cols := shape[0], shape[1]
	n, err := count(rows, cols)
	if err != nil {
		return err
	}
	if m.rows == 0 && n == 0 {
		m.rows, m.cols = rows, cols
	}
	if m.rows != rows || m.cols != cols {
		return fmt.Errorf("matrix: shape is %d × %d, but values are %d × %d", rows, cols, m.rows, m.cols)
	}
	return nil
}
