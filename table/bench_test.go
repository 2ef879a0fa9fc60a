package table

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"testing"
)

// csvText returns a CSV file with a header and a column of labels.
func csvText(rows, cols int, number func(*rand.Rand) string) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("name")
	for j := range cols {
		b.WriteString(",c" + strconv.Itoa(j))
	}
	for i := range rows {
		b.WriteString("\nrow " + strconv.Itoa(i))
		for range cols {
			b.WriteByte(',')
			b.WriteString(number(rng))
		}
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func short(rng *rand.Rand) string {
	return strconv.FormatFloat(float64(rng.IntN(10000))/100, 'f', 2, 64)
}

func full(rng *rand.Rand) string { return strconv.FormatFloat(rng.NormFloat64(), 'f', -1, 64) }

func benchmarkMatrix(b *testing.B, text []byte, opt Options) {
	b.Helper()
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := ReadMatrix(bytes.NewReader(text), "bench", opt, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadCSV(b *testing.B) {
	for _, bench := range []struct {
		name       string
		rows, cols int
		number     func(*rand.Rand) string
	}{
		{"tickets-4x5", 4, 5, short},
		{"wide-1000x5000", 1000, 5000, short},
		{"full-2000x2000", 2000, 2000, full},
		{"tall-1000000x4", 1000000, 4, short},
	} {
		text := csvText(bench.rows, bench.cols, bench.number)
		b.Run(bench.name, func(b *testing.B) { benchmarkMatrix(b, text, Options{}) })
		b.Run(bench.name+"/serial", func(b *testing.B) { benchmarkMatrix(b, text, Options{Workers: 1}) })
	}
}
