//go:build purego || !amd64

package cluster

func vectorPaths() (small map[string]pathKernels[float32], large map[string]pathKernels[float64]) {
	return nil, nil
}
