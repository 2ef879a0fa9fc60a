package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A once is a flag that takes one value. The last one counts, as everywhere; that others were
// given is said, since one that is dropped without a word may have been meant as well.
type once struct {
	pflag.Value
	given []string
}

// Set takes a value and remembers it.
func (o *once) Set(text string) error {
	o.given = append(o.given, text)
	return o.Value.Set(text)
}

// takesOne makes flags remember what they are given, but for those that collect values.
func takesOne(f *pflag.Flag) {
	if t := f.Value.Type(); t == "bool" || strings.HasSuffix(t, "Slice") || strings.HasSuffix(t, "Array") {
		return
	}
	f.Value = &once{Value: f.Value}
}

// notesOnFlags says which flags of a command were given more than once, with different
// values.
func notesOnFlags(c *cobra.Command) (notes []string) {
	c.Flags().Visit(func(f *pflag.Flag) {
		o, ok := f.Value.(*once)
		if !ok {
			return
		}
		last := o.given[len(o.given)-1]
		for _, text := range o.given {
			if text != last {
				notes = append(notes, fmt.Sprintf("--%s is given %d times: only the last counts (%s)", f.Name, len(o.given), last))
				break
			}
		}
	})
	return notes
}
