package table

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// TestPivotOfManyRows streams a generated file of HEAT_PIVOT_ROWS rows, some 48 bytes
// each, through a pivot and says how long it took and how much memory the process had at
// most. With 100000000 rows it is a file of 4.8 GB.
func TestPivotOfManyRows(t *testing.T) {
	rows, err := strconv.Atoi(os.Getenv("HEAT_PIVOT_ROWS"))
	if err != nil {
		t.Skip("a benchmark by hand: set HEAT_PIVOT_ROWS to a number of rows")
	}
	path := filepath.Join(t.TempDir(), "many.csv")
	total := generate(t, path, rows)
	for _, c := range []struct{ rows, cols, agg string }{
		{"region", "month", "sum"},
		{"time:weekday", "time:hour-of-day", "mean"},
		{"time:day", "time:hour-of-day", "max"},
		{"region", "age:bins=10", "std"},
	} {
		start := time.Now()
		m, report, err := PivotFiles([]string{path}, Options{}, PivotOptions{Rows: key(t, c.rows), Cols: key(t, c.cols), Value: "value", Agg: agg(t, c.agg)})
		took := time.Since(start)
		if err != nil {
			t.Fatal(err)
		}
		if report.Used != rows {
			t.Errorf("%d of %d rows are used", report.Used, rows)
		}
		if c.agg == "sum" {
			sum := 0.0
			n, p := m.Dims()
			for _, v := range m.Rows(0, n, nil) {
				sum += v
			}
			if n != 40 || p != 12 || sum != total {
				t.Errorf("%d × %d, sum %v, want %v", n, p, sum, total)
			}
		}
		t.Logf("%s × %s, %s: %.1f s, %.2f million rows/s, peak %s", c.rows, c.cols, c.agg, took.Seconds(), float64(rows)/took.Seconds()/1e6, peakMemory())
	}
}

// generate writes a file of rows and returns the sum of their values.
func generate(t *testing.T, path string, rows int) (total float64) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	rng := rand.New(rand.NewPCG(1, 2))
	months := []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	start := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	fmt.Fprintln(w, "time,region,month,age,value")
	line := make([]byte, 0, 80)
	for range rows {
		at := start.Add(time.Duration(rng.IntN(365*86400)) * time.Second)
		value := rng.IntN(100000)
		total += float64(value)
		line = at.AppendFormat(line[:0], "2006-01-02T15:04:05Z")
		line = append(line, ",region-"...)
		line = strconv.AppendInt(line, int64(rng.IntN(40)), 10)
		line = append(append(append(line, ','), months[at.Month()-1]...), ',')
		line = strconv.AppendInt(line, int64(rng.IntN(100)), 10)
		line = append(line, ',')
		line = strconv.AppendInt(line, int64(value), 10)
		line = append(line, ".000\n"...)
		if _, err := w.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return total
}

// peakMemory returns the largest memory that the process had, where the system tells.
func peakMemory() string {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if found := regexp.MustCompile(`VmHWM:\s*(\d+ kB)`).FindSubmatch(status); found != nil {
			return string(found[1])
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return fmt.Sprintf("%d kB of the heap", m.HeapSys>>10)
}

func BenchmarkPivot(b *testing.B) {
	t := long(1<<20, 1)
	for _, name := range []string{"sum", "std", "median"} {
		opt := PivotOptions{Rows: key(b, "a"), Cols: key(b, "b:edges=0,1,2,3,4"), Value: "v", Agg: agg(b, name)}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Pivot(t, opt); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
