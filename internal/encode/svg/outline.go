package svg

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"

	"github.com/seed01309057/heat/internal/scene"
)

// shapes are outlines, pictures and runs that are written once and used many times.
type shapes struct {
	ids   map[shapeKey]string // "": it has no ink
	taken map[string]bool
	// list is what <defs> will hold. It stands at the end of the file: only then is it
	// known what is used.
	list   []byte
	counts map[runKey]int
	runs   map[runKey]string
}

type shapeKey struct {
	font scene.Font
	id   uint32
}

// runKey is all that the glyphs of a text without spans depend on.
type runKey struct {
	text          string
	font          scene.Font
	size          float64
	bold, tabular bool
}

func keyOf(t *scene.Text) runKey { return runKey{t.String, t.Font, t.Size, t.Bold, t.Tabular} }

// count notes a text that is drawn as outlines: those that come again are shared whole.
func (e *encoder) count(t *scene.Text) {
	if e.counts == nil {
		e.counts, e.runs = map[runKey]int{}, map[runKey]string{}
	}
	if len(t.Spans) == 0 {
		e.counts[keyOf(t)]++
	}
}

// outlineUnits are the units of an em in shared outlines. Most TrueType fonts have as
// many, and keep their numbers.
const outlineUnits = 2048

// outlined writes a text as outlines. Where text is wanted as text, it stands over them
// unseen, as wide as they are, so that it is found and selected where it is; else the
// outlines carry it as their label.
func (e *encoder) outlined(t *scene.Text) {
	sin, cos := math.Sincos(float64(t.Angle * (math.Pi / 180)))
	before := float64(t.Anchor.Offset() * t.Width)
	x, y := t.X-float64(before*cos), t.Y+float64(before*sin)
	key := keyOf(t)
	shared := len(t.Spans) == 0 && e.counts[key] > 1
	if shared {
		id, ok := e.runs[key]
		if !ok {
			id = e.shareRun(t)
			e.runs[key] = id
		}
		e.buf.WriteString(`<use href="#` + id + `"`)
		if t.Angle == 0 {
			e.attr("x", x)
			e.attr("y", y)
		} else {
			e.turned(x, y, t.Angle)
			e.buf.WriteByte('"')
		}
	} else {
		e.buf.WriteString("<g")
		e.turned(x, y, t.Angle)
		e.scaled(t.Size)
		e.buf.WriteByte('"')
	}
	if t.Color != e.in.color {
		e.paint("fill", t.Color)
	}
	if e.mode == Outline {
		e.buf.WriteString(` aria-label="`)
		e.escape(t.String)
	} else {
		e.buf.WriteString(` aria-hidden="true`)
	}
	if shared {
		e.buf.WriteString("\"/>\n")
	} else {
		e.buf.WriteString("\">")
		e.tmp = e.uses(e.tmp[:0], t)
		e.buf.Write(e.tmp)
		e.buf.WriteString("</g>\n")
	}
	if e.mode == Embed {
		e.unseen(t)
	}
}

// unseen writes a text that is there but not painted. Its characters are in whatever font
// the viewer has, stretched to the width of what is seen.
func (e *encoder) unseen(t *scene.Text) {
	s := e.styleOf(t)
	s.color = e.in.color
	e.openText(t, s)
	e.buf.WriteString(` fill-opacity="0"`)
	if t.Width > 0 {
		e.attr("textLength", t.Width)
		e.buf.WriteString(` lengthAdjust="spacingAndGlyphs"`)
	}
	e.buf.WriteByte('>')
	e.escape(t.String)
	e.buf.WriteString("</text>\n")
}

// scaled writes the scale from the units of shared outlines to points.
func (e *encoder) scaled(size float64) {
	e.tmp = appendScale(e.tmp[:0], size)
	e.buf.Write(e.tmp)
}

func appendScale(b []byte, size float64) []byte {
	const digits = 1e7
	b = append(b, "scale("...)
	b = strconv.AppendFloat(b, math.Round(size/outlineUnits*digits)/digits, 'f', -1, 64)
	return append(b, ')')
}

// shareRun puts a run's uses of glyphs into the definitions.
func (e *encoder) shareRun(t *scene.Text) string {
	body := appendScale([]byte(` transform="`), t.Size)
	body = e.uses(append(body, `">`...), t)
	return e.define("g", append(body, "</g>\n"...))
}

// define adds an element, given from its first attribute on, and returns its name.
func (e *encoder) define(element string, body []byte) string {
	const short = 6 // 30 bits
	id := ""
	for n := short; ; n++ {
		id = element[:1] + contentName(body, n)
		if !e.taken[id] {
			break
		}
	}
	if e.taken == nil {
		e.taken = map[string]bool{}
	}
	e.taken[id] = true
	e.list = append(e.list, "<"+element+` id="`+id+`"`...)
	e.list = append(e.list, body...)
	return id
}

