package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/scale"
)

// drawFlags are the flags that change a spec. Each is the path of the field that it
// sets, with dashes: --cbar-label sets cbar.label, --x-title the x axis's title.
type drawFlags struct {
	set *pflag.FlagSet

	title, subtitle, caption, description string
	vmin, vmax, center                    float64
	robust, annot, square                 bool
	cmap, fmt                             string
	naColor, lineColor, background, ink   string
	labelMax, xSide, ySide, titleWeight   string
	plainText                             bool
	annotSize, lineWidth, fontSize        string
	cbar, cbarLabel, cbarSide             string
	cbarTicks, cbarExtend, cbarSpacing    string
	cbarHist, cbarCounts                  bool
	norm, under, over, levels             string
	periodic, shared, joined              bool
	xTitle, yTitle, xLabels, yLabels      string
	xRotate, yRotate                      string
	size, cell, panelGap                  string
	dpi                                   float64
	font                                  string

	source string // the file of the spec, where the spec is to blame for what is wrong
}

func (f *drawFlags) bind(c *cobra.Command) {
	f.set = c.Flags()
	f.set.SortFlags = false
	section(c, colorSection, f.bindColors)
	section(c, cellSection, f.bindCells)
	section(c, labelSection, f.bindLabels)
	section(c, sizeSection, f.bindSizes)
}

func (f *drawFlags) bindColors(s *pflag.FlagSet) {
	s.StringVar(&f.cmap, "cmap", "auto", "`MAP` colour map: auto, a name such as "+strings.Join(colormap.Common(), ", ")+
		", or one made of colours such as '#f7fbff,#08306b'; _r behind a name reverses it; heat colormaps lists all (default by the data: sequential viridis, diverging vlag, distinct colours for categories)")
	s.StringVar(&f.norm, "norm", "linear", "`NORM` how values become colours: linear, log, symlog=0.1, asinh, power=0.5, two-slope=0, centered=0, boundary=0,10,100, levels=7, quantile, equalize")
	s.Float64Var(&f.vmin, "vmin", 0, "`NUMBER` value of the first colour (default: the smallest that is visible)")
	s.Float64Var(&f.vmax, "vmax", 0, "`NUMBER` value of the last colour (default: the largest that is visible)")
	s.BoolVar(&f.robust, "robust", false, "take the 2nd and 98th percentile for limits that are not given")
	s.Float64Var(&f.center, "center", 0, "`NUMBER` value of the middle colour; the limits stay")
	s.BoolVar(&f.periodic, "periodic", false, "the ends of the scale mean the same, as of angles: take a cyclic colour map")
	s.StringVar(&f.under, "under", "auto", "`COLOUR` colour of values below the limits (default: the first one)")
	s.StringVar(&f.over, "over", "auto", "`COLOUR` colour of values above the limits (default: the last one)")
	s.StringVar(&f.naColor, "na-color", "auto", "`COLOUR` colour of missing cells: #rgb, a CSS name, or none")
	s.StringVar(&f.levels, "levels", "auto", "`LIST` categories in order, each with its colour if it is to have a certain one: a,b=red,c=#00f")
	s.StringVar(&f.cbar, "cbar", "auto", "`SWITCH` colour bar: auto, on or off")
	s.StringVar(&f.cbarLabel, "cbar-label", "", "`TEXT` what the colours mean, with the unit; stands at the colour bar")
	s.StringVar(&f.cbarSide, "cbar-side", "auto", "`SIDE` side of the colour bar: auto, right, bottom, left, top or inside")
	s.StringVar(&f.cbarTicks, "cbar-ticks", "auto", "`LIST` values that are marked on the colour bar: 0,50,100")
	s.StringVar(&f.cbarExtend, "cbar-extend", "auto", "`ENDS` arrows for values beyond the limits: auto (where there are some), neither, min, max or both")
	s.StringVar(&f.cbarSpacing, "cbar-spacing", "uniform", "`SPACING` lengths of the bar's parts: uniform, or proportional to the values")
	s.BoolVar(&f.cbarHist, "cbar-hist", false, "draw along the colour bar how many cells have each colour")
	s.BoolVar(&f.cbarCounts, "cbar-counts", false, "add the number of cells to each category of the key")
	s.BoolVar(&f.shared, "shared", false, "give all panels one colour scale and one colour bar")
	s.BoolVar(&f.joined, "joined", false, "make panels parts of one figure: close, with cells of one size, all legends at the right")
	s.StringVar(&f.background, "background", "auto", "`COLOUR` colour of the canvas (default white; none is transparent)")
	s.StringVar(&f.ink, "ink", "auto", "`COLOUR` colour of titles and labels")
}

