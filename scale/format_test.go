package scale

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		v      float64
		want   string
	}{
		{"", 3, "3"},
		{"", 1234567, "1234567"},
		{"", 0.1 + 0.2, "0.3"},
		{"", -2.5e-9, "−2.5e−09"},
		{"{}", math.Copysign(0, -1), "0"},
		{".1f", -0.04, "0.0"},
		{".1f", math.Copysign(0, -1), "0.0"},
		{".0%", -0.001, "0%"},
		{"+.1f", -0.04, "+0.0"},
		{".2e", -1e-300, "−1.00e−300"},
		{"d", 2.5, "2"},
		{"d", 3.5, "4"},
		{"d", -0.5, "0"},
		{",d", 1234567.4, "1,234,567"},
		{"05d", -42, "−0042"},
		{"s", 3, "3"},
		{"s", 0.1, "0.1"},
		{",s", 12345.5, "12,345.5"},
		{"$,.2f", -1234.5, "−$1,234.50"},
		{"$012,.2f", -1234.5, "−$001,234.50"},
		{".3~f", 1.5, "1.5"},
		{".2~e", 1, "1e+00"},
		{"~%", 0.25, "25%"},
		{"${:,.0f}", 1234567, "$1,234,567"},
		{"${:,.0f}", -1234567, "$−1,234,567"},
		{"{:.1f} °C", -3.14, "−3.1 °C"},
		{"{{{:d}}}", 7, "{7}"},
		{"{} km", 2.5, "2.5 km"},
		{"%.2f", 3.14159, "3.14"},
		{"%d items", 3, "3 items"},
		{"%.1f%%", 12.34, "12.3%"},
		{"%+05.1f", 2.5, "+02.5"},
		{"%-6.1f|", 2.5, "2.5   |"},
		{"% i", 7, " 7"},
		{"é^7.1f", 2.5, "éé2.5éé"},
		{".2f", nan, "NaN"},
		{".2f", inf, "∞"},
		{"+.2f", inf, "+∞"},
		{".2f", -inf, "−∞"},
		{".1%", inf, "∞%"},
		{".1%", 1.7e308, "∞%"},
		{"06.1f", -inf, "    −∞"},
		{"06.1f", nan, "   NaN"},
		{"*<6.1f", nan, "NaN***"},
		{"=6.1f", -inf, "−    ∞"},
		{"#.0f", 3, "3."},
		{"x=+6.0f", 3, "+xxxx3"},
	} {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := f.Format(c.v); got != c.want {
			t.Errorf("%q of %v: %q, want %q", c.format, c.v, got, c.want)
		}
	}
}

func TestParseFormatRefuses(t *testing.T) {
	for _, c := range []struct{ format, want string }{
		{".2q", "column 3: 'q' is no type of number; the types are f F e E g G % d n s"},
		{".f", "column 2: no digits after the point"},
		{".2ff", "column 4: 'f' after the type 'f'"},
		{".2d", "column 3: type d takes no precision"},
		{",n", "column 2: type n takes no grouping ','"},
		{".999f", "column 2: precision above 400"},
		{"99999999999999999999f", "column 1: width above 400"},
		{"{:.2f", "column 1: { without }"},
		{"a }", "column 3: } without {"},
		{"{:.2f} {:.1f}", "column 8: a second {}"},
		{"{{}}", "column 5: no {} for the number"},
		{"{0:.2f}", "column 2: '0' where : or } should follow {"},
		{"°{:.2y}", "column 6: 'y' is no type"},
		{"%.2f and %d", "column 10: a second conversion; there is one number to write, and %% for the character"},
		{"50%%", "column 5: no conversion such as %.2f"},
		{"%y", "column 2: no type of number after %"},
		{"abc", "column 1: 'a' is no type"},
		{"\xff", "not valid UTF-8"},
	} {
		_, err := ParseFormat(c.format)
		var typed *FormatError
		switch {
		case !errors.As(err, &typed):
			t.Errorf("%q: %v", c.format, err)
		case !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "for example .2f"):
			t.Errorf("%q: %v; want %q", c.format, err, c.want)
		}
	}
}

func TestFormatIsData(t *testing.T) {
	type spec struct{ Fmt Format }
	for _, text := range []string{"", ".2f", "*^+z$#012,.3~g", "{:.1f} °C", "{} {{x}}", "{:d}%"} {
		f, err := ParseFormat(text)
		if err != nil || f.String() != text {
			t.Errorf("%q became %q, %v", text, f, err)
		}
		data, err := json.Marshal(spec{f})
		if err != nil {
			t.Fatal(err)
		}
		var back spec
		if err := json.Unmarshal(data, &back); err != nil || back.Fmt != f {
			t.Errorf("%s: %#v, %v", data, back, err)
		}
	}
	if err := new(Format).UnmarshalText([]byte(".2q")); err == nil {
		t.Error("a bad format was read")
	}
}

func TestFormatOr(t *testing.T) {
	degrees, _ := ParseFormat("{} °C")
	money, _ := ParseFormat("{:.2f} €")
	for _, c := range []struct {
		f    Format
		auto bool
		want string
	}{
		{Format{}, true, ".1f"}, {degrees, true, "{:.1f} °C"}, {money, false, "{:.2f} €"},
	} {
		if got := c.f.Or(fixed(1)).String(); got != c.want || c.f.IsAuto() != c.auto {
			t.Errorf("%q: %q, %v", c.f, got, c.f.IsAuto())
		}
	}
}

func TestAppendFormatAllocatesNothing(t *testing.T) {
	f, _ := ParseFormat("{:+,.2f} °C")
	buf := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() { buf = f.AppendFormat(buf[:0], -12345.678) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParseFormat(f *testing.F) {
	for _, s := range []string{"", ".2f", ",.0f", "$,.2f", "*^+z#012_.3~g", "{:.1f} °C", "${:,.0f}", "{{{}}}",
		"%.2f", "%+-05d%%", "%", "é=9d", ">>5", "0.0", "{", "%%", "\xff", "400s"} {
		f.Add(s, -1234.5)
	}
	f.Fuzz(func(t *testing.T, s string, v float64) {
		parsed, err := ParseFormat(s)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without text")
			}
			return
		}
		back, err := ParseFormat(parsed.String())
		if err != nil || back != parsed {
			t.Fatalf("%q became %q: %#v, %v", s, parsed, back, err)
		}
		text := parsed.Format(v)
		if most := len(s) + 4*maxDigits + 1200; len(text) > most {
			t.Errorf("%d bytes for %q of %v", len(text), s, v)
		}
		if again := string(parsed.AppendFormat([]byte("x"), v)); again != "x"+text {
			t.Errorf("appended %q, not %q", again, text)
		}
	})
}

func BenchmarkAppendFormat(b *testing.B) {
	f, _ := ParseFormat(".2f")
	buf := make([]byte, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		for i := range 10000 {
			buf = f.AppendFormat(buf[:0], float64(i)*0.0137-60)
		}
	}
}
