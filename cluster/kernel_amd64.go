//go:build !purego

package cluster

//go:noescape
func tileSq512(out *tile, a, b []float64)

//go:noescape
func tileSqMissing512(out *tile, a, b []float64)

//go:noescape
func tileAbs512(out *tile, a, b []float64)

//go:noescape
func tileAbsMissing512(out *tile, a, b []float64)

//go:noescape
func tileMax512(out *tile, a, b []float64)

//go:noescape
func tileNeq512(out *tile, a, b []float64)

//go:noescape
func tileSq256(out *tile, a, b []float64)

//go:noescape
func tileSqMissing256(out *tile, a, b []float64)

//go:noescape
func tileAbs256(out *tile, a, b []float64)

//go:noescape
func tileAbsMissing256(out *tile, a, b []float64)

//go:noescape
func tileMax256(out *tile, a, b []float64)

//go:noescape
func tileNeq256(out *tile, a, b []float64)

//go:noescape
func lowest32(row, pen []float32) float32

//go:noescape
func find32(row, pen []float32, sum float32) int

//go:noescape
func lowest64(row, pen []float64) float64

//go:noescape
func find64(row, pen []float64, sum float64) int

//go:noescape
func lerp32(dst, a, b []float32, w float32)

//go:noescape
func lerp64(dst, a, b []float64, w float64)

//go:noescape
func larger32(dst, a, b []float32)

//go:noescape
func larger64(dst, a, b []float64)

//go:noescape
func ward32(dst, a, b, size []float32, s, t, ab float32)

//go:noescape
func ward64(dst, a, b, size []float64, s, t, ab float64)

//go:noescape
func minPlus4x16(c, a, b *float32, cs, as, bs, inner int)

//go:noescape
func minPlus4x8(c, a, b *float64, cs, as, bs, inner int)

var (
	tiles512 = tileKernels{tileSq512, tileSqMissing512, tileAbs512, tileAbsMissing512, tileMax512, tileNeq512}
	tiles256 = tileKernels{tileSq256, tileSqMissing256, tileAbs256, tileAbsMissing256, tileMax256, tileNeq256}

	avx32 = avxVectors(8, lowest32, find32, lerp32, larger32, ward32)
	avx64 = avxVectors(4, lowest64, find64, lerp64, larger64, ward64)
)

func init() {
	if hasAVX2 {
		tiles, vectors32, vectors64 = tiles256, avx32, avx64
	}
	if hasAVX512 {
		tiles = tiles512
	}
}

// avxVectors makes loops of any length of those that take a multiple of a register's
// lanes. Remainders are done by the portable code.
func avxVectors[F float](lanes int, lowest func(row, pen []F) F, find func(row, pen []F, sum F) int,
	lerpMany func(dst, a, b []F, w F), largerMany func(dst, a, b []F),
	wardMany func(dst, a, b, size []F, s, t, ab F)) vectorKernels[F] {
	return vectorKernels[F]{
		least: func(row, pen []F) (int, F) {
			pen = pen[:len(row)]
			whole := len(row) &^ (lanes - 1)
			at, low := least(row[whole:], pen[whole:])
			at += whole
			if whole == 0 {
				return at, low
			}
			if sum := lowest(row[:whole], pen[:whole]); sum <= low {
				if i := find(row[:whole], pen[:whole], sum); i >= 0 {
					return i, sum
				}
			}
			return at, low
		},
		lerp: func(dst, a, b []F, w F) {
			a, b = a[:len(dst)], b[:len(dst)]
			whole := len(dst) &^ (lanes - 1)
			if whole > 0 {
				lerpMany(dst[:whole], a, b, w)
			}
			lerp(dst[whole:], a[whole:], b[whole:], w)
		},
		larger: func(dst, a, b []F) {
			a, b = a[:len(dst)], b[:len(dst)]
			whole := len(dst) &^ (lanes - 1)
			if whole > 0 {
				largerMany(dst[:whole], a, b)
			}
			larger(dst[whole:], a[whole:], b[whole:])
		},
		ward: func(dst, a, b, size []F, s, t, ab F) {
			a, b, size = a[:len(dst)], b[:len(dst)], size[:len(dst)]
			whole := len(dst) &^ (lanes - 1)
			if whole > 0 {
				wardMany(dst[:whole], a, b, size, s, t, ab)
			}
			wardRow(dst[whole:], a[whole:], b[whole:], size[whole:], s, t, ab)
		},
	}
}
