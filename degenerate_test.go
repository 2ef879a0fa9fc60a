package heat_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// degenerate is a matrix that breaks careless code.
type degenerate struct {
	name    string
	matrix  *matrix.Matrix
	refused string // part of the error of every spec; "": it can be drawn
}

func degenerates(t testing.TB) []degenerate {
	inf, nan, tiny := math.Inf(1), math.NaN(), math.SmallestNonzeroFloat64
	constant := func(v float64) *matrix.Matrix { return matrixOf(t, 3, 4, func(_, _ int) float64 { return v }) }
	labelled := func(label string) *matrix.Matrix {
		return named(rising(t, 3, 4), []string{label, "b", label}, []string{"x", label, label, "y"})
	}
	long := strings.Repeat("heat ", 2000)
	return []degenerate{
		{"0×0", rising(t, 0, 0), "no cells to draw"},
		{"0×5", rising(t, 0, 5), "no cells to draw"},
		{"5×0", rising(t, 5, 0), "no cells to draw"},
		{"1×1", rising(t, 1, 1), ""},
		{"1×50", rising(t, 1, 50), ""},
		{"50×1", rising(t, 50, 1), ""},
		{"1×150", rising(t, 1, 150), ""},
		{"150×1", rising(t, 150, 1), ""},
		{"constant", constant(7), ""},
		{"constant zero", constant(0), ""},
		{"constant −0", constant(math.Copysign(0, -1)), ""},
		{"all missing", constant(nan), ""},
		{"infinities among values", numbers(t, []float64{1, inf, 2}, []float64{-inf, 3, nan}), ""},
		{"only infinities", numbers(t, []float64{inf, -inf}, []float64{-inf, inf}), ""},
		{"±1e308", numbers(t, []float64{1e308, -1e308}, []float64{0, 1e308}), ""},
		{"largest", numbers(t, []float64{math.MaxFloat64, -math.MaxFloat64, 1}), ""},
		{"denormals", numbers(t, []float64{tiny, 2 * tiny, 0}, []float64{-tiny, 7 * tiny, 3e-310}), ""},
		{"neighbours", numbers(t, []float64{1, math.Nextafter(1, 2)}), ""},
		{"duplicate labels", labelled("same"), ""},
		{"empty labels", labelled(""), ""},
		{"labels of 10,000 characters", labelled(long), ""},
		{"labels of 10,000 characters without a space", labelled(strings.Repeat("heat", 2500)), ""},
		{"right-to-left labels", labelled("שלום עולם، مرحبا 123"), ""},
		{"control characters", labelled("a\x00b\x1b[31mc\r\n\td\u2028e\u0085f"), ""},
		{"invalid UTF-8", labelled("a\xff\xfeb\xc3"), ""},
		{"markup", labelled(`<b>&amp;"'</b>]]>`), ""},
	}
}

// variants are the ways in which each is drawn.
var variants = []struct {
	name string
	edit func(*heat.Spec, *heat.Cells)
}{
	{"plain", func(*heat.Spec, *heat.Cells) {}},
	{"annotated", annotated},
	{"centre", func(_ *heat.Spec, c *heat.Cells) { c.Center = scale.At(0) }},
	{"robust", func(_ *heat.Spec, c *heat.Cells) { c.Robust = true }},
	{"lines", func(_ *heat.Spec, c *heat.Cells) { c.Line.Width = 1 }},
	{"square", func(_ *heat.Spec, c *heat.Cells) { c.Square = true }},
	{"tiny canvas", sized(0.3, 0.2)},
	{"small canvas", sized(1.6, 1.2)},
	{"canvas", sized(5.13, 3.77)},
	{"wide canvas", func(s *heat.Spec, _ *heat.Cells) { s.Size.Width = 9 * heat.Inch }},
	{"small cells", func(s *heat.Spec, _ *heat.Cells) { s.Size.CellWidth, s.Size.CellHeight = 2.5, 2.5 }},
	{"large cells", func(s *heat.Spec, _ *heat.Cells) { s.Size.CellWidth = 41 }},
	{"all at once", func(s *heat.Spec, c *heat.Cells) {
		s.Title, s.Subtitle, s.Caption = "Title", "Subtitle", "Caption"
		s.Panels[0].X.Title, s.Panels[0].Y.Title = "Columns", "Rows"
		s.Panels[0].X.Labels, s.Panels[0].Y.Labels = heat.AllLabels{}, heat.AllLabels{}
		c.Annot.Show, c.Robust, c.Center, c.Line.Width, c.Cbar.Show = true, true, scale.At(0), 0.5, heat.On
		c.Cbar.Label, c.Cbar.Side = "Legend", heat.SideBottom
	}},
}

