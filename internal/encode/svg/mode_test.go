package svg

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// set is a text in the built-in fonts, with what is installed for what these lack.
func set(t *testing.T, s string, style text.Style) *scene.Text {
	t.Helper()
	shaper, err := text.NewShaper(text.DefaultFonts())
	if err != nil {
		t.Fatal(err)
	}
	style.Size = 10
	return shaper.Set(s, style).At(20, 20, 0, scene.Start, rgb(0, 0, 0))
}

func encodeAs(t *testing.T, mode Mode, items ...scene.Item) string {
	t.Helper()
	var b strings.Builder
	if err := Encode(&b, &scene.Scene{Width: 300, Height: 100, Items: items}, Options{Software: "heat", Text: mode}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.String())
	return b.String()
}

var fontFace = regexp.MustCompile(`@font-face\{font-family:(heat-\w+)([^{}]*);src:url\(data:font/woff;base64,([^)]+)\)`)

// tableOf unpacks a table of a WOFF file.
func tableOf(t *testing.T, woff []byte, tag string) []byte {
	t.Helper()
	if len(woff) < 44 || string(woff[:4]) != "wOFF" {
		t.Fatalf("not a WOFF file: %.8q", woff)
	}
	for i := range int(binary.BigEndian.Uint16(woff[12:])) {
		e := woff[44+20*i:]
		if string(e[:4]) != tag {
			continue
		}
		at, packed, size := binary.BigEndian.Uint32(e[4:]), binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		data := woff[at : at+packed]
		if packed == size {
			return data
		}
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		out, err := io.ReadAll(z)
		if err != nil || len(out) != int(size) {
			t.Fatalf("%s: %d bytes of %d, %v", tag, len(out), size, err)
		}
		return out
	}
	t.Fatalf("no table %s", tag)
	return nil
}