func (f *drawFlags) bindCells(s *pflag.FlagSet) {
	s.BoolVar(&f.annot, "annot", false, "write the values into the cells")
	s.StringVar(&f.fmt, "fmt", "auto", "`FORMAT` number format of cells, colour bar and report: .2f .2g ,.0f .1% d s '${:,.0f}'")
	s.StringVar(&f.annotSize, "annot-size", "auto", "`LENGTH` size of the text in cells, such as 12pt")
	s.StringVar(&f.lineWidth, "line-width", "0", "`LENGTH` width of the lines between cells, such as 1pt (default: no lines)")
	s.StringVar(&f.lineColor, "line-color", "auto", "`COLOUR` colour of the lines between cells (default: the background's)")
	s.BoolVar(&f.square, "square", false, "make cells as high as wide")
}

func (f *drawFlags) bindLabels(s *pflag.FlagSet) {
	s.StringVar(&f.title, "title", "", "`TEXT` title over the figure; it wraps")
	s.StringVar(&f.subtitle, "subtitle", "", "`TEXT` line under the title")
	s.StringVar(&f.caption, "caption", "", "`TEXT` line under the figure: source, method, date")
	s.StringVar(&f.xTitle, "x-title", "", "`TEXT` title of the horizontal axis")
	s.StringVar(&f.yTitle, "y-title", "", "`TEXT` title of the vertical axis (default: the name of the column of labels)")
	s.StringVar(&f.xLabels, "x-labels", "auto", "`LABELS` column labels: auto, all, none, N for every Nth, or a list a,b,c")
	s.StringVar(&f.yLabels, "y-labels", "auto", "`LABELS` row labels, likewise")
	s.StringVar(&f.xRotate, "x-rotate", "auto", "`DEGREES` turn column labels: auto, or -90 to 90, counter-clockwise")
	s.StringVar(&f.yRotate, "y-rotate", "auto", "`DEGREES` turn row labels, likewise")
	s.StringVar(&f.xSide, "x-side", "auto", "`SIDE` where column labels stand: bottom or top")
	s.StringVar(&f.ySide, "y-side", "auto", "`SIDE` where row labels stand: left or right")
	s.StringVar(&f.titleWeight, "title-weight", "bold", "`WEIGHT` of titles: bold or regular")
	s.StringVar(&f.labelMax, "label-max", "none", "`LENGTH` longest row or column label, such as 20em; longer ones end in …")
	s.BoolVar(&f.plainText, "plain-text", false, "show titles and labels as they are: ^{…} _{…} and *…* do not raise, lower and emphasise")
	s.StringVar(&f.description, "description", "", "`TEXT` sentence that stands for the picture where it cannot be seen (default: made from the data)")
}

