// Heat draws heatmaps from files. See internal/cli.
package main

import (
	"os"

	"github.com/seed01309057/heat/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.System())) }
