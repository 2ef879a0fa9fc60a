package colormap_test

import (
	"fmt"

	"github.com/seed01309057/heat/colormap"
)

func ExampleLookup() {
	m, err := colormap.Lookup("viridis_r")
	fmt.Println(m.Name, m.Kind, m.At(m.Index(0)).Opaque(), err)

	_, err = colormap.Lookup("virdis")
	fmt.Println(err)
	// Output:
	// viridis_r sequential #fde724 <nil>
	// heat: colour: unknown colour map "virdis" (did you mean "viridis"?)
}

func ExampleParseColor() {
	for _, s := range []string{"steelblue", "#f80", "rgba(0, 0, 0, 0.5)", "steelblu"} {
		c, err := colormap.ParseColor(s)
		fmt.Println(c, err)
	}
	// Output:
	// #4682b4 <nil>
	// #ff8800 <nil>
	// #00000080 <nil>
	// #00000000 heat: colour: unknown colour "steelblu" (did you mean "steelblue"?)
}

func ExampleContrast() {
	m, _ := colormap.Lookup("magma")
	cell := m.At(m.Index(0.7))
	black, white := colormap.RGB{}, colormap.RGB{R: 255, G: 255, B: 255}
	fmt.Printf("black %.1f, white %.1f\n", colormap.Contrast(cell, black), colormap.Contrast(cell, white))
	// Output: black 7.4, white 2.8
}