func (f *drawFlags) bindSizes(s *pflag.FlagSet) {
	s.StringVar(&f.size, "size", "auto", "`SIZE` size of the canvas: 6.6x4.2in, 17x11cm, 1000x800px, 475x302pt, or a width alone")
	s.StringVar(&f.cell, "cell", "auto", "`SIZE` size of one cell instead: 12pt, or 14x12pt for width and height")
	s.StringVar(&f.panelGap, "panel-gap", "auto", "`LENGTH` space between panels, such as 12pt")
	s.Float64Var(&f.dpi, "dpi", heat.DefaultDPI, "`NUMBER` pixels per inch of a PNG (default 160)")
	s.StringVar(&f.font, "font", "", "`FONT` to set text in: a .ttf or .otf file, or the name of an installed family (default: Liberation Sans, built in)")
	s.StringVar(&f.fontSize, "font-size", "auto", "`LENGTH` size of tick labels; other text follows (default 9pt)")
}

// applier changes a spec by the flags that were given and collects what is wrong.
type applier struct {
	*drawFlags
	problems []error
}

// fail notes a problem. The stage in front of a package's error is dropped: the flag
// says as much.
func (a *applier) fail(flag string, err error) {
	if err == nil {
		return
	}
	text := trimmed(err.Error())
	for _, stage := range []string{"colour: ", "number format: "} {
		text = strings.TrimPrefix(text, stage)
	}
	a.problems = append(a.problems, fmt.Errorf("--%s: %s", flag, text))
}

// given reports whether a flag was given and is not "auto".
func (a *applier) given(flag string) (string, bool) {
	fl := a.set.Lookup(flag)
	return fl.Value.String(), fl.Changed && fl.Value.String() != "auto"
}

func (a *applier) text(flag string, to *string) {
	if a.set.Changed(flag) {
		*to = a.set.Lookup(flag).Value.String()
	}
}

func (a *applier) bound(flag string, to *scale.Bound) {
	if !a.set.Changed(flag) {
		return
	}
	v, err := a.set.GetFloat64(flag)
	if err == nil && (v != v || v-v != 0) {
		err = errors.New("give a finite number")
	}
	a.fail(flag, err)
	*to = scale.At(v)
}

func (a *applier) color(flag string, to *colormap.Color) {
	if v, ok := a.given(flag); ok {
		c, err := colormap.ParseColor(v)
		a.fail(flag, err)
		*to = c
	}
}

// length sets a length; zero and less are refused unless zero means something.
func (a *applier) length(flag string, to *heat.Length, zero bool) {
	v, ok := a.given(flag)
	if !ok {
		return
	}
	l, err := heat.ParseLength(v, a.pixel())
	if err == nil {
		err = checkLength(v, l, zero)
	}
	a.fail(flag, err)
	*to = l
}

// checkLength checks a length that was written as text.
func checkLength(text string, l heat.Length, zero bool) error {
	switch {
	case l < 0 || l == 0 && !zero:
		return fmt.Errorf("%q is not above zero", text)
	case l > heat.MaxSize:
		return fmt.Errorf("%q is %.6g in, beyond the limit of %v in", text, float64(l/heat.Inch), float64(heat.MaxSize/heat.Inch))
	}
	return nil
}

// checkSize checks a width and a height; a height may be left out.
func checkSize(text string, w, h heat.Length, alone bool) error {
	if err := checkLength(text, w, false); err != nil {
		return err
	}
	return checkLength(text, h, alone)
}

// pixel is the length of a pixel of the picture.
func (a *applier) pixel() heat.Length {
	if a.dpi > 0 {
		return heat.Inch / heat.Length(a.dpi)
	}
	return 0
}

// An enum is a typed name.
type enum interface {
	UnmarshalText([]byte) error
	Values() []string
}

func (a *applier) name(flag string, to enum) {
	if !a.set.Changed(flag) {
		return
	}
	word := a.set.Lookup(flag).Value.String()
	if _, ok := to.(*heat.Switch); ok {
		switch strings.ToLower(word) { // which people write as well
		case "yes", "true":
			word = "on"
		case "no", "false":
			word = "off"
		}
	}
	if err := to.UnmarshalText([]byte(word)); err != nil {
		a.fail(flag, notOneOf(word, to.Values()))
	}
}

