package scale

// Kind is a family of norms. The zero value is linear.
type Kind uint8

// The kinds.
const (
	KindLinear Kind = iota
	KindLog
	KindSymLog
	KindAsinh
	KindPower
	KindTwoSlope
	KindCentered // limits at equal distances from the centre
	KindBoundary // bins between given boundaries
	KindLevels   // bins between round numbers
	KindQuantile
	KindEqualize
	KindFunc // functions in Go, which no text can name
)

var kindNames = []string{"linear", "log", "symlog", "asinh", "power", "two-slope", "centered",
	"boundary", "levels", "quantile", "equalize", "func"}

// String returns the name.
func (k Kind) String() string { return enumName(kindNames, int(k)) }

// MarshalText writes the name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a name.
func (k *Kind) UnmarshalText(text []byte) error { return enumParse(k, "norm", k.Values(), text) }

// Values lists the names that text can use, in order.
func (Kind) Values() []string { return kindNames[:KindFunc] }
