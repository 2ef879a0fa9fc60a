package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"github.com/seed01309057/heat/internal/atomicfile"
)

// fontIndex is what is known of the fonts on a machine: enough to choose one without
// opening it. It is kept in a file; the library's own index takes twice the time to read
// and is one for the whole process.
type fontIndex struct {
	key     string   // of the folders: where it is the same, they are
	folders []string // where fonts are
	files   []fontFile
}

// fontFile is one file and the faces in it; a file that is no font has none.
type fontFile struct {
	path          string
	modTime, size int64 // by which a change is noticed
	faces         []fontFace
}

// fontFace is one face.
type fontFace struct {
	file            string
	index           int    // in its file
	family          string // normalised
	weight, stretch float64
	italic          bool
	ranges          [][2]rune // of its characters, rising, both ends included
}

// has reports whether a face has a character.
func (f *fontFace) has(r rune) bool {
	i, found := slices.BinarySearchFunc(f.ranges, r, func(have [2]rune, r rune) int { return int(have[0]) - int(r) })
	return found || i > 0 && r <= f.ranges[i-1][1]
}

// fontExtensions are those of the files that may be fonts.
var fontExtensions = []string{".ttf", ".otf", ".ttc", ".otc"}

// refresh finds the fonts in folders and takes over from an older index what it knows of
// files that have not changed. Changed says whether there is anything new.
func (old *fontIndex) refresh(key string, folders []string) (fresh *fontIndex, changed bool) {
	known := make(map[string]*fontFile, len(old.files))
	for i := range old.files {
		known[old.files[i].path] = &old.files[i]
	}
	fresh, changed = &fontIndex{key: key, folders: folders}, key != old.key
	seen := map[string]bool{}
	for _, folder := range folders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return fs.SkipDir
			}
			if d.IsDir() || seen[path] || !slices.Contains(fontExtensions, strings.ToLower(filepath.Ext(path))) {
				return nil
			}
			seen[path] = true
			info, err := os.Stat(path) // of what a link leads to
			if err != nil || !info.Mode().IsRegular() || info.Size() > maxFontBytes {
				return nil
			}
			f := fontFile{path: path, modTime: info.ModTime().UnixNano(), size: info.Size()}
			if was := known[path]; was != nil && was.modTime == f.modTime && was.size == f.size {
				f = *was
			} else {
				f.faces, changed = readFaces(path), true
			}
			fresh.files = append(fresh.files, f)
			return nil
		})
	}
	return fresh, changed || len(fresh.files) != len(old.files)
}

// readFaces describes the faces in a file; none where it is no font. It reads three
// tables of each.
func readFaces(path string) (faces []fontFace) {
	defer func() {
		if recover() != nil { // the parser is not ours: a hostile font is no font
			faces = nil
		}
	}()
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	loaders, err := ot.NewLoaders(file)
	if err != nil {
		return nil
	}
	for i, ld := range loaders {
		raw, err := ld.RawTable(ot.MustNewTag("cmap"))
		if err != nil {
			continue
		}
		table, _, err := tables.ParseCmap(raw)
		if err != nil {
			continue
		}
		cmap, _, err := font.ProcessCmap(table, tables.FPNone)
		if err != nil {
			continue
		}
		about, _ := font.Describe(ld, nil)
		faces = append(faces, fontFace{
			file: path, index: i, family: font.NormalizeFamily(about.Family),
			weight: float64(about.Aspect.Weight), stretch: float64(about.Aspect.Stretch),
			italic: about.Aspect.Style == font.StyleItalic, ranges: coverage(cmap),
		})
	}
	return faces
}

// maxRanges bounds what is kept of a face: pan-CJK faces have some 2,000 ranges.
const maxRanges = 1 << 16

// coverage lists the characters of a face as rising ranges.
func coverage(cmap font.Cmap) (ranges [][2]rune) {
	if ranger, ok := cmap.(font.CmapRuneRanger); ok {
		ranges = ranger.RuneRanges(nil)
	} else {
		for it := cmap.Iter(); it.Next() && len(ranges) < maxRanges; {
			r, _ := it.Char()
			ranges = append(ranges, [2]rune{r, r})
		}
	}
	slices.SortFunc(ranges, func(a, b [2]rune) int { return int(a[0]) - int(b[0]) })
	merged := ranges[:0]
	for _, r := range ranges {
		if n := len(merged); n > 0 && r[0] <= merged[n-1][1]+1 {
			merged[n-1][1] = max(merged[n-1][1], r[1])
		} else if r[0] <= r[1] && r[0] >= 0 {
			merged = append(merged, r)
		}
	}
	return slices.Clip(merged[:min(len(merged), maxRanges)])
}

