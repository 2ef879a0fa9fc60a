package arch

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCrossCompile builds everything without C for the systems that heat promises to
// run on. Built for several packages at once, go build keeps no result.
func TestCrossCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("builds for four systems")
	}
	for _, target := range []string{"linux/arm64", "darwin/arm64", "windows/amd64", "js/wasm"} {
		t.Run(strings.ReplaceAll(target, "/", "-"), func(t *testing.T) {
			system, arch, _ := strings.Cut(target, "/")
			build := exec.Command("go", "build", "./...")
			build.Dir = filepath.Join("..", "..")
			build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+arch, "GOAMD64=", "GOFLAGS=")
			if out, err := build.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
