package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/scale"
)

// drawFlags are the flags that change a spec. Each is the path of the field that it
// sets, with dashes: --cbar-label sets cbar.label, --x-title the x axis's title.
type drawFlags struct {
	set *pflag.FlagSet

	title, subtitle, caption, description string
	vmin, vmax, center                    float64
	robust, annot, square                 bool
	cmap, fmt, mask, annotFrom            string
	naColor, lineColor, background, ink   string
	annotSize, lineWidth, fontSize        string
	cbar, cbarLabel, cbarSide             string
	xTitle, yTitle, xLabels, yLabels      string
	xRotate, yRotate                      string
	size, cell                            string
	dpi                                   float64
	font                                  string
}

func (f *drawFlags) bind(c *cobra.Command) {
	s := c.Flags()
	f.set = s
	s.SortFlags = false
	s.StringVar(&f.title, "title", "", "title over the figure; it wraps")
	s.StringVar(&f.subtitle, "subtitle", "", "line under the title")
	s.StringVar(&f.caption, "caption", "", "line under the figure: source, method, date")
	s.StringVar(&f.description, "description", "", "sentence that stands for the picture, in place of the automatic one")
	s.StringVar(&f.xTitle, "x-title", "", "title of the horizontal axis")
	s.StringVar(&f.yTitle, "y-title", "", "title of the vertical axis")
	s.StringVar(&f.xLabels, "x-labels", "auto", "column labels: auto, all, none, N for every Nth, or a list a,b,c")
	s.StringVar(&f.yLabels, "y-labels", "auto", "row labels, likewise")
	s.StringVar(&f.xRotate, "x-rotate", "auto", "turn column labels: auto, or degrees from -90 to 90")
	s.StringVar(&f.yRotate, "y-rotate", "auto", "turn row labels, likewise")

	s.StringVar(&f.cmap, "cmap", "auto", "colour map: "+strings.Join(colormap.Names(), ", ")+"; _r behind a name reverses it")
	s.Float64Var(&f.vmin, "vmin", 0, "value of the first colour (default: the smallest visible value)")
	s.Float64Var(&f.vmax, "vmax", 0, "value of the last colour (default: the largest visible value)")
	s.BoolVar(&f.robust, "robust", false, "take the 2nd and 98th percentile for limits that are not given")
	s.Float64Var(&f.center, "center", 0, "value of the middle colour; the limits stay")
	s.StringVar(&f.naColor, "na-color", "auto", "colour of missing cells: #rgb, a CSS name, or none")
	s.StringVar(&f.mask, "mask", "", "hide cells: upper, lower, or a file of the same shape with 1 where a cell is hidden")

	s.BoolVar(&f.annot, "annot", false, "write the values into the cells")
	s.StringVar(&f.annotFrom, "annot-from", "", "write these values or texts instead: a file of the same shape")
	s.StringVar(&f.annotSize, "annot-size", "auto", "size of the text in cells, e.g. 12pt")
	s.StringVar(&f.fmt, "fmt", "auto", "number format of cells, legend and report: .2f .2g ,.0f .1% d s '${:,.0f}'")
	s.StringVar(&f.lineWidth, "line-width", "0", "width of the lines between cells, e.g. 1pt")
	s.StringVar(&f.lineColor, "line-color", "auto", "colour of the lines between cells (default: the background's)")
	s.BoolVar(&f.square, "square", false, "make cells as high as wide")

	s.StringVar(&f.cbar, "cbar", "auto", "colour bar: auto, on or off")
	s.StringVar(&f.cbarLabel, "cbar-label", "", "what the colours mean, with the unit")
	s.StringVar(&f.cbarSide, "cbar-side", "auto", "side of the colour bar: auto, right, bottom, left or top")

	s.StringVar(&f.size, "size", "auto", "size of the canvas: 6.6x4.2in, 17x11cm, 1000x800px (at --dpi), or a width alone")
	s.StringVar(&f.cell, "cell", "auto", "size of one cell instead: 12pt, or 14x12pt for width and height")
	s.Float64Var(&f.dpi, "dpi", heat.DefaultDPI, "pixels an inch of a PNG")
	s.StringVar(&f.font, "font", "", "TrueType or OpenType file to set text in (default: Liberation Sans, built in)")
	s.StringVar(&f.fontSize, "font-size", "auto", "size of tick labels; other text follows (default 9pt)")
	s.StringVar(&f.background, "background", "auto", "colour of the canvas (default white; none: transparent)")
	s.StringVar(&f.ink, "ink", "auto", "colour of titles and labels")
	f.complete(c)
}