// foldersKey stands for all that the folders depend on: the environment, the
// configuration of fontconfig, whose XML takes longer to read than all else here, and
// which of the usual folders there are.
func foldersKey() string {
	var b strings.Builder
	home := os.Getenv("HOME")
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "windir", "SYSTEMROOT", "localappdata"} {
		b.WriteString(name + "=" + os.Getenv(name) + "\n")
	}
	stamp := func(path string) {
		if info, err := os.Stat(path); err == nil {
			b.WriteString(path + " " + info.ModTime().UTC().Format("20060102T150405.999999999") + "\n")
		}
	}
	config, data := os.Getenv("XDG_CONFIG_HOME"), os.Getenv("XDG_DATA_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	if data == "" {
		data = filepath.Join(home, ".local", "share")
	}
	for _, root := range []string{"/etc/fonts", filepath.Join(config, "fontconfig"), os.Getenv("FONTCONFIG_PATH")} {
		if root == "" {
			continue
		}
		stamp(filepath.Join(root, "fonts.conf"))
		stamp(filepath.Join(root, "local.conf"))
		parts, _ := os.ReadDir(filepath.Join(root, "conf.d"))
		for _, part := range parts {
			stamp(filepath.Join(root, "conf.d", part.Name()))
		}
	}
	stamp(os.Getenv("FONTCONFIG_FILE"))
	for _, dir := range usualFontFolders(home, data) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			b.WriteString(dir + "\n")
		}
	}
	return b.String()
}

// indexName is the file of the index; another format is another name, so that two
// versions of the program do not spoil each other's.
const indexName = "fonts-1.index"

var errIndex = errors.New("malformed font index")

// loadIndex reads an index; an empty one where there is none or it is damaged.
func loadIndex(path string) *fontIndex {
	data, err := os.ReadFile(path)
	if err != nil {
		return &fontIndex{}
	}
	x, err := parseIndex(data)
	if err != nil {
		return &fontIndex{}
	}
	return x
}

// save writes the index whole or not at all, so that another process never reads half.
func (x *fontIndex) save(path string) error {
	return atomicfile.Write(path, func(w io.Writer) error { _, err := w.Write(x.encode()); return err })
}

// encode writes numbers as varints, texts after their lengths, ranges as steps, and a
// checksum at the end.
func (x *fontIndex) encode() []byte {
	var out []byte
	num := func(v int64) { out = binary.AppendVarint(out, v) }
	str := func(s string) { num(int64(len(s))); out = append(out, s...) }
	str(x.key)
	num(int64(len(x.folders)))
	for _, f := range x.folders {
		str(f)
	}
	num(int64(len(x.files)))
	for _, f := range x.files {
		str(f.path)
		num(f.modTime)
		num(f.size)
		num(int64(len(f.faces)))
		for _, face := range f.faces {
			num(int64(face.index))
			str(face.family)
			num(int64(math.Float64bits(face.weight)))
			num(int64(math.Float64bits(face.stretch)))
			num(int64(boolTo(face.italic)))
			num(int64(len(face.ranges)))
			last := rune(0)
			for _, r := range face.ranges {
				num(int64(r[0] - last))
				num(int64(r[1] - r[0]))
				last = r[1]
			}
		}
	}
	return seal(out)
}

// seal appends the checksum.
func seal(data []byte) []byte {
	return binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(data))
}

func boolTo(b bool) int {
	if b {
		return 1
	}
	return 0
}

// parseIndex is the reverse of encode. It never takes more memory than a small multiple
// of the data.
func parseIndex(data []byte) (x *fontIndex, err error) {
	if len(data) < 4 || crc32.ChecksumIEEE(data[:len(data)-4]) != binary.BigEndian.Uint32(data[len(data)-4:]) {
		return nil, errIndex
	}
	in := bytes.NewReader(data[:len(data)-4])
	num := func() int64 {
		v, e := binary.ReadVarint(in)
		if e != nil {
			err = errIndex
		}
		return v
	}
	count := func() int { // of things that take at least a byte each
		n := num()
		if n < 0 || n > int64(in.Len()) {
			err = errIndex
			return 0
		}
		return int(n)
	}
	str := func() string {
		b := make([]byte, count())
		in.Read(b)
		return string(b)
	}
	x = &fontIndex{key: str()}
	for n := count(); n > 0 && err == nil; n-- {
		x.folders = append(x.folders, str())
	}
	for n := count(); n > 0 && err == nil; n-- {
		f := fontFile{path: str(), modTime: num(), size: num()}
		for m := count(); m > 0 && err == nil; m-- {
			face := fontFace{file: f.path, index: int(num()), family: str()}
			face.weight, face.stretch = math.Float64frombits(uint64(num())), math.Float64frombits(uint64(num()))
			face.italic = num() != 0
			face.ranges = make([][2]rune, count())
			last := rune(0)
			for i := range face.ranges {
				from := last + rune(num())
				last = from + rune(num())
				face.ranges[i] = [2]rune{from, last}
			}
			f.faces = append(f.faces, face)
		}
		x.files = append(x.files, f)
	}
	return x, err
}