// axisSides are the sides where the labels of an axis may stand.
var axisSides = map[string][]string{"x": {"auto", "bottom", "top"}, "y": {"auto", "left", "right"}}

// side sets the side of an axis's labels.
func (a *applier) side(flag string, sides []string, to *heat.Side) {
	if !a.set.Changed(flag) {
		return
	}
	if word := a.set.Lookup(flag).Value.String(); !slices.Contains(sides, word) {
		a.fail(flag, notOneOf(word, sides))
		return
	}
	a.name(flag, to)
}

// labelLimit reads --label-max: a number of em, with or without the unit.
func (a *applier) labelLimit(to *float64) {
	if !a.set.Changed("label-max") {
		return
	}
	if *to = 0; a.labelMax == "none" {
		return
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(a.labelMax, "em")), 64)
	if err != nil || !(v >= 1 && v <= 1000) {
		a.fail("label-max", fmt.Errorf("%q is not none or a length from 1em to 1000em", a.labelMax))
	}
	*to = v
}

// maxDPI is the finest resolution that is taken for meant: of phototypesetters.
const maxDPI = 9600

// apply changes the spec by the flags that were given.
func (f *drawFlags) apply(spec *heat.Spec) error {
	a := &applier{drawFlags: f}
	if !(f.dpi >= 1 && f.dpi <= maxDPI) {
		a.fail("dpi", fmt.Errorf("%v is not between 1 and %d", f.dpi, maxDPI))
	}
	a.text("title", &spec.Title)
	a.text("subtitle", &spec.Subtitle)
	a.text("caption", &spec.Caption)
	a.text("description", &spec.Description)
	a.sizes(&spec.Size)
	a.length("font-size", &spec.Theme.FontSize, false)
	a.labelLimit(&spec.Theme.LabelMax)
	a.name("title-weight", &spec.Theme.TitleWeight)
	if a.set.Changed("plain-text") {
		spec.Theme.PlainText = a.plainText
	}
	if a.set.Changed("joined") {
		spec.Arrange.Joined = a.joined
	}
	if a.set.Changed("shared") {
		spec.Arrange.Shared = a.shared
	}
	a.length("panel-gap", &spec.Arrange.Gap, false)
	a.color("background", &spec.Theme.Background)
	a.color("ink", &spec.Theme.Ink)
	for i := range spec.Panels {
		p := &spec.Panels[i]
		a.axis("x", &p.X)
		a.axis("y", &p.Y)
		for _, layer := range p.Layers {
			if cells, ok := layer.(*heat.Cells); ok && cells != nil {
				a.cells(cells)
			}
		}
	}
	if len(a.problems) > 0 {
		return &failure{ExitUsage, errors.Join(a.problems...)}
	}
	return nil
}

func (a *applier) sizes(s *heat.Size) {
	if v, ok := a.given("size"); ok {
		w, h, err := heat.ParseSize(v, a.pixel())
		if err == nil {
			err = checkSize(v, w, h, !strings.ContainsAny(strings.ReplaceAll(v, "px", ""), "xX×"))
		}
		a.fail("size", err)
		*s = heat.Size{Width: w, Height: h}
	}
	if v, ok := a.given("cell"); ok {
		w, h, err := heat.ParseSize(v, a.pixel())
		if err == nil {
			err = checkSize(v, w, h, !strings.ContainsAny(strings.ReplaceAll(v, "px", ""), "xX×"))
		}
		if h == 0 {
			h = w
		}
		a.fail("cell", err)
		s.CellWidth, s.CellHeight = w, h
		if _, both := a.given("size"); both {
			a.fail("cell", errors.New("give either --size or --cell"))
		}
		s.Width, s.Height = 0, 0
	}
}

