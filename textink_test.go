package heat_test

import (
	"bytes"
	"image/png"
	"math"
	"strings"
	"testing"

	heatpng "github.com/seed01309057/heat/internal/encode/png"
	"github.com/seed01309057/heat/internal/encode/raster"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// inkScripts are strings with what is hard about each script: accents on capitals, marks on
// marks, letters that join, signs below the line, ideographs, several directions.
var inkScripts = []struct {
	name    string
	strings string // separated by |
}{
	{"Latin", "Åland ÂÊÎ|gypsy jig (qy)|fjord ffi fl|Ǻ Ế Ṩ ệ|W A V To|Č Ž Ğ İ|[brackets]{}|x̂ ȳ̃ e\u0301\u0302\u0303|µg m^{-3} H_{2}O"},
	{"Greek", "Ἀθῆναι|ΐΰ ῧ ᾧ|Ὦ Ἆ ᾯ|ψυχή|Σίσυφος|θερμοκρασία|ξ ζ ς|ἓν δύο"},
	{"Cyrillic", "Йошкар-Ола|Ђурђевдан|Щука Ё Ї|фцщ|Ӂ Ѓ Ќ|й\u0301 ё\u0301|Қазақстан|Улаанбаатар"},
	{"Hebrew", "ירושלים|שָׁלוֹם|ק ך ף ץ|בְּרֵאשִׁית|תֵּל אָבִיב|heat שלום 12|לֹ֑א|אֱלֹהִים"},
	{"Arabic", "القاهرة|الرِّيَاض|محمد ﷺ|إِنَّ اللَّهَ|لآ لإ|ججج ععع|پژگچ ۱۲۳|heat القاهرة 12"},
	{"Devanagari", "नमस्ते|क्ष्म्य|र्कि र्कीं|हिन्दी|ट्ठ्ड्ढ|श्री|कौं|१२३४"},
	{"Bengali", "বাংলা|ক্ষ্ণ|র্কিঁ|স্ত্রী|ঢাকা|ঊর্ধ্ব|১২৩|কৌ"},
	{"Tamil", "தமிழ்|ஸ்ரீ|கௌ|கொடை|சென்னை|ஞூ ணூ|மதுரை|ஹ்ரூ"},
	{"Thai", "กรุงเทพ|ที่นี่|ปั้ญ ฐู ญู|ป้ำ ปี๊|น้ำผึ้ง|ฎุ ฏู|เก่ง ๑๒๓|ฟื้นฟู"},
	{"Chinese", "北京市|東京都|龘靐齉|（中文）「引」|，。、！|一二三|鑫淼|heat 热图"},
	{"Korean", "서울특별시|한국어|뷁 쀍|값을 읽다|ㄱㄴㄷ|뚫훍|광주|heat 열"},
	{"Armenian and Georgian", "Երևան|Հայաստան|ֆ ք փ|თბილისი|ჯჰჭ|ღ წ ძ|ՈՒ|საქართველო"},
	{"Khmer and Lao", "ភ្នំពេញ|ស្ត្រី|កម្ពុជា|ញ្ញ|ວຽງຈັນ|ນ້ຳ|ເປັ້ນ|ຫຼື"},
	{"Signs", "🙂 ☀ ★|∫ ∑ √|→ ⇄ ↑|€ £ ¥|½ ⅔ ‰|①②③|👩\u200d🚀|− ± ×"},
}

// inkTolerance is how far, in pixels, ink may reach out of the box: half a pixel, since
// what touches a pixel colours all of it, and its half diagonal where the text is turned.
const inkTolerance = 0.5 + math.Sqrt2/2

// hang is how far, in em, ink may reach out of the ends of a text besides: a j begins left
// of where it stands, and an Î ends right of it, in all type.
const hang = 1.0 / 16

// What is measured is what is drawn: the ink of each text, in the PNG, lies in the box
// that the layout was told, at every angle.
func TestInkLiesInTheMeasuredBox(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	fonts := text.DefaultFonts()
	fonts.Fallback = &text.System{Dir: t.TempDir()}
	set, err := text.NewShaper(fonts)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, script := range inkScripts {
		t.Run(script.name, func(t *testing.T) {
			for _, s := range strings.Split(script.strings, "|") {
				for _, style := range []text.Style{{Size: 20, Markup: true}, {Size: 20, Bold: true}} {
					run := set.Set(s, style)
					if len(run.Missing) > 0 {
						t.Skipf("no installed font has %q of %q", run.Missing, s)
					}
					for _, angle := range []float64{0, 45, 90, -90, 30} {
						inkInBox(t, run, angle)
					}
				}
				count++
			}
		})
	}
	if count < 100 && !t.Failed() {
		t.Logf("only %d strings could be tried: fonts are missing", count)
	}
}

// inkInBox draws a run and compares.
func inkInBox(t *testing.T, run text.Run, angle float64) {
	t.Helper()
	const dpi, scale = 144, 144.0 / 72
	side := 2 * (run.Width + run.Height() + 40)
	x, y := side/2, side/2
	item := run.At(x, y, angle, scene.Start, scene.Color{A: 255})
	canvas, err := raster.Draw(&scene.Scene{Width: side, Height: side, Background: scene.Color{R: 255, G: 255, B: 255, A: 255}, Items: []scene.Item{item}}, dpi)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := heatpng.Encode(&file, canvas, heatpng.Options{}); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for py := range picture.Bounds().Dy() {
		for px := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(px, py).RGBA(); min(r, g, b) > 0xf000 { // a breath of grey is none
				continue
			}
			dx, dy := float64(px)+0.5-x*scale, float64(py)+0.5-y*scale
			along, down := dx*cos-dy*sin, dx*sin+dy*cos
			left, right = min(left, along), max(right, along)
			top, bottom = min(top, down), max(bottom, down)
		}
	}
	if right < left {
		t.Errorf("%q at %g° has no ink", run.String, angle)
		return
	}
	for _, edge := range []struct {
		name string
		over float64
	}{
		{"left", -left - hang*run.Style.Size*scale}, {"right", right - (run.Width+hang*run.Style.Size)*scale},
		{"top", -top - run.Ascent*scale}, {"bottom", bottom - run.Descent*scale},
	} {
		if edge.over > inkTolerance {
			t.Errorf("%q (bold %v) at %g° reaches %.1f px (%.2f em) out at the %s", run.String, run.Style.Bold, angle, edge.over, edge.over/scale/run.Style.Size, edge.name)
		}
	}
}
