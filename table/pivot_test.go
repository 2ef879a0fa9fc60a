package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat/order"
)

type recordedMatrix struct {
	Rows, Cols []string
	Values     [][]*float64
}

type pivotOracle struct {
	Pivot struct {
		CSV     string
		Results map[string]recordedMatrix
		Levels  recordedMatrix
	}
	Bins struct {
		Numbers, Counts, Edges, Quartiles []float64
	}
	Zones struct {
		Moments []string
		Values  []float64
		Zones   map[string]map[string]map[string]*float64
	}
	Dates [][6]any
}

func recordedPivots(t *testing.T) *pivotOracle {
	t.Helper()
	text, err := os.ReadFile("../testdata/oracle/pivot.json")
	if err != nil {
		t.Fatal(err)
	}
	var o pivotOracle
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return &o
}

func key(t testing.TB, text string) Key {
	t.Helper()
	k, err := ParseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func agg(t testing.TB, text string) (a Agg) {
	t.Helper()
	if err := a.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return a
}

func longTable(t testing.TB, text string) *Table {
	t.Helper()
	table, err := Read(strings.NewReader(text), "test.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func pivotOf(t testing.TB, table *Table, opt PivotOptions) (*matrix.Matrix, *PivotReport) {
	t.Helper()
	m, r, err := Pivot(table, opt)
	if err != nil {
		t.Fatal(err)
	}
	return m, r
}

func TestPivotOracle(t *testing.T) {
	o := recordedPivots(t).Pivot
	path := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(path, []byte(o.CSV), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range o.Results {
		opt := PivotOptions{Rows: key(t, "region"), Cols: key(t, "month"), Value: "price", Agg: agg(t, name)}
		m, _ := pivotOf(t, longTable(t, o.CSV), opt)
		streamed, _, err := PivotFiles([]string{path}, Options{}, opt)
		if err != nil || !streamed.Equal(m) {
			t.Errorf("%s: streamed it is another: %v", name, err)
		}
		if !slices.Equal(m.RowLabels, want.Rows) || !slices.Equal(m.ColLabels, want.Cols) {
			t.Fatalf("%s: %q × %q, want %q × %q", name, m.RowLabels, m.ColLabels, want.Rows, want.Cols)
		}
		for i, row := range want.Values {
			for j, w := range row {
				got := m.At(i, j)
				if w == nil != math.IsNaN(got) || w != nil && math.Abs(got-*w) > 1e-11*math.Abs(*w) {
					t.Errorf("%s: %s, %s: %v, want %v", name, want.Rows[i], want.Cols[j], got, w)
				}
			}
		}
	}
}

func TestBinsOracle(t *testing.T) {
	o := recordedPivots(t).Bins
	table := &Table{Columns: []Column{{Name: "x", Kind: Number, Numbers: o.Numbers}}}
	m, _ := pivotOf(t, table, PivotOptions{Rows: key(t, "x:bins=7"), Agg: Agg{How: Count}})
	for i, want := range o.Counts {
		if m.At(i, 0) != want {
			t.Errorf("bin %d: %v, want %v", i, m.At(i, 0), want)
		}
	}
	b := binner{key: key(t, "x:quantiles=4")}
	seen := newNumberRange()
	seen.see(o.Numbers, true)
	b.setEdges(seen)
	if !slices.Equal(b.edges, o.Quartiles) {
		t.Errorf("quartiles %v, want %v", b.edges, o.Quartiles)
	}
	for i, e := range evenEdges(-3, 4, 7) {
		if e != o.Edges[i] {
			t.Errorf("edge %d: %v, want %v", i, e, o.Edges[i])
		}
	}
}

func TestZonesOracle(t *testing.T) {
	o := recordedPivots(t).Zones
	var text strings.Builder
	text.WriteString("time,v\n")
	for i, m := range o.Moments {
		fmt.Fprintf(&text, "%s,%v\n", m, o.Values[i])
	}
	table := longTable(t, text.String())
	for name, results := range o.Zones {
		zone, err := LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		for unit, want := range results {
			opt := PivotOptions{Rows: key(t, "time:"+strings.Fields(unit)[0]), Value: "v", Agg: Agg{How: Sum}, Zone: zone}
			if unit == "weekday hour" {
				opt.Cols = key(t, "time:hour-of-day")
			}
			m, _ := pivotOf(t, table, opt)
			got := map[string]float64{}
			for i, r := range m.RowLabels {
				for j, c := range m.ColLabels {
					if unit == "weekday hour" {
						r = m.RowLabels[i] + " " + c
					}
					if v := m.At(i, j); v == v {
						got[r] = v
					}
				}
			}
			n := 0
			for label, w := range want {
				if w == nil {
					continue
				}
				if n++; got[label] != *w {
					t.Errorf("%s, %s: %s is %v, want %v", name, unit, label, got[label], *w)
				}
			}
			if n != len(got) {
				t.Errorf("%s, %s: %d labels, want %d", name, unit, len(got), n)
			}
		}
	}
}

func TestDatesOracle(t *testing.T) {
	for _, d := range recordedPivots(t).Dates {
		at, err := time.Parse(time.DateOnly, d[0].(string))
		if err != nil {
			t.Fatal(err)
		}
		c := civil(at.Unix())
		week := fmt.Sprintf("%04d-W%02d", int(d[1].(float64)), int(d[2].(float64)))
		for b, want := range map[Binning]string{
			ByDay: d[0].(string), ByWeek: week, DayOfYear: fmt.Sprint(d[4]), WeekOfYear: fmt.Sprint(d[2]),
			Weekday: at.Weekday().String()[:3], MonthOfYear: at.Month().String()[:3], DayOfMonth: fmt.Sprint(at.Day()),
			ByYearMonth: d[0].(string)[:7], ByYear: d[0].(string)[:4],
		} {
			if got := b.label(b.code(c, time.Monday), time.Monday); got != want {
				t.Errorf("%v: %v is %q, want %q", d[0], b, got, want)
			}
		}
		if got := ByWeek.label(ByWeek.code(c, time.Sunday), time.Sunday); got != d[5] {
			t.Errorf("%v: the week from Sunday is %q, want %q", d[0], got, d[5])
		}
	}
}

// long returns a long table with r × c cells and some repetition, in random order.
func long(n int, seed uint64) *Table {
	rng := rand.New(rand.NewPCG(seed, 1))
	t := &Table{Name: "long", Columns: []Column{{Name: "a", Kind: Text}, {Name: "b", Kind: Number}, {Name: "v", Kind: Number}}}
	for range n {
		t.Columns[0].Texts = append(t.Columns[0].Texts, fmt.Sprint("k", rng.IntN(7)))
		t.Columns[1].Numbers = append(t.Columns[1].Numbers, float64(rng.IntN(5)))
		t.Columns[2].Numbers = append(t.Columns[2].Numbers, math.Ldexp(rng.NormFloat64(), rng.IntN(120)-60))
	}
	return t
}

func shuffled(t *Table, seed uint64) *Table {
	at := rand.New(rand.NewPCG(seed, 2)).Perm(t.Len())
	out := &Table{Name: t.Name}
	for _, c := range t.Columns {
		d := Column{Name: c.Name, Kind: c.Kind}
		for _, i := range at {
			if c.Kind == Text {
				d.Texts = append(d.Texts, c.Texts[i])
			} else {
				d.Numbers = append(d.Numbers, c.Numbers[i])
			}
		}
		out.Columns = append(out.Columns, d)
	}
	return out
}

// TestShuffledSameBytes: no aggregate but first and last depends on the order of rows,
// not even in its last bit, nor any on workers and batches.
func TestShuffledSameBytes(t *testing.T) {
	table := long(3000, 3)
	for _, name := range []string{"count", "sum", "mean", "median", "min", "max", "std", "nunique", "quantile=0.3"} {
		opt := PivotOptions{Rows: key(t, "a"), Cols: key(t, "b:bins=3"), Value: "v", Agg: agg(t, name)}
		want, _ := pivotOf(t, table, opt)
		for seed := range uint64(5) {
			opt.Workers = int(seed) + 1
			if got, _ := pivotOf(t, shuffled(table, seed), opt); !got.Equal(want) {
				t.Errorf("%s: shuffled it is another", name)
			}
		}
		pieces := func(yield func(*Table, error) bool) {
			for from := 0; from < table.Len(); from += 170 {
				part := &Table{Name: "part"}
				for _, c := range table.Columns {
					part.Columns = append(part.Columns, c.slice(from, min(from+170, table.Len())))
				}
				if !yield(part, nil) {
					return
				}
			}
		}
		if got, _, err := PivotBatches(pieces, opt); err != nil || !got.Equal(want) {
			t.Errorf("%s: in batches it is another: %v", name, err)
		}
	}
}

func TestSumsAreExact(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{1e16, 1, -1e16}, 1},
		{[]float64{1, 1e100, 1, -1e100}, 2},
		{slices.Repeat([]float64{0.1}, 10), 1},
		{[]float64{1e308, 1e-308, -1e308, 5e-324}, 1e-308 + 5e-324},
		{[]float64{1, 0x1p-53, 0x1p-106}, 1 + 0x1p-52}, // just above a half
		{[]float64{math.Inf(1), 1}, math.Inf(1)},
	} {
		rand.Shuffle(len(c.values), func(i, j int) { c.values[i], c.values[j] = c.values[j], c.values[i] })
		var s exactSum
		for _, v := range c.values {
			s.add(v)
		}
		if got := s.value(); got != c.want {
			t.Errorf("%v: %v, want %v", c.values, got, c.want)
		}
	}
	var sum, squares exactSum
	for range 1000 {
		sum.add(1e9 + 0.1)
		squares.addSquare(1e9 + 0.1)
	}
	if got := deviation(&sum, &squares, 1000); got != 0 {
		t.Errorf("of equal numbers: %v", got)
	}
}

const tickets = `team,day,n
B,Tue,2
B,Mon,1
A,Tue,
A,Mon,4
,Mon,9
A,,9
`

func TestPivotReport(t *testing.T) {
	m, r := pivotOf(t, longTable(t, tickets), PivotOptions{Rows: key(t, "team"), Cols: key(t, "day"), Value: "n"})
	if fmt.Sprint(m.RowLabels, m.ColLabels, m.Rows(0, 2, nil)) != "[A B] [Mon Tue] [4 NaN 1 2]" || m.RowName != "team" || m.ColName != "day" {
		t.Errorf("%v %v %v", m.RowLabels, m.ColLabels, m.Rows(0, 2, nil))
	}
	if want := (PivotReport{Rows: 6, Used: 3, Groups: 4, NoRow: 1, NoCol: 1, NoValue: 1}); fmt.Sprint(*r) != fmt.Sprint(want) {
		t.Errorf("%+v, want %+v", *r, want)
	}
}

func TestPivotOrders(t *testing.T) {
	for _, c := range []struct {
		spec order.Spec
		want string
	}{
		{order.Spec{}, "[A B]"},
		{order.Spec{Kind: order.Met}, "[B A]"},
		{order.Spec{Kind: order.Value}, "[A B]"},
		{order.Spec{Kind: order.Value, Reverse: true}, "[B A]"},
		{order.Spec{Kind: order.Given, List: []string{"B"}}, "[B A]"},
	} {
		m, _ := pivotOf(t, longTable(t, tickets), PivotOptions{Rows: key(t, "team"), Cols: key(t, "day"), Value: "n", RowOrder: c.spec})
		if fmt.Sprint(m.RowLabels) != c.want {
			t.Errorf("%+v: %v", c.spec, m.RowLabels)
		}
	}
}

// TestIntervals: labels say to which interval a number on an edge belongs, and what whole
// numbers there are in each.
func TestIntervals(t *testing.T) {
	for _, c := range []struct{ numbers, key, want string }{
		{"16 17 23 24 31 52 88 89", "n:bins=10", "16–23=3 24–31=2 32–39=0 40–47=0 48–55=1 56–63=0 64–71=0 72–79=0 80–87=0 88–95=2"},
		{"1 2 3", "n:bins=10", "1=1 2=1 3=1"},
		{"1 4", "n:bins=3", "1–2=1 3–4=1"},
		{"7", "n:bins=2", "6.5–<7=0 7–7.5=1"},
		{"0 0.5 1 2", "n:bins=4", "0–<0.5=1 0.5–<1=1 1–<1.5=1 1.5–2=1"},
		{"-1.5 0 1.5", "n:bins=2", "−1.5 to <0=1 0 to 1.5=2"},
		{"-4 -3 0 3", "n:bins=2", "−4 to −1=2 0 to 3=2"},
		{"1 2 3 4 5 6 7 8 9 10", "n:quantiles=4", "1–3=3 4–5=2 6–7=2 8–10=3"},
		{"1 1 1 1 2 2 2", "n:quantiles=4", "1–2=7"},
		{"1 2 9 9 9 9 9", "n:quantiles=2", "1–9=7"},
		{"5 17 18 64 65", "n:edges=0,18,65", "0–17=2 18–65=3"},
		{"5 17.5 18 64 65", "n:edges=0,18,65", "0–<18=2 18–65=3"},
		{"1 2", "n:edges=0.5,1.5,2.5", "1=1 2=1"},
		{"1 2", "n:edges=0.2,0.7,2.5", "0.2–<0.7=0 0.7–2.5=2"},
		{"1e300 2e300", "n:bins=2", "1e+300–<1.5e+300=1 1.5e+300–2e+300=1"},
	} {
		m, _ := pivotOf(t, longTable(t, "n,v\n"+strings.Join(strings.Fields(c.numbers), ",1\n")+",1\n"), PivotOptions{Rows: key(t, c.key), Agg: Agg{How: Count}})
		var got []string
		for i, l := range m.RowLabels {
			got = append(got, fmt.Sprintf("%s=%v", l, m.At(i, 0)))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s of %s: %s\nwant %s", c.key, c.numbers, s, c.want)
		}
	}
}

func TestBinsAreComplete(t *testing.T) {
	table := longTable(t, "time,age\n2024-01-31 23:30,3\n2024-02-03 01:00,65\n2024-02-03 01:10,120\n2024-02-03 01:20,121\n")
	for text, want := range map[string]string{
		"time:day":              "[2024-01-31 2024-02-01 2024-02-02 2024-02-03] [1 0 0 3]",
		"time:year-month":       "[2024-01 2024-02] [1 3]",
		"time:weekday":          "[Mon Tue Wed Thu Fri Sat Sun] [0 0 1 0 0 3 0]",
		"time:week":             "[2024-W05] [4]",
		"time:quarter":          "[2024-Q1] [4]",
		"age:edges=0,18,65,120": "[0–17 18–64 65–120] [1 0 2]",
		"age:edges=-5,0,200":    "[−5 to −1 0 to 200] [0 4]",
		"age:quantiles=2":       "[3–92 93–121] [2 2]",
	} {
		m, _ := pivotOf(t, table, PivotOptions{Rows: key(t, text), Agg: Agg{How: Count}})
		n, _ := m.Dims()
		if got := fmt.Sprint(m.RowLabels, m.Rows(0, n, nil)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	m, r := pivotOf(t, table, PivotOptions{Rows: key(t, "time:hour-of-day"), Cols: key(t, "age:edges=0,18,65,120"), Agg: Agg{How: Count}})
	if n, p := m.Dims(); n != 24 || p != 3 || m.RowLabels[23] != "23" || m.At(1, 2) != 2 || r.Outside != 1 || r.EmptyRows != 22 {
		t.Errorf("%d × %d, %v, %+v", n, p, m.RowLabels, r)
	}
}

// TestSkippedAndRepeatedHours: an hour that the clock skips is not a missing one, and
// both of a repeated one are in one cell.
func TestSkippedAndRepeatedHours(t *testing.T) {
	zone, err := LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString("time\n")
	for _, day := range []string{"2024-03-31", "2024-10-27"} {
		start, err := time.ParseInLocation(time.DateOnly, day, zone)
		if err != nil {
			t.Fatal(err)
		}
		for at := start; at.Before(start.AddDate(0, 0, 1)); at = at.Add(30 * time.Minute) {
			text.WriteString(at.UTC().Format(time.RFC3339) + "\n")
		}
	}
	table := longTable(t, text.String())
	m, r := pivotOf(t, table, PivotOptions{Rows: key(t, "time:day"), Cols: key(t, "time:hour-of-day"), Agg: Agg{How: Count}, Zone: zone})
	n, _ := m.Dims()
	if n != 211 || !math.IsNaN(m.At(0, 2)) || m.At(0, 1) != 2 || m.At(0, 3) != 2 || m.At(n-1, 2) != 4 || m.At(1, 2) != 0 {
		t.Errorf("%d days; spring %v, autumn %v", n, m.Rows(0, 1, nil), m.Rows(n-1, n, nil))
	}
	if fmt.Sprint(r.Absent) != "[[0 2]]" {
		t.Errorf("absent: %v", r.Absent)
	}
	hours, _ := pivotOf(t, longTable(t, "time\n2024-03-31T00:30Z\n2024-03-31T01:30Z\n"), PivotOptions{Rows: key(t, "time:hour"), Agg: Agg{How: Count}, Zone: zone})
	if fmt.Sprint(hours.RowLabels) != "[2024-03-31 01:00 2024-03-31 03:00]" {
		t.Errorf("hours %q", hours.RowLabels)
	}
	written := longTable(t, "time\n2024-03-31 01:30\n2024-03-31 02:30\n2024-03-31 03:30\n")
	_, r = pivotOf(t, written, PivotOptions{Rows: key(t, "time:hour"), Agg: Agg{How: Count}, Zone: zone, AssumeZone: true})
	if r.Impossible != 1 || r.Used != 2 {
		t.Errorf("%+v", *r)
	}
}

func TestPivotRefuses(t *testing.T) {
	zone, err := LoadZone("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	text := "region,day,n\nnorth,2024-01-01,1\nsouth,2024-01-02,many\nnorth,2024-01-01,3\n"
	mixed := "day,n\n2024-01-02,1\n03/04/2024,2\n"
	numbers := "region,day,n\nnorth,2024-01-01,1\nsouth,2024-01-02,2\nnorth,2024-01-01,3\n"
	for _, c := range []struct {
		text, rows, cols, value, agg string
		opt                          PivotOptions
		want                         []string
	}{
		{text, "regoin", "day", "n", "sum", PivotOptions{}, []string{`"regoin" is not a column`, `did you mean "region"?`}},
		{text, "region", "day", "n", "sum", PivotOptions{}, []string{"test.csv:3", `column 3 "n"`, `"many"`, "not a number"}},
		{numbers, "region", "day", "n", "only", PivotOptions{}, []string{"rows 1 and 3", `region = "north"`, `day = "2024-01-01"`, "choose an aggregate"}},
		{numbers, "region:hour", "day", "n", "sum", PivotOptions{}, []string{`column 1 "region"`, `"north"`, "is not a time"}},
		{numbers, "n:day", "region", "n", "sum", PivotOptions{}, []string{"holds numbers, not times"}},
		{numbers, "region:bins=3", "day", "n", "sum", PivotOptions{}, []string{`"north"`, "needs numbers"}},
		{numbers, "day:hour", "region", "n", "sum", PivotOptions{Zone: zone}, []string{"has no time zone", "Asia/Tokyo", "2024-01-31T13:05+01:00"}},
		{mixed, "day:month", "", "n", "sum", PivotOptions{}, []string{`column 1 "day"`, "03/04/2024"}},
		{numbers, "region", "day", "", "sum", PivotOptions{}, []string{"sum needs a column of values"}},
		{numbers, "region", "day", "n", "median", PivotOptions{MaxValues: 2}, []string{"more than 2"}},
		{numbers, "region", "day", "n", "sum", PivotOptions{MaxCells: 3}, []string{"limit of 3", "region has 2 labels"}},
		{"day\n2024-01-01\n9024-01-01\n", "day:minute", "", "", "count", PivotOptions{}, []string{"spans", "from 2024-01-01 00:00 to 9024-01-01 00:00"}},
		{numbers, "region", "day", "n", "sum", PivotOptions{RowOrder: order.Spec{Kind: order.Given, List: []string{"nrth"}}}, []string{`did you mean "north"?`}},
	} {
		opt := c.opt
		opt.Rows, opt.Value, opt.Agg = key(t, c.rows), c.value, agg(t, c.agg)
		if c.cols != "" {
			opt.Cols = key(t, c.cols)
		}
		_, _, err := Pivot(longTable(t, c.text), opt)
		for _, w := range c.want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s × %s: %v; want %s", c.rows, c.cols, err, w)
			}
		}
	}
	if _, _, err := PivotFiles([]string{"-"}, Options{}, PivotOptions{Rows: key(t, "n:bins=3"), Agg: Agg{How: Count}}); err == nil || !strings.Contains(err.Error(), "only once") {
		t.Errorf("%v", err)
	}
	failing := errors.New("torn")
	if _, _, err := PivotBatches(func(yield func(*Table, error) bool) { yield(nil, failing) }, PivotOptions{Rows: key(t, "n"), Agg: Agg{How: Count}}); err != failing {
		t.Errorf("%v", err)
	}
	for _, name := range []string{"", "Local", "Europe/Berln"} {
		if _, err := LoadZone(name); err == nil || name != "" && name != "Local" && !strings.Contains(err.Error(), "Europe/Berlin?") {
			t.Errorf("zone %q: %v", name, err)
		}
	}
}

// TestStreamedPivotRefuses: what is wrong with a file is said with its place also where
// it is streamed.
func TestStreamedPivotRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text, rows, value string
		want              []string
	}{
		"text":    {"a,n\nx,1\ny,many\n", "a", "n", []string{"long.csv:3", `"n"`, `"many"`}},
		"unknown": {"a,number\nx,1\n", "a", "numbr", []string{`did you mean "number"?`}},
		"formats": {"a,n\n2024-01-02,1\n03/04/2024,2\n", "a:day", "n", []string{"long.csv:3", "03/04/2024"}},
		"no time": {"a,n\nsoon,1\n", "a:day", "n", []string{"soon"}},
	} {
		path := filepath.Join(t.TempDir(), "long.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := PivotFiles([]string{path}, Options{}, PivotOptions{Rows: key(t, c.rows), Value: c.value, Agg: Agg{How: Sum}})
		for _, w := range c.want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v; want %s", name, err, w)
			}
		}
	}
}

