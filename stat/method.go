package stat

import (
	"fmt"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// Method is a way to measure how two variables go together.
type Method int

const (
	// Pearson is the product-moment correlation: how near points lie to a line.
	Pearson Method = iota
	// Spearman is Pearson's correlation of the ranks, equal values sharing the mean of
	// theirs: how near points lie to any curve that only rises or only falls.
	Spearman
	// Kendall is τ-b: how many more pairs of rows agree in their order than disagree,
	// with ties taken out of the scale (Kendall 1945).
	Kendall
	// Cosine is that of the angle between the columns as vectors: Pearson's correlation
	// without centring.
	Cosine
	// Distance is the distance correlation of Székely, Rizzo and Bakirov (2007), in its
	// V-statistic form: between 0 and 1, and 0 in the limit only where the variables
	// are independent, whatever the shape of what ties them.
	Distance
)

var methodNames = []string{"pearson", "spearman", "kendall", "cosine", "distance"}

// Values lists the names in order.
func (Method) Values() []string { return methodNames }

// String returns the name of m.
func (m Method) String() string { return enumString(int(m), "Method", methodNames) }

// MarshalText returns the name of m.
func (m Method) MarshalText() ([]byte, error) {
	return enumMarshal(int(m), "correlation: no method", methodNames)
}

// UnmarshalText sets m from its name.
func (m *Method) UnmarshalText(text []byte) error {
	return enumParse(m, "correlation: unknown method", methodNames, text)
}

// enumString returns a name, or the type and number of what has none.
func enumString(i int, kind string, names []string) string {
	if i < 0 || i >= len(names) {
		return fmt.Sprintf("%s(%d)", kind, i)
	}
	return names[i]
}

// enumMarshal returns a name, or an error that begins with wrong.
func enumMarshal(i int, wrong string, names []string) ([]byte, error) {
	if i < 0 || i >= len(names) {
		return nil, fmt.Errorf("heat: %s %d", wrong, i)
	}
	return []byte(names[i]), nil
}

// enumParse sets an enumeration from its name. The error begins with wrong, names the
// nearest name if there is one, and lists all.
func enumParse[E ~int](to *E, wrong string, names []string, text []byte) error {
	for i, name := range names {
		if name == string(text) {
			*to = E(i)
			return nil
		}
	}
	meant := ""
	if near := suggest.Nearest(string(text), names); near != "" {
		meant = fmt.Sprintf("did you mean %s? ", near)
	}
	return fmt.Errorf("heat: %s %.40q (%sknown: %s)", wrong, text, meant, strings.Join(names, ", "))
}
