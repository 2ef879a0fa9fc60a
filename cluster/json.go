package cluster

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
)

// linkageDoc is the JSON form of a tree.
type linkageDoc struct {
	Linkage [][4]float64 `json:"linkage"`
	Labels  []string     `json:"labels,omitempty"`
	Order   []int        `json:"order,omitempty"`
}

// MarshalJSON returns the tree as an object with SciPy's linkage matrix:
//
//	{"linkage":[[0,1,0.5,2],[2,3,1.5,3]],"labels":["a","b","c"],"order":[2,0,1]}
//
// The Report is left out. Heights read back bit for bit. Labels must be valid UTF-8: other
// bytes turn into U+FFFD.
func (t *Tree) MarshalJSON() ([]byte, error) {
	doc := linkageDoc{Linkage: make([][4]float64, len(t.Merges)), Labels: t.Labels, Order: t.Order}
	for i, m := range t.Merges {
		doc.Linkage[i] = [4]float64{float64(m.Left), float64(m.Right), m.Height, float64(m.Size)}
	}
	return json.Marshal(doc)
}

// UnmarshalJSON reads what MarshalJSON writes, or the linkage matrix alone, as Python's
// json.dumps(Z.tolist()) writes it. The tree is valid then; its order is as merged if none
// is given. Rows of the matrix whose clusters are the wrong way round are turned.
func (t *Tree) UnmarshalJSON(text []byte) error {
	var doc linkageDoc
	var err error
	if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 && trimmed[0] == '[' {
		err = unmarshalLinkage(trimmed, &doc.Linkage)
	} else {
		err = unmarshalDoc(text, &doc)
	}
	if err != nil {
		return &Error{Stage: "json", Msg: "not a linkage", Err: err,
			Cure: `want {"linkage":[[left,right,height,size],…]} or the matrix alone`}
	}
	read := Tree{Labels: doc.Labels, Order: doc.Order, Merges: make([]Merge, len(doc.Linkage))}
	for i, row := range doc.Linkage {
		if read.Merges[i], err = readMerge(i, row); err != nil {
			return err
		}
	}
	if read.Order == nil {
		read.Order = []int{}
		if len(read.Merges) == 0 && len(read.Labels) == 1 {
			read.Order = []int{0}
		}
		if len(read.Merges) > 0 {
			read.Order = nil
		}
	}
	if err := read.Validate(); err != nil {
		return err
	}
	if read.Order == nil {
		read.Order = read.merged()
	}
	*t = read
	return nil
}

// unmarshalDoc refuses keys that it does not know.
func unmarshalDoc(text []byte, doc *linkageDoc) error {
	raw := struct {
		Linkage json.RawMessage `json:"linkage"`
		Labels  []*string       `json:"labels"`
		Order   []int           `json:"order"`
	}{}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&raw); err != nil {
		return err
	}
	for i, s := range raw.Labels {
		if s == nil {
			return fmt.Errorf(`label %d is null (write "" for an empty label)`, i)
		}
		doc.Labels = append(doc.Labels, *s)
	}
	doc.Order = raw.Order
	if raw.Linkage == nil {
		return fmt.Errorf(`there is no key "linkage"`)
	}
	return unmarshalLinkage(raw.Linkage, &doc.Linkage)
}

// unmarshalLinkage wants four numbers in each row: decoding into an array would take fewer
// for zeros, and more for four.
func unmarshalLinkage(text []byte, to *[][4]float64) error {
	var rows [][]*float64
	if err := json.Unmarshal(text, &rows); err != nil {
		return err
	}
	out := make([][4]float64, len(rows))
	for i, row := range rows {
		if len(row) != 4 {
			return fmt.Errorf("row %d has %d numbers, not 4", i, len(row))
		}
		for j, v := range row {
			if v == nil {
				return fmt.Errorf("row %d has a null", i)
			}
			out[i][j] = *v
		}
	}
	*to = out
	return nil
}

func readMerge(i int, row [4]float64) (Merge, error) {
	for _, v := range [3]float64{row[0], row[1], row[3]} {
		if v != math.Trunc(v) || v < 0 || v > 1<<31 {
			return Merge{}, fault("linkage", "",
				"row %d of the linkage has %v where a number of a cluster or a size should be", i, v)
		}
	}
	m := Merge{Left: int(row[0]), Right: int(row[1]), Height: row[2], Size: int(row[3])}
	m.Left, m.Right = min(m.Left, m.Right), max(m.Left, m.Right)
	return m, nil
}

// ReadLinkageJSON reads a tree in the forms of [Tree.UnmarshalJSON], from at most limit
// bytes; below 1 that is 256 MiB. It takes some thirty times the bytes that arrive as
// memory.
func ReadLinkageJSON(r io.Reader, limit int64) (*Tree, error) {
	text, err := readAll(r, "json", limit)
	if err != nil {
		return nil, err
	}
	var t Tree
	if err := t.UnmarshalJSON(text); err != nil {
		return nil, err
	}
	return &t, nil
}

const defaultLimit = 256 << 20

func readAll(r io.Reader, stage string, limit int64) ([]byte, error) {
	if limit < 1 {
		limit = defaultLimit
	}
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, &Error{Stage: stage, Msg: "reading fails", Err: err}
	}
	if int64(len(text)) > limit {
		return nil, fault(stage, "raise the limit if the file is to be trusted", "there are more than %d bytes", limit)
	}
	return slices.Clip(text), nil
}