// TestMissingAmongNumbers: NA is no label where all others are numbers, whether a table is
// read whole or streamed; among names it is one.
func TestMissingAmongNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"a,b,n\n1,x,1\nNA,x,2\n2,y,3\nNA,y,\n": "[1 2] [x y] {4 2 2 2 0 0 0 0 0 false [] [] [] 0 0}",
		"b,a,n\nx,1,1\nx,NA,2\ny,2,3\ny,NA,\n": "[1 2] [x y] {4 2 2 2 0 0 0 0 0 false [] [] [] 0 0}",
		"a,b,n\n1,x,1\nNA,x,2\nz,y,3\nNA,y,\n": "[1 NA z] [x y] {4 3 4 0 0 1 0 0 0 false [] [] [] 0 0}",
	} {
		path := filepath.Join(t.TempDir(), "long.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		opt := PivotOptions{Rows: key(t, "a"), Cols: key(t, "b"), Value: "n", Agg: Agg{How: Sum}}
		m, r := pivotOf(t, longTable(t, text), opt)
		streamed, r2, err := PivotFiles([]string{path}, Options{}, opt)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(m.RowLabels, m.ColLabels, " ", *r); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if !streamed.Equal(m) || fmt.Sprint(*r) != fmt.Sprint(*r2) {
			t.Errorf("streamed %v, %+v; whole %v, %+v", streamed.RowLabels, *r2, m.RowLabels, *r)
		}
		// Exchanged, the same is true of columns.
		opt.Rows, opt.Cols = opt.Cols, opt.Rows
		m, _ = pivotOf(t, longTable(t, text), opt)
		streamed, _, err = PivotFiles([]string{path}, Options{}, opt)
		if err != nil || !streamed.Equal(m) {
			t.Errorf("exchanged: streamed %v, whole %v; %v", streamed.ColLabels, m.ColLabels, err)
		}
	}
}

