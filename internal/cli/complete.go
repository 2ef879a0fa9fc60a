package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/scale"
)

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

// normWords are norms as they are written in short; some need numbers.
var normWords = []string{"linear", "log", "symlog", "asinh", "power=0.5", "two-slope=0", "centered=0", "levels=7", "quantile", "equalize"}

// flagWords are the words that a flag takes, or the commonest ones.
func flagWords() map[string][]string {
	labels, degrees := []string{"auto", "all", "none"}, []string{"auto", "0", "45", "90"}
	return map[string][]string{
		"cmap": append([]string{"auto"}, colormap.Names()...),
		"cbar": heat.Auto.Values(), "cbar-side": heat.SideAuto.Values(), "cbar-extend": heat.ArrowsAuto.Values(),
		"cbar-spacing": scale.SpacingUniform.Values(), "norm": normWords, "cbar-ticks": {"auto"}, "levels": {"auto"},
		"under": {"auto"}, "over": {"auto"},
		"x-labels": labels, "y-labels": labels, "x-rotate": degrees, "y-rotate": degrees,
		"from": fromNames, "header": headerNames, "delimiter": {"auto", "tab", ",", ";", "|"},
		"format": formatNames, "colors": colorNames, "svg-text": heat.SVGEmbed.Values(),
		"fmt":      {"auto", "d", ".1f", ".2f", ".2g", ",.0f", ".1%", "s"},
		"na-color": {"auto", "none"}, "background": {"auto", "white", "black", "none"},
		"ink": {"auto"}, "line-color": {"auto", "white", "black"}, "label-max": {"none"},
	}
}

// complete tells shells what a command's flags and its argument take. For a flag with a
// value of another kind, such as a title or a number, they offer nothing: by themselves
// they would offer files.
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
	words := flagWords()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		offer := cobra.NoFileCompletions
		if list, ok := words[f.Name]; ok {
			offer = cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
		} else if list, ok := flagFiles[f.Name]; ok {
			offer = files(list)
		} else if f.Name == "mask" { // words or any file
			offer = cobra.FixedCompletions([]string{"upper", "lower"}, cobra.ShellCompDirectiveDefault)
		} else if f.Value.Type() == "bool" {
			return
		}
		if _, ok := c.GetFlagCompletionFunc(f.Name); !ok { // a command may have one of its own
			c.RegisterFlagCompletionFunc(f.Name, offer)
		}
	})
}
