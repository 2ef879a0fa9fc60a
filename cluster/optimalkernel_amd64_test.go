//go:build !purego

package cluster

// vectorPaths returns the sets that this processor can run.
func vectorPaths() (small map[string]pathKernels[float32], large map[string]pathKernels[float64]) {
	small, large = map[string]pathKernels[float32]{}, map[string]pathKernels[float64]{}
	if hasAVX2 {
		small["AVX2, float32"], large["AVX2, float64"] = avxPaths32, avxPaths64
	}
	if hasAVX512 {
		small["AVX-512, float32"], large["AVX-512, float64"] = widePaths32, widePaths64
	}
	return small, large
}
