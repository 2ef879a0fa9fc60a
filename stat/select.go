package stat

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/matrix"
)

// Select returns the rows, or columns, that the patterns name, in the order of the
// patterns and each once. A pattern is, whichever comes first,
//
//   - a label, exactly; all that have it;
//   - a glob, with *, ? and [a-z]: all labels that match, as they stand;
//   - a range of labels, first:last, both included;
//   - a position from 1, or a range of them such as 2-5 or 2:5.
//
// A pattern that matches nothing is an error that names the nearest label. The along is
// Rows or Cols.
func Select(m *matrix.Matrix, along Along, patterns []string) (*matrix.Matrix, error) {
	at, err := Matching(m, along, patterns)
	if err != nil {
		return nil, err
	}
	return takeAlong(m, along, at), nil
}

// Drop returns the matrix without the rows, or columns, that the patterns name: see
// Select.
func Drop(m *matrix.Matrix, along Along, patterns []string) (*matrix.Matrix, error) {
	at, err := Matching(m, along, patterns)
	if err != nil {
		return nil, err
	}
	_, n, _ := axis(m, along)
	gone := make([]bool, n)
	for _, i := range at {
		gone[i] = true
	}
	keep := slices.DeleteFunc(allOf(n), func(i int) bool { return gone[i] })
	return takeAlong(m, along, keep), nil
}

// axis returns the labels of an axis, its length and its name in messages.
func axis(m *matrix.Matrix, along Along) (labels []string, n int, what string) {
	rows, cols := m.Dims()
	if along == Rows {
		return m.RowLabels, rows, "row"
	}
	return m.ColLabels, cols, "column"
}

func oneAxis(m *matrix.Matrix, along Along) error {
	if along != Rows && along != Cols {
		return fmt.Errorf("heat: select: along %v (choose rows or cols)", along)
	}
	return m.Validate()
}

// Matching returns the positions, from 0, of the rows or columns that the patterns name, as
// [Select] takes them: in the order of the patterns, and each once.
func Matching(m *matrix.Matrix, along Along, patterns []string) ([]int, error) {
	if err := oneAxis(m, along); err != nil {
		return nil, err
	}
	labels, n, what := axis(m, along)
	return matchingIn(labels, n, what, patterns)
}

// Positions returns the positions, from 0, of the labels that the patterns name, as Select
// would take them from a matrix with these labels, and with the same errors: what is needed
// of a table is so known before its cells are read. There are n rows, or columns; labels
// are n, or nil if they have none. The along is Rows or Cols.
func Positions(labels []string, n int, along Along, patterns []string) ([]int, error) {
	if along != Rows && along != Cols || labels != nil && len(labels) != n {
		return nil, fmt.Errorf("heat: select: %d labels of %d along %v (choose rows or cols, and give a label for each)", len(labels), n, along)
	}
	what := "row"
	if along == Cols {
		what = "column"
	}
	return matchingIn(labels, n, what, patterns)
}

func matchingIn(labels []string, n int, what string, patterns []string) ([]int, error) {
	first := make(map[string]int, len(labels))
	for i, l := range slices.Backward(labels) {
		first[l] = i
	}
	s := selection{labels: labels, first: first, n: n, what: what, taken: make([]bool, n), at: []int{}}
	for _, p := range patterns {
		if err := s.add(p); err != nil {
			return nil, err
		}
	}
	return s.at, nil
}

// A selection collects positions.
type selection struct {
	labels []string
	first  map[string]int // position of each label
	n      int
	what   string
	taken  []bool
	at     []int
}

func (s *selection) take(from, end int) {
	for i := from; i < end; i++ {
		if !s.taken[i] {
			s.taken[i] = true
			s.at = append(s.at, i)
		}
	}
}

// add takes what a pattern names.
func (s *selection) add(pattern string) error {
	if i, ok := s.first[pattern]; ok {
		for ; i < s.n; i++ {
			if s.labels[i] == pattern {
				s.take(i, i+1)
			}
		}
		return nil
	}
	if strings.ContainsAny(pattern, "*?[") {
		return s.glob(pattern)
	}
	if from, to, ok := strings.Cut(pattern, ":"); ok {
		i, err := s.end(from, 0)
		if err != nil {
			return err
		}
		j, err := s.end(to, s.n-1)
		if err != nil {
			return err
		}
		if i > j {
			return fmt.Errorf("heat: select: range %.40q runs backwards: %.40q comes after %.40q", pattern, from, to)
		}
		s.take(i, j+1)
		return nil
	}
	if from, to, ok := strings.Cut(pattern, "-"); ok {
		i, okI := position(from, s.n)
		j, okJ := position(to, s.n)
		if okI && okJ && i <= j {
			s.take(i, j+1)
			return nil
		}
	}
	i, err := find(s.labels, s.n, pattern, s.what)
	if err != nil {
		return err
	}
	s.take(i, i+1)
	return nil
}

