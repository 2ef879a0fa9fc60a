//go:build !linux

package raster

// populate does nothing: systems other than Linux have no such call.
func populate([]uint8) {}
