package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// settingWords are words by which packages name their settings, none of which anyone who
// types a command can set. What follows them may be a flag.
var settingWords = regexp.MustCompile(`(?i)\b(raise (the|MemoryLimit)|(set|state|choose) (the|an) (date|decimal|kind|aggregate|zone)|aggregate count|as missing|taken as of that|use float32|make it the index)`)

// TestCuresNameFlags walks all texts of the packages that read and reckon: advice that names
// a setting names a flag where it reaches the command line, or is not given there.
func TestCuresNameFlags(t *testing.T) {
	flags := pflag.NewFlagSet("all", pflag.ContinueOnError)
	for _, c := range settingCures {
		if c.flag != "" && flags.Lookup(c.flag) == nil {
			flags.String(c.flag, "", "")
		}
	}
	none := pflag.NewFlagSet("none", pflag.ContinueOnError)
	seen := 0
	for _, text := range sourceTexts(t, "table", "stat", "cluster", "matrix") {
		advice := text
		if at := adviceAt(text); at >= 0 {
			advice = text[at : len(text)-1]
		}
		advice = strings.ReplaceAll(advice, "%q", "','") // of decimal marks
		if !settingWords.MatchString(advice) {
			continue
		}
		seen++
		if told := adviseFlags(advice, flags); settingWords.MatchString(told) {
			t.Errorf("%q is told as %q", advice, told)
		}
		if told := adviseFlags(advice, none); settingWords.MatchString(told) || strings.Contains(told, "--") || strings.HasSuffix(told, "or") {
			t.Errorf("without flags, %q is told as %q", advice, told)
		}
	}
	if seen < 20 {
		t.Errorf("only %d texts name settings: are they found?", seen)
	}
}

// sourceTexts are the strings in the sources of some packages.
func sourceTexts(t *testing.T, packages ...string) (out []string) {
	t.Helper()
	for _, p := range packages {
		err := filepath.WalkDir(filepath.Join("..", "..", p), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if s, err := strconv.Unquote(lit.Value); err == nil {
						out = append(out, s)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestCuresInMessages(t *testing.T) {
	flags := pflag.NewFlagSet("f", pflag.ContinueOnError)
	for _, name := range []string{"missing", "assume-tz", "date-order", "decimal"} {
		flags.String(name, "", "")
	}
	for line, want := range map[string]string{
		`a.csv: column "set the date order to day-first" is odd`:                                  `a.csv: column "set the date order to day-first" is odd`,
		`a.csv: "x (y)" is not a number (remove it, or list it as missing if it stands for none)`: `a.csv: "x (y)" is not a number (remove it, or list it by --missing if it stands for none)`,
		`a.csv: "1,5" is no number (write 1.5, or state the decimal mark if ',' is it)`:           `a.csv: "1,5" is no number (write 1.5, or give --decimal comma if ',' is the decimal mark)`,
		`too large (raise the limit)`:                       `too large`,
		`too large (raise the limit, or save a part of it)`: `too large (save a part of it)`,
		`no brackets`: `no brackets`,
		`odd)`:        `odd)`,
	} {
		if got := withFlags(line, flags); got != want {
			t.Errorf("%s\nis told as %s\nwant       %s", line, got, want)
		}
	}
}
