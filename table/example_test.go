package table_test

import (
	"fmt"
	"strings"

	"github.com/seed01309057/heat/table"
)

func ExampleRead() {
	const text = "Team;Mon;Tue\nAlpha;1,5;22\nBeta;;31\n"
	t, err := table.Read(strings.NewReader(text), "stdin", table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range t.Columns {
		fmt.Println(c.Name, c.Kind, c.Texts, c.Numbers)
	}
	// Output:
	// Team text [Alpha Beta] []
	// Mon number [] [1.5 NaN]
	// Tue number [] [22 31]
}

func ExampleOpenMatrix() {
	m, err := table.OpenMatrix("testdata/tickets.csv", table.Options{}, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.Close()
	rows, cols := m.Dims()
	fmt.Println(rows, "×", cols, m.RowName, m.RowLabels, m.ColLabels)
	// Output:
	// 2 × 3 Team [Alpha Beta] [Mon Tue Wed]
}

func ExampleTable_Matrix() {
	const text = "Team,Mon,Tue,Wed\nAlpha,15,22,18\nBeta,31,29,4o\n"
	t, err := table.Read(strings.NewReader(text), "tickets.csv", table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = t.Matrix("")
	fmt.Println(err)
	// Output:
	// tickets.csv:3: column 4 "Wed": "4o" is not a number (make it the index if this column holds labels, or list the value as missing if it stands for none)
}

func ExampleTable_Numeric() {
	const text = "sepal,petal,species\n5.1,1.4,setosa\n6.3,6.0,virginica\n"
	t, err := table.Read(strings.NewReader(text), "iris.csv", table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, left, err := t.Numeric("")
	fmt.Println(m.ColLabels, left[0].Name, err)
	// Output:
	// [sepal petal] species <nil>
}

func ExampleReadMatrix() {
	const text = `[{"city": "Oslo", "Jan": -4.5}, {"city": "Rome", "Jan": 7.5}]`
	m, err := table.ReadMatrix(strings.NewReader(text), "stdin", table.Options{}, "city")
	fmt.Println(m.RowLabels, m.At(1, 0), err)
	// Output:
	// [Oslo Rome] 7.5 <nil>
}

func ExampleRead_times() {
	const text = "day,open,visits\n31/12/2024,yes,120\n01/01/2025,no,4\n"
	t, err := table.Read(strings.NewReader(text), "stdin", table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		fmt.Println(c.Name, c.Kind, c.Format(1))
	}
	fmt.Println(t.Columns[0].Times[1].Format("2 January 2006"))
	// Output:
	// day time 01/01/2025
	// open bool no
	// visits number 4
	// 1 January 2025
}

func ExampleBatches() {
	sum := 0.0
	want := []table.Want{{Name: "Mon", Kind: table.Number}}
	for batch, err := range table.Batches([]string{"testdata/tickets.csv"}, table.Options{}, want) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, v := range batch.Columns[0].Numbers {
			sum += v
		}
	}
	fmt.Println(sum)
	// Output: 46
}

func ExampleOpenAll() {
	t, err := table.OpenAll([]string{"testdata/tickets.csv", "testdata/tickets.csv"}, table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.Len(), "rows")
	// Output: 4 rows
}

func ExampleTable_Categories() {
	const text = "gene,p1,p2\nTP53,missense,\nKRAS,stop,missense\n"
	t, err := table.Read(strings.NewReader(text), "stdin", table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := t.Categories("")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Levels, c.Counts, c.Codes.Rows(0, 2, nil))
	// Output: [missense stop] [2 1] [0 NaN 1 0]
}

func ExampleOptions_choose() {
	text := "gene,heart,liver,brain\ng1,1,2,broken\ng2,3,4,broken\n"
	t, err := table.Read(strings.NewReader(text), "genes.csv", table.Options{
		Choose: func(head []table.Heading) (columns []int) {
			for j, h := range head {
				if h.Kind == table.Text || h.Name == "liver" {
					columns = append(columns, j)
				}
			}
			return columns
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range t.Columns[:2] {
		fmt.Println(c.Name, c.Kind, c.Len())
	}
	// Output:
	// gene text 2
	// liver number 2
}

func ExampleNames() {
	names, err := table.Names("testdata/tickets.csv", table.Options{})
	fmt.Println(names, err)
	// Output: [Team Mon Tue Wed] <nil>
}
