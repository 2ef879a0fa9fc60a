package text

import (
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
)

// fontConfig reads the folders of fonts out of fontconfig's configuration (fonts.conf(5)):
// what <dir> names in a file and in all to which its <include> leads. What cannot be read
// is left out.
type fontConfig struct {
	home, root   string   // of the user; what all paths are under, usually nothing
	config, data string   // XDG_CONFIG_HOME, XDG_DATA_HOME
	paths        []string // in which relative paths are looked for

	dirs []string
	seen map[string]bool // files and folders, each read once
}

// Limits of what a configuration may make heat read.
const (
	maxConfigFiles = 1000
	maxConfigBytes = 1 << 20
)

// read adds what a file says, or the files of a folder whose names begin with a digit.
func (c *fontConfig) read(path string) {
	path = c.resolve(path)
	if path == "" || c.seen[path] || len(c.seen) >= maxConfigFiles {
		return
	}
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	c.seen[path] = true
	info, err := os.Stat(path)
	switch {
	case err != nil:
	case info.IsDir():
		entries, _ := os.ReadDir(path)
		for _, e := range entries {
			if name := e.Name(); name[0] >= '0' && name[0] <= '9' && strings.HasSuffix(name, ".conf") && !e.IsDir() {
				c.read(filepath.Join(path, name))
			}
		}
	case info.Mode().IsRegular() && info.Size() <= maxConfigBytes:
		if data, err := os.ReadFile(path); err == nil {
			c.parse(data, filepath.Dir(path))
		}
	}
}

// resolve finds a file or folder of the configuration; "" if a relative one is nowhere.
func (c *fontConfig) resolve(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		path = filepath.Join(c.home, rest)
	}
	if filepath.IsAbs(path) {
		if c.root != "" && !strings.HasPrefix(path, c.root) {
			path = filepath.Join(c.root, path)
		}
		return filepath.Clean(path)
	}
	for _, p := range c.paths {
		candidate := filepath.Join(c.root, p, path)
		if _, err := os.Stat(candidate); err == nil {
			return candidate
		}
	}
	return ""
}

// parse adds what one file says. Most name neither folders nor files, and XML takes a
// while to read: those are not read as such.
func (c *fontConfig) parse(data []byte, folder string) {
	if !bytes.Contains(data, []byte("<dir")) && !bytes.Contains(data, []byte("<include")) {
		return
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	var start xml.StartElement
	var text strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return // the end, or nonsense
		}
		switch t := token.(type) {
		case xml.StartElement:
			start = t.Copy()
			text.Reset()
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if t.Name.Local == start.Name.Local {
				c.element(start, strings.TrimSpace(text.String()), folder)
			}
			start = xml.StartElement{}
		}
	}
}

// element adds what one element says.
func (c *fontConfig) element(e xml.StartElement, path, folder string) {
	prefix := ""
	for _, a := range e.Attr {
		if a.Name.Local == "prefix" {
			prefix = a.Value
		}
	}
	switch {
	case path == "":
	case e.Name.Local == "include" && prefix == "xdg":
		c.read(filepath.Join(c.config, path))
	case e.Name.Local == "include":
		c.read(path)
	case e.Name.Local != "dir":
	case prefix == "xdg":
		c.dirs = append(c.dirs, filepath.Join(c.data, path))
	case prefix == "relative":
		c.dirs = append(c.dirs, filepath.Join(folder, path))
	default: // of the working folder, if it is not absolute
		if rest, ok := strings.CutPrefix(path, "~"); ok {
			path = filepath.Join(c.home, rest)
		}
		c.dirs = append(c.dirs, path)
	}
}