// uses appends the glyphs of a run, in units of shared outlines.
func (e *encoder) uses(b []byte, t *scene.Text) []byte {
	for i := range t.Glyphs {
		g := &t.Glyphs[i]
		font := fontOf(t, g)
		if font == nil {
			continue
		}
		id := e.shape(font, g.ID)
		if id == "" {
			continue
		}
		b = append(b, `<use href="#`...)
		b = append(b, id...)
		b = append(b, '"')
		x, y := units(g.X/t.Size), units(-g.Y/t.Size)
		if g.Scale != 0 && g.Scale != 1 {
			b = append(b, ` transform="translate(`...)
			b = append(strconv.AppendInt(b, x, 10), ' ')
			b = append(strconv.AppendInt(b, y, 10), ")scale("...)
			b = strconv.AppendFloat(b, g.Scale, 'f', -1, 64)
			b = append(b, ")\"/>"...)
			continue
		}
		if x != 0 {
			b = append(strconv.AppendInt(append(b, ` x="`...), x, 10), '"')
		}
		if y != 0 {
			b = append(strconv.AppendInt(append(b, ` y="`...), y, 10), '"')
		}
		b = append(b, "/>"...)
	}
	return b
}

// units rounds a distance in em to the units of shared outlines.
func units(em float64) int64 {
	if !(math.Abs(em) < 1e9) {
		return 0
	}
	return int64(math.Round(em * outlineUnits))
}

// shape returns the name of a glyph's outline or picture, "" where it has no ink.
func (e *encoder) shape(font scene.Font, id uint32) string {
	key := shapeKey{font, id}
	name, known := e.ids[key]
	if known {
		return name
	}
	if f := e.fonts.face(font); f.pictures != nil {
		if p := f.pictures.Picture(id); p != nil {
			name = e.define("image", pictureBody(p))
		}
	}
	if name == "" {
		if d := outlineData(font.Outline(id)); len(d) > 0 {
			body := append([]byte(` d="`), d...)
			name = e.define("path", append(body, "\"/>\n"...))
		}
	}
	if e.ids == nil {
		e.ids = map[shapeKey]string{}
	}
	e.ids[key] = name
	return name
}

// outlineData writes an outline in whole units, relative where that is shorter.
func outlineData(segments []scene.Segment) []byte {
	var b []byte
	var x, y int64
	for i, s := range segments {
		if i > 0 && s.Op == scene.MoveTo {
			b = append(b, 'z')
		}
		b = append(b, "Mlqc"[s.Op])
		fromX, fromY := x, y
		if s.Op == scene.MoveTo {
			fromX, fromY = 0, 0
		}
		for k := range [4]int{1, 1, 2, 3}[s.Op] {
			x, y = units(s.P[k].X), units(-s.P[k].Y)
			b = appendDelta(b, x-fromX, k > 0)
			b = appendDelta(b, y-fromY, true)
		}
	}
	if len(b) > 0 {
		b = append(b, 'z')
	}
	return b
}

// appendDelta writes a number, with a space before it only where it needs one.
func appendDelta(b []byte, v int64, spaced bool) []byte {
	if spaced && v >= 0 {
		b = append(b, ' ')
	}
	return strconv.AppendInt(b, v, 10)
}

// mostPicture is the width of an embedded picture in pixels. Fonts have them twice as
// wide, which is more than text in a figure needs and four times as long.
const mostPicture = 80

// pictureBody is an <image> from its first attribute on.
func pictureBody(p *scene.Picture) []byte {
	img := p.Image
	for img.Rect.Dx() > mostPicture {
		img = halved(img)
	}
	var file bytes.Buffer
	packer := png.Encoder{CompressionLevel: png.BestCompression}
	if err := packer.Encode(&file, img); err != nil { // a buffer takes all; an empty picture is none
		return []byte("/>\n")
	}
	e := &encoder{}
	e.attr("x", p.X*outlineUnits)
	e.attr("y", -p.Y*outlineUnits)
	e.attr("width", p.W*outlineUnits)
	e.attr("height", p.H*outlineUnits)
	e.buf.WriteString(` preserveAspectRatio="none" href="data:image/png;base64,`)
	e.base64(file.Bytes())
	e.buf.WriteString("\"/>\n")
	return e.buf
}

// halved is a picture with each square of four pixels as their mean, in which transparent
// ones have no colour.
func halved(img *image.NRGBA) *image.NRGBA {
	w, h := (img.Rect.Dx()+1)/2, (img.Rect.Dy()+1)/2
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			var r, g, b, a uint32
			for k := range 4 {
				at := img.Rect.Min.Add(image.Pt(2*x+k%2, 2*y+k/2))
				if !at.In(img.Rect) {
					continue
				}
				c := img.NRGBAAt(at.X, at.Y)
				alpha := uint32(c.A)
				r, g, b, a = r+uint32(c.R)*alpha, g+uint32(c.G)*alpha, b+uint32(c.B)*alpha, a+alpha
			}
			if a > 0 {
				out.SetNRGBA(x, y, color.NRGBA{R: uint8((r + a/2) / a), G: uint8((g + a/2) / a), B: uint8((b + a/2) / a), A: uint8((a + 2) / 4)})
			}
		}
	}
	return out
}

// defs writes what was used.
func (e *encoder) defs() {
	if len(e.list) == 0 {
		return
	}
	e.buf.WriteString("<defs>\n")
	e.buf.Write(e.list)
	e.buf.WriteString("</defs>\n")
}
