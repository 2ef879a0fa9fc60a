package table

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

var missingOfTests = newMissing(nil, '.')

// parse reads a cell as a CSV file does: by scanNumber, or by classify if
// that leaves it.
func parse(text string) (float64, class) {
	if v, end, ok := scanNumber([]byte(text+"\n"), 0, '.'); ok && end == len(text) {
		return v, isNumber
	}
	return missingOfTests.classify([]byte(text), '.')
}

func TestWhatIsANumber(t *testing.T) {
	for text, want := range map[string]class{
		"0": isNumber, "-0": isNumber, "+1": isNumber, "1.": isNumber, ".5": isNumber, "-.5e3": isNumber,
		"1e5": isNumber, "1E+05": isNumber, " 7\t": isNumber, "\u00a07": isNumber, "−7": isNumber,
		"007": isNumber, "inf": isNumber, "-Infinity": isNumber,
		strings.Repeat("9", 300): isNumber, "0." + strings.Repeat("0", 400) + "1": isNumber,
		"": isMissing, "  ": isMissing, "NA": isMissing, "-": isMissing, "nAn": isMissing, "null": isMissing,
		".": isText, "+": isText, "e5": isText, "1e": isText, "1e+": isText, "1 2": isText, "1,5": isText,
		"0x1p-2": isText, "0x10": isText, "1_000": isText, "1.2.3": isText, "--1": isText, "1-": isText,
		"infin": isText, "4o": isText, "+-1": isText, "\u0661": isText, "$5": isText, "5%": isText,
		"1e400": isHuge, "-1e999": isHuge, strings.Repeat("9", 400): isHuge,
	} {
		v, got := parse(text)
		if got != want {
			t.Errorf("%.40q is of class %d, not %d", text, got, want)
		}
		if got != isNumber && !math.IsNaN(v) {
			t.Errorf("%.40q is no number, and yet %v", text, v)
		}
	}
}

// TestNumbersAreExact compares with strconv, which rounds as it must.
func TestNumbersAreExact(t *testing.T) {
	check := func(text string) {
		t.Helper()
		want, err := strconv.ParseFloat(text, 64)
		got, class := parse(text)
		if errors.Is(err, strconv.ErrRange) {
			if class != isHuge {
				t.Errorf("%s is of class %d", text, class)
			}
			return
		}
		if class != isNumber || math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%s = %v, not %v", text, got, want)
		}
	}
	for _, text := range []string{
		"9007199254740993", "9007199254740992.5", "9007199254740993.0", "9223372036854775807",
		"9999999999999999999", "18446744073709551616", "0.1", "0.30000000000000004",
		"0.9999999999999999999", "1.000000000000000055", "0.000000000000000001", "4.503599627370496125",
		"4503599627370497.5", "4503599627370496.5", "0.000000000000000000", "0.0", "1e22", "1e23",
		"2.2250738585072011e-308", "1.7976931348623158e308", "1.7976931348623159e308",
	} {
		check(text)
		check("-" + text)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200_000 {
		whole, places := rng.Uint64()>>rng.IntN(64), rng.IntN(20)
		digits := fmt.Sprintf("%020d", whole)
		check(strings.TrimLeft(digits[:20-places], "0") + "." + digits[20-places:] + "1")
		check(strconv.FormatFloat(rng.NormFloat64(), 'f', -1, 64))
		check(strconv.FormatFloat(math.Float64frombits(rng.Uint64()>>1&^(1<<52)), 'g', -1, 64))
	}
	// Quotients that lie halfway between two float64, or next to it.
	for range 200_000 {
		k := 1 + rng.IntN(3)
		m := (rng.Uint64N(1<<52) + 1<<52) | 1
		text := strconv.FormatUint(m, 10)
		check(text[:len(text)-k] + "." + text[len(text)-k:])
	}
}

func BenchmarkScanNumber(b *testing.B) {
	for _, text := range []string{"7", "31.25", "0.1234567890123456", "-1234.567890123456789", "1.5e-7"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				parse(text)
			}
		})
	}
}
