package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// headBytes is more than is read to find names.
const headBytes = 256 << 10

func TestNamesOfColumnsAreOffered(t *testing.T) {
	long := func(head, record, end string) string {
		return head + strings.Repeat(record, 2*headBytes/len(record)) + end
	}
	for _, c := range []struct {
		name, content string
		flags         []string
		want          []string
	}{
		{"plain.csv", "City,Year,Rain\nBern,2020,3\n", nil, []string{"City", "Year", "Rain"}},
		{"semicolons.csv", "Stadt;Jahr\nBern;1,5\n", nil, []string{"Stadt", "Jahr"}},
		{"two words.tsv", "Water level\tDay\n1\t2\n", nil, []string{"Water level", "Day"}},
		{"doubled.csv", "a,b,a\n1,2,3\n", nil, []string{"#1", "b", "#3"}},
		{"nameless.csv", ",b,c\nx,2,3\n", nil, []string{"#1", "b", "c"}},
		{"no header.csv", "1,2\n3,4\n", nil, []string{"#1", "#2"}},
		{"marks.csv", "\"a\tb\",\"c\nd\",#3,é\nx,2,3,4\n", nil, []string{"#1", "#2", "#3", "é"}},
		{"header.csv", "1,2\n3,4\n", []string{"--header", "yes"}, []string{"1", "2"}},
		{"bars.txt", "a;b|c\n1|2\n", []string{"--delimiter", "|"}, []string{"a;b", "c"}},
		{"objects.json", `[{"city": "Bern", "rain": 3}]`, nil, []string{"city", "rain"}},
		{"long.csv", long("City,Rain\n", "Bern,3\n", "Bern,unfinished\n"), nil, []string{"City", "Rain"}},
		{"long.json", long("[", `{"city": "Bern", "rain": 3},`, `{"city": "Basel", "rain": 4}]`), nil, []string{"city", "rain"}},
		{"one long line.csv", strings.Repeat("a,", headBytes), nil, nil},
		{"long arrays.json", long(`[["City","Rain"]`, `,["Bern",3]`, `]`), nil, []string{"City", "Rain"}},
		{"comments.csv", "# by hand, today\nCity,Rain\nBern,3\n", nil, []string{"City", "Rain"}},
		{"title.csv", "Rain\n\nCity,Rain\nBern,3\n", []string{"--skip-lines", "2"}, []string{"City", "Rain"}},
		{"genes.gct", "#1.2\n90\t2\nName\tDescription\ta\tb\n", nil, []string{"Name", "Description", "a", "b"}},
		{"small.parquet", fixture(t, "small.parquet"), nil, []string{"a", "b"}},
		{"book.xlsx", fixture(t, "book.xlsx"), nil, []string{"Team", "Mon", "When", "Moment", "OK", "Formula"}},
		{"no list.json", `[` + strings.Repeat("[", headBytes), nil, nil},
		{"empty.csv", "", nil, nil},
		{"broken.csv", "a,b\n\"1,2\n", nil, nil},
		{"wrong flag.csv", "a,b\n1,2\n", []string{"--header", "perhaps"}, nil},
		{"array.npy", string(npyBytes("<f8", "False", "(2, 2)", 4)), nil, nil},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"grid", "corr"} {
			got, directive := offered(t, slices.Concat([]string{command, path}, c.flags, []string{"--index", ""})...)
			if !slices.Equal(got, c.want) {
				t.Errorf("%s %s: %q, want %q", command, c.name, got, c.want)
			}
			if directive != ":36" { // no files, and the order of the columns
				t.Errorf("%s %s: directive %s", command, c.name, directive)
			}
		}
	}
	for _, path := range []string{"-", "missing.csv", t.TempDir(), os.DevNull} {
		if got, _ := offered(t, "grid", path, "--index", ""); got != nil {
			t.Errorf("%s: %q", path, got)
		}
	}
	if got, _ := offered(t, "grid", "--index", ""); got != nil {
		t.Errorf("without a file: %q", got)
	}
}

// Lists go on behind their last comma.
func TestNamesOfColumnsAreOfferedInLists(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("City,Year,\"a,b\",Rain\nBern,2020,1,3\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"", []string{"City", "Year", "Rain"}},
		{"Rain,", []string{"Rain,City", "Rain,Year"}},
		{"Rain,Ye", []string{"Rain,City", "Rain,Year"}},
	} {
		for _, flag := range []string{"--select-cols", "--drop-cols"} {
			if got, _ := offered(t, "grid", path, flag, c.typed); !slices.Equal(got, c.want) {
				t.Errorf("%s %q: %q, want %q", flag, c.typed, got, c.want)
			}
		}
	}
}

