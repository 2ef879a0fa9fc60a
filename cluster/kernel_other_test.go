//go:build !amd64 || purego

package cluster

func vectorTiles() map[string]tileKernels { return nil }
