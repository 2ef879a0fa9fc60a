package cli

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat/table"
)

// headBytes is how much of a file is read to find the names of its columns: a shell waits
// for them while someone types.
const headBytes = 256 << 10

// completeColumns offers the names of the columns of the command's first file for some
// flags. What goes wrong is not said: there is nobody to read it.
func (f *readFlags) completeColumns(c *cobra.Command, flags ...string) {
	for _, flag := range flags {
		c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) > 0 {
				names = f.columnsOf(args[0])
			}
			if flag == "rows" || flag == "cols" {
				names = keysOf(names, typed)
			}
			return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		})
	}
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
// name is empty, is there twice or cannot stand in a line of a shell. It reads the head of
// plain files only: a pipe would be empty for the command itself.
func (f *readFlags) columnsOf(path string) (names []string) {
	opt, err := f.options()
	if err != nil || f.isNPY([]string{path}) {
		return nil
	}
	data, whole, err := head(path)
	if err != nil {
		return nil
	}
	if !whole {
		data = cutToRecords(data)
	}
	opt.Workers = 1
	t, err := table.Read(bytes.NewReader(data), path, opt)
	if err != nil {
		return nil
	}
	times := map[string]int{}
	for _, c := range t.Columns {
		times[c.Name]++
	}
	for i, c := range t.Columns {
		if times[c.Name] > 1 || !canBeOffered(c.Name) {
			names = append(names, "#"+strconv.Itoa(i+1))
		} else {
			names = append(names, c.Name)
		}
	}
	return names
}

// head reads the beginning of a plain file, and reports whether that is all of it.
func head(path string) (data []byte, whole bool, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false, os.ErrInvalid
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer file.Close()
	data, err = io.ReadAll(io.LimitReader(file, headBytes+1))
	return data[:min(len(data), headBytes)], len(data) <= headBytes, err
}

// cutToRecords drops the last record of a text that was cut somewhere: the last line, or in
// a list of JSON the last object.
func cutToRecords(data []byte) []byte {
	if start := bytes.TrimLeft(data, " \t\r\n\ufeff"); len(start) > 0 && start[0] == '[' {
		if last := bytes.LastIndexByte(data, '}'); last > 0 {
			return append(data[:last+1:last+1], ']')
		}
		return nil // a list of lists has no names
	}
	return data[:bytes.LastIndexAny(data, "\r\n")+1]
}

// canBeOffered reports whether a name stands for itself in a shell's list of offers, in
// which a tab begins an explanation and each line is an offer.
func canBeOffered(name string) bool {
	return strings.TrimSpace(name) == name && name != "" && !strings.HasPrefix(name, "#") &&
		!strings.HasPrefix(name, "_activeHelp_") && strings.IndexFunc(name, unicode.IsControl) < 0
}
