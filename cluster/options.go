package cluster

import "runtime"

// Options says how rows are clustered. The zero value is average linkage of Euclidean
// distances with the optimal order of leaves, as suits most heatmaps.
type Options struct {
	Metric    Metric    `json:"metric,omitempty"`
	Method    Method    `json:"method,omitempty"`
	Order     Order     `json:"order,omitempty"`
	Precision Precision `json:"precision,omitempty"`

	// MinOverlap is how many columns two rows must both have for their distance to count
	// as known; below 1 it is 1. Under correlation and spearman it is at least 2.
	MinOverlap int `json:"min-overlap,omitempty"`

	// ExactLeaves is up to how many leaves the optimal order is exact. Above it, the
	// largest branches are arranged exactly, and the branches inside of them as
	// GruvaeusWainer does. 0 is 5,000, which takes little longer than to measure their
	// distances.
	ExactLeaves int `json:"exact-leaves,omitempty"`

	// MemoryLimit bounds the memory for distances, in bytes; copies of the rows come on
	// top, two at most. 0 is half of what the system says is free, or 4 GiB where it does
	// not say.
	MemoryLimit int64 `json:"memory-limit,omitempty"`

	// MatrixFree goes without the matrix of distances, even where it would fit. It is
	// slower except for few columns, where it is chosen without being asked for, see Rows;
	// and an error where the method needs a matrix.
	MatrixFree bool `json:"matrix-free,omitempty"`

	// Workers is the number of goroutines that share the work; below 1 it is GOMAXPROCS.
	// The result does not depend on it.
	Workers int `json:"-"`

	// Progress, if not nil, is called now and then with what is being done and how much
	// of it is done, from 0 to 1. It is never called by two goroutines at once.
	Progress func(stage Stage, done float64) `json:"-"`
}

// Stage is a part of the work.
type Stage uint8

// The stages, in order.
const (
	StageDistances Stage = iota
	StageLinkage
	StageOrder
	StageKMeans
	StageCut
)

var stageNames = []string{"distances", "linkage", "order", "k-means", "cut"}

// String returns the name.
func (s Stage) String() string { return enumName(stageNames, int(s)) }

// MarshalText writes the name.
func (s Stage) MarshalText() ([]byte, error) { return enumText("stage", stageNames, int(s)) }

// UnmarshalText reads the name.
func (s *Stage) UnmarshalText(text []byte) error { return enumParse(s, "stage", stageNames, text) }

// Values lists the names in order.
func (Stage) Values() []string { return stageNames }

// exactLeaves is the limit of exact orders by default.
const exactLeaves = 5000

// filled returns the options with defaults in place of zeros, or what is wrong with them.
func (o Options) filled(n int) (Options, error) {
	switch {
	case int(o.Metric) >= len(metricNames):
		return o, fault("distances", "", "there is no metric %d", o.Metric)
	case int(o.Method) >= len(methodNames):
		return o, fault("linkage", "", "there is no method %d", o.Method)
	case int(o.Order) >= len(orderNames):
		return o, fault("order", "", "there is no order %d", o.Order)
	case int(o.Precision) >= len(precisionNames):
		return o, fault("distances", "", "there is no precision %d", o.Precision)
	case o.Method.geometric() && o.Metric != Euclidean && o.Metric != Precomputed:
		return o, fault("linkage", "use metric euclidean, or method average, complete or single",
			"method %s is defined for Euclidean distances; the metric is %s", o.Method, o.Metric)
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.MinOverlap < 1 {
		o.MinOverlap = 1
	}
	if o.ExactLeaves < 1 {
		o.ExactLeaves = exactLeaves
	}
	if o.MemoryLimit < 1 {
		o.MemoryLimit = freeMemory() / 2
	}
	if o.Precision == AutoPrecision {
		o.Precision = Float32
		if n <= smallRows {
			o.Precision = Float64
		}
	}
	return o, nil
}

// smallRows is up to how many rows distances are stored as float64 without being asked
// for: their matrix takes 32 MiB, which is less than the caches of a large machine.
const smallRows = 2048

// geometric methods have heights that are distances between points of the plane, and
// need squared Euclidean distances.
func (m Method) geometric() bool { return m == Ward || m == Centroid || m == Median }

// report calls Progress, if there is one.
func (o *Options) report(s Stage, done float64) {
	if o.Progress != nil {
		o.Progress(s, done)
	}
}
