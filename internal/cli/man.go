package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat/internal/atomicfile"
)

// newMan is for those who pack heat: it is not in the list of commands.
func newMan(sys IO) *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write the manual's pages into a folder",
		Hidden: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError("man: give one folder for the pages")
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(c *cobra.Command, args []string) error {
			date, err := sourceDate(sys.Env)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return outputError(err)
			}
			for _, c := range documented(c.Root()) {
				path := filepath.Join(args[0], pageName(c)+".1")
				err := atomicfile.Write(path, func(w io.Writer) error {
					_, err := io.WriteString(w, manPage(c, date))
					return err
				})
				if err != nil {
					return outputError(err)
				}
			}
			return nil
		},
	}
}

// documented are the command and those in it that have a page, in the order of help.
func documented(root *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{root}
	for _, name := range commandNames {
		if c, _, err := root.Find([]string{name}); err == nil && c != root && c.IsAvailableCommand() {
			list = append(list, c)
		}
	}
	return list
}

// pageName is the name of a command's page: heat-grid for heat grid.
func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is a page of the manual in the macros of man(7), which groff and mandoc know. It
// is made of what help shows. The date is that of SOURCE_DATE_EPOCH; without one the page
// has none, so that the same source gives the same bytes.
func manPage(c *cobra.Command, date time.Time) string {
	p := &page{}
	day := ""
	if !date.IsZero() {
		day = date.UTC().Format(time.DateOnly)
	}
	p.macro("TH", strings.ToUpper(pageName(c)), "1", day, "heat "+version(), "User Commands")
	p.macro("SH", "NAME")
	short := strings.ToLower(c.Short[:1]) + c.Short[1:]
	p.line(roff(pageName(c)) + ` \- ` + roff(short))
	p.macro("SH", "SYNOPSIS")
	p.synopsis(c)
	p.macro("SH", "DESCRIPTION")
	text := c.Long
	if text == "" {
		text = c.Short + "."
	}
	p.prose(text)
	root := c.Root()
	if c == root {
		p.commands(documented(root)[1:])
	}
	p.options(c)
	p.macro("SH", "EXIT STATUS")
	for _, e := range exitCodes {
		p.item(roff(fmt.Sprint(e.code)), e.meaning+".")
	}
	if c == root {
		p.macro("SH", "ENVIRONMENT")
		for _, v := range environment {
			p.item(bold(v.name), v.meaning)
		}
	}
	if c.Example != "" {
		p.macro("SH", "EXAMPLES")
		p.verbatim(strings.Split(c.Example, "\n"))
	}
	p.macro("SH", "SEE ALSO")
	var others []string
	for _, other := range documented(root) {
		if other != c {
			others = append(others, bold(pageName(other))+"(1)")
		}
	}
	p.line(strings.Join(others, ",\n"))
	return p.String()
}

// environment are the variables that heat reads.
var environment = []struct{ name, meaning string }{
	{"COLORTERM, TERM, NO_COLOR", "What colours the terminal shows, where --colors does not say."},
	{"COLUMNS", "The width of the terminal, where it does not say itself."},
	{"SOURCE_DATE_EPOCH", "The date of a PDF in seconds since 1970. Without it a PDF has none, and the same figure is the same file."},
	{"XDG_CACHE_HOME", "Where the index of the installed fonts is kept, on systems that have no other place for it. It is made when a figure needs a character that its font lacks."},
}

// page is a text in roff.
type page struct{ strings.Builder }

// line writes a line that is roff already. One that begins with a control character would
// be a macro.
func (p *page) line(s string) {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	p.WriteString(s + "\n")
}

// macro writes a macro with its arguments.
func (p *page) macro(name string, args ...string) {
	p.WriteString("." + name)
	for _, a := range args {
		p.WriteString(` "` + roff(a) + `"`)
	}
	p.WriteByte('\n')
}

// item writes a term, which is roff already, and what it means.
func (p *page) item(term, meaning string) {
	p.macro("TP")
	p.line(term)
	p.line(roff(meaning))
}

// synopsis writes how the command is called.
func (p *page) synopsis(c *cobra.Command) {
	if c.HasAvailableSubCommands() {
		p.line(bold(c.CommandPath()) + ` \fICOMMAND\fR`)
		return
	}
	words := strings.Fields(strings.TrimPrefix(c.UseLine(), c.CommandPath()))
	for i, word := range words {
		name := strings.Trim(word, "[]")
		words[i] = strings.Replace(roff(word), roff(name), `\fI`+roff(name)+`\fR`, 1)
	}
	p.line(strings.Join(append([]string{bold(c.CommandPath())}, words...), " "))
}

// prose writes paragraphs; indented lines stay as they are.
func (p *page) prose(text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if strings.HasPrefix(paragraph, "  ") {
			p.verbatim(strings.Split(paragraph, "\n"))
			continue
		}
		if i > 0 {
			p.macro("PP")
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			p.line(roff(line))
		}
	}
}

// verbatim writes lines that are not filled.
func (p *page) verbatim(lines []string) {
	p.macro("PP")
	p.macro("nf")
	p.macro("RS")
	for _, line := range lines {
		p.line(roff(strings.TrimPrefix(line, "  ")))
	}
	p.macro("RE")
	p.macro("fi")
}

// commands lists commands with what they do.
func (p *page) commands(list []*cobra.Command) {
	p.macro("SH", "COMMANDS")
	for _, c := range list {
		p.item(bold(pageName(c))+"(1)", c.Short+".")
	}
}

// options writes the flags under the headings of help.
func (p *page) options(c *cobra.Command) {
	groups := bySection(c)
	if len(groups) == 0 {
		return
	}
	p.macro("SH", "OPTIONS")
	for _, name := range sections {
		flags := groups[name]
		if len(flags) == 0 {
			continue
		}
		if len(groups) > 1 {
			p.macro("SS", name)
		}
		for _, f := range flags {
			p.item(option(f), strings.TrimSuffix(f.Usage, ".")+".")
		}
	}
}

// option is a flag with the name of its value.
func option(f *pflag.Flag) string {
	s := bold("--" + f.Name)
	if f.Shorthand != "" {
		s = bold("-"+f.Shorthand) + ", " + s
	}
	if value := f.Annotations[valueKey]; len(value) > 0 {
		s += ` \fI` + roff(value[0]) + `\fR`
	}
	return s
}

func bold(s string) string { return `\fB` + roff(s) + `\fR` }

// roffMarks are the characters that roff takes for something else: those with a meaning
// of their own, and those that it would replace by finer ones, which cannot be typed.
var roffMarks = map[rune]string{
	'\\': `\e`, '-': `\-`, '\'': `\(aq`, '`': `\(ga`, '^': `\(ha`, '~': `\(ti`, '"': `\(dq`,
	'…': "...", // not every device has it
}

// roff writes a text so that it is shown as it is. The result is ASCII.
func roff(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch mark, ok := roffMarks[r]; {
		case ok:
			b.WriteString(mark)
		case r == '.' && i == 0:
			b.WriteString(`\&.`)
		case r < 0x80:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	return b.String()
}

// bySection are the flags of a command that are shown, by the section of help.
func bySection(c *cobra.Command) map[string][]*pflag.Flag {
	c.InitDefaultHelpFlag()
	groups := map[string][]*pflag.Flag{}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		name := otherSection
		if s := f.Annotations[sectionKey]; len(s) > 0 && slices.Contains(sections, s[0]) {
			name = s[0]
		}
		if !f.Hidden && f.Name != "help" {
			groups[name] = append(groups[name], f)
		}
	})
	return groups
}
