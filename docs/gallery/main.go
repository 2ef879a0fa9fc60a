// Gallery draws the pictures of the gallery by the commands that it shows, and writes
// the page around them. Run it from the root: make gallery.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/seed01309057/heat/internal/cli"
)

// entry is one figure: what to say, and the command's arguments as a shell splits
// them. The output's name is its own.
type entry struct {
	name, title, text string
	args              []string
}

const folder = "docs/gallery/"

var entries = []entry{
	{"tickets", "Tickets of a week", "The tutorial's figure: four teams by five days, the map magma from 15 to 60, each number in ink that can be read on its cell.", []string{
		"grid", "examples/tickets.csv", "--annot", "--cmap", "magma", "--vmin", "15", "--vmax", "60",
		"--title", "Support tickets by team and weekday", "--x-title", "Day", "--cbar-label", "Open tickets", "--size", "6.6x4.2in"}},
	{"iris", "Correlation of Iris", "The other tutorial's figure: viridis, two decimals of 12 pt, black lines. The column of text is left out and named.", []string{
		"corr", "examples/iris.csv", "--cmap", "viridis", "--annot", "--fmt", ".2f", "--annot-size", "12pt",
		"--line-width", "1", "--line-color", "black", "--title", "Correlation of Iris measurements"}},
	{"iris-lower", "Half of a correlation matrix", "A diverging map with 0 in the middle is the default of corr; --mask hides what is there twice.", []string{
		"corr", "examples/iris.csv", "--annot", "--mask", "upper", "--title", "Iris, lower triangle"}},
	{"rainfall", "Missing values and long names", "Blanks, NA and dashes are missing, and look it: not like zero and not like the background.", []string{
		"grid", "docs/gallery/data/rainfall.csv", "--annot", "--cmap", "mako_r", "--title", "Rainfall by station and month",
		"--subtitle", "Struck cells have no reading", "--cbar-label", "Rainfall in mm", "--caption", "Made-up data with real faults"}},
	{"expression", "A centre", "With --center the middle colour stands for that value and colours change at the same rate on both sides.", []string{
		"grid", "docs/gallery/data/expression.csv", "--center", "0", "--cbar-label", "Expression, log2 ratio", "--title", "36 genes in 14 samples"}},
	{"field", "An array", "A NumPy array is mapped, not read. Positions are labelled at round numbers; where a cell is smaller than a pixel, values are averaged before they are coloured.", []string{
		"grid", "docs/gallery/data/field.npy", "--cmap", "inferno", "--title", "240 × 320 values", "--cbar-label", "Amplitude"}},
	{"scripts", "Every script", "Characters that the figure's font lacks come from installed fonts, shaped and in their own direction; ^{…} and _{…} raise and lower.", []string{
		"grid", "docs/gallery/data/scripts.csv", "--annot", "--cmap", "cividis", "--title", "NO_{2} by city and weekday, in twelve scripts",
		"--cbar-label", "Concentration in µg m^{−3}"}},
	{"cell", "Cells of a given size", "--cell fixes the cell, and the canvas follows.", []string{
		"grid", "docs/gallery/data/expression.csv", "--cell", "12pt", "--cmap", "icefire", "--center", "0", "--line-width", "0.5", "--cbar-side", "bottom", "--cbar-label", "log2 ratio"}},
}

func main() {
	log.SetFlags(0)
	var page strings.Builder
	page.WriteString("# Gallery\n\nEach figure with the command that draws it, run from the root of the repository. `make gallery` draws them all again.\n")
	for _, e := range entries {
		for _, ext := range e.formats() {
			args := append(append([]string{}, e.args...), "-q", "-o", folder+e.name+ext)
			if code := cli.Main(args, cli.IO{In: strings.NewReader(""), Out: os.Stdout, Err: os.Stderr, Env: os.Getenv}); code != 0 {
				log.Fatalf("%s: exit code %d", e.name, code)
			}
		}
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n```sh\n%s\n```\n\n![%s](%s.png)\n", e.title, e.text, e.command(), e.title, e.name)
	}
	page.WriteString("\nThe tickets are there as [SVG](tickets.svg) and [PDF](tickets.pdf), too.\n")
	if err := os.WriteFile(folder+"README.md", []byte(page.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// formats are the files that are drawn: the first figure in all formats.
func (e entry) formats() []string {
	if e.name == entries[0].name {
		return []string{".png", ".svg", ".pdf"}
	}
	return []string{".png"}
}

// command is the command as one types it.
func (e entry) command() string {
	line, lines := "heat", []string{}
	for _, a := range append(append([]string{}, e.args...), "-o", e.name+".png") {
		if strings.ContainsAny(a, " ,#$|{}^*") {
			a = "'" + a + "'"
		}
		if len(line)+len(a) > 76 && strings.HasPrefix(a, "-") {
			lines = append(lines, line)
			line = "   "
		}
		line += " " + a
	}
	return strings.Join(append(lines, line), " \\\n")
}
