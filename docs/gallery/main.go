// Gallery draws the pictures of the gallery by the commands that it shows, and writes
// the pages around them. Run it from the root: make gallery.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/seed01309057/heat/internal/cli"
)

// page is one file of the gallery, with its figures.
type page struct {
	file, title, intro string
	entries            []entry
	end                string
}

// entry is one figure: what to say, and the command's arguments as a shell splits
// them. The output's name is its own.
type entry struct {
	name, title, text string
	args              []string
}

const folder = "docs/gallery/"

func main() {
	log.SetFlags(0)
	writeBlocks()
	for _, p := range pages {
		if err := os.WriteFile(folder+p.file, []byte(p.text()), 0o644); err != nil {
			log.Fatal(err)
		}
		for _, e := range p.entries {
			for _, ext := range e.formats() {
				e.draw(folder + e.name + ext)
			}
		}
	}
}

// draw runs the command.
func (e entry) draw(path string) {
	args := append(append([]string{}, e.args...), "-q", "-o", path)
	if code := cli.Main(args, cli.IO{In: strings.NewReader(""), Out: os.Stdout, Err: os.Stderr, Env: os.Getenv}); code != 0 {
		log.Fatalf("%s: exit code %d", e.name, code)
	}
}

// formats are the files that are drawn: the first figure of all in all formats.
func (e entry) formats() []string {
	if e.name == pages[0].entries[0].name {
		return []string{".png", ".svg", ".pdf"}
	}
	return []string{".png"}
}

// text is the page.
func (p page) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", p.title, p.intro)
	for _, e := range p.entries {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n```sh\n%s\n```\n\n![%s](%s.png)\n", e.title, e.text, e.command(), e.title, e.name)
	}
	fmt.Fprintf(&b, "\n%s\n", p.end)
	return b.String()
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
