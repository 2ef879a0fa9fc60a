package pdf_test

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"

	"github.com/seed01309057/heat/internal/scene"
)

// extracted is what pdftotext finds in a scene, without the marks of direction that it adds
// and with single spaces.
func extracted(t testing.TB, s *scene.Scene) string {
	t.Helper()
	path, _ := encode(t, s)
	out := run(t, "pdftotext", path, "-")
	out = strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E || r == 0x200E || r == 0x200F {
			return -1
		}
		return r
	}, out)
	return strings.Join(strings.Fields(out), " ")
}

type label struct {
	name   string
	s      string
	font   string // of the system; empty: Liberation Sans
	script language.Script
	dir    di.Direction
}

var labels = []label{
	{"latin", "Weekday of the AVATAR", "", language.Latin, di.DirectionLTR},
	{"numbers", "−12.50 +3 1 024", "", language.Latin, di.DirectionLTR},
	{"ligatures", "office fjord affluent", dejaVu, language.Latin, di.DirectionLTR},
	{"punctuation", `(a) \b\ {c} <d> 50 % & "e" #/`, "", language.Latin, di.DirectionLTR},
	{"greek", "Ψυχή και σώμα", "", language.Greek, di.DirectionLTR},
	{"cyrillic", "Съешь ещё булок", "", language.Cyrillic, di.DirectionLTR},
	{"marks", "x\u0331\u0323y m\u0302 q\u0301\u0308", dejaVu, language.Latin, di.DirectionLTR},
	{"hebrew", "שלום עולם", dejaVu, language.Hebrew, di.DirectionRTL},
	{"arabic", "مرحبا بالعالم", dejaVu, language.Arabic, di.DirectionRTL},
	{"lam-alef", "سلام لأجل", dejaVu, language.Arabic, di.DirectionRTL},
	{"points", "שָׁלוֹם", dejaVu, language.Hebrew, di.DirectionRTL},
	{"chinese", "熱圖系統", droid, language.Han, di.DirectionLTR},
	{"korean", "열지도", droid, language.Hangul, di.DirectionLTR},
	{"beyond 16 bits", "𝔸𝔹 𝕏", dejaVu, language.Latin, di.DirectionLTR},
	{"cff", "Office Ångström 0.5", nimbus, language.Latin, di.DirectionLTR},
	{"same glyph", "a-b\u00a0c-d e", "", language.Latin, di.DirectionLTR},
}

const droid = "truetype/droid/DroidSansFallbackFull.ttf"

func (l label) at(t testing.TB, x, y, size, angle float64) *scene.Text {
	f := liberation(t)
	if l.font != "" {
		f = system(t, l.font)
	}
	return f.set(l.s, x, y, size, angle, l.script, l.dir)
}

// Every label comes back, turned as labels are.
func TestTextIsFound(t *testing.T) {
	for _, l := range labels {
		for _, angle := range []float64{0, 90, -90} {
			t.Run(fmt.Sprintf("%s/%g", l.name, angle), func(t *testing.T) {
				t.Parallel()
				text := l.at(t, 150, 150, 11, angle)
				text.Anchor = scene.Middle
				want := strings.Join(strings.Fields(l.s), " ")
				if got := extracted(t, page(300, 300, text)); got != want {
					t.Errorf("found %q, want %q", got, want)
				}
			})
		}
	}
}

// Programs look for words along lines that are level or upright. Labels in between are found
// whole, too, in the order in which they stand, but for those from right to left.
func TestSlantedTextIsFoundWhole(t *testing.T) {
	for _, l := range labels {
		if l.dir == di.DirectionRTL {
			continue
		}
		for _, angle := range []float64{45, -30} {
			t.Run(fmt.Sprintf("%s/%g", l.name, angle), func(t *testing.T) {
				t.Parallel()
				text := l.at(t, 150, 150, 11, angle)
				text.Anchor = scene.Middle
				beside := liberation(t).latin("Beside it", 170, 150, 11, angle)
				want := strings.Join(strings.Fields(l.s), " ")
				got := extracted(t, page(300, 300, text, beside))
				if got != want+" Beside it" && got != "Beside it "+want {
					t.Errorf("found %q, want %q and %q", got, want, "Beside it")
				}
			})
		}
	}
}

