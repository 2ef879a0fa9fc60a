package heat_test

import (
	"bytes"
	"fmt"
	"math"
	"runtime"
	"sync"
	"testing"

	"github.com/seed01309057/heat"
)

// encodings are all formats.
var encodings = []heat.Encoding{
	heat.PNG{DPI: 96}, heat.SVG{}, heat.Terminal{}, heat.Terminal{Colors: heat.Color256}, heat.Terminal{Colors: heat.Color16}, heat.Terminal{Colors: heat.NoColor},
}

// sameBytesSpecs are figures of which each takes another way through the code.
func sameBytesSpecs(t testing.TB) map[string]heat.Spec {
	return map[string]heat.Spec{
		"tickets": tickets(t),
		"turned":  turned(t),
		"gaps":    gaps(t),
		"dense":   dense(t),
		"large": gridOf(matrixOf(t, 400, 700, func(i, j int) float64 {
			return math.Sin(float64(i)/50) + math.Cos(float64(i*j)/9000)
		}), sized(4, 3), func(_ *heat.Spec, c *heat.Cells) { c.Robust = true }),
	}
}

// everyFormat is a spec in every format, one after the other.
func everyFormat(spec heat.Spec) ([][]byte, error) {
	fig, err := heat.Compile(spec)
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, e := range encodings {
		var buf bytes.Buffer
		if err := fig.Encode(&buf, e); err != nil {
			return nil, fmt.Errorf("%T: %w", e, err)
		}
		all = append(all, buf.Bytes())
	}
	return all, nil
}

func sameAs(t *testing.T, what string, want [][]byte, spec heat.Spec) {
	t.Helper()
	got, err := everyFormat(spec)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	for i, e := range encodings {
		if !bytes.Equal(got[i], want[i]) {
			t.Errorf("%s: %T has other bytes", what, e)
		}
	}
}

// Not parallel: it changes the number of processors.
func TestSameBytesWhateverTheNumberOfProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	for name, spec := range sameBytesSpecs(t) {
		runtime.GOMAXPROCS(1)
		want, err := everyFormat(spec)
		if err != nil {
			t.Fatal(err)
		}
		sameAs(t, name+", a second time", want, spec)
		runtime.GOMAXPROCS(4)
		sameAs(t, name+", with four processors", want, spec)
	}
}

func TestSameBytesFromEightGoroutines(t *testing.T) {
	for name, spec := range sameBytesSpecs(t) {
		want, err := everyFormat(spec)
		if err != nil {
			t.Fatal(err)
		}
		shared := viewed(t, spec).fig
		var wg sync.WaitGroup
		for n := range 8 {
			wg.Go(func() {
				if n%2 == 0 { // half of them compile the one spec …
					if n < 4 {
						sameAs(t, name+", compiled at once", want, spec)
					}
					return
				}
				// … and half encode the one figure.
				var buf bytes.Buffer
				k := n % len(encodings)
				if err := shared.Encode(&buf, encodings[k]); err != nil {
					t.Error(err)
				} else if !bytes.Equal(buf.Bytes(), want[k]) {
					t.Errorf("%s: %T encoded at once has other bytes", name, encodings[k])
				}
				_ = shared.Report()
			})
		}
		wg.Wait()
	}
}

func TestCompileLeavesTheSpecAlone(t *testing.T) {
	for name, spec := range map[string]heat.Spec{"tickets": tickets(t), "turned": turned(t), "gaps": gaps(t)} {
		var before, after bytes.Buffer
		if err := spec.WriteJSON(&before); err != nil {
			t.Fatal(err)
		}
		fig := viewed(t, spec).fig
		if err := spec.WriteJSON(&after); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before.Bytes(), after.Bytes()) || !fig.Spec().Equal(spec) {
			t.Errorf("%s: compiling changed the spec", name)
		}
	}
}
