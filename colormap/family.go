package colormap

import "fmt"

// Family says which project a map comes from. Its name, with a colon, is the prefix
// that reaches a map of this family whatever else has the same name: "plotly:Blues".
type Family int

const (
	// Made maps were made from colours, in Go or as text, and come from no project.
	Made Family = iota
	// Matplotlib has the maps that matplotlib itself registers, ColorBrewer's among them.
	Matplotlib
	// Seaborn has seaborn's maps and its qualitative palettes.
	Seaborn
	// Crameri has Fabio Crameri's Scientific Colour Maps.
	Crameri
	// CMOcean has the maps of Kristen Thyng and others for oceanography.
	CMOcean
	// Plotly has Plotly's scales, each interpolated from its few colours.
	Plotly
)

var familyNames = [...]string{"made", "matplotlib", "seaborn", "crameri", "cmocean", "plotly"}

// familyPrefixes are all spellings of prefixes, also those by which the projects are
// imported and by which they register their maps with matplotlib.
var familyPrefixes = [...]struct {
	prefix string
	family Family
}{
	{"matplotlib:", Matplotlib}, {"mpl:", Matplotlib},
	{"seaborn:", Seaborn}, {"sns:", Seaborn},
	{"crameri:", Crameri}, {"cmcrameri:", Crameri}, {"cmc:", Crameri}, {"cmc.", Crameri},
	{"cmocean:", CMOcean}, {"cmo:", CMOcean}, {"cmo.", CMOcean},
	{"plotly:", Plotly}, {"px:", Plotly},
}

// String returns the name of f, such as "matplotlib".
func (f Family) String() string {
	if f < 0 || int(f) >= len(familyNames) {
		return fmt.Sprintf("Family(%d)", int(f))
	}
	return familyNames[f]
}

// Values returns the names of all families.
func (f Family) Values() []string { return append([]string(nil), familyNames[:]...) }

// MarshalText returns the name of f.
func (f Family) MarshalText() ([]byte, error) {
	return marshalName("family", int(f), familyNames[:])
}

// UnmarshalText sets f from its name.
func (f *Family) UnmarshalText(text []byte) error {
	return unmarshalName("family of colour maps", (*int)(f), text, familyNames[:])
}

// marshalName returns the name of a value of an enumeration.
func marshalName(what string, i int, names []string) ([]byte, error) {
	if i < 0 || i >= len(names) {
		return nil, fmt.Errorf("heat: colour map: no %s %d", what, i)
	}
	return []byte(names[i]), nil
}

// unmarshalName sets a value of an enumeration from its name.
func unmarshalName(what string, i *int, text []byte, names []string) error {
	for n, name := range names {
		if name == string(text) {
			*i = n
			return nil
		}
	}
	return &UnknownError{What: what, Name: string(text), Nearest: nearest(string(text), names)}
}
