package text

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// fontFolders are the folders in which this machine has its fonts, sorted: the usual ones
// of its system, and what the configuration of fontconfig names. Those that are not there
// are left out.
//
// The shaping library can tell them too, but the package that does prepares tables of font
// names when the program starts, a tenth of a run that needs none.
func fontFolders() []string {
	home, _ := os.UserHomeDir()
	env := func(name, otherwise string) string {
		if v := os.Getenv(name); v != "" {
			return v
		}
		return otherwise
	}
	var dirs []string
	switch runtime.GOOS {
	case "windows":
		dirs = []string{filepath.Join(env("SYSTEMROOT", `C:\Windows`), "Fonts"), filepath.Join(env("windir", `C:\Windows`), "Fonts")}
		if local := os.Getenv("localappdata"); local != "" {
			dirs = append(dirs, filepath.Join(local, "Microsoft", "Windows", "Fonts"))
		}
	case "darwin":
		dirs = []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library", "Fonts"), "/Network/Library/Fonts"}
		for _, n := range []string{"3", "4", "5", "6", "7"} { // of one release each
			dirs = append(dirs, "/System/Library/Assets/com_apple_MobileAsset_Font"+n)
		}
	case "android":
		dirs = []string{"/system/fonts", "/system/font", "/data/fonts"}
	case "ios":
		dirs = []string{"/System/Library/Fonts", "/System/Library/Fonts/Cache"}
	default:
		c := fontConfig{
			home: home, root: os.Getenv("FONTCONFIG_SYSROOT"),
			config: env("XDG_CONFIG_HOME", filepath.Join(home, ".config")),
			data:   env("XDG_DATA_HOME", filepath.Join(home, ".local", "share")),
			paths:  append(filepath.SplitList(os.Getenv("FONTCONFIG_PATH")), "/etc/fonts"),
		}
		c.read(env("FONTCONFIG_FILE", "fonts.conf"))
		dirs = append(usualFontFolders(home, c.data), c.dirs...)
	}
	return existing(dirs)
}

// usualFontFolders are those of systems with X11, where they are not configured.
func usualFontFolders(home, data string) []string {
	dirs := []string{"/usr/X11R6/lib/X11/fonts", "/usr/local/share/fonts", "/usr/share/fonts", "/usr/share/texmf/fonts/opentype/public",
		filepath.Join(home, ".fonts"), filepath.Join(data, "fonts")}
	for _, dir := range filepath.SplitList(os.Getenv("XDG_DATA_DIRS")) {
		dirs = append(dirs, filepath.Join(dir, "fonts"))
	}
	return dirs
}

// existing returns the absolute paths of the folders that exist, each once, sorted.
func existing(dirs []string) []string {
	var found []string
	for _, dir := range dirs {
		abs, err := filepath.Abs(dir)
		if err != nil {
			continue
		}
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			found = append(found, abs)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
