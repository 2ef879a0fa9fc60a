package table

import (
	"bytes"
	"encoding/csv"
	"math"
	"strings"
	"testing"
)

// FuzzReadCSV checks that tables are whole, and come back the same after
// being written by another program, which here is encoding/csv.
func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("Team,Mon,Tue\nA,1,2\nB,3.5,NA\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := Read(bytes.NewReader(text), "x", Options{Format: CSV, Workers: 2})
		if err != nil {
			checkError(t, err)
			return
		}
		checkTable(t, table, len(text))
		again, err := Read(strings.NewReader(writeCSV(table)), "x", Options{Format: CSV, Header: headerOf(table), Delimiter: ',', Decimal: '.'})
		if table.Len() == 0 || len(table.Columns) == 1 || isSpecial(table) {
			return // a blank line, or a last column that is dropped
		}
		if err != nil {
			t.Fatalf("%q is written as %q: %v", text, writeCSV(table), err)
		}
		if got, want := describe(again), describe(table); got != want {
			t.Fatalf("%q is read as\n%s, and after writing %q as\n%s", text, want, writeCSV(table), got)
		}
	})
}

// FuzzReadJSON checks that tables are whole and turn into matrices.
func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(`[["Team","Mon"],["A",1],["B",null]]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := Read(bytes.NewReader(text), "x", Options{Format: JSON})
		if err != nil {
			checkError(t, err)
			return
		}
		checkTable(t, table, len(text))
	})
}

// checkError wants a message of one line that starts with the file.
func checkError(t *testing.T, err error) {
	t.Helper()
	e, ok := err.(*Error)
	if !ok {
		t.Fatalf("error is a %T", err)
	}
	if s := e.Error(); !strings.HasPrefix(s, "x:") || e.Err == nil && strings.ContainsAny(s, "\n\r\x00") || len(s) > 1000 {
		t.Fatalf("error is %q", s)
	}
}

// checkTable wants columns of one length that turn into matrices, or errors
// that say why not.
func checkTable(t *testing.T, table *Table, size int) {
	t.Helper()
	if err := table.Validate(); err != nil {
		t.Fatal(err)
	}
	if cells := table.Len() * len(table.Columns); cells > 1<<21+32*size {
		t.Fatalf("%d cells from %d bytes", cells, size)
	}
	for _, index := range []string{"", "#1", "a"} {
		m, err := table.Matrix(index)
		if err != nil {
			checkError(t, err)
		} else if err := m.Validate(); err != nil {
			t.Fatal(err)
		}
		if m, _, err := table.Grid(index); err != nil {
			checkError(t, err)
		} else if err := m.Validate(); err != nil {
			t.Fatal(err)
		}
		if m, _, err := table.Numeric(index); err == nil {
			if err := m.Validate(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// isSpecial is whether the last column could be taken for one that only a
// delimiter at the end of the lines makes.
func isSpecial(table *Table) bool {
	last := table.Columns[len(table.Columns)-1]
	return last.Kind == Empty
}

func headerOf(table *Table) Header {
	if table.HasHeader {
		return HeaderYes
	}
	return HeaderNo
}

func writeCSV(table *Table) string {
	var b strings.Builder
	b.WriteString("\ufeff") // so that a name cannot start the file with one
	w := csv.NewWriter(&b)
	if table.HasHeader {
		var names []string
		for _, c := range table.Columns {
			names = append(names, c.Name)
		}
		w.Write(names)
	}
	for i := range table.Len() {
		var cells []string
		for _, c := range table.Columns {
			switch {
			case c.Kind == Text:
				cells = append(cells, c.Texts[i])
			case math.IsNaN(c.Numbers[i]):
				cells = append(cells, "NA")
			default:
				cells = append(cells, formatLabel(c.Numbers[i]))
			}
		}
		w.Write(cells)
	}
	w.Flush()
	return b.String()
}
