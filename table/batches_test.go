package table

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// collect joins all batches to one table.
func collect(paths []string, opt Options, want ...Want) (*Table, int, error) {
	var all *Table
	n := 0
	for t, err := range Batches(paths, opt, want) {
		if err != nil {
			return nil, n, err
		}
		if err := t.Validate(); err != nil {
			return nil, n, err
		}
		if t.Len() > batchRows {
			return nil, n, fmt.Errorf("a batch has %d rows", t.Len())
		}
		if n++; all == nil {
			all = t
			continue
		}
		for j := range all.Columns {
			c, o := &all.Columns[j], &t.Columns[j]
			if c.Kind != o.Kind {
				return nil, n, fmt.Errorf("kinds differ: %s, %s", c.Kind, o.Kind)
			}
			c.Numbers, c.Texts, c.Times = append(c.Numbers, o.Numbers...), append(c.Texts, o.Texts...), append(c.Times, o.Times...)
		}
	}
	return all, n, nil
}

func TestBatches(t *testing.T) {
	path := write(t, "x.csv", "when,team,n,ok\n2024-01-02,A,1,yes\n2024-01-03,\"B, or\nC\",NA,no\n")
	table, _, err := collect([]string{path, path}, Options{}, Want{Name: "n"}, Want{"team", Text}, Want{"#1", Time}, Want{"ok", Bool}, Want{"n", Text})
	if err != nil {
		t.Fatal(err)
	}
	want := `+ n:number[1 NaN 1 NaN] team:text["A" "B, or\nC" "A" "B, or\nC"]`
	if got := describe(&Table{HasHeader: true, Columns: table.Columns[:2]}); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if at := table.Columns[2].Times[1]; !at.Equal(time.Date(2024, 1, 3, 0, 0, 0, 0, time.UTC)) {
		t.Error(at)
	}
	if v := table.Columns[3]; v.Kind != Bool || v.Numbers[0] != 1 || v.Numbers[1] != 0 {
		t.Error(v)
	}
	if s := table.Columns[4].Texts[1]; s != "NA" {
		t.Error(s)
	}
}

func TestBatchesOfJSONLines(t *testing.T) {
	text := `{"a":1,"deep":{"x":["}",2]},"b":"x"}` + "\n\n" + `{"b":null,"a":"2.5","c":true}` + "\n{}\n"
	for _, name := range []string{"x.ndjson", "x.json", "x"} {
		table, _, err := collect([]string{write(t, name, text)}, Options{}, Want{Name: "a"}, Want{"b", Text}, Want{"c", Bool})
		if err != nil {
			t.Fatal(name, err)
		}
		if got, want := describe(table), `+ a:number[1 2.5 NaN] b:text["x" "" ""] c:bool[NaN 1 NaN]`; got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}

func TestBatchesErrors(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       Want
		message    string
	}{
		{"x.csv", "a,b\n1,2\n", Want{Name: "aa"}, `"aa" is not a column (did you mean "a"?)`},
		{"x.csv", "a,b\n1,2\n\n3,x\n", Want{Name: "b"}, `x.csv:4: column 2 "b": "x" is not a number`},
		{"x.csv", "a,b\n1,2\n\n3\n", Want{Name: "b"}, `x.csv:4: 1 value where`},
		{"x.csv", "a,b\n1,2024-01-02\n3,02/01/2024\n", Want{"b", Time}, `x.csv:3: column "b": "02/01/2024" is written like`},
		{"x.csv", "a,b\n1,02/01/2024\n3,03/01/2024\n", Want{"b", Time}, `set the date order`},
		{"x.csv", "a,b\n1,\"x\n3\n", Want{"b", Text}, `x.csv:2:3: a quote is opened here and never closed`},
		{"x.csv", "a,b\n1,x\n", Want{"b", Time}, `x.csv:2: column "b": "x" is not a date or time`},
		{"x.csv", "", Want{"b", Time}, `x.csv: the file is empty`},
		{"x.csv", "a,b\n1,1.2,3\n", Want{Name: "b"}, `3 values where the first line has 2`},
		{"x.csv", "a,b\n1,\xff\n", Want{Name: "b"}, `x.csv:2:3: byte 0xff is not valid UTF-8`},
		{"x.ndjson", "{\"a\":1}\n{\"a\":\"z\"}\n", Want{Name: "a"}, `x.ndjson:2: column`},
		{"x.ndjson", "{\"a\":1}\n{\"a\":[2]}\n", Want{Name: "a"}, `x.ndjson:2:6: an array stands`},
		{"x.ndjson", "{\"a\":1}\n{\"a\":1", Want{Name: "a"}, `the file ends`},
	} {
		_, _, err := collect([]string{write(t, test.name, test.text)}, Options{}, test.want)
		if err == nil || !strings.Contains(err.Error(), strings.TrimPrefix(test.message, "x.ndjson:2: column")) {
			t.Errorf("%q: %v, want %s", test.text, err, test.message)
		}
	}
}

