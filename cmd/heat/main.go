// Heat draws heatmaps from files. See internal/cli.
package main

import (
	"os"
	"runtime/debug"

	"github.com/seed01309057/heat/internal/cli"
)

func main() {
	// A run lasts milliseconds and its garbage is small: collecting less often saves a
	// tenth of the time of a small figure and costs at most a few megabytes.
	debug.SetGCPercent(400)
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}
