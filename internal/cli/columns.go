package cli

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat/table"
)

// completeColumns offers the names of the columns of the command's first file for some
// flags. What goes wrong is not said: there is nobody to read it.
func (f *readFlags) completeColumns(c *cobra.Command, flags ...string) {
	for _, flag := range flags {
		c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) > 0 {
				names = f.columnsOf(args[0])
			}
			switch flag {
			case "rows", "cols":
				names = keysOf(names, typed)
			case "select-cols", "drop-cols":
				names = listsOf(names, typed)
			}
			return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		})
	}
}

// listsOf are the columns behind those that a list has already. One that stands there by
// its position, or would need quotes, is not offered.
func listsOf(names []string, typed string) (lists []string) {
	begun := typed[:strings.LastIndexByte(typed, ',')+1]
	for _, name := range names {
		if strings.ContainsAny(name, ",\"#*?[:") || slices.Contains(strings.Split(begun, ","), name) {
			continue
		}
		lists = append(lists, begun+name)
	}
	return lists
}

// keysOf are the columns, or what may stand behind the colon after one.
func keysOf(names []string, typed string) (keys []string) {
	at := strings.LastIndexByte(typed, ':')
	if at < 0 || !slices.Contains(names, typed[:at]) {
		return names
	}
	for _, how := range table.Categories.Values() {
		switch how {
		case "bins":
			how = "bins=10"
		case "quantiles":
			how = "quantiles=4"
		case "edges":
			how = "edges=0,10,100"
		}
		keys = append(keys, typed[:at+1]+how)
	}
	return keys
}

// columnsOf are the values of --index for a file: the names of its columns, or #N where a
// name is empty, is there twice or cannot stand in a line of a shell. It reads the beginning
// of plain files only: a pipe would be empty for the command itself.
func (f *readFlags) columnsOf(path string) (names []string) {
	opt, err := f.options()
	if err != nil || f.isNPY([]string{path}) {
		return nil
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	columns, err := table.Names(path, opt)
	if err != nil {
		return nil
	}
	times := map[string]int{}
	for _, name := range columns {
		times[name]++
	}
	for i, name := range columns {
		if times[name] > 1 || !canBeOffered(name) {
			name = "#" + strconv.Itoa(i+1)
		}
		names = append(names, name)
	}
	return names
}

// canBeOffered reports whether a name stands for itself in a shell's list of offers, in
// which a tab begins an explanation and each line is an offer.
func canBeOffered(name string) bool {
	return strings.TrimSpace(name) == name && name != "" && !strings.HasPrefix(name, "#") &&
		!strings.HasPrefix(name, "_activeHelp_") && strings.IndexFunc(name, unicode.IsControl) < 0
}