// fixture is a file that no test can hold.
func fixture(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "table", "testdata", "formats", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// offered is what the command tells a shell, and how to take it.
func offered(t *testing.T, args ...string) (list []string, directive string) {
	t.Helper()
	var out, message strings.Builder
	sys := IO{In: strings.NewReader("a,b\n1,2\n"), Out: &out, Err: &message, Env: func(string) string { return "" }}
	if code := Main(append([]string{"__complete"}, args...), sys); code != ExitDone {
		t.Fatalf("%q: exit code %d: %s", args, code, &message)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	last := len(lines) - 1
	for _, line := range lines[:last] {
		name, _, _ := strings.Cut(line, "\t")
		list = append(list, name)
	}
	return list, lines[last]
}

// Each value that is offered for a flag is one that the flag takes.
func TestWordsThatAreOfferedAreTaken(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	file := write(t, "small.csv", small)
	commands := map[string]string{"method": "corr", "mask-insignificant": "corr"}
	long := []string{"--rows", "#1", "--value", "#2"}
	with := map[string][]string{"agg": long, "tz": long, "week-start": long}
	for flag, words := range flagWords() {
		command := commands[flag]
		if command == "" {
			command = "grid"
		}
		got, directive := offered(t, command, file, "--"+flag, "")
		if !slices.Equal(got, words) || directive != ":4" {
			t.Errorf("--%s: %q %s, want %q :4", flag, got, directive, words)
		}
		for _, word := range words {
			if flag == "from" && word != "auto" && word != "csv" {
				continue // the file is of another format
			}
			args := append([]string{command, file, "--" + flag, word, "--quiet"}, with[flag]...)
			if flag == "format" {
				args = append(args, "-o", filepath.Join(t.TempDir(), "a"))
			} else {
				args = append(args, "-o", filepath.Join(t.TempDir(), "a.svg"))
			}
			var message strings.Builder
			sys := IO{Out: &message, Err: &message, Env: func(string) string { return "" }}
			// With another delimiter, or its header as numbers, the file cannot be drawn, and
			// its two rows are too few for partial correlations.
			unfit := flag == "delimiter" || flag == "header" && word == "no" || strings.HasPrefix(word, "partial")
			if code := Main(args, sys); code != ExitDone && !(unfit && code == ExitInput) {
				t.Errorf("--%s %s: exit code %d: %s", flag, word, code, &message)
			}
		}
	}
}

// A title or a number is typed: files in its place would only be in the way.
func TestNothingIsOfferedForFreeText(t *testing.T) {
	for _, flag := range []string{"title", "vmin", "size", "cbar-label", "description", "missing", "dpi", "columns"} {
		if got, directive := offered(t, "grid", "a.csv", "--"+flag, ""); got != nil || directive != ":4" {
			t.Errorf("--%s: %q %s", flag, got, directive)
		}
	}
}

func TestScriptsForShells(t *testing.T) {
	for _, shell := range shells {
		var out, message strings.Builder
		sys := IO{Out: &out, Err: &message, Env: func(string) string { return "" }}
		if code := Main([]string{"completion", shell}, sys); code != ExitDone || message.Len() > 0 {
			t.Errorf("%s: exit code %d: %s", shell, code, &message)
		}
		if !strings.Contains(out.String(), "__complete") {
			t.Errorf("%s: no script: %.80q", shell, out.String())
		}
		if got, _ := offered(t, "completion", shell[:2]); !slices.Equal(got, []string{shell}) {
			t.Errorf("%s is not offered: %q", shell, got)
		}
	}
	sys := IO{Out: &limited{3, io.ErrShortWrite}, Err: new(strings.Builder), Env: func(string) string { return "" }}
	if code := Main([]string{"completion", "bash"}, sys); code != ExitOutput {
		t.Errorf("a script that cannot be written: exit code %d", code)
	}
	text := helpOf(newCompletion(IO{}))
	for _, shell := range shells {
		if !strings.Contains(text, fmt.Sprintf("heat completion %s", shell)) {
			t.Errorf("help does not say what to do with %s", shell)
		}
	}
}
