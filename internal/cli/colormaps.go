package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
)

// colormapsCommand lists, draws and checks colour maps.
type colormapsCommand struct {
	write writeFlags
	check bool
}

func newColormaps(sys IO) *cobra.Command {
	var f colormapsCommand
	c := &cobra.Command{
		Use:   "colormaps [NAME...]",
		Short: "List, draw and check the colour maps",
		Long: `List the colour maps by family, or the named ones. With -o they are drawn as a chart: PNG,
SVG, PDF or in the terminal. With --check each is measured: lightness, uniformity of its
steps, what eyes with colour-vision deficiencies can tell apart, and what it is good for.

NAME is the name of a map or a family, or makes one of colours. Names do not mind case; _r
behind one reverses the map.`,
		Example: `  heat colormaps
  heat colormaps cmocean -o cmocean.png
  heat colormaps jet viridis --check
  heat colormaps '#f7fbff,#08306b' 'light:seagreen' -o mine.svg`,
		ValidArgsFunction: func(c *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			return append(colormap.Family(0).Values()[1:], mapNames()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			groups, err := chosenMaps(args)
			if err != nil {
				return err
			}
			if f.check {
				return f.printChecks(sys, groups)
			}
			if len(f.write.outputs) > 0 || f.write.specOut != "" {
				return f.draw(sys, c, groups)
			}
			return f.list(sys, groups)
		},
	}
	c.Flags().SortFlags = false
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.BoolVar(&f.check, "check", false, "measure the maps instead, and say what each is good for")
	})
	f.write.bind(c)
	return c
}

// mapNames are the names of the maps that are not reversed.
func mapNames() (names []string) {
	for _, g := range colormap.Groups() {
		for _, info := range g.Maps {
			names = append(names, info.Name)
		}
	}
	return names
}

// chosenMaps are the maps that were named: by name, by family, or all.
func chosenMaps(args []string) ([]colormap.Group, error) {
	all := colormap.Groups()
	if len(args) == 0 {
		return all, nil
	}
	var chosen []colormap.Group
	named := colormap.Group{}
	for _, arg := range args {
		var family colormap.Family
		if family.UnmarshalText([]byte(strings.ToLower(arg))) == nil && family != colormap.Made {
			for _, g := range all {
				if g.Family == family {
					chosen = append(chosen, g)
				}
			}
			continue
		}
		m, err := colormap.Lookup(arg)
		if err != nil {
			return nil, &failure{ExitUsage, err}
		}
		named.Maps = append(named.Maps, colormap.Info{Name: arg, Family: m.Family, Kind: m.Kind, Len: m.Len(), Source: m.Source})
	}
	if len(named.Maps) > 0 {
		chosen = slices.Insert(chosen, 0, named)
	}
	return chosen, nil
}

// printChecks writes what is measured of each map.
func (f *colormapsCommand) printChecks(sys IO, groups []colormap.Group) error {
	reports := []colormap.Report{}
	for _, g := range groups {
		for _, info := range g.Maps {
			m, err := colormap.Lookup(info.Name)
			if err != nil {
				return drawError(err)
			}
			reports = append(reports, colormap.Check(m))
		}
	}
	out := bufio.NewWriter(sys.Out)
	if f.write.json {
		return jsonTo(out, reports)
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintln(out, strings.TrimRight(r.String(), "\n"))
	}
	if err := out.Flush(); err != nil {
		return stdoutError(err)
	}
	return nil
}

// jsonTo writes a value as indented JSON.
func jsonTo(out *bufio.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return stdoutError(err)
	}
	return nil
}

// list writes the names by family, with a swatch each where the terminal has colours.
func (f *colormapsCommand) list(sys IO, groups []colormap.Group) error {
	terminal, err := f.write.terminal(sys)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(sys.Out)
	if f.write.json {
		return jsonTo(out, groups)
	}
	for i, g := range groups {
		if i > 0 {
			fmt.Fprintln(out)
		}
		if g.Title != "" {
			fmt.Fprintf(out, "%s, %s\n", g.Family, g.Title)
		}
		for _, info := range g.Maps {
			if sys.Columns > 0 && terminal.Colors == heat.TrueColor {
				if err := swatchLine(out, info); err != nil {
					return drawError(err)
				}
				continue
			}
			fmt.Fprintf(out, "  %-28s %s\n", info.Name, kindText(info))
		}
	}
	if err := out.Flush(); err != nil {
		return stdoutError(err)
	}
	return nil
}

func kindText(info colormap.Info) string {
	text := info.Kind.String()
	if info.Kind == colormap.Qualitative {
		text += fmt.Sprintf(", %d colours", info.Len)
	}
	return text
}

// swatchLine writes a map's colours, its name and its kind.
func swatchLine(out io.Writer, info colormap.Info) error {
	const width = 32
	m, err := colormap.Lookup(info.Name)
	if err != nil {
		return err
	}
	fmt.Fprint(out, "  ")
	for i := range width {
		c := m.At(min(m.Len()-1, i*m.Len()/width))
		fmt.Fprintf(out, "\x1b[48;2;%d;%d;%dm ", c.R, c.G, c.B)
	}
	fmt.Fprintf(out, "\x1b[0m  %-28s %s\n", info.Name, kindText(info))
	return nil
}

// draw draws the chart.
func (f *colormapsCommand) draw(sys IO, c *cobra.Command, groups []colormap.Group) error {
	outs, err := f.write.plan(sys, heat.DefaultDPI, false)
	if err != nil {
		return err
	}
	spec, err := heat.ColormapChart(groups)
	if err != nil {
		return drawError(err)
	}
	f.write.noLint = true // the maps are shown, not used
	return run(sys, &drawFlags{set: c.Flags()}, &f.write, outs, spec, extras{})
}
