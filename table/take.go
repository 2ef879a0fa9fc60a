package table

// Take returns the given rows of the table, in that order. Rows may repeat; it panics if
// one is not there.
func (t *Table) Take(rows []int) *Table {
	out := *t
	out.Columns = make([]Column, len(t.Columns))
	for j := range t.Columns {
		c := t.Columns[j]
		c.Numbers, c.Texts, c.Times = taken(c.Numbers, rows), taken(c.Texts, rows), taken(c.Times, rows)
		out.Columns[j] = c
	}
	return &out
}

// taken are the entries at those positions; nil stays nil.
func taken[T any](list []T, at []int) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(at))
	for k, i := range at {
		out[k] = list[i]
	}
	return out
}
