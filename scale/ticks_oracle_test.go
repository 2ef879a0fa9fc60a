package scale

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func readTickOracle(t *testing.T) map[string][]json.RawMessage {
	t.Helper()
	data, err := os.ReadFile("../testdata/oracle/ticks.json")
	if err != nil {
		t.Fatal(err)
	}
	var o struct{ Linear, Maxn, Log, Symlog, Minor, Fixed []json.RawMessage }
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return map[string][]json.RawMessage{"linear": o.Linear, "maxn": o.Maxn, "log": o.Log, "symlog": o.Symlog, "minor": o.Minor, "fixed": o.Fixed}
}

// alike reports whether ticks are the same but for rounding: matplotlib adds up steps
// and an offset, and multiplies powers; ours are the nearest floats.
func alike(got, want []float64) bool {
	return len(got) == len(want) && slices.EqualFunc(got, want, func(a, b float64) bool {
		return math.Abs(a-b) <= 4*0x1p-52*max(math.Abs(a), math.Abs(b)) || math.Abs(a-b) <= 1e-9*spanOf(want)
	})
}

func spanOf(v []float64) float64 { return v[len(v)-1] - v[0] }

// difference is a way in which ticks differ from matplotlib's on purpose.
type difference struct {
	why    string
	cases  int // of those recorded
	allows func(c tickCase) bool
}

// tickCase is one comparison.
type tickCase struct {
	lo, hi, base, linthresh float64
	got, want               []float64
}

// compareTicks reports ticks that differ without one of the reasons, and reasons that
// are met more or less often than is written down.
func compareTicks(t *testing.T, reasons []difference, cases []tickCase) {
	t.Helper()
	met := make([]int, len(reasons))
	for _, c := range cases {
		if alike(c.got, c.want) {
			continue
		}
		i := slices.IndexFunc(reasons, func(d difference) bool { return d.allows(c) })
		if i < 0 {
			t.Errorf("%+v", c)
			continue
		}
		met[i]++
	}
	for i, d := range reasons {
		if met[i] != d.cases {
			t.Errorf("%d cases, not %d, differ because %s", met[i], d.cases, d.why)
		}
	}
}

var linearDifferences = []difference{{
	why:   "a limit is itself a tick, and matplotlib's sum of steps and offset comes out beyond it",
	cases: 14,
	allows: func(c tickCase) bool {
		ends := func(v float64) bool { return min(math.Abs(v-c.lo), math.Abs(v-c.hi)) <= 1e-9*(c.hi-c.lo) }
		return alike(slices.DeleteFunc(slices.Clone(c.got), ends), slices.DeleteFunc(slices.Clone(c.want), ends))
	},
}}

func TestLinearTicksOracle(t *testing.T) {
	o := readTickOracle(t)
	var cases []tickCase
	for _, raw := range o["linear"] {
		c := tickCase{}
		var texts []string
		var note string
		unpack(t, raw, &c.lo, &c.hi, &c.want, &texts, &note)
		c.got = Ticks(c.lo, c.hi, 9)
		cases = append(cases, c)
		compareTexts(t, c, texts, note)
	}
	for _, raw := range o["maxn"] {
		c := tickCase{}
		var bins int
		unpack(t, raw, &c.lo, &c.hi, &bins, &c.want)
		c.got = Ticks(c.lo, c.hi, bins)
		cases = append(cases, c)
	}
	compareTicks(t, linearDifferences, cases)
}

// compareTexts compares what ScalarFormatter writes for matplotlib's ticks.
func compareTexts(t *testing.T, c tickCase, texts []string, note string) {
	t.Helper()
	var ticks []float64
	for _, v := range c.want { // without its rounding errors
		ticks = append(ticks, roundDigits(v, 14))
	}
	s := ScaledFormat(ticks, c.lo, c.hi)
	for i, v := range ticks {
		if text := s.Format(v); text != texts[i] {
			t.Errorf("ScalarFormatter %v to %v: %+v writes %v as %s, want %s", c.lo, c.hi, s, v, text, texts[i])
		}
	}
	if e, offset := readNote(t, note); s.Exponent != e || s.Offset != offset {
		t.Errorf("ScalarFormatter %v to %v: %+v, want %q", c.lo, c.hi, s, note)
	}
}