// end returns the position of one end of a range, which may be left out.
func (s *selection) end(name string, otherwise int) (int, error) {
	if i, ok := s.first[name]; ok {
		return i, nil
	}
	if name == "" && s.n > 0 {
		return otherwise, nil
	}
	return find(s.labels, s.n, name, s.what)
}

// glob takes the labels that match.
func (s *selection) glob(pattern string) error {
	// Labels may hold slashes, which path.Match keeps * from matching.
	const slash = "\x00"
	safe := strings.ReplaceAll(pattern, "/", slash)
	found := false
	for i, l := range s.labels {
		ok, err := path.Match(safe, strings.ReplaceAll(l, "/", slash))
		if err != nil {
			return fmt.Errorf("heat: select: pattern %.40q is not a glob (close its bracket, or write \\[ for a bracket)", pattern)
		}
		if ok {
			found = true
			s.take(i, i+1)
		}
	}
	if !found {
		return unknown(s.labels, s.n, pattern, s.what)
	}
	return nil
}

// position reads a position from 1 to n and returns it from 0.
func position(text string, n int) (int, bool) {
	i, err := strconv.Atoi(strings.TrimPrefix(text, "#"))
	return i - 1, err == nil && i >= 1 && i <= n
}

func allOf(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// Take returns the given rows and columns of m, in that order; nil stands for all, as
// they are. Positions may repeat. It fails if one is out of range.
func Take(m *matrix.Matrix, rows, cols []int) (*matrix.Matrix, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	n, p := m.Dims()
	if rows == nil {
		rows = allOf(n)
	}
	if cols == nil {
		cols = allOf(p)
	}
	if err := inRange(rows, n, "row"); err != nil {
		return nil, err
	}
	if err := inRange(cols, p, "column"); err != nil {
		return nil, err
	}
	return take(m, rows, cols), nil
}

func inRange(at []int, n int, what string) error {
	for _, i := range at {
		if i < 0 || i >= n {
			return fmt.Errorf("heat: select: no %s at position %d of %d", what, i, n)
		}
	}
	return nil
}

func takeAlong(m *matrix.Matrix, along Along, at []int) *matrix.Matrix {
	n, p := m.Dims()
	if along == Rows {
		return take(m, at, allOf(p))
	}
	return take(m, allOf(n), at)
}

// take returns rows and columns that are there.
func take(m *matrix.Matrix, rows, cols []int) *matrix.Matrix {
	values := make([]float64, 0, len(rows)*len(cols))
	var buf []float64
	for _, i := range rows {
		buf = m.Rows(i, i+1, nil)
		for _, j := range cols {
			values = append(values, buf[j])
		}
	}
	out, err := matrix.New(len(rows), len(cols), values)
	if err != nil {
		panic(err) // there are as many values as that
	}
	out.RowName, out.ColName = m.RowName, m.ColName
	out.RowLabels, out.ColLabels = pick(m.RowLabels, rows), pick(m.ColLabels, cols)
	return out
}

func pick(labels []string, at []int) []string {
	if labels == nil {
		return nil
	}
	out := make([]string, len(at))
	for k, i := range at {
		out[k] = labels[i]
	}
	return out
}

// Transpose returns m with rows and columns exchanged, labels and names with them.
func Transpose(m *matrix.Matrix) (*matrix.Matrix, error) {
	n, p := m.Dims()
	if err := m.Validate(); err != nil {
		return nil, err
	}
	values := make([]float64, n*p)
	var buf []float64
	const block = 64 // rows: their cache lines serve all columns before they go
	for i := 0; i < n; i += block {
		end := min(i+block, n)
		buf = m.Rows(i, end, buf)
		for j := range p {
			for k := i; k < end; k++ {
				values[j*n+k] = buf[(k-i)*p+j]
			}
		}
	}
	out, err := matrix.New(p, n, values)
	if err != nil {
		return nil, err
	}
	out.RowName, out.ColName = m.ColName, m.RowName
	out.RowLabels, out.ColLabels = slices.Clone(m.ColLabels), slices.Clone(m.RowLabels)
	return out, nil
}
