//go:build !purego

package cluster

// vectorTiles returns the sets that this processor can run.
func vectorTiles() map[string]tileKernels {
	sets := map[string]tileKernels{}
	if hasAVX2 {
		sets["AVX2"] = tiles256
	}
	if hasAVX512 {
		sets["AVX-512"] = tiles512
	}
	return sets
}
