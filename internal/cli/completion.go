package cli

import (
	"bufio"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat/internal/suggest"
)

// shells are those that scripts are written for.
var shells = []string{"bash", "fish", "powershell", "zsh"}

// newCompletion is in place of cobra's own command of the name, which says what it does
// at length, once for each shell.
func newCompletion(sys IO) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write a completion script for a shell",
		Long: `Write the script by which a shell completes commands, flags and what they take: words,
files, and for --index, --rows, --value and the like the names of the file's columns. SHELL
is bash, zsh, fish or powershell. Where each looks for its script:

  bash        heat completion bash > ~/.local/share/bash-completion/completions/heat
              which the package bash-completion reads
  zsh         heat completion zsh > _heat
              in a folder of $fpath, before compinit runs
  fish        heat completion fish > ~/.config/fish/completions/heat.fish
  powershell  heat completion powershell | Out-String | Invoke-Expression
              in the file that $PROFILE names`,
		Example:   "  heat completion bash > heat.bash\n  heat completion fish > heat.fish",
		ValidArgs: shells,
		Args:      cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return c.Help()
			case len(args) > 1:
				return usageError("completion: give the name of one shell: %s", strings.Join(shells, ", "))
			}
			write := scriptFor(c.Root(), args[0])
			if write == nil {
				if near := suggest.Nearest(args[0], shells); near != "" {
					return usageError("unknown shell %q (did you mean %s?)", args[0], near)
				}
				return usageError("unknown shell %q (known: %s)", args[0], strings.Join(shells, ", "))
			}
			out := bufio.NewWriter(sys.Out)
			err := write(out)
			if err == nil {
				err = out.Flush()
			}
			if err != nil {
				return stdoutError(err)
			}
			return nil
		},
	}
}

// scriptFor writes the script of a shell; nil: there is no such shell.
func scriptFor(root *cobra.Command, shell string) func(io.Writer) error {
	switch shell {
	case "bash":
		return func(w io.Writer) error { return root.GenBashCompletionV2(w, true) }
	case "fish":
		return func(w io.Writer) error { return root.GenFishCompletion(w, true) }
	case "powershell":
		return root.GenPowerShellCompletionWithDesc
	case "zsh":
		return root.GenZshCompletion
	}
	return nil
}
