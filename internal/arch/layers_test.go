package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/seed01309057/heat"

// layers are all packages of the module, from the lowest to the highest. A package may
// import those of the layers before its own. "." is the root package.
var layers = [][]string{
	{"internal/suggest", "internal/atomicfile", "internal/schema"}, // know nothing of heatmaps
	{"matrix", "scale", "colormap", "geo", "internal/scene", "stat/order", "examples"},
	{"table", "stat", "cluster", "tile", "internal/text", "internal/embed", "internal/resample", "internal/subset", "internal/golden"},
	{"internal/layout", "internal/encode/raster", "internal/encode/png", "internal/encode/svg",
		"internal/encode/pdf", "internal/encode/html", "internal/encode/term", "internal/encode/anim"},
	{"."},
	{"internal/cli"},
	{"cmd/heat", "bench", "docs/gallery", "internal/arch"},
}

// sideways are the imports within one layer.
var sideways = map[string][]string{
	"internal/encode/png": {"internal/encode/raster"},
	"internal/encode/svg": {"internal/encode/raster", "internal/encode/png"},
}

// restricted packages are imported by these alone, and by tests.
var restricted = map[string][]string{
	"examples":        {"internal/cli"},
	"internal/golden": {},
}

// outside says which packages may import modules that are not ours: so each dependency
// stays in its place. Tests and tools are free.
var outside = map[string][]string{
	"github.com/go-text/typesetting":   {"internal/text", "internal/subset", "internal/encode/pdf"},
	"codeberg.org/go-fonts/liberation": {"internal/text", "internal/subset"},
	"golang.org/x/image":               {"internal/text", "internal/encode/raster"},
	"golang.org/x/text":                {"internal/text"},
	"golang.org/x/term":                {"internal/cli"},
	"github.com/klauspost/compress":    {"table"},
	"github.com/spf13/cobra":           {"internal/cli"},
	"github.com/spf13/pflag":           {"internal/cli"},
}

// layerOf returns the layer of a package, or -1.
func layerOf(pkg string) int {
	return slices.IndexFunc(layers, func(l []string) bool { return slices.Contains(l, pkg) })
}

// check says what is wrong with an import, or "".
func check(from, to string, test bool) string {
	if to == from || to == "internal/golden" && test {
		return "" // a test from outside; a test with recorded results
	}
	if layerOf(to) < 0 {
		return "is in no layer: enter it in the table of this test, and in design and architecture"
	}
	if only, ok := restricted[to]; ok && !test && !slices.Contains(only, from) {
		return "is for " + strings.Join(append(slices.Clone(only), "tests"), " and ") + " alone"
	}
	switch a, b := layerOf(from), layerOf(to); {
	case b > a:
		return "is of a higher layer"
	case b == a && !slices.Contains(sideways[from], to):
		return "is of the same layer"
	}
	return ""
}

// checkOutside says what is wrong with an import of another module, or "".
func checkOutside(from, to string, test bool) string {
	if first, _, _ := strings.Cut(to, "/"); test || !strings.Contains(first, ".") || layerOf(from) == len(layers)-1 {
		return ""
	}
	for dependency, users := range outside {
		if to == dependency || strings.HasPrefix(to, dependency+"/") {
			if slices.Contains(users, from) {
				return ""
			}
			return "belongs in " + strings.Join(users, " or ")
		}
	}
	return "is a dependency in no list: enter it in the table of this test"
}

// TestLayers opens the source files itself, whatever they are built for, so that no
// file of another system is missed.
func TestLayers(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() {
			if base == "testdata" || base == "node_modules" || strings.HasPrefix(base, "_") || strings.HasPrefix(base, ".") && name != root {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		file := filepath.ToSlash(rel)
		from, test := path.Dir(file), strings.HasSuffix(file, "_test.go")
		if !seen[from] {
			seen[from] = true
			if layerOf(from) < 0 {
				t.Errorf("package %s is in no layer: enter it in the table of this test, and in design and architecture", from)
			}
		}
		if layerOf(from) < 0 {
			return nil
		}
		for _, to := range imports(t, name) {
			fault := ""
			if to == module {
				fault = check(from, ".", test)
			} else if ours, ok := strings.CutPrefix(to, module+"/"); ok {
				fault = check(from, ours, test)
			} else {
				fault = checkOutside(from, to, test)
			}
			if fault != "" {
				t.Errorf("%s imports %s, which %s", file, to, fault)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !seen["."] || !seen["cmd/heat"] {
		t.Error("the module's files were not found")
	}
}

func imports(t *testing.T, name string) (paths []string) {
	t.Helper()
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, to)
	}
	return paths
}

// The test would be worth nothing if it allowed everything.
func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		from, to string
		test, ok bool
	}{
		{"table", "matrix", false, true},
		{"matrix", "table", false, false},
		{"matrix", "scale", false, false},
		{"table", "stat", false, false},
		{"internal/encode/svg", "internal/encode/png", false, true},
		{"internal/encode/png", "internal/encode/svg", false, false},
		{"internal/encode/term", "internal/text", false, true},
		{"internal/encode/term", "internal/layout", false, false},
		{"matrix", "internal/golden", true, true},
		{"internal/encode/svg", ".", false, false},
		{".", "internal/encode/svg", false, true},
		{".", "internal/cli", false, false},
		{".", "examples", false, false},
		{".", "examples", true, true},
		{"internal/cli", "examples", false, true},
		{"cmd/heat", "internal/cli", false, true},
		{".", "internal/golden", false, false},
		{".", "internal/golden", true, true},
		{"matrix", "internal/suggest", false, true},
		{".", "internal/unheard", false, false},
	} {
		if fault := check(c.from, c.to, c.test); (fault == "") != c.ok {
			t.Errorf("%s imports %s (test: %v): %q", c.from, c.to, c.test, fault)
		}
	}
	for _, c := range []struct {
		from, to string
		ok       bool
	}{
		{"matrix", "encoding/json", true},
		{"matrix", "github.com/spf13/cobra", false},
		{"internal/cli", "github.com/spf13/cobra", true},
		{"internal/text", "github.com/go-text/typesetting/font", true},
		{".", "example.org/new", false},
	} {
		if fault := checkOutside(c.from, c.to, false); (fault == "") != c.ok {
			t.Errorf("%s imports %s: %q", c.from, c.to, fault)
		}
	}
}

// Each layer names a package once.
func TestLayersNameEachPackageOnce(t *testing.T) {
	all := slices.Concat(layers...)
	slices.Sort(all)
	if n := len(all); len(slices.Compact(all)) != n {
		t.Error("a package is in two layers")
	}
}
