// Heat draws heatmaps from files. See internal/cli.
package main

import (
	"os"
	"runtime/debug"

	"github.com/seed01309057/heat/internal/cli"
)

func main() {
	// A run lasts milliseconds and its garbage is small: collecting less often saves two
	// fifths of the CPU time of a small figure (docs/performance.md).
	debug.SetGCPercent(400)
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}
