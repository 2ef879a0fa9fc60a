package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat/internal/suggest"
)

// commandNames are what a first word can be.
var commandNames = []string{"grid", "corr", "cluster", "calendar", "table", "render", "spec", "colormaps", "lint", "data", "version", "completion", "help"}

// unknownCommand suggests the command that was probably meant.
func unknownCommand(name string) error {
	if near := suggest.Nearest(name, commandNames); near != "" {
		return usageError("unknown command %q (did you mean %s?)", name, near)
	}
	if strings.Contains(name, ".") {
		return usageError("unknown command %q (to draw a file: heat grid %s)", name, name)
	}
	return usageError("unknown command %q (known: %s)", name, strings.Join(commandNames, ", "))
}

// explainFlag turns an error of the parser of flags into one that names the flag, the
// value and the cure.
func explainFlag(c *cobra.Command, err error) error {
	if e, ok := errorAs[*pflag.NotExistError](err); ok {
		return unknownFlag(c, e)
	}
	if e, ok := errorAs[*pflag.ValueRequiredError](err); ok {
		return usageError("--%s needs a value", e.GetFlag().Name)
	}
	if e, ok := errorAs[*pflag.InvalidValueError](err); ok {
		kind := map[string]string{"float64": "a number", "int": "a whole number", "bool": "true or false",
			"stringSlice": "a list (write a,b,c, with quotes as in CSV)"}[e.GetFlag().Value.Type()]
		if kind == "" {
			kind = "a value for it"
		}
		return usageError("--%s: %q is not %s", e.GetFlag().Name, e.GetValue(), kind)
	}
	return &failure{ExitUsage, err}
}

// unknownFlag suggests the flag that was probably meant.
func unknownFlag(c *cobra.Command, e *pflag.NotExistError) error {
	if e.GetSpecifiedShortnames() != "" {
		return usageError("unknown flag -%s", e.GetSpecifiedName())
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := suggest.Nearest(e.GetSpecifiedName(), names); near != "" {
		return usageError("unknown flag --%s (did you mean --%s?)", e.GetSpecifiedName(), near)
	}
	return usageError("unknown flag --%s", e.GetSpecifiedName())
}

// notOneOf is the error for a word that is not in a list.
func notOneOf(word string, list []string) error {
	hint := ""
	if near := suggest.Nearest(word, list); near != "" {
		hint = fmt.Sprintf(" (did you mean %s?)", near)
	}
	last := len(list) - 1
	return fmt.Errorf("%q is not %s or %s%s", word, strings.Join(list[:last], ", "), list[last], hint)
}

// oneFile wants exactly one argument.
func oneFile(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return usageError("%s: give a file, or - for the standard input", c.Name())
	case len(args) > 1:
		return usageError("%s: give one file, not %d (%s)", c.Name(), len(args), strings.Join(args, ", "))
	}
	return nil
}

// someFiles wants one argument or more.
func someFiles(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError("%s: give a file, or - for the standard input", c.Name())
	}
	return nil
}
