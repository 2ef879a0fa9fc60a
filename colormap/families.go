package colormap

import (
	"embed"
	"encoding/hex"
	"strings"
)

// The tables are data of other projects, recorded by tables/make.py from matplotlib
// 3.11.2 and seaborn 0.13.2, whose byte output they equal entry for entry:
//
//   - viridis, magma, inferno, plasma: Nathaniel J. Smith, Stéfan van der Walt and (for
//     viridis) Eric Firing; CC0 1.0.
//   - cividis: Jamie R. Nuñez, Christopher R. Anderton and Ryan S. Renslow, "Optimizing
//     colormaps with consideration for color vision deficiency", PLOS ONE 13(7), 2018;
//     as distributed with matplotlib, under its licence (BSD-style, PSF-based).
//   - rocket, mako, icefire, vlag: seaborn, copyright Michael L. Waskom; BSD-3-Clause.
//   - RdBu, Greys: ColorBrewer 2.0, copyright Cynthia Brewer, Mark Harrower and The
//     Pennsylvania State University; Apache-2.0; interpolated by matplotlib.
//   - coolwarm: Kenneth Moreland, "Diverging Color Maps for Scientific Visualization",
//     2009; as distributed with matplotlib, under its licence.
//
// They are text, a colour a line, because a changed colour then shows in a diff. The
// rejected alternatives are Go literals (the same, slower to compile) and raw bytes
// (opaque). Embedded files cost nothing until Lookup reads one.
//
//go:embed tables/*.hex
var tables embed.FS

const (
	sourceSmith    = "matplotlib (N. J. Smith, S. van der Walt, E. Firing); CC0 1.0"
	sourceNunez    = "matplotlib (J. R. Nuñez, C. R. Anderton, R. S. Renslow 2018); matplotlib licence"
	sourceWaskom   = "seaborn (M. L. Waskom); BSD-3-Clause"
	sourceBrewer   = "ColorBrewer 2.0 (C. Brewer, M. Harrower, The Pennsylvania State University), interpolated by matplotlib; Apache-2.0"
	sourceMoreland = "matplotlib (K. Moreland 2009); matplotlib licence"
)

// family is a map and its reversed one.
type family struct {
	name   string
	kind   Kind
	source string
}

var families = [...]family{
	{"viridis", Sequential, sourceSmith},
	{"magma", Sequential, sourceSmith},
	{"inferno", Sequential, sourceSmith},
	{"plasma", Sequential, sourceSmith},
	{"cividis", Sequential, sourceNunez},
	{"rocket", Sequential, sourceWaskom},
	{"mako", Sequential, sourceWaskom},
	{"Greys", Sequential, sourceBrewer},
	{"icefire", Diverging, sourceWaskom},
	{"vlag", Diverging, sourceWaskom},
	{"RdBu", Diverging, sourceBrewer},
	{"coolwarm", Diverging, sourceMoreland},
}

// load reads the tables of f. The mirror has a file of its own where matplotlib's
// reversed map is not the exact mirror, which is so for RdBu: three entries differ by
// one level. Both directions then equal matplotlib's, and reversing twice is lossless.
func (f *family) load() *Map {
	m := &Map{Name: f.name, Kind: f.kind, Source: f.source, table: readTable(f.name)}
	m.mirror = readTable(f.name + reversedSuffix)
	if m.mirror == nil {
		m.mirror = backwards(m.table)
	}
	return m
}

// readTable returns the colours of an embedded file, or nil if there is none. A
// malformed file is a fault of the build, which the tests exclude.
func readTable(name string) []RGB {
	text, err := tables.ReadFile("tables/" + name + ".hex")
	if err != nil {
		return nil
	}
	b, err := hex.DecodeString(strings.ReplaceAll(string(text), "\n", ""))
	if err != nil || len(b) == 0 || len(b)%3 != 0 {
		panic("colormap: malformed table " + name)
	}
	table := make([]RGB, 0, len(b)/3)
	for ; len(b) > 0; b = b[3:] {
		table = append(table, RGB{b[0], b[1], b[2]})
	}
	return table
}
