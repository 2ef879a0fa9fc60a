package text

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// writeConfig makes a file with the folders that it needs.
func writeConfig(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFoldersOfFontsFollowTheConfiguration(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems have no fontconfig")
	}
	home := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{home}, parts...)...) }
	for _, dir := range []string{"absolute", "tilde", "conf/beside", "data/xdg", "data/fonts", "numbered", "more/fonts", "unread"} {
		if err := os.MkdirAll(at(dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	writeConfig(t, at("conf/fonts.conf"), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
		<fontconfig><!-- <dir>`+at("unread")+`</dir> -->
		<dir>`+at("absolute")+`</dir><dir> ~/tilde </dir><dir>/not/there</dir><dir prefix="relative">beside</dir>
		<match><test name="family"><string>sans</string></test></match>
		<include ignore_missing="yes">conf.d</include><include>fonts.conf</include>
		<include ignore_missing="yes" prefix="xdg">fontconfig/fonts.conf</include><include>nowhere.conf</include></fontconfig>`)
	writeConfig(t, at("conf/conf.d/10-dirs.conf"), `<fontconfig><dir>`+at("numbered")+`</dir></fontconfig>`)
	writeConfig(t, at("conf/conf.d/README.conf"), `<fontconfig><dir>`+at("unread")+`</dir></fontconfig>`)
	writeConfig(t, at("conf/conf.d/20-broken.conf"), `<fontconfig><dir>`+at("unread"))
	writeConfig(t, at("config/fontconfig/fonts.conf"), `<fontconfig><dir prefix="xdg">xdg</dir></fontconfig>`)
	for name, value := range map[string]string{"HOME": home, "XDG_DATA_HOME": at("data"), "XDG_CONFIG_HOME": at("config"),
		"FONTCONFIG_PATH": at("conf"), "FONTCONFIG_FILE": "", "FONTCONFIG_SYSROOT": "", "XDG_DATA_DIRS": at("more")} {
		t.Setenv(name, value)
	}
	var got []string
	for _, dir := range fontFolders() {
		if rel, err := filepath.Rel(home, dir); err == nil && filepath.IsLocal(rel) {
			got = append(got, rel)
		}
	}
	want := []string{"absolute", "conf/beside", "data/fonts", "data/xdg", "more/fonts", "numbered", "tilde"}
	if !slices.Equal(got, want) {
		t.Errorf("folders %v, want %v", got, want)
	}
}

// FuzzFontConfig: nothing in a configuration makes it panic or read without end.
func FuzzFontConfig(f *testing.F) {
	f.Add([]byte(`<fontconfig><dir prefix="xdg">a</dir><include>fonts.conf</include></fontconfig>`))
	f.Add([]byte(`<dir prefix="relative">~</dir><dir></dir><include prefix="xdg">~</include`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := fontConfig{home: "/nowhere", root: "/nowhere", config: "/nowhere", data: "/nowhere"}
		c.parse(data, "/nowhere")
		if len(c.dirs) > len(data) {
			t.Errorf("%d folders of %d bytes", len(c.dirs), len(data))
		}
	})
}
