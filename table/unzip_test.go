package table

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

// zipped makes an archive of files, each of which holds the text.
func zipped(t testing.TB, method uint16, text string, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestZipOfOneFile(t *testing.T) {
	const text, want = "a,b\n1,2\n3,4\n", "+ a:number[1 3] b:number[2 4]"
	whole := zipped(t, zip.Deflate, text, "in/a.csv")
	for _, name := range []string{"x.csv.zip", "x.zip", "x"} {
		table, err := Open(write(t, name, whole), Options{})
		if err != nil || describe(table) != want {
			t.Errorf("%s: %v, %v", name, table, err)
		}
	}
	table, err := read(t, zipped(t, zip.Deflate, `[{"a":1,"b":2},{"a":3,"b":4}]`, "a.json"), Options{})
	if err != nil || describe(table) != want {
		t.Errorf("%v, %v", table, err)
	}
	sum := strings.Index(whole, "PK\x07\x08") + 4
	for packed, want := range map[string]string{
		zipped(t, zip.Deflate, text, "a.csv", "b.csv"):   "the archive holds several files (unpack it, and name the one to read)",
		zipped(t, zip.Deflate, text, "a.exe"):            "the archive is not an Excel workbook (unpack it if it holds a table",
		zipped(t, zip.Store, text, "a.csv"):              "the archive is packed in a way that is not known", // its size stands behind it
		whole[:40]:                                       "the zip data ends too soon",
		whole[:sum] + "\x00\x00\x00\x00" + whole[sum+4:]: "the sum of the data is another than the archive says",
	} {
		_, err := read(t, packed, Options{})
		wantError(t, err, want)
	}
}

func TestBzip2(t *testing.T) {
	// printf 'a,b\n1,2\n3,4\n' | bzip2 | base64
	data, err := base64.StdEncoding.DecodeString(bzipped)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(write(t, "x.csv.bz2", string(data)), Options{})
	if err != nil || describe(table) != "+ a:number[1 3] b:number[2 4]" {
		t.Errorf("%v, %v", table, err)
	}
	_, err = read(t, string(data[:30]), Options{})
	wantError(t, err, "the bzip2 data cannot be unpacked")
	_, err = read(t, "\xfd7zXZ\x00\x00", Options{})
	wantError(t, err, "this is packed by xz: unpack it")
}

func FuzzReadZip(f *testing.F) {
	fuzzFormat(f, Auto, zipped(f, zip.Deflate, "a,b\n1,2\n", "a.csv"))
}

const bzipped = "QlpoOTFBWSZTWQMMHxsAAAVZAAAQAAQ8ADAAIAAiHqGIQwInNOOAHi7kinChIAYYPjY="