func TestDegenerateDataThroughEveryEncoder(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	for _, d := range degenerates(t) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			for _, variant := range variants {
				if err := tryEverywhere(gridOf(d.matrix, variant.edit), d.refused); err != nil {
					t.Errorf("%s: %v", variant.name, err)
				}
			}
		})
	}
}

// tryEverywhere draws a spec in every format. A canvas that is too small must be
// refused with a size that does.
func tryEverywhere(spec heat.Spec, refused string) error {
	fig, err := heat.Compile(spec)
	switch {
	case refused != "" && (err == nil || !strings.Contains(err.Error(), refused)):
		return fmt.Errorf("got %v, want an error with %q", err, refused)
	case refused != "":
		return nil
	case err != nil && strings.Contains(err.Error(), "the limit is 400 in; make the cells smaller"):
		return checkAsked(spec, err)
	case err != nil:
		width, height, ok := recommended(err)
		if !ok {
			return fmt.Errorf("refused without the smallest size: %w", err)
		}
		spec.Size.Width, spec.Size.Height = max(spec.Size.Width, width), max(spec.Size.Height, height)
		if fig, err = heat.Compile(spec); err != nil {
			return fmt.Errorf("the smallest size that was named does not do: %w", err)
		}
	}
	return errors.Join(checkScene(fig), checkPNG(fig), checkSVG(fig), checkTerminal(fig))
}

// checkAsked accepts that a canvas would be larger than any if the spec asked for it.
func checkAsked(spec heat.Spec, err error) error {
	_, all := spec.Panels[0].X.Labels.(heat.AllLabels)
	if spec.Size.CellWidth > 0 || all {
		return nil
	}
	return fmt.Errorf("refused though a smaller canvas would do: %w", err)
}

// recommended is the size that a refusal names; 0 for what it leaves as it was.
func recommended(err error) (width, height heat.Length, ok bool) {
	found := regexp.MustCompile(`the smallest that can is (?:([0-9.]+)x([0-9.]+)in|([0-9.]+) in (high|wide))`).FindStringSubmatch(err.Error())
	if found == nil {
		return 0, 0, false
	}
	inches := func(s string) heat.Length {
		v, _ := strconv.ParseFloat(s, 64)
		return heat.Length(v) * heat.Inch
	}
	switch found[4] {
	case "high":
		return 0, inches(found[3]), true
	case "wide":
		return inches(found[3]), 0, true
	}
	return inches(found[1]), inches(found[2]), true
}

// checkScene checks that every number of the scene is one, and that no text lies
// outside of the canvas.
func checkScene(fig *heat.Figure) error {
	s := fig.Scene()
	var problems []error
	finite := func(what string, values ...float64) {
		for _, v := range values {
			if v-v != 0 {
				problems = append(problems, fmt.Errorf("scene: a %s has a position or size of %v", what, v))
			}
		}
	}
	finite("canvas", s.Width, s.Height)
	var walk func(items []scene.Item)
	walk = func(items []scene.Item) {
		for _, it := range items {
			switch it := it.(type) {
			case *scene.Group:
				walk(it.Items)
			case *scene.Rect:
				finite("rectangle", it.X, it.Y, it.W, it.H)
			case *scene.Line:
				finite("line", it.X1, it.Y1, it.X2, it.Y2, it.Width)
			case *scene.Path:
				for _, seg := range it.Segments {
					for _, p := range seg.P {
						finite("path", p.X, p.Y)
					}
				}
			case *scene.Mosaic:
				finite("mosaic", append(slices.Clone(it.X), it.Y...)...)
				if !slices.IsSorted(it.X) || !slices.IsSorted(it.Y) {
					problems = append(problems, errors.New("scene: edges out of order"))
				}
				for _, index := range it.Cells {
					if int(index) >= len(it.Palette) {
						problems = append(problems, fmt.Errorf("scene: index %d of %d colours", index, len(it.Palette)))
					}
				}
			case *scene.Text:
				finite("text", it.X, it.Y, it.Angle, it.Size, it.Width)
			}
		}
	}
	walk(s.Items)
	return errors.Join(problems...)
}

