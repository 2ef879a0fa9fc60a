package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// Extensions of the files that commands take, for shells to offer.
var (
	tableExtensions = []string{"csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl", "npy", "npz", "parquet", "pq", "xlsx", "xlsm", "mtx", "gct", "gz", "zst"}
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
		"x-side": axisSides["x"], "y-side": axisSides["y"], "title-weight": heat.WeightBold.Values(),
		"under": {"auto"}, "over": {"auto"},
		"x-labels": labels, "y-labels": labels, "x-rotate": degrees, "y-rotate": degrees,
		"from": fromNames, "header": headerNames, "date-order": dateOrderNames, "agg": aggWords(), "week-start": table.WeekMonday.Values(),
		"tz":         {"UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney"},
		"order-rows": orderWords, "order-cols": orderWords, "sort-rows": stat.ByMean.Values(), "sort-cols": stat.ByMean.Values(),
		"missing-rows": {"0", "0.5"}, "missing-cols": {"0", "0.5"}, "top": {"20", "50", "100"}, "top-cols": {"20", "50", "100"},
		"fill-marks": heat.Auto.Values(),
		"fill":       {"0", "mean", "median", "rows=mean", "rows=median", "rows=linear", "cols=mean", "cols=median", "cols=linear"},
		"scale":      scaleWords(), "method": corrNames(), "mask-insignificant": {"0.05", "0.01"}, "delimiter": {"auto", "tab", "whitespace", ",", ";", "|"}, "comment": {"auto", "none", "#", "//"}, "decimal": decimalWords, "thousands": thousandsWords,
		"format": formatNames, "colors": colorNames, "svg-text": heat.SVGEmbed.Values(),
		"fmt":      {"auto", "d", ".1f", ".2f", ".2g", ",.0f", ".1%", "s"},
		"na-color": {"auto", "none"}, "background": {"auto", "white", "black", "none"},
		"ink": {"auto"}, "line-color": {"auto", "white", "black"}, "label-max": {"none"},
	}
}

// scaleWords are the scales of rows, columns and all.
func scaleWords() (words []string) {
	for _, along := range stat.All.Values() {
		for _, how := range stat.NoTransform.Values()[1:] {
			if how == stat.Difference.String() {
				continue
			}
			words = append(words, along+"="+how)
		}
	}
	return words
}

// completeFiles offers files for all arguments of a command, which may be several.
func completeFiles(c *cobra.Command, extensions []string) {
	c.ValidArgsFunction = cobra.FixedCompletions(extensions, cobra.ShellCompDirectiveFilterFileExt)
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
