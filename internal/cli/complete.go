package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/suggest"
)

// explainCompletion makes cobra's command for completion scripts say which shells it
// knows, where it would print its help and succeed.
func explainCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	c, _, err := root.Find([]string{"completion"})
	if err != nil || c == root {
		return
	}
	c.Short = "Write a completion script for a shell"
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		var shells []string
		for _, sub := range c.Commands() {
			shells = append(shells, sub.Name())
		}
		if near := suggest.Nearest(args[0], shells); near != "" {
			return usageError("unknown shell %q (did you mean %s?)", args[0], near)
		}
		return usageError("unknown shell %q (known: %s)", args[0], strings.Join(shells, ", "))
	}
}

// Extensions of the files that commands take, for shells to offer.
var (
	tableExtensions = []string{"csv", "tsv", "tab", "txt", "json", "npy"}
	specExtensions  = []string{"json"}
	drawnExtensions = []string{"png", "svg", "pdf"} // figures that may carry a spec
	fontExtensions  = []string{"ttf", "otf"}
)

// flagFiles are the extensions of the files that a flag takes.
var flagFiles = map[string][]string{
	"annot-from": tableExtensions, "font": fontExtensions, "spec-out": specExtensions, "output": formatNames,
}

// flagWords are the words that a flag takes.
func flagWords() map[string][]string {
	labels, degrees := []string{"auto", "all", "none"}, []string{"auto", "0", "45", "90"}
	return map[string][]string{
		"cmap": append([]string{"auto"}, colormap.Names()...),
		"cbar": heat.Auto.Values(), "cbar-side": heat.SideAuto.Values(),
		"x-labels": labels, "y-labels": labels, "x-rotate": degrees, "y-rotate": degrees,
		"from": fromNames, "header": headerNames, "delimiter": {"auto", "tab", ",", ";", "|"},
		"format": formatNames, "colors": colorNames, "svg-text": heat.SVGEmbed.Values(),
	}
}

// complete tells shells what a command's flags and its argument take.
func complete(c *cobra.Command, extensions []string) {
	files := func(extensions []string) cobra.CompletionFunc {
		return cobra.FixedCompletions(extensions, cobra.ShellCompDirectiveFilterFileExt)
	}
	c.ValidArgsFunction = func(c *cobra.Command, args []string, to string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return files(extensions)(c, args, to)
	}
	for flag, words := range flagWords() {
		if c.Flags().Lookup(flag) != nil {
			c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	for flag, extensions := range flagFiles {
		if c.Flags().Lookup(flag) != nil {
			c.RegisterFlagCompletionFunc(flag, files(extensions))
		}
	}
	if c.Flags().Lookup("mask") != nil { // words or any file
		c.RegisterFlagCompletionFunc("mask", cobra.FixedCompletions([]string{"upper", "lower"}, cobra.ShellCompDirectiveDefault))
	}
}