func checkPNG(fig *heat.Figure) error {
	e := heat.PNG{DPI: 72}
	var buf bytes.Buffer
	if err := fig.Encode(&buf, e); err != nil {
		return err
	}
	img, err := png.Decode(&buf)
	if err != nil {
		return fmt.Errorf("png: %w", err)
	}
	w, h, err := e.Pixels(fig)
	if err != nil || img.Bounds().Dx() != w || img.Bounds().Dy() != h {
		return fmt.Errorf("png: %v pixels, told %d × %d, %v", img.Bounds().Size(), w, h, err)
	}
	width, height := fig.Size()
	if math.Abs(float64(w)-width) > 0.5 || math.Abs(float64(h)-height) > 0.5 {
		return fmt.Errorf("png: %d × %d pixels at 72 dpi for %g × %g pt", w, h, width, height)
	}
	return nil
}

// svgText is a text of an SVG with what it inherits.
type svgText struct {
	x, y, size, angle float64
	anchor            string
	bold, tabular     bool
	words             string
}

// readSVG parses an SVG strictly, checks every number of it and returns its texts.
func readSVG(data []byte) (width, height float64, texts []svgText, err error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	stack := []svgText{{anchor: "start", size: 16}}
	var problems []error
	inText := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, 0, nil, fmt.Errorf("svg: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			state := stack[len(stack)-1]
			state.words = ""
			for _, a := range token.Attr {
				problems = append(problems, state.attribute(token.Name.Local, a.Name.Local, a.Value)...)
				if token.Name.Local == "svg" && a.Name.Local == "viewBox" {
					var x, y float64
					if _, err := fmt.Sscan(a.Value, &x, &y, &width, &height); err != nil || x != 0 || y != 0 {
						return 0, 0, nil, fmt.Errorf("svg: viewBox %q: %v", a.Value, err)
					}
				}
			}
			stack = append(stack, state)
			inText = token.Name.Local == "text"
		case xml.CharData:
			if inText {
				stack[len(stack)-1].words += string(token)
			}
		case xml.EndElement:
			if token.Name.Local == "text" {
				texts = append(texts, stack[len(stack)-1])
				inText = false
			}
			stack = stack[:len(stack)-1]
		}
	}
	if width <= 0 || height <= 0 {
		problems = append(problems, fmt.Errorf("svg: a canvas of %g × %g", width, height))
	}
	return width, height, texts, errors.Join(problems...)
}

var (
	svgNumber   = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	svgPath     = regexp.MustCompile(`^([MLHVQClqcz]|-?\d+(\.\d+)?|[ ,])*$`)
	svgTurned   = regexp.MustCompile(`^(?:translate\(([^\s)]+) ([^\s)]+)\))?(?:rotate\(([^\s)]+)\))?(?:scale\((\d\.\d+)\))?$`)
	svgNumerics = []string{"x", "y", "width", "height", "font-size", "stroke-width"}
)

