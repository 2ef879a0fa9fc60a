package cli

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// every calls f with each command, and the commands in it.
func every(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		every(sub, f)
	}
}

func helpOf(c *cobra.Command) string {
	var b bytes.Buffer
	help(&b, c)
	return b.String()
}

func TestHelpFitsInAWindow(t *testing.T) {
	every(newRoot(IO{}, nil), func(c *cobra.Command) {
		for line := range strings.SplitSeq(helpOf(c), "\n") {
			if n := utf8.RuneCountInString(line); n > 100 {
				t.Errorf("%s: line of %d characters: %s", c.CommandPath(), n, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%s: space at the end of %q", c.CommandPath(), line)
			}
		}
	})
}

func TestHelpNamesEveryFlagInASection(t *testing.T) {
	root := newRoot(IO{}, nil)
	for _, name := range []string{"grid", "corr", "calendar", "table", "render", "spec"} {
		c, _, err := root.Find([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		text := helpOf(c)
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" {
				return
			}
			if section := f.Annotations[sectionKey]; len(section) != 1 || !slices.Contains(sections, section[0]) {
				t.Errorf("%s --%s is in no section", name, f.Name)
			}
			if strings.Count(text, " --"+f.Name+" ")+strings.Count(text, " --"+f.Name+"\n") == 0 {
				t.Errorf("%s --%s is not in help", name, f.Name)
			}
			if f.Value.Type() != "bool" && len(f.Annotations[valueKey]) == 0 {
				t.Errorf("%s --%s: its value has no name", name, f.Name)
			}
			if strings.Contains(f.Usage, "`") {
				t.Errorf("%s --%s: %s", name, f.Name, f.Usage)
			}
		})
	}
}

func TestCommandNamesAreAll(t *testing.T) {
	root := newRoot(IO{}, nil)
	var names []string
	for _, c := range root.Commands() {
		if c.Hidden {
			continue
		}
		names = append(names, c.Name())
	}
	names = append(names, "help") // added when it runs
	slices.Sort(names)
	if want := slices.Sorted(slices.Values(commandNames)); !slices.Equal(slices.Compact(names), want) {
		t.Errorf("commands are %v; commandNames are %v", names, want)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"one two three", []string{"one two", "three"}},
		{"äöü äöü", []string{"äöü äöü"}},
		{"averylongword x", []string{"averylongword", "x"}},
	} {
		if got := wrap(c.text, 7); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
