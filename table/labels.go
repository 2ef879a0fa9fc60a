package table

// A role is what a file says that a column is for, if it says anything.
type role uint8

const (
	anyRole    role = iota
	labelsRows      // it labels the rows
	aboutRows       // it describes the rows
)

// rereadBlank is what pandas calls a first column whose header is blank.
const rereadBlank = "Unnamed: 0"

// Labels returns the position of the column that labels the rows because the
// file says so, or -1: the first one of GCT, the index that pandas stores in
// Parquet, and in any file the first column if it alone has a blank header, as
// pandas and R write row names, be they text or numbers.
func (t *Table) Labels() int {
	for j := range t.Columns {
		if t.Columns[j].role == labelsRows {
			return j
		}
	}
	switch {
	case !t.HasHeader || len(t.Columns) == 0 || t.placeOf(0) != 1 || t.Columns[0].Kind == Empty:
		return -1
	case t.head != nil && t.head[0].Labels:
		return 0
	case t.head == nil && blankFirst(len(t.Columns), func(j int) string { return t.Columns[j].Name }):
		return 0
	}
	return -1
}

// Describes reports whether the file says that a column describes the rows, and
// is none of the values: the descriptions of GCT, and further levels of an
// index of pandas. Matrices are made without such columns.
func (c *Column) Describes() bool { return c.role == aboutRows }

// blankFirst is whether the first of several names is blank, and no other.
func blankFirst(n int, name func(int) string) bool {
	if n < 2 || name(0) != "" && name(0) != rereadBlank {
		return false
	}
	for j := 1; j < n; j++ {
		if name(j) == "" {
			return false
		}
	}
	return true
}

// markLabels marks the heading of the column that labels the rows.
func markLabels(head []Heading) {
	for j := range head {
		if head[j].Labels {
			return
		}
	}
	if blankFirst(len(head), func(j int) string { return head[j].Name }) && head[0].Kind != Empty {
		head[0].Labels = true
	}
}

// values returns the columns that are neither the index nor, as the file says,
// labels or descriptions of the rows, and those that describe them by more than
// missing values.
func (t *Table) values(index int) (columns []int, about []Column) {
	labels := t.Labels()
	for j := range t.Columns {
		switch c := &t.Columns[j]; {
		case j == index || j == labels:
		case c.Describes():
			if c.Kind != Empty {
				about = append(about, *c)
			}
		default:
			columns = append(columns, j)
		}
	}
	return columns, about
}
