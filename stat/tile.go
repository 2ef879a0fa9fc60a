package stat

// tileSide is the number of columns that are compared with as many others while they
// stay in the processor's cache; tileRows is how many of their rows at a time. Two
// tiles take 256 KiB. A tile is a multiple of 4 columns, and of 4 rows: see dots.
const (
	tileSide = 32
	tileRows = 512
)

// tilePair names two tiles by their first columns, from ≤ to.
type tilePair struct{ from, to int }

// tilePairs returns the pairs that cover the upper triangle of p × p.
func tilePairs(p int) []tilePair {
	var pairs []tilePair
	for from := 0; from < p; from += tileSide {
		for to := from; to < p; to += tileSide {
			pairs = append(pairs, tilePair{from, to})
		}
	}
	return pairs
}

// A panel is a block of rows of all columns, one column after the other, each tileRows
// long. Rows past the last and columns past the last are zero.
type panel []float64

func newPanel(width int) panel { return make(panel, width*tileRows) }

func (p panel) column(j int) []float64 { return p[j*tileRows:][:tileRows] }

// products adds to sums[i*width+j] the dot products of the columns of a tile of a, from
// column i0 on, with those of a tile of b, from j0 on, over the first rows of the
// block, a multiple of 4. Where upper is set, what lies well below the diagonal is left
// out.
func products(sums []float64, width int, a, b panel, i0, j0, rows int, upper bool) {
	var out [8]float64
	for i := i0; i < min(i0+tileSide, width); i += 2 {
		for j := j0; j < min(j0+tileSide, width); j += 4 {
			if upper && j+3 < i {
				continue
			}
			dots(&out, a[i*tileRows:], b[j*tileRows:], rows, tileRows)
			for r := range 2 {
				to := sums[(i+r)*width+j:][:4]
				for c := range to {
					to[c] += out[4*r+c]
				}
			}
		}
	}
}
