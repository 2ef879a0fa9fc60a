//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly || windows)

package matrix

import (
	"errors"
	"os"
)

// mapFile fails: the caller reads the file instead.
func mapFile(*os.File, int64) ([]byte, func() error, error) {
	return nil, nil, errors.ErrUnsupported
}