// readNote takes apart what matplotlib writes beside a scale: "1e−6", "+2.3e4" or both.
func readNote(t *testing.T, note string) (exponent int, offset float64) {
	t.Helper()
	note = strings.ReplaceAll(note, "−", "-")
	if rest, ok := strings.CutPrefix(note, "1e"); ok {
		end := strings.LastIndexAny(rest, "+-")
		for i := end - 1; i > 0; i-- { // the sign of the offset, not of its exponent
			if rest[i] == '+' || rest[i] == '-' {
				end = i
			}
		}
		if end < 1 {
			end = len(rest)
		}
		exponent = must(strconv.Atoi(rest[:end]))
		note = rest[end:]
	}
	if note != "" {
		offset = must(strconv.ParseFloat(note, 64))
	}
	return exponent, offset
}

// isPower reports whether v is a power of base but for rounding.
func isPower(v, base float64) bool {
	q := math.Log(v) / math.Log(base)
	return math.Abs(q-math.Round(q)) < 1e-12
}

var logDifferences = []difference{{
	why:    "a limit is a power of the base, and matplotlib's quotient of logarithms is not whole, so that it counts one more or less",
	cases:  19,
	allows: func(c tickCase) bool { return isPower(c.lo, c.base) || isPower(c.hi, c.base) },
}}

var logMinorDifferences = []difference{{
	why:    "a limit is a power of the base, and matplotlib's quotient of logarithms is not whole, so that it counts one more or less",
	cases:  4,
	allows: func(c tickCase) bool { return isPower(c.lo, c.base) || isPower(c.hi, c.base) },
}, {
	why:    "matplotlib makes round numbers at equal steps minor ticks where no power is inside; here they are major",
	cases:  3,
	allows: func(c tickCase) bool { return c.hi/c.lo < c.base && len(c.got) <= 1 },
}}

func TestLogTicksOracle(t *testing.T) {
	var major, minor []tickCase
	for _, raw := range readTickOracle(t)["log"] {
		c := tickCase{}
		var bins int
		var wantMinor []float64
		unpack(t, raw, &c.lo, &c.hi, &c.base, &bins, &c.want, &wantMinor)
		var stride int
		c.got, stride = logTicks(c.lo, c.hi, c.base, bins)
		major = append(major, c)
		between := logMinor(c.lo, c.hi, c.base, stride, c.got)
		if stride > 1 { // here the powers left out, which matplotlib does not show
			between = nil
		}
		c.got, c.want = between, wantMinor
		minor = append(minor, c)
	}
	compareTicks(t, logDifferences, major)
	compareTicks(t, logMinorDifferences, minor)
}

var symLogDifferences = []difference{{
	why:    "where there are fewer than two powers, ticks are round numbers at equal steps: matplotlib's one tick tells no scale",
	cases:  45,
	allows: func(c tickCase) bool { return len(c.want) < 2 },
}, {
	why:   "in the linear part matplotlib has the limits themselves and zero, which are not round",
	cases: 6,
	allows: func(c tickCase) bool {
		return -c.linthresh <= c.lo && c.hi <= c.linthresh && slices.Contains(c.want, c.lo)
	},
}, {
	why:    "matplotlib rounds the number of powers between ticks down, and so has up to twice as many ticks as it wants, 15",
	cases:  38,
	allows: func(c tickCase) bool { return len(c.want) > 14 && len(c.got) <= 15 },
}}

func TestSymLogTicksOracle(t *testing.T) {
	var cases []tickCase
	for _, raw := range readTickOracle(t)["symlog"] {
		c := tickCase{}
		unpack(t, raw, &c.lo, &c.hi, &c.linthresh, &c.base, &c.want)
		c.got, _ = symLogTicks(c.lo, c.hi, c.linthresh, c.base, 14)
		cases = append(cases, c)
	}
	compareTicks(t, symLogDifferences, cases)
}

func TestMinorTicksOracle(t *testing.T) {
	o := readTickOracle(t)
	var cases []tickCase
	for _, raw := range o["minor"] {
		c := tickCase{}
		var major []float64
		unpack(t, raw, &c.lo, &c.hi, &major, &c.want)
		major = Ticks(c.lo, c.hi, 9)
		c.got = append(MinorTicks(c.lo, c.hi, major), major...) // matplotlib has minor ticks under the major ones too
		slices.Sort(c.got)
		cases = append(cases, c)
	}
	compareTicks(t, []difference{{linearDifferences[0].why, 7, linearDifferences[0].allows}}, cases)
	for _, raw := range o["fixed"] {
		var at, want []float64
		var bins int
		unpack(t, raw, &at, &bins, &want)
		if got, _ := must(NewBoundary(at, 0)).Ticks(bins - 1); !slices.Equal(got, want) {
			t.Errorf("FixedLocator(%v, %d): %v, want %v", at, bins, got, want)
		}
	}
}