// unwoffed is the font file that a WOFF file packs.
func unwoffed(t *testing.T, woff []byte) []byte {
	t.Helper()
	n := int(binary.BigEndian.Uint16(woff[12:]))
	out := append([]byte{}, woff[4:8]...)
	out = binary.BigEndian.AppendUint16(out, uint16(n))
	out = append(out, make([]byte, 6)...)
	at := len(out) + 16*n
	var bodies []byte
	for i := range n {
		tag := string(woff[44+20*i:][:4])
		body := tableOf(t, woff, tag)
		out = append(out, tag...)
		out = append(out, 0, 0, 0, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(bodies)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
		bodies = append(bodies, body...)
		bodies = append(bodies, make([]byte, -len(body)&3)...)
	}
	return append(out, bodies...)
}

func TestEmbeddedFontsHaveWhatIsShown(t *testing.T) {
	plain, bold := set(t, "Wave été Ωμ Мо −1", text.Style{}), set(t, "Bold", text.Style{Bold: true})
	got := encodeAs(t, Embed, plain, bold)
	faces := fontFace.FindAllStringSubmatch(got, -1)
	if len(faces) != 2 || faces[0][1] == faces[1][1] {
		t.Fatalf("%d fonts, want a regular and a bold one", len(faces))
	}
	if faces[0][2] != "" || faces[1][2] != ";font-weight:bold" {
		t.Errorf("weights %q, %q", faces[0][2], faces[1][2])
	}
	for i, shown := range []*scene.Text{plain, bold} {
		woff, err := base64.StdEncoding.DecodeString(faces[i][3])
		if err != nil {
			t.Fatal(err)
		}
		font, err := text.ParseFont(unwoffed(t, woff))
		if err != nil {
			t.Fatal(err)
		}
		again, err := text.NewShaper(text.SingleFont(font))
		if err != nil {
			t.Fatal(err)
		}
		run := again.Set(shown.String, text.Style{Size: 10})
		if len(run.Missing) > 0 {
			t.Errorf("%q: no %q in the embedded font", shown.String, run.Missing)
		}
		for k, g := range run.At(0, 0, 0, scene.Start, scene.Color{}).Glyphs {
			if a, b := len(font.Outline(g.ID)), len(shown.Font.Outline(shown.Glyphs[k].ID)); a != b {
				t.Errorf("%q: glyph %d has %d segments, measured %d", shown.String, k, a, b)
			}
		}
		if !strings.Contains(got, `font-family="`+faces[i][1]+`,'Liberation Sans',Arial`) {
			t.Errorf("no text is set in %s, or what follows is lost", faces[i][1])
		}
	}
}

// What a viewer adds up, advances and dx, is where the glyphs were measured.
func TestKerningIsKept(t *testing.T) {
	in := set(t, "AVATAR To", text.Style{})
	got := encodeAs(t, Embed, in)
	dx := regexp.MustCompile(`dx="([^"]+)"`).FindStringSubmatch(got)
	if dx == nil {
		t.Fatalf("no dx in %s", got)
	}
	f := openFace(in.Font)
	pen := 0.0
	list := strings.Fields(dx[1])
	for i, g := range in.Glyphs {
		if i < len(list) {
			var v float64
			if _, err := fmt.Sscan(list[i], &v); err != nil {
				t.Fatal(err)
			}
			pen += v
		}
		if math.Abs(pen-g.X) > 0.006 {
			t.Errorf("glyph %d stands at %g, measured %g", i, pen, g.X)
		}
		pen += f.advance(g.ID) * in.Size
	}
	if digits := encodeAs(t, Embed, set(t, "11.17", text.Style{Tabular: true})); strings.Contains(digits, "dx=") {
		t.Errorf("numbers have dx: %s", digits)
	}
}

// Text that needs a font's tables is drawn; its characters are there, unseen.
func TestWhatCannotBeSetIsDrawn(t *testing.T) {
	for _, s := range []string{"שלום 12", "a\u0301\u0300b", "x\u200dy"} {
		got := encodeAs(t, Embed, set(t, s, text.Style{}))
		if !strings.Contains(got, "<use ") || !strings.Contains(got, `fill-opacity="0"`) || !strings.Contains(got, s+"</text>") {
			t.Errorf("%q:\n%s", s, got)
		}
	}
}

func TestModes(t *testing.T) {
	in := set(t, "CO_{2} *in* 11", text.Style{Markup: true})
	outline := encodeAs(t, Outline, in, set(t, "twice", text.Style{}), set(t, "twice", text.Style{}))
	if strings.Contains(outline, "<text") || strings.Contains(outline, "font") {
		t.Errorf("outlines with text:\n%s", outline)
	}
	for _, want := range []string{`aria-label="CO2 in 11"`, `aria-label="twice"`, "<defs>", "scale(0.68)"} {
		if !strings.Contains(outline, want) {
			t.Errorf("no %s in\n%s", want, outline)
		}
	}
	plain := encodeAs(t, Plain, in)
	if strings.Contains(plain, "heat-") || strings.Contains(plain, "<use") || !strings.Contains(plain, "CO<tspan") {
		t.Errorf("plain:\n%s", plain)
	}
	embed := encodeAs(t, Embed, in)
	if n := len(fontFace.FindAllString(embed, -1)); n != 2 {
		t.Errorf("%d fonts for upright and italic", n)
	}
	if !strings.Contains(embed, ";font-style:italic;src") {
		t.Error("the italic font is not said to be one: viewers would slant it again")
	}
}

// Each name is used for what it is defined as, and all of them are there.
func TestEveryReferenceIsDefined(t *testing.T) {
	for _, mode := range []Mode{Embed, Outline} {
		got := encodeAs(t, mode, set(t, "one two one", text.Style{}), set(t, "שלום", text.Style{}), strip(256, false), strip(256, true))
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(got, -1) {
			if ids[m[1]] {
				t.Errorf("two elements are %s", m[1])
			}
			ids[m[1]] = true
		}
		refs := regexp.MustCompile(`(?:href="|url\()#(\w+)`).FindAllStringSubmatch(got, -1)
		if len(refs) == 0 {
			t.Error("no references")
		}
		for _, m := range refs {
			if !ids[m[1]] {
				t.Errorf("nothing is %s", m[1])
			}
		}
	}
}

// strip is a colour bar of n smooth steps.
func strip(n int, vertical bool) *scene.Mosaic {
	m := &scene.Mosaic{}
	at := make([]float64, n+1)
	for i := range at {
		at[i] = 5 + float64(i)/2
	}
	for i := range n {
		v := float64(i) / float64(n-1)
		m.Palette = append(m.Palette, rgb(uint8(255*v), uint8(255*v*v), uint8(255*(1-v))))
		m.Cells = append(m.Cells, uint16(i))
	}
	m.X, m.Y = at, []float64{1, 9}
	if vertical {
		m.X, m.Y = m.Y, m.X
	}
	return m
}

func TestASmoothStripIsAGradient(t *testing.T) {
	for _, vertical := range []bool{false, true} {
		m := strip(256, vertical)
		got := encodeAs(t, Embed, m)
		if !strings.Contains(got, `shape-rendering="crispEdges"`) || len(got) > 3000 {
			t.Errorf("%d bytes:\n%.400s", len(got), got)
		}
		var colors []scene.Color
		for _, c := range m.Cells {
			colors = append(colors, m.Palette[c])
		}
		stops := stopsOf(colors)
		for k := range stops[1:] {
			if !straight(colors, stops[k], stops[k+1]) {
				t.Errorf("between %d and %d it is more than a level off", stops[k], stops[k+1])
			}
		}
		if stops[0] != 0 || stops[len(stops)-1] != 255 {
			t.Errorf("stops %v", stops)
		}
	}
	steps := strip(256, true)
	for i := range steps.Cells {
		steps.Cells[i] = steps.Cells[i] / 64 * 64
	}
	holes := strip(256, true)
	holes.Palette[9].A = 0
	for what, m := range map[string]*scene.Mosaic{"steps": steps, "a hole": holes, "few": strip(20, true)} {
		if got := encodeAs(t, Embed, m); strings.Contains(got, "linearGradient") {
			t.Errorf("%s: a gradient", what)
		}
	}
}
