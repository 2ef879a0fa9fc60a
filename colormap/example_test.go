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

func ExampleLookup_made() {
	for _, text := range []string{
		"#f7fbff,#08306b",             // colours, mixed in OKLab
		"white 0, orange 30%, #800 1", // at positions
		"blue,white,red",
		"light:seagreen",
		"diverging:220,20,center=dark",
		"ch:s=.25,rot=-.25_r", // a cubehelix, reversed
		"viridis:0.2..0.8:5",  // a part of a map, in five colours
		"plotly:Blues",
		"white,oragne",
	} {
		m, err := colormap.Lookup(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(m.Name, m.Kind, m.Len(), m.At(0).Opaque(), m.At(m.Len()-1).Opaque())
	}
	// Output:
	// #f7fbff,#08306b sequential 256 #f7fbff #08306b
	// white 0, orange 30%, #800 1 sequential 256 #ffffff #880000
	// blue,white,red diverging 256 #0000ff #ff0000
	// light:seagreen sequential 256 #ebf3ed #2e8b57
	// diverging:220,20,center=dark diverging 256 #3f7f93 #c3553a
	// ch:s=.25,rot=-.25_r sequential 256 #2b1f3f #c7dfea
	// viridis:0.2..0.8:5 sequential 5 #404387 #79d151
	// plotly:Blues sequential 256 #f7fbff #08306b
	// heat: colour map "white,oragne", character 7: unknown colour "oragne" (did you mean "orange"?)
}

func ExampleGroups() {
	for _, g := range colormap.Groups() {
		fmt.Printf("%s, %s: %d maps from %s\n", g.Family, g.Title, len(g.Maps), g.Maps[0].Name)
	}
	// Output:
	// matplotlib, Perceptual: 5 maps from viridis
	// matplotlib, Sequential: 19 maps from Greys
	// matplotlib, Sequential 2: 19 maps from binary
	// matplotlib, Diverging: 15 maps from PiYG
	// matplotlib, Cyclic: 3 maps from twilight
	// matplotlib, Qualitative: 13 maps from Pastel1
	// matplotlib, Miscellaneous: 17 maps from flag
	// seaborn, Sequential: 4 maps from rocket
	// seaborn, Diverging: 2 maps from vlag
	// seaborn, Qualitative: 12 maps from deep
	// crameri, Sequential: 21 maps from acton
	// crameri, Diverging: 10 maps from bam
	// crameri, Multi-sequential: 3 maps from bukavu
	// crameri, Cyclic: 5 maps from bamO
	// crameri, Qualitative: 21 maps from actonS
	// cmocean, Sequential: 14 maps from thermal
	// cmocean, Diverging: 5 maps from balance
	// cmocean, Cyclic: 1 maps from phase
	// cmocean, Several ranges: 2 maps from oxy
	// plotly, Sequential: 65 maps from Aggrnyl
	// plotly, Diverging: 22 maps from Armyrose
	// plotly, Cyclic: 7 maps from Edge
	// plotly, Qualitative: 19 maps from Alphabet
}

func ExampleFromStops() {
	m, err := colormap.FromStops(colormap.OKLab,
		colormap.Stop{Pos: 0, Color: colormap.RGB{R: 255, G: 255, B: 255}},
		colormap.Stop{Pos: 0.3, Color: colormap.RGB{R: 255, G: 165}},
		colormap.Stop{Pos: 1, Color: colormap.RGB{R: 136}},
	)
	fmt.Println(m.Name, m.Kind, err)
	// Output:
	// #ffffff 0,#ffa500 0.3,#880000 1 sequential <nil>
}

func ExampleMap_Resample() {
	m, _ := colormap.Lookup("viridis")
	five, err := m.Resample(5)
	for i := range five.Len() {
		fmt.Print(five.At(i).Opaque(), " ")
	}
	fmt.Println(five.Name, err)
	// Output:
	// #440154 #3a528b #20908c #5ec961 #fde724 viridis:5 <nil>
}

func ExampleCheck() {
	m, _ := colormap.Lookup("jet")
	r := colormap.Check(m)
	fmt.Println(r.Rainbow, r.Lightness.Course)
	fmt.Println(r.Use)
	fmt.Println(r.Warnings[0])
	fmt.Print(colormap.Check(m.Reversed()))
	// Output:
	// true peak
	// pictures that must look as they did elsewhere; not for reading values
	// a rainbow: the hue turns by 235° and lightness does not order the values (peak), which shows edges that the data lack and hides others
	// jet_r       misc, 256 colours, matplotlib
	// lightness   peak, 0.37 … 0.90 … 0.27; goes back by 0.579, in the arms by 0.058; arms differ by 0.188
	// steps       0.055 on average (0.018 to 0.104), coefficient of variation 0.42
	// hue         turns by 235°
	// ends        differ by 0.320
	// normal      differences of 0.107 at least, 0.446 typically
	// protan      differences of 0.058 at least, 0.431 typically
	// deutan      differences of 0.088 at least, 0.372 typically
	// tritan      differences of 0.034 at least, 0.353 typically
	// grey        not readable by itself; neighbouring classes differ by 0.001 at least
	// use         pictures that must look as they did elsewhere; not for reading values
	// warning     a rainbow: the hue turns by 235° and lightness does not order the values (peak), which shows edges that the data lack and hides others
	// warning     steps are uneven (coefficient of variation 0.42): equal differences do not look equal
}

func ExampleDistinct() {
	colors, err := colormap.Distinct(5, colormap.DistinctOptions{})
	for _, c := range colors {
		fmt.Print(c.Opaque(), " ")
	}
	fmt.Println(err)
	// Output:
	// #4477aa #dddd00 #770000 #ff6655 #00ddff <nil>
}

func ExampleAssign() {
	tissues := []string{"liver", "brain", "liver", "heart"}
	colors, err := colormap.Assign(tissues, colormap.DistinctOptions{})
	for i, c := range colors {
		fmt.Println(tissues[i], c.Opaque())
	}
	fmt.Println(err)
	// Output:
	// liver #770000
	// brain #4477aa
	// liver #770000
	// heart #dddd00
	// <nil>
}
