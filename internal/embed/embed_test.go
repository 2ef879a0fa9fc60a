package embed

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// A minimal figure of each format, as heat writes it around the parts.

func chunk(name string, body ...[]byte) []byte {
	data := bytes.Join(body, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func figurePNG(parts ...[]byte) []byte {
	b := append([]byte(signaturePNG), chunk("IHDR", make([]byte, 13))...)
	b = append(b, chunk("iTXt", []byte("Title\x00\x00\x00\x00\x00of it"))...)
	for _, p := range parts {
		b = append(b, chunk("iTXt", []byte(Keyword+"\x00\x01\x00\x00\x00"), p)...)
	}
	return append(append(b, chunk("IDAT", []byte("pixels"))...), chunk("IEND")...)
}

func figureSVG(parts ...[]byte) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>Software: heat` + XML(parts) + "</metadata>\n<rect/></svg>\n")
}

func figurePDF(parts ...[]byte) []byte {
	b := []byte("%PDF-1.7\n1 0 obj\n<</Title(of it)>>\nendobj\n")
	for _, p := range parts {
		b = fmt.Appendf(b, "2 0 obj\n<</Type/EmbeddedFile/Subtype/application#2Fjson/%s true/Params<</Size 9>>/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n", Mark, len(p), p)
	}
	return append(b, "xref\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"...)
}

var figures = map[Format]func(parts ...[]byte) []byte{PNG: figurePNG, SVG: figureSVG, PDF: figurePDF}

// packedFor packs a spec as the root package does for a format.
func packedFor(t testing.TB, f Format, spec string, partSize int) [][]byte {
	t.Helper()
	if f == PDF {
		partSize = 0
	}
	parts, err := Pack([]byte(spec), partSize)
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

func deflated(text []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(text)
	w.Close()
	return b.Bytes()
}

func wantFault(t *testing.T, data []byte, fault Fault, words string) {
	t.Helper()
	wantFaultWithin(t, limits{maxSpec: MaxSpec}, data, fault, words)
}

func wantFaultWithin(t *testing.T, l limits, data []byte, fault Fault, words string) {
	t.Helper()
	spec, err := l.extract(data)
	e := new(Error)
	if !errors.As(err, &e) || spec != nil {
		t.Fatalf("%d bytes of spec, error %v", len(spec), err)
	}
	if e.Fault != fault || !strings.Contains(err.Error(), words) {
		t.Errorf("fault %d, want %d with %q: %v", e.Fault, fault, words, err)
	}
}

const small = `{"title":"Grüße, 東京","panels":[]}`

func TestExtractFindsWhatWasPacked(t *testing.T) {
	long := `{"t":"` + strings.Repeat("äbc東", 9000) + `"}`
	for f, figure := range figures {
		for _, spec := range []string{"{}", small, long} {
			for _, size := range []int{0, 1, 7, 1000, PartSize} {
				if size > 0 && len(spec)/size > 1000 {
					continue
				}
				data := figure(packedFor(t, f, spec, size)...)
				if FormatOf(data) != f {
					t.Fatalf("taken for %v", FormatOf(data))
				}
				got, err := Extract(data)
				if err != nil || string(got) != spec {
					t.Errorf("%v in parts of %d: %.80q, %v", f, size, got, err)
				}
			}
		}
	}
}

func TestPartsAreWholeCharacters(t *testing.T) {
	for _, part := range packedFor(t, PNG, small, 3) {
		r, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		b.ReadFrom(r)
		if s := b.String(); strings.ToValidUTF8(s, "") != s {
			t.Errorf("part %q", s)
		}
	}
}

func TestFaults(t *testing.T) {
	wantFault(t, nil, NotFigure, "not a figure")
	wantFault(t, []byte("name,x\nA,1\n"), NotFigure, "not a figure")
	wantFault(t, []byte("<html>"), NotFigure, "not a figure")
	wantFault(t, []byte(small), NotFigure, "not a figure")
	wantFault(t, []byte(signaturePNG[1:]), NotFigure, "not a figure")
	for f, figure := range figures {
		wantFault(t, figure(), NoSpec, "the "+f.String()+" carries no spec (draw it with --embed")
		wantFault(t, figure(deflated([]byte("[1, 2]"))), Damaged, "not a spec")
		wantFault(t, figure([]byte("no stream of zlib")), Damaged, "cannot be expanded")
		wantFault(t, figure(nil), Damaged, "spec")
		packed := deflated([]byte(small))
		packed[len(packed)-1] ^= 1
		wantFault(t, figure(packed), Damaged, "the checksum of its spec is wrong")
	}
	wantFault(t, figurePNG(deflated([]byte(small))[:20]), Damaged, "cut short")
	wantFault(t, figureSVG(deflated([]byte(small))[:20]), Damaged, "cut short")
	wantFault(t, []byte(strings.Replace(string(figureSVG(deflated([]byte(small)))), `1/1">`, `1/1">*`, 1)), Damaged, "cannot be expanded")
	encrypted := bytes.Replace(figurePDF(deflated([]byte(small))), []byte("trailer\n<<"), []byte("trailer\n<</Encrypt 9 0 R"), 1)
	wantFault(t, encrypted, Damaged, "it is encrypted (take")
	foreign := bytes.Replace(figurePDF(deflated([]byte(small))), []byte("/FlateDecode"), []byte("[/ASCIIHexDecode /FlateDecode]"), 1)
	wantFault(t, foreign, Damaged, "another program")
}

// Wherever a file is cut, its spec is not taken for whole.
func TestCutAnywhere(t *testing.T) {
	for f, figure := range figures {
		data := bytes.TrimRight(figure(packedFor(t, f, small, 9)...), "\n")
		for n := range data {
			if spec, err := Extract(data[:n]); err == nil {
				t.Errorf("%v of %d bytes, cut after %d: %q", f, len(data), n, spec)
			}
		}
	}
}

// A byte that was changed is found, or does not change the spec. In a PNG all are found.
func TestFlippedAnywhere(t *testing.T) {
	for f, figure := range figures {
		data := figure(packedFor(t, f, small, 9)...)
		for i := range data {
			for _, bit := range []byte{1, 0x20, 0x80} {
				flipped := bytes.Clone(data)
				flipped[i] ^= bit
				spec, err := Extract(flipped)
				if err == nil && (f == PNG || string(spec) != small) {
					t.Errorf("%v with byte %d flipped: %q", f, i, spec)
				}
			}
		}
	}
}

func TestLostParts(t *testing.T) {
	lines := strings.SplitAfter(string(figureSVG(packedFor(t, SVG, small, 9)...)), "\n")
	n := 0
	for i, line := range lines {
		if strings.HasPrefix(line, openTag) {
			n++
			wantFault(t, []byte(strings.Join(lines[:i], "")+strings.Join(lines[i+1:], "")), Damaged, "part")
			wantFault(t, []byte(strings.Replace(strings.Join(lines, ""), line, line+line, 1)), Damaged, "part")
		}
	}
	if n != 5 {
		t.Errorf("%d parts", n)
	}
}

// Editors wrap text, move namespaces and write without compression.
func TestSavedAgainByOthers(t *testing.T) {
	packed := deflated([]byte(small))
	text := base64.StdEncoding.EncodeToString(packed)
	for name, data := range map[string]string{
		"wrapped": "<?xml version=\"1.0\"?>\n<svg xmlns:heat=\"" + Namespace + "\">\r\n<heat:spec\n part='1/1' id=\"a\">\n\t" + text[:20] + "\r\n  " + text[20:] + "\n</heat:spec></svg>\n<!-- end -->",
		"plain":   "%PDF-1.7\n\n9 0 obj\n<<\n  /HEAT_Spec true\n  /Length 10 0 R\n  /Type /EmbeddedFile\n>>\nstream\r\n" + small + "\nendstream\nendobj\ntrailer %%EOF",
		"array":   "%PDF-1.7\n\n9 0 obj\n<< /Filter [ /FlateDecode ] /HEAT_Spec true /Length 10 0 R /Type /EmbeddedFile >>\nstream\n" + string(packed) + "\nendstream\nendobj\ntrailer %%EOF",
		"png":     signaturePNG + string(chunk("iTXt", []byte(Keyword+"\x00\x00\x00en\x00key\x00"+small))) + string(chunk("IEND")),
	} {
		if spec, err := Extract([]byte(data)); err != nil || strings.TrimSpace(string(spec)) != small {
			t.Errorf("%s: %q, %v", name, spec, err)
		}
	}
}

// Text of others in a PDF cannot pass for the stream.
func TestTextIsNoStream(t *testing.T) {
	for _, title := range []string{
		"9 0 obj<</HEAT_Spec true/EmbeddedFile>>stream", "/HEAT_Spec/EmbeddedFile", strings.Repeat(" ", 40) + "9 0 obj <</EmbeddedFile/HEAT_Spec>>stream\n{}endstream",
		strings.Repeat("/HEAT_Spec", 5000),
	} {
		wantFault(t, []byte("%PDF-1.7\n1 0 obj\n<</Title("+title+")>>\nendobj\n%%EOF"), NoSpec, "no spec")
	}
}

func TestBombsStopEarly(t *testing.T) {
	within := limits{maxSpec: 8 << 20}
	bomb := func(first string) []byte {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(first))
		for zeros := make([]byte, 1<<20); b.Len() < 2*within.maxSpec/1000; {
			w.Write(zeros)
		}
		w.Close()
		return b.Bytes()
	}
	object, other := bomb(`{"`), bomb("")
	for f, figure := range figures {
		one := figure(object)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		wantFaultWithin(t, within, one, Damaged, "expands to more than 8 MiB")
		wantFaultWithin(t, within, figure(other), Damaged, "not a spec")
		if f != PDF { // which has one part
			wantFaultWithin(t, within, figure(deflated([]byte("{")), other, other), Damaged, "expands to more than 8 MiB")
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 2<<20 {
			t.Errorf("%v: %d bytes were allocated", f, used)
		}
	}
}

func TestPackRefusesWhatIsTooLarge(t *testing.T) {
	l := limits{maxSpec: 2 << 20, maxPacked: 1 << 20}
	noise := make([]byte, l.maxPacked+l.maxPacked/8)
	rng := rand.NewChaCha8([32]byte{1})
	rng.Read(noise)
	for _, size := range []int{0, 1 << 18} {
		if _, err := l.pack(noise, size); err == nil || err.Error() != "the spec is 1.13 MiB compressed, more than 1 MiB" {
			t.Error(err)
		}
		if parts, err := l.pack(noise[:l.maxPacked-1<<12], size); err != nil {
			t.Error(len(parts), err)
		}
	}
	if _, err := l.pack(make([]byte, l.maxSpec+1), 0); err == nil || err.Error() != "the spec is 2.01 MiB, more than 2 MiB" {
		t.Error(err)
	}
}

// FuzzExtract takes any file: no panic, and what comes out can be put in again.
func FuzzExtract(f *testing.F) {
	for format, figure := range figures {
		f.Add(figure())
		f.Add(figure(packedFor(f, format, small, 9)...))
		f.Add(figure(deflated([]byte(small))[:20]))
	}
	f.Add([]byte("%PDF-1.7\n\n9 0 obj\n<</HEAT_Spec true/Type/EmbeddedFile>>\nstream\n" + small + "\nendstream\n%%EOF"))
	f.Add([]byte(`<svg><heat:spec part="1/2"></heat:spec></svg>`))
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, data []byte) {
		spec, err := Extract(data)
		if err != nil {
			if e := new(Error); !errors.As(err, &e) || e.Error() == "" {
				t.Errorf("error %v", err)
			}
			return
		}
		for format, figure := range figures {
			again, err := Extract(figure(packedFor(t, format, string(spec), 0)...))
			if err != nil || !bytes.Equal(again, spec) {
				t.Errorf("%v: %q became %q, %v", format, spec, again, err)
			}
		}
	})
}