func (a *applier) axis(name string, axis *heat.Axis) {
	a.text(name+"-title", &axis.Title)
	a.side(name+"-side", axisSides[name], &axis.Side)
	if a.set.Changed(name + "-labels") {
		labels, err := parseLabels(a.set.Lookup(name + "-labels").Value.String())
		a.fail(name+"-labels", err)
		axis.Labels = labels
	}
	if v, ok := a.given(name + "-rotate"); ok {
		degrees, err := strconv.ParseFloat(v, 64)
		if err != nil || !(degrees >= -90 && degrees <= 90) {
			err = fmt.Errorf("%q is not auto or a number of degrees from -90 to 90", v)
		}
		a.fail(name+"-rotate", err)
		axis.Rotate = scale.At(degrees)
	}
}

func (a *applier) cells(c *heat.Cells) {
	a.bound("vmin", &c.Vmin)
	a.bound("vmax", &c.Vmax)
	a.bound("center", &c.Center)
	if a.set.Changed("robust") {
		c.Robust = a.robust
	}
	if a.set.Changed("square") {
		c.Square = a.square
	}
	if a.set.Changed("annot") {
		c.Annot.Show = a.annot
	}
	if a.set.Changed("cmap") {
		c.Cmap = a.cmap
		if a.cmap != "auto" {
			_, err := colormap.Lookup(a.cmap)
			a.fail("cmap", err)
		}
	}
	if v, ok := a.given("fmt"); ok {
		format, err := scale.ParseFormat(v)
		a.fail("fmt", err)
		c.Fmt = format
	}
	a.color("na-color", &c.NaColor)
	a.levelOrder(c)
	a.color("under", &c.Under)
	a.color("over", &c.Over)
	if a.set.Changed("norm") {
		norm, err := scale.ParseSpec(a.norm)
		a.fail("norm", err)
		c.Norm = norm
	}
	if a.set.Changed("periodic") {
		c.Periodic = a.periodic
	}
	a.color("line-color", &c.Line.Color)
	a.length("line-width", &c.Line.Width, true)
	a.length("annot-size", &c.Annot.Size, false)
	a.name("cbar", &c.Cbar.Show)
	a.name("cbar-side", &c.Cbar.Side)
	a.text("cbar-label", &c.Cbar.Label)
	a.ticks(&c.Cbar.Ticks)
	a.name("cbar-extend", &c.Cbar.Extend)
	a.name("cbar-spacing", &c.Cbar.Spacing)
	if a.set.Changed("cbar-hist") {
		c.Cbar.Hist = a.cbarHist
	}
	if a.set.Changed("cbar-counts") {
		c.Cbar.Counts = a.cbarCounts
	}
}

// ticks reads --cbar-ticks: a list of numbers.
func (a *applier) ticks(to *[]float64) {
	if !a.set.Changed("cbar-ticks") {
		return
	}
	*to = nil
	if a.cbarTicks == "auto" {
		return
	}
	for word := range strings.SplitSeq(a.cbarTicks, ",") {
		v, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		if err != nil || v-v != 0 {
			a.fail("cbar-ticks", fmt.Errorf("%q is not a number (write 0,50,100)", word))
			return
		}
		*to = append(*to, v)
	}
}

// parseLabels reads auto, all, none, a number or a list with commas, quoted as in CSV.
func parseLabels(s string) (heat.Labels, error) {
	switch s {
	case "auto":
		return nil, nil
	case "all":
		return heat.AllLabels{}, nil
	case "none", "":
		return heat.NoLabels{}, nil
	}
	if n, err := strconv.Atoi(s); err == nil {
		if n < 1 {
			return nil, fmt.Errorf("every %d-th label (give 1 or more)", n)
		}
		return heat.EveryNth(n), nil
	}
	list, err := csv.NewReader(strings.NewReader(s)).Read()
	if err != nil {
		return nil, fmt.Errorf("%q is not a list of labels (write a,b,c, with quotes as in CSV)", s)
	}
	return heat.Explicit(list), nil
}