// TestOneColumnForAll: rows, columns and values may be the same column.
func TestOneColumnForAll(t *testing.T) {
	text := "age,time\n3,2024-01-01 10:00\n70,2024-01-01 11:00\n,2024-01-02 10:00\n70,2024-01-08 10:00\n"
	path := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rows, cols, value, agg, want string
	}{
		{"age", "age:edges=0,18,100", "age", "mean", "[3 70] [0–17 18–100] [3 NaN NaN 70]"},
		{"time:week", "time:hour-of-day", "", "count", ""},
		{"age:bins=2", "age", "age", "nunique", "[3–36 37–70] [3 70] [1 0 0 1]"},
	} {
		opt := PivotOptions{Rows: key(t, c.rows), Cols: key(t, c.cols), Value: c.value, Agg: agg(t, c.agg)}
		m, _ := pivotOf(t, longTable(t, text), opt)
		streamed, _, err := PivotFiles([]string{path, path}, Options{}, opt)
		if err != nil {
			t.Fatal(err)
		}
		n, _ := m.Dims()
		if got := fmt.Sprint(m.RowLabels, m.ColLabels, m.Rows(0, n, nil)); c.want != "" && got != c.want {
			t.Errorf("%s × %s: %s, want %s", c.rows, c.cols, got, c.want)
		}
		if !slices.Equal(m.RowLabels, streamed.RowLabels) || !slices.Equal(m.ColLabels, streamed.ColLabels) {
			t.Errorf("%s × %s: streamed %q × %q", c.rows, c.cols, streamed.RowLabels, streamed.ColLabels)
		}
		if c.agg == "count" && (m.At(0, 10) != 2 || streamed.At(0, 10) != 4 || m.At(1, 10) != 1) {
			t.Errorf("counts %v", m.Rows(0, n, nil))
		}
	}
}
