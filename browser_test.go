package heat_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/seed01309057/heat"
)

// chromium is the browser's command; the test is skipped where there is none.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("chromium is not installed (apt-get install chromium): embedded fonts, which rsvg-convert does not read, are not looked at")
	return ""
}

// inBrowser draws an SVG as a page of its own in a browser that has no user and no network.
// A browser that hangs fails the test.
func inBrowser(t testing.TB, svg []byte, w, h int, zoom float64) image.Image {
	t.Helper()
	command := chromium(t)
	dir, err := os.MkdirTemp("", "heat-browser")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir) // its children may still write into it, which is no fault of the test
	page, out := filepath.Join(dir, "a.svg"), filepath.Join(dir, "a.png")
	if err := os.WriteFile(page, svg, 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, command, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions",
		"--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage", "--hide-scrollbars", "--font-render-hinting=none", "--disable-lcd-text",
		"--user-data-dir="+filepath.Join(dir, "profile"), fmt.Sprintf("--window-size=%d,%d", w, h),
		fmt.Sprintf("--force-device-scale-factor=%g", zoom), "--screenshot="+out, "file://"+page)
	cmd.WaitDelay = 5 * time.Second // for children that keep its output open
	var message bytes.Buffer
	cmd.Stdout, cmd.Stderr = &message, &message
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %.2000s", command, err, message.String())
	}
	if _, err := os.Stat(out); err != nil {
		t.Skipf("%s may not write where tests do, as where it is confined: embedded fonts are not looked at: %.500s", command, message.String())
	}
	return readPNG(t, out)
}

// In a browser, which reads the embedded fonts, the SVG is the picture that the PNG is. The
// characters that its letters are cut from are not installed under the names that the file
// uses, so that a font that is refused shows as another one.
func TestBrowserDrawsTheEmbeddedFonts(t *testing.T) {
	comparesPictures(t)
	chromium(t)
	requireScripts(t)
	const zoom = 1.5 // of the 96 pixels that an inch has in browsers
	for name, spec := range map[string]heat.Spec{"tickets": tickets(t), "scripts": twelveScripts(t)} {
		v := viewed(t, spec)
		width, height := v.fig.Size()
		w, h := int(width*96/72+0.999), int(height*96/72+0.999)
		theirs := inBrowser(t, encoded(t, v.fig, heat.SVG{}), w, h, zoom)
		agree(t, name+" in a browser", false, v.png(96*zoom), theirs)
	}
}