// A font that cannot be embedded is drawn as outlines, and its text is found all the same.
func TestTextOfOutlinesIsFound(t *testing.T) {
	for _, l := range labels {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			text := l.at(t, 20, 50, 11, 0)
			text.Font = outlines{text.Font.(*typeface)}
			want := strings.Join(strings.Fields(l.s), " ")
			if got := extracted(t, page(300, 100, text)); got != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// mixed is a run with a fallback font, a raised small part and a lowered one.
func mixed(t testing.TB, x, y, angle float64) *scene.Text {
	a, b := liberation(t), system(t, dejaVu)
	text := &scene.Text{X: x, Y: y, Angle: angle, Size: 12, Color: scene.Color{R: 20, G: 40, B: 90, A: 255}, Font: a, String: "µg m−3 →CO2"}
	n := 0
	for _, r := range text.String {
		g, f := scene.Glyph{Cluster: n, X: text.Width}, a
		size := 12.0
		switch {
		case r == '→':
			f, g.Font = b, b
		case n == 4 || n == 5: // −3
			g.Scale, g.Y = 0.7, 4
		case n == 10: // 2
			g.Scale, g.Y = 0.7, -2
		}
		if g.Scale != 0 {
			size *= g.Scale
		}
		gid := f.glyph(r)
		g.ID = uint32(gid)
		text.Glyphs = append(text.Glyphs, g)
		text.Width += f.at(f.face.HorizontalAdvance(gid)) * size
		n++
	}
	return text
}

func TestFallbackAndRaisedText(t *testing.T) {
	text := mixed(t, 20, 50, 0)
	if got := strings.ReplaceAll(extracted(t, page(200, 100, text)), " ", ""); got != "µgm−3→CO2" {
		t.Errorf("found %q", got)
	}
}

// Text set in a font lies where its outlines do.
func TestFontsAndOutlinesAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	build := func(asOutlines bool) *scene.Scene {
		var items []scene.Item
		add := func(text *scene.Text) {
			if asOutlines {
				text.Font = outlines{text.Font.(*typeface)}
				for i, g := range text.Glyphs {
					if g.Font != nil {
						text.Glyphs[i].Font = outlines{g.Font.(*typeface)}
					}
				}
			}
			items = append(items, text)
		}
		for i, l := range labels {
			add(l.at(t, 20, 30+float64(i)*24, 14.3, 0))
			add(l.at(t, 260+float64(i%8)*40, 200+float64(i/8)*180, 12.7, 90-float64(i)*12))
		}
		add(mixed(t, 20, 400, 0))
		add(mixed(t, 120, 430, 33))
		return page(600, 450, items...)
	}
	const dpi = 144
	pictures := map[string]*image.RGBA{}
	for _, asOutlines := range []bool{false, true} {
		inEach(t, build(asOutlines), []int{dpi}, func(t *testing.T, img *image.RGBA, _ int) {
			pictures[fmt.Sprint(strings.Split(t.Name(), "/")[1], asOutlines)] = img
		})
	}
	for _, r := range renderers {
		a, b := pictures[r.name+"false"], pictures[r.name+"true"]
		if a == nil || b == nil || r.name == "poppler-hard" {
			continue
		}
		ink, off := 0, 0
		for y := range a.Bounds().Dy() {
			for x := range a.Bounds().Dx() {
				g, h := a.RGBAAt(x, y).R, b.RGBAAt(x, y).R
				if min(g, h) < 128 {
					ink++
				}
				if math.Abs(float64(g)-float64(h)) > 112 {
					off++
				}
			}
		}
		t.Logf("%s: %d of %d pixels of ink differ much", r.name, off, ink)
		// Other renderers place glyphs on quarters of pixels, and thicken them.
		most := 0.25
		if r.name == "mupdf" {
			most = 0.001
		}
		if ink < 5000 || float64(off) > most*float64(ink) {
			t.Errorf("%s: %d of %d pixels of ink differ much", r.name, off, ink)
		}
	}
}
