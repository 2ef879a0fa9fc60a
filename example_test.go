package heat_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
)

// tickets of two teams on three days.
func ticketMatrix() *matrix.Matrix {
	m, err := matrix.FromRows([][]float64{{42, 35, 29}, {55, 48, 40}})
	if err != nil {
		log.Fatal(err)
	}
	m.RowName, m.RowLabels = "Team", []string{"Platform", "Security"}
	m.ColName, m.ColLabels = "Day", []string{"Mon", "Tue", "Wed"}
	return m
}

func ExampleCompile() {
	fig, err := heat.Compile(heat.Grid(ticketMatrix()))
	if err != nil {
		log.Fatal(err)
	}
	if err := fig.Encode(os.Stdout, heat.Terminal{Width: 50, Colors: heat.NoColor}); err != nil {
		log.Fatal(err)
	}

	// A spec with mistakes gives all of them at once.
	spec := heat.Grid(ticketMatrix())
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	cells.Cmap = "viridiss"
	spec.Panels[0].X.Labels = heat.Explicit{"Monday", "Tuesday"}
	_, err = heat.Compile(spec)
	fmt.Println(err)
	// Output:
	// Team
	//          ▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░··········  ██
	// Platform ▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░··········  ▓▓ 50
	//          ▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░··········  ▓▓
	//          ██████████▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒  ▒▒ 40
	// Security ██████████▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒  ░░
	//          ██████████▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒  ·· 30
	//              Mon       Tue       Wed
	//                        Day
	// heat: labels: 2 labels for 3 columns (give one label for each)
	// heat: colour: unknown colour map "viridiss" (did you mean "viridis"?)
}

func ExampleGrid() {
	spec := heat.Grid(ticketMatrix())
	spec.Title = "Support tickets"
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	cells.Annot.Show = true
	cells.Cmap, cells.Vmin, cells.Vmax = "magma", scale.At(15), scale.At(60)
	cells.Cbar.Label = "Tickets"
	if err := spec.WriteJSON(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {
	//   "title": "Support tickets",
	//   "panels": [
	//     {
	//       "x": {
	//         "title": "Day"
	//       },
	//       "y": {
	//         "title": "Team"
	//       },
	//       "layers": [
	//         {
	//           "type": "cells",
	//           "values": {
	//             "rows": ["Platform", "Security"],
	//             "cols": ["Mon", "Tue", "Wed"],
	//             "row-name": "Team",
	//             "col-name": "Day",
	//             "values": [
	//               [42, 35, 29],
	//               [55, 48, 40]
	//             ]
	//           },
	//           "vmin": 15,
	//           "vmax": 60,
	//           "cmap": "magma",
	//           "annot": {
	//             "show": true
	//           },
	//           "cbar": {
	//             "label": "Tickets"
	//           }
	//         }
	//       ]
	//     }
	//   ]
	// }
}

func ExampleCorr() {
	m, err := matrix.FromRows([][]float64{{1, 10, 3}, {2, 20, 1}, {3, 35, 2}})
	if err != nil {
		log.Fatal(err)
	}
	m.ColLabels = []string{"age", "height", "luck"}
	spec, err := heat.Corr(m, stat.Pearson)
	if err != nil {
		log.Fatal(err)
	}
	fig, err := heat.Compile(spec)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(fig.Report().Description)
	// Output:
	// Heatmap of 3 rows (age to luck) by 3 columns (age to luck); values from −0.50 (age, luck) to 1.00 (age, age).
}

func ExampleFigure_Report() {
	spec := heat.Grid(ticketMatrix())
	spec.Size = heat.Size{CellWidth: 9, CellHeight: 9} // points: too small for numbers
	spec.Panels[0].Layers[0].(*heat.Cells).Annot.Show = true
	fig, err := heat.Compile(spec)
	if err != nil {
		log.Fatal(err)
	}
	report := fig.Report()
	fmt.Println(report.Description)
	fmt.Println(strings.Join(report.Notes, "\n"))
	panel := report.Panels[0]
	fmt.Println(panel.Max.Text, "on", panel.Max.Col, "for", panel.Max.Row)
	// Output:
	// Heatmap of 2 rows (Platform to Security) by 3 columns (Mon to Wed); values from 29 (Platform, Wed) to 55 (Security, Mon).
	// column labels turned by 90°
	// 2 of 3 column labels shown
	// 1 of 2 row labels shown
	// numbers shrunk to 5.5 pt
	// 55 on Mon for Security
}

func ExampleReadSpec() {
	spec, err := heat.ReadSpec(strings.NewReader(`{
		"title": "Support tickets",
		"panels": [{"layers": [{
			"type": "cells",
			"values": {"rows": ["Platform", "Security"], "values": [[42, 35, 29], [55, 48, null]]},
			"cmap": "magma",
			"annot": {"show": true}
		}]}],
		"size": {"width": "12cm"}
	}`))
	if err != nil {
		log.Fatal(err)
	}
	fig, err := heat.Compile(spec)
	if err != nil {
		log.Fatal(err)
	}
	width, _ := fig.Size()
	fmt.Printf("%s, %.1f cm wide\n", fig.Report().Title, width/72*2.54)

	_, err = heat.ReadSpec(strings.NewReader(`{"panels": [], "titel": "Support tickets"}`))
	fmt.Println(err)
	// Output:
	// Support tickets, 12.0 cm wide
	// heat: spec: unknown key "titel" (did you mean "title"?)
}

func ExampleFigure_Save() {
	folder, err := os.MkdirTemp("", "heat")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	fig, err := heat.Compile(heat.Grid(ticketMatrix()))
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"tickets.png", "tickets.svg", "tickets.bmp"} {
		err := fig.Save(filepath.Join(folder, name))
		fmt.Println(name, err == nil)
	}
	// Output:
	// tickets.png true
	// tickets.svg true
	// tickets.bmp false
}

func ExampleReadFigure() {
	fig, err := heat.Compile(heat.Grid(ticketMatrix()))
	if err != nil {
		log.Fatal(err)
	}
	var picture bytes.Buffer
	if err := fig.Encode(&picture, heat.PNG{Embed: true}); err != nil {
		log.Fatal(err)
	}

	spec, err := heat.ReadFigure(&picture)
	if err != nil {
		log.Fatal(err)
	}
	values := spec.Panels[0].Layers[0].(*heat.Cells).Values
	fmt.Println(values.RowLabels, values.At(1, 0))

	_, err = heat.ReadFigure(strings.NewReader("Team,Mon\nPlatform,42\n"))
	fmt.Println(err)
	// Output:
	// [Platform Security] 55
	// heat: figure: not a figure, which is a PNG, an SVG or a PDF drawn with --embed
}