// attribute takes one attribute in and says what is wrong with it.
func (s *svgText) attribute(element, name, value string) (problems []error) {
	number := func(v string) float64 {
		f, err := strconv.ParseFloat(v, 64)
		if err != nil || !svgNumber.MatchString(v) {
			problems = append(problems, fmt.Errorf("svg: %s of <%s> is %q", name, element, v))
		}
		return f
	}
	switch {
	case value == "100%" || element == "svg" && strings.HasSuffix(value, "pt"):
	case slices.Contains(svgNumerics, name):
		v := number(value)
		if v < 0 && name != "x" && name != "y" {
			problems = append(problems, fmt.Errorf("svg: %s of <%s> is %g", name, element, v))
		}
		if element == "text" || element == "g" {
			switch name {
			case "x":
				s.x = v
			case "y":
				s.y = v
			case "font-size":
				s.size = v
			}
		}
	case name == "d" && !svgPath.MatchString(value):
		problems = append(problems, fmt.Errorf("svg: a path of %.60q", value))
	case name == "transform":
		m := svgTurned.FindStringSubmatch(value)
		if m == nil {
			return append(problems, fmt.Errorf("svg: transform %q", value))
		}
		for i, to := range []*float64{&s.x, &s.y, &s.angle, new(float64)} {
			if m[i+1] != "" {
				*to = number(m[i+1])
			}
		}
	case name == "text-anchor":
		s.anchor = value
	case name == "font-weight":
		s.bold = value == "bold"
	case name == "style" && element != "svg": // the root's says that dx has the kerning
		s.tabular = strings.Contains(value, "font-kerning:none")
	}
	return problems
}

// reach is the box that a text covers, by the font's own measures.
func (s *svgText) reach(set text.Setter) box {
	run := set.Set(s.words, text.Style{Size: s.size, Bold: s.bold, Tabular: s.tabular})
	from := map[string]float64{"start": 0, "middle": -run.Width / 2, "end": -run.Width}[s.anchor]
	sin, cos := math.Sincos(s.angle * math.Pi / 180) // clockwise, as SVG has it
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	// Vertically the line from its capitals to its baseline: what all letters fill.
	for _, p := range [][2]float64{{from, 0}, {from + run.Width, 0}, {from, -run.Cap}, {from + run.Width, -run.Cap}} {
		x, y := s.x+p[0]*cos-p[1]*sin, s.y+p[0]*sin+p[1]*cos
		b = box{min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)}
	}
	return b
}

// fonts are parsed once for all checks.
var fonts = func() *text.Fonts {
	fs := text.DefaultFonts()
	fs.Fallback = &text.System{} // as Compile measures
	return fs
}()

func checkSVG(fig *heat.Figure) error {
	var buf bytes.Buffer
	if err := fig.Encode(&buf, heat.SVG{}); err != nil {
		return err
	}
	width, height, texts, err := readSVG(buf.Bytes())
	if err != nil {
		return err
	}
	set, err := text.NewShaper(fonts)
	if err != nil {
		return err
	}
	for _, s := range texts {
		const rounding = 0.1
		b := s.reach(set)
		if b.x0 < -rounding || b.y0 < -rounding || b.x1 > width+rounding || b.y1 > height+rounding {
			return fmt.Errorf("svg: text %.40q at %.5g lies outside of %g × %g", s.words, b, width, height)
		}
	}
	return nil
}

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

func checkTerminal(fig *heat.Figure) error {
	for _, colors := range []heat.Colors{heat.TrueColor, heat.Color256, heat.Color16, heat.NoColor} {
		for _, width := range []int{80, 24} {
			var buf bytes.Buffer
			if err := fig.Encode(&buf, heat.Terminal{Width: width, Height: width / 3, Colors: colors}); err != nil {
				return fmt.Errorf("terminal of %d columns: %w", width, err)
			}
			if err := checkLines(buf.String(), width, colors); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkLines checks what a terminal is sent.
func checkLines(out string, width int, colors heat.Colors) error {
	if colors == heat.NoColor && strings.Contains(out, "\x1b") {
		return errors.New("terminal: an escape where there are no colours")
	}
	out = escape.ReplaceAllString(out, "")
	if out == "" || !strings.HasSuffix(out, "\n") || !utf8.ValidString(out) {
		return fmt.Errorf("terminal: %d bytes, valid UTF-8: %v", len(out), utf8.ValidString(out))
	}
	for n, line := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
		if i := strings.IndexFunc(line, unicode.IsControl); i >= 0 {
			return fmt.Errorf("terminal: line %d has a control character in %.60q", n+1, line)
		}
		if got := text.ColumnsOf(line); got > width {
			return fmt.Errorf("terminal: line %d has %d columns of %d: %.90q", n+1, got, width, line)
		}
	}
	return nil
}
