package cluster

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// Metric is how the distance of two rows is measured. In the formulas x and y are the rows
// and p is the number of columns.
type Metric uint8

// The metrics.
const (
	Euclidean   Metric = iota // √Σ(x−y)²
	SqEuclidean               // Σ(x−y)²
	CityBlock                 // Σ|x−y|
	Chebyshev                 // max|x−y|
	Cosine                    // 1 − Σxy / √(Σx²·Σy²)
	Correlation               // 1 − Pearson's r
	Spearman                  // 1 − Pearson's r of the ranks, ties sharing their mean rank
	Jaccard                   // share of columns that differ, among those where x or y is not 0
	Hamming                   // share of columns that differ
	Precomputed               // the matrix holds distances, square or one condensed row; Euclidean ones for ward
)

var metricNames = []string{"euclidean", "sqeuclidean", "cityblock", "chebyshev", "cosine",
	"correlation", "spearman", "jaccard", "hamming", "precomputed"}

// String returns the name, as SciPy spells it where SciPy has the metric.
func (m Metric) String() string { return enumName(metricNames, int(m)) }

// MarshalText writes the name.
func (m Metric) MarshalText() ([]byte, error) { return enumText("metric", metricNames, int(m)) }

// UnmarshalText reads the name.
func (m *Metric) UnmarshalText(text []byte) error { return enumParse(m, "metric", metricNames, text) }

// Values lists the names in order.
func (Metric) Values() []string { return slices.Clone(metricNames) }

// Method is how the distance of two clusters follows from those of their members.
type Method uint8

// The methods.
const (
	Average  Method = iota // mean distance of members (UPGMA)
	Single                 // least distance
	Complete               // largest distance
	Weighted               // mean of the distances of the two parts (WPGMA)
	Ward                   // growth of the sum of squares, as √(2·|A||B|/(|A|+|B|))·‖a−b‖
	Centroid               // distance of the means (UPGMC); heights may fall
	Median                 // distance of the midpoints (WPGMC); heights may fall
)

var methodNames = []string{"average", "single", "complete", "weighted", "ward", "centroid", "median"}

// String returns the name, as SciPy spells it.
func (m Method) String() string { return enumName(methodNames, int(m)) }

// MarshalText writes the name.
func (m Method) MarshalText() ([]byte, error) { return enumText("method", methodNames, int(m)) }

// UnmarshalText reads the name.
func (m *Method) UnmarshalText(text []byte) error { return enumParse(m, "method", methodNames, text) }

// Values lists the names in order.
func (Method) Values() []string { return slices.Clone(methodNames) }

// Order is how the leaves are arranged. Those up to NoOrder turn the branches of the tree
// and never cross them; the three below arrange the rows alone, so that a dendrogram
// drawn above them would cross itself.
type Order uint8

// The orders.
const (
	Optimal        Order = iota // least sum of distances of neighbours that the tree allows
	GruvaeusWainer              // each merge puts the nearest ends of its parts together
	ByMean                      // branches with the smaller mean value first
	Dendsort                    // the tighter branch of each merge first
	NoOrder                     // as merged
	TSP                         // a short path through all rows (2-opt and or-opt)
	Spectral                    // the Fiedler vector of the similarities
	PCAAngle                    // the angle in the plane of the first two principal axes
)

var orderNames = []string{"optimal", "gruvaeus-wainer", "mean", "dendsort", "none", "tsp", "spectral", "pca-angle"}

// String returns the name.
func (o Order) String() string { return enumName(orderNames, int(o)) }

// MarshalText writes the name.
func (o Order) MarshalText() ([]byte, error) { return enumText("order", orderNames, int(o)) }

// UnmarshalText reads the name.
func (o *Order) UnmarshalText(text []byte) error { return enumParse(o, "order", orderNames, text) }

// Values lists the names in order.
func (Order) Values() []string { return slices.Clone(orderNames) }

// Crosses reports whether the order ignores the tree.
func (o Order) Crosses() bool { return o >= TSP }

// Precision is the type that distances are stored in. They are always computed in float64.
type Precision uint8

// The precisions.
const (
	AutoPrecision Precision = iota // float64 up to 2,048 rows, where it costs nothing
	Float32                        // half the memory; heights agree to about 1e-6
	Float64
)

var precisionNames = []string{"auto", "float32", "float64"}

// String returns the name.
func (p Precision) String() string { return enumName(precisionNames, int(p)) }

// MarshalText writes the name.
func (p Precision) MarshalText() ([]byte, error) {
	return enumText("precision", precisionNames, int(p))
}

// UnmarshalText reads the name.
func (p *Precision) UnmarshalText(text []byte) error {
	return enumParse(p, "precision", precisionNames, text)
}

// Values lists the names in order.
func (Precision) Values() []string { return slices.Clone(precisionNames) }

func enumName(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("invalid(%d)", i)
}

func enumText(what string, names []string, i int) ([]byte, error) {
	if i >= len(names) {
		return nil, fmt.Errorf("cluster: there is no %s %d", what, i)
	}
	return []byte(names[i]), nil
}

func enumParse[E ~uint8](to *E, what string, names []string, text []byte) error {
	i := slices.Index(names, strings.ToLower(string(text)))
	if i >= 0 {
		*to = E(i)
		return nil
	}
	hint := ""
	if near := suggest.Nearest(string(text), names); near != "" {
		hint = fmt.Sprintf("did you mean %s? ", near)
	}
	return fmt.Errorf("unknown %s %.40q (%sknown: %s)", what, text, hint, strings.Join(names, ", "))
}
