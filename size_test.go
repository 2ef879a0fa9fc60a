package heat_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
)

func TestParseLength(t *testing.T) {
	for _, c := range []struct {
		text string
		px   heat.Length
		want float64 // points
	}{
		{"12", 0, 12}, {"12pt", 0, 12}, {"1in", 0, 72}, {"6.6in", 0, 475.2}, {"2.54cm", 0, 72}, {"25.4mm", 0, 72},
		{"96px", 0, 72}, {"160px", heat.Inch / 160, 72}, {"12pt", heat.Inch / 160, 12},
		{" 3 cm ", 0, 3 * 72 / 2.54}, {".5in", 0, 36}, {"1e2pt", 0, 100}, {"0", 0, 0}, {"-1in", 0, -72}, {"1IN", 0, 72}, {"5 Mm", 0, 5 * 72 / 25.4},
	} {
		got, err := heat.ParseLength(c.text, c.px)
		if err != nil || math.Abs(float64(got)-c.want) > 1e-9*max(1, math.Abs(c.want)) {
			t.Errorf("ParseLength(%q, %v) = %v, %v; want %v", c.text, c.px, got, err, c.want)
		}
	}
	for _, bad := range []string{"", " ", "in", "x", "1 foot", "6.6inch", "NaN", "nanpt", "inf", "Inf in", "1e999", "1,5cm", "0x10", "1_000pt", "6.6in4.2in", "٣in"} {
		if got, err := heat.ParseLength(bad, 0); err == nil {
			t.Errorf("ParseLength(%q) = %v", bad, got)
		} else if !strings.Contains(err.Error(), "is not a length") || !strings.Contains(err.Error(), "6.6in") {
			t.Errorf("ParseLength(%q): %v", bad, err)
		}
	}
}

func TestParseSize(t *testing.T) {
	const in, cm, px = 72.0, 72 / 2.54, 0.75
	for _, c := range []struct {
		text string
		px   heat.Length
		w, h float64
	}{
		{"6.6in", 0, 6.6 * in, 0},
		{"6.6x4.2in", 0, 6.6 * in, 4.2 * in},
		{"6.6inx4.2in", 0, 6.6 * in, 4.2 * in},
		{"17 x 11 cm", 0, 17 * cm, 11 * cm},
		{"17cm x 110 mm", 0, 17 * cm, 11 * cm},
		{"17×11cm", 0, 17 * cm, 11 * cm},
		{"17X11CM", 0, 17 * cm, 11 * cm},
		{"1000x800px", 0, 1000 * px, 800 * px},
		{"1000pxx800px", 0, 1000 * px, 800 * px},
		{"1000px x 800px", 0, 1000 * px, 800 * px},
		{"1000 px × 800 px", 0, 1000 * px, 800 * px},
		{"1000x800px", heat.Inch / 200, 5 * in, 4 * in},
		{"1000px", heat.Inch / 200, 5 * in, 0},
		{"400x300", 0, 400, 300},
		{"400pt", 0, 400, 0},
		{"400ptx2in", 0, 400, 2 * in},
		{"1e2x2e1mm", 0, 100 * cm / 10, 20 * cm / 10},
	} {
		w, h, err := heat.ParseSize(c.text, c.px)
		if err != nil || math.Abs(float64(w)-c.w) > 1e-9*c.w || math.Abs(float64(h)-c.h) > 1e-9*max(1, c.h) {
			t.Errorf("ParseSize(%q, %v) = %v, %v, %v; want %v, %v", c.text, c.px, w, h, err, c.w, c.h)
		}
	}
	for _, bad := range []string{"", "x", "6.6x", "x4.2in", "6.6in x", "axb", "6x4x2in", "6.6in4.2in", "1000pxx", "pxxpx",
		"1000px800px", "6.6 in 4.2 in", "NaNxNaN", "6.6x4.2furlong", "1e999x1in"} {
		if w, h, err := heat.ParseSize(bad, 0); err == nil {
			t.Errorf("ParseSize(%q) = %v, %v", bad, w, h)
		} else if !strings.Contains(err.Error(), "is not a") || strings.Contains(err.Error(), "is not a size (write 6.6x4.2in, 17x11cm or 1000x800px): ") {
			t.Errorf("ParseSize(%q): %v", bad, err)
		}
	}
}

func TestLengthJSON(t *testing.T) {
	for text, want := range map[string]heat.Length{`12`: 12, `"12"`: 12, `"1in"`: 72, `"2.54cm"`: 72, `0.5`: 0.5, `1e1`: 10} {
		var l heat.Length
		if err := json.Unmarshal([]byte(text), &l); err != nil || math.Abs(float64(l-want)) > 1e-9 {
			t.Errorf("%s: %v, %v", text, l, err)
		}
	}
	for _, bad := range []string{`"wide"`, `true`, `[1]`, `{}`, `""`, `1e999`} {
		l := heat.Length(7)
		if err := json.Unmarshal([]byte(bad), &l); err == nil {
			t.Errorf("%s is read as %v", bad, l)
		}
	}
	for l, want := range map[heat.Length]string{12: "12", 0.1: "0.1", heat.Inch: "72"} {
		if got, err := json.Marshal(l); err != nil || string(got) != want {
			t.Errorf("%v: %s, %v", l, got, err)
		}
	}
	if _, err := json.Marshal(heat.Length(math.NaN())); err == nil {
		t.Error("NaN is written")
	}
}

func TestLengthString(t *testing.T) {
	for l, want := range map[heat.Length]string{12: "12pt", heat.Inch: "72pt", 0.25: "0.25pt", 0: "0pt"} {
		if got := l.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if back, err := heat.ParseLength(want, 0); err != nil || back != l {
			t.Errorf("%s reads back as %v, %v", want, back, err)
		}
	}
}

func FuzzParseSize(f *testing.F) {
	for _, s := range []string{"6.6x4.2in", "17 x 11 cm", "1000pxx800px", "6.6in", "400×300", "x", "pxx", "1e9X1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, h, err := heat.ParseSize(s, 0)
		if err != nil {
			if w != 0 || h != 0 {
				t.Errorf("%q: %v, %v beside %v", s, w, h, err)
			}
			return
		}
		if bad := float64(w + h); math.IsNaN(bad) || math.IsInf(bad, 0) && !math.IsInf(float64(max(w, -w)), 0) && !math.IsInf(float64(max(h, -h)), 0) && max(w, -w, h, -h) < 1e300 {
			t.Errorf("%q: %v × %v", s, w, h)
		}
		if h == 0 {
			return
		}
		// What it reads, written plainly, it reads again.
		if w2, h2, err := heat.ParseSize(w.String()+"x"+h.String(), 0); err != nil || w2 != w || h2 != h {
			t.Errorf("%q: %v × %v reads back as %v × %v, %v", s, w, h, w2, h2, err)
		}
	})
}
