package table

import "slices"

// drop forgets the cells of the columns that are not wanted, before texts
// are made of them. The columns stay where they are.
func (t *Table) drop(columns []string, keep int) error {
	if len(columns) == 0 {
		return nil
	}
	wanted := []int{keep}
	for _, name := range columns {
		j, err := t.column(name)
		if err != nil {
			return err
		}
		wanted = append(wanted, j)
	}
	for j := range t.Columns {
		if c := &t.Columns[j]; !slices.Contains(wanted, j) {
			*c = Column{Name: c.Name}
		}
	}
	return nil
}

// project leaves only the wanted columns, in their order, after that of the
// index if it is none of them.
func (t *Table) project(columns []string, index string) error {
	if len(columns) == 0 {
		return nil
	}
	var kept []Column
	if index != "" && !slices.Contains(columns, index) {
		columns = append([]string{index}, columns...)
	}
	for _, name := range columns {
		c, err := t.Column(name)
		if err != nil {
			return err
		}
		kept = append(kept, *c)
	}
	t.Columns = kept
	return nil
}
