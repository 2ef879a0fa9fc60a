package cli

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Annotations of flags.
const (
	sectionKey = "heat_section" // the section of help that it belongs to
	valueKey   = "heat_value"   // how help calls its value
)

// Sections of help, in order.
const (
	inputSection   = "Input"
	pivotSection   = "Long tables"
	shapeSection   = "Rows and columns"
	clusterSection = "Clustering"
	outputSection  = "Output"
	colorSection   = "Colours"
	cellSection    = "Cells"
	labelSection   = "Labels and titles"
	sizeSection    = "Size and type"
	otherSection   = "Other"
)

var sections = []string{inputSection, clusterSection, pivotSection, shapeSection, outputSection, colorSection, cellSection, labelSection, sizeSection, otherSection}

// section defines flags that stand together in help. An explanation may begin with the
// name of the value in backquotes.
func section(c *cobra.Command, name string, define func(*pflag.FlagSet)) {
	s := pflag.NewFlagSet(name, pflag.ContinueOnError)
	s.SortFlags = false
	define(s)
	s.VisitAll(func(f *pflag.Flag) {
		f.Annotations = map[string][]string{sectionKey: {name}}
		if rest, ok := strings.CutPrefix(f.Usage, "`"); ok {
			value, usage, _ := strings.Cut(rest, "` ")
			f.Annotations[valueKey], f.Usage = []string{value}, usage
		}
		takesOne(f)
		c.Flags().AddFlag(f)
	})
	c.Flags().SortFlags = false // as they are defined, for all commands
}

// Columns of help: where explanations begin, and where they wrap.
const (
	helpIndent = 28
	helpWidth  = 96
)

// help writes what a command is, how it is called, and its flags by section.
func help(out io.Writer, c *cobra.Command) {
	w := bufio.NewWriter(out)
	defer w.Flush() // nobody is left to be told if help cannot be written
	text := c.Long
	if text == "" {
		text = c.Short + "."
	}
	use := c.UseLine()
	if c.HasAvailableSubCommands() {
		use = c.CommandPath() + " COMMAND"
	}
	fmt.Fprintf(w, "%s\n\nUsage:\n  %s\n", strings.TrimSpace(text), use)
	if c.Example != "" {
		fmt.Fprintf(w, "\nExamples:\n%s\n", c.Example)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(w, "\nCommands:\n")
		subs := slices.Clone(c.Commands())
		slices.SortStableFunc(subs, func(a, b *cobra.Command) int {
			return slices.Index(commandNames, a.Name()) - slices.Index(commandNames, b.Name())
		})
		for _, sub := range subs {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(w, "  %-12s %s\n", sub.Name(), sub.Short)
			}
		}
		fmt.Fprintf(w, "\n'%s COMMAND --help' tells more.\n", c.CommandPath())
	}
	groups := bySection(c)
	for _, name := range sections {
		flags := groups[name]
		if len(flags) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s:\n", name)
		for _, f := range flags {
			helpFlag(w, f)
		}
	}
	if !c.HasParent() {
		fmt.Fprint(w, "\nExit codes:\n")
		for _, e := range exitCodes {
			fmt.Fprintf(w, "  %d  %s\n", e.code, e.meaning)
		}
	}
}

// exitCodes say what each means.
var exitCodes = []struct {
	code    int
	meaning string
}{
	{ExitDone, "done"},
	{ExitUsage, "wrong usage: unknown flags and names, values that do not parse, sizes out of range"},
	{ExitInput, "input missing or malformed"},
	{ExitDraw, "cannot be drawn as asked: shapes, label counts or limits that do not fit together"},
	{ExitOutput, "output cannot be written"},
}

// helpFlag writes one flag and its explanation, wrapped.
func helpFlag(w io.Writer, f *pflag.Flag) {
	name := "      --" + f.Name
	if f.Shorthand != "" {
		name = "  -" + f.Shorthand + ", --" + f.Name
	}
	if value := f.Annotations[valueKey]; len(value) > 0 {
		name += " " + value[0]
	}
	lines := wrap(f.Usage, helpWidth-helpIndent)
	if utf8.RuneCountInString(name) > helpIndent-2 {
		fmt.Fprintln(w, name)
		name = ""
	}
	for _, line := range lines {
		fmt.Fprintf(w, "%-*s%s\n", helpIndent, name, line)
		name = ""
	}
}

// wrap breaks a text at spaces.
func wrap(text string, width int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// newHelp is heat help COMMAND.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show help for a command",
		RunE: func(c *cobra.Command, args []string) error {
			topic, rest, err := c.Root().Find(args)
			if err != nil || topic == nil || topic == c.Root() && len(rest) > 0 {
				return unknownCommand(strings.Join(args, " "))
			}
			return topic.Help()
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, sub := range c.Root().Commands() {
				if len(args) == 0 && sub.IsAvailableCommand() {
					names = append(names, sub.Name())
				}
			}
			slices.Sort(names)
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