// TestBatchesEqualTheWhole checks a relation: however a file is cut into
// blocks, and however many workers there are, the cells are those of Open.
func TestBatchesEqualTheWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; TestBatchesMayBeLeftEarly has its goroutines")
	}
	rng := rand.New(rand.NewPCG(7, 8))
	var b bytes.Buffer
	b.WriteString("id,when,value,name,rest\n")
	for i := range 200_000 {
		name := fmt.Sprintf("n%d", rng.IntN(100))
		if i > 150_000 && i%1000 == 0 {
			name = "\"two\nlines, and \"\"quotes\"\"\""
		}
		fmt.Fprintf(&b, "%d,2024-03-%02dT%02d:00:00+01:00,%v,%s,%d\n", i, 1+rng.IntN(31), rng.IntN(24), rng.NormFloat64(), name, i)
		if i%5000 == 0 {
			b.WriteString("\n")
		}
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b.Bytes())
	w.Close()
	plain, packed := write(t, "x.csv", b.String()), write(t, "y.csv.gz", z.String())
	whole, err := Open(plain, Options{Types: map[string]Kind{"name": Text}, Columns: []string{"value", "name", "when"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 2, 5} {
		for _, path := range []string{plain, packed} {
			got, n, err := collect([]string{path}, Options{Workers: workers}, Want{Name: "value"}, Want{"name", Text}, Want{"when", Time})
			if err != nil {
				t.Fatal(err)
			}
			if n < 3 || describe(got) != describe(whole) {
				t.Errorf("%s with %d workers: %d batches differ from the whole", filepath.Base(path), workers, n)
			}
			for i, at := range got.Columns[2].Times {
				if !at.Equal(whole.Columns[2].Times[i]) {
					t.Fatalf("row %d: %v", i, at)
				}
			}
		}
	}
}

// TestBatchesTakeLittleMemory streams a file of 300 MB from a pipe.
func TestBatchesTakeLittleMemory(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes seconds")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Skip(err)
	}
	stdin := os.Stdin
	os.Stdin = r
	defer func() { os.Stdin = stdin }()
	const lines, repeat = 100_000, 100
	go func() {
		w.WriteString("a,b,c\n")
		part := strings.Repeat("12345.678,some text here,17\n", lines)
		for range repeat {
			w.WriteString(part)
		}
		w.Close()
	}()
	var most, sum uint64
	for batch, err := range Batches([]string{"-"}, Options{}, []Want{{Name: "a"}, {Name: "c"}}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch.Columns[1].Numbers {
			sum += uint64(v)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}
	if sum != 17*lines*repeat {
		t.Errorf("the sum is %d", sum)
	}
	if most > 200<<20 {
		t.Errorf("%d MB were in use", most>>20)
	}
}

func TestBatchesMayBeLeftEarly(t *testing.T) {
	path := write(t, "x.csv", "a\n"+strings.Repeat("1\n", 10_000_000))
	before := runtime.NumGoroutine()
	for range Batches([]string{path}, Options{}, []Want{{Name: "a"}}) {
		break
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines are left", runtime.NumGoroutine()-before)
}