// complete registers the values that a shell can complete.
func (f *drawFlags) complete(c *cobra.Command) {
	names := append([]string{"auto"}, colormap.Names()...)
	for flag, values := range map[string][]string{
		"cmap": names, "cbar": heat.Auto.Values(), "cbar-side": heat.SideAuto.Values(),
		"x-labels": {"auto", "all", "none"}, "y-labels": {"auto", "all", "none"},
	} {
		c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
}

// applier changes a spec by the flags that were given and collects what is wrong.
type applier struct {
	*drawFlags
	problems []error
}

func (a *applier) fail(flag string, err error) {
	if err != nil {
		a.problems = append(a.problems, fmt.Errorf("--%s: %w", flag, trimmed(err)))
	}
}

// trimmed drops the name of the program, which the command puts in front of all.
func trimmed(err error) error {
	if text, cut := strings.CutPrefix(err.Error(), "heat: "); cut {
		return errors.New(text)
	}
	return err
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
		err = checkLength(l, zero)
	}
	a.fail(flag, err)
	*to = l
}

func checkLength(l heat.Length, zero bool) error {
	switch {
	case l < 0 || l == 0 && !zero:
		return fmt.Errorf("%v is not a positive length", l)
	case l > heat.MaxSize:
		return fmt.Errorf("%.6g in is beyond the limit of %v in", float64(l/heat.Inch), float64(heat.MaxSize/heat.Inch))
	}
	return nil
}

// pixel is the length of a pixel of the picture.
func (a *applier) pixel() heat.Length {
	if a.dpi > 0 {
		return heat.Inch / heat.Length(a.dpi)
	}
	return 0
}

// unmarshaler is what typed names are read by.
type unmarshaler interface{ UnmarshalText([]byte) error }

func (a *applier) name(flag string, to unmarshaler) {
	if a.set.Changed(flag) {
		a.fail(flag, to.UnmarshalText([]byte(a.set.Lookup(flag).Value.String())))
	}
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
			err = errors.Join(checkLength(w, false), checkLength(h, !strings.ContainsAny(strings.ReplaceAll(v, "px", ""), "xX×")))
		}
		a.fail("size", err)
		*s = heat.Size{Width: w, Height: h}
	}
	if v, ok := a.given("cell"); ok {
		w, h, err := heat.ParseSize(v, a.pixel())
		if h == 0 {
			h = w
		}
		if err == nil {
			err = errors.Join(checkLength(w, false), checkLength(h, false))
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
	a.color("line-color", &c.Line.Color)
	a.length("line-width", &c.Line.Width, true)
	a.length("annot-size", &c.Annot.Size, false)
	a.name("cbar", &c.Cbar.Show)
	a.name("cbar-side", &c.Cbar.Side)
	a.text("cbar-label", &c.Cbar.Label)
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
		return nil, fmt.Errorf("%q is not a list of labels: %w", s, err)
	}
	return heat.Explicit(list), nil
}

// fontData reads the font file.
func (f *drawFlags) fontData() ([]byte, error) {
	if f.font == "" {
		return nil, nil
	}
	data, err := os.ReadFile(f.font)
	if err != nil {
		return nil, inputError(fmt.Errorf("--font: %w", err))
	}
	return data, nil
}

// explainFlag adds the flag that was probably meant.
func explainFlag(c *cobra.Command, err error) error {
	if m := regexp.MustCompile(`unknown flag: --([\w-]+)`).FindStringSubmatch(err.Error()); m != nil {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := suggest.Nearest(m[1], names); near != "" {
			return usageError("unknown flag --%s (did you mean --%s?)", m[1], near)
		}
		return usageError("unknown flag --%s ('heat %s --help' lists them)", m[1], c.Name())
	}
	return &failure{ExitUsage, err}
}
