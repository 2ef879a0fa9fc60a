package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// pagesOf runs heat man and returns the pages by name.
func pagesOf(t *testing.T, env map[string]string) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "share", "man1") // made as needed
	var message strings.Builder
	sys := IO{Err: &message, Out: &message, Env: func(name string) string { return env[name] }}
	if code := Main([]string{"man", dir}, sys); code != ExitDone || message.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, &message)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		pages[f.Name()] = string(data)
	}
	return pages
}

func TestEveryCommandAndFlagHasItsPlaceInTheManual(t *testing.T) {
	pages := pagesOf(t, nil)
	commands := 0
	every(newRoot(IO{}, nil), func(c *cobra.Command) {
		if c.HasParent() && !c.IsAvailableCommand() {
			return
		}
		commands++
		name := strings.ReplaceAll(c.CommandPath(), " ", "-")
		text := pages[name+".1"]
		for _, part := range []string{"NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "SEE ALSO"} {
			if !strings.Contains(text, "\n.SH \""+part+"\"\n") {
				t.Errorf("%s: no part %s", name, part)
			}
		}
		if !strings.Contains(pages["heat.1"], roff(name)) {
			t.Errorf("%s is not in heat(1)", name)
		}
		if c.Example != "" && !strings.Contains(text, ".SH \"EXAMPLES\"") {
			t.Errorf("%s: no examples", name)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && strings.Count(text, "\n"+option(f)+"\n") != 1 {
				t.Errorf("%s: --%s does not occur once", name, f.Name)
			}
		})
	})
	if commands != len(pages) || commands < 8 {
		t.Errorf("%d commands, %d pages", commands, len(pages))
	}
	for _, code := range exitCodes {
		for name, text := range pages {
			if !strings.Contains(text, roff(code.meaning)) {
				t.Errorf("%s does not say: %s", name, code.meaning)
			}
		}
	}
}

// The same source gives the same pages, with a date only if one is given.
func TestManualsDate(t *testing.T) {
	plain, again := pagesOf(t, nil), pagesOf(t, nil)
	dated := pagesOf(t, map[string]string{"SOURCE_DATE_EPOCH": "1700000000"})
	for name, text := range plain {
		if text != again[name] {
			t.Errorf("%s: other bytes the second time", name)
		}
		if strings.Contains(text, time.Now().Format("2006")) {
			t.Errorf("%s has a date", name)
		}
		if want := strings.Replace(text, `"1" ""`, `"1" "2023\-11\-14"`, 1); dated[name] != want || want == text {
			t.Errorf("%s: the date is not where it belongs:\n%.100s", name, dated[name])
		}
	}
	var message strings.Builder
	sys := IO{Err: &message, Out: &message, Env: func(string) string { return "yesterday" }}
	if code := Main([]string{"man", t.TempDir()}, sys); code != ExitUsage {
		t.Errorf("SOURCE_DATE_EPOCH=yesterday: exit code %d", code)
	}
}

func TestRoffShowsWhatIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"plain": "plain", ".2f": `\&.2f`, "'x'": `\(aqx\(aq`, `a\b`: `a\eb`, "--fmt ^~`": `\-\-fmt \(ha\(ti\(ga`,
		`"x"`: `\(dqx\(dq`, "^{…}×𝄞": `\(ha{...}\[u00D7]\[u1D11E]`,
	} {
		if got := roff(text); got != want {
			t.Errorf("roff(%q) = %q, want %q", text, got, want)
		}
	}
	for name, text := range pagesOf(t, nil) {
		for line := range strings.SplitSeq(text, "\n") {
			if strings.HasPrefix(line, "'") || strings.IndexFunc(line, func(r rune) bool { return r >= 0x80 || r < ' ' }) >= 0 {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
}

// The formatter has nothing to complain of, and shows flags as they are typed.
func TestManualIsFormatted(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not installed: the manual's pages are not formatted")
	}
	for name, text := range pagesOf(t, nil) {
		c := exec.Command(groff, "-man", "-Tascii", "-ww", "-P-cbou")
		c.Stdin = strings.NewReader(text)
		var out, message strings.Builder
		c.Stdout, c.Stderr = &out, &message
		if err := c.Run(); err != nil || message.Len() > 0 {
			t.Errorf("%s: %v\n%s", name, err, &message)
		}
		for _, words := range []string{"EXIT STATUS", "SEE ALSO", "done."} {
			if !strings.Contains(out.String(), words) {
				t.Errorf("%s: formatted, it lacks %q", name, words)
			}
		}
		if name == "heat-grid.1" {
			for _, words := range []string{"-o, --output FILE", "--title 'Tickets per team'", `'${:,.0f}'`, "^{...}"} {
				if !strings.Contains(out.String(), words) {
					t.Errorf("%s: formatted, it lacks %q", name, words)
				}
			}
		}
	}
}
