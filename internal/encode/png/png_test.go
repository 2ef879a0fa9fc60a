package png

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/color"
	stdpng "image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/encode/raster"
)

// picture makes a canvas from a function of place.
func picture(w, h int, at func(x, y int) color.NRGBA) *raster.Canvas {
	c := &raster.Canvas{Pix: make([]uint8, 4*w*h), W: w, H: h, Stride: 4 * w}
	for y := range h {
		for x := range w {
			p := at(x, y)
			copy(c.Row(y)[4*x:], []uint8{p.R, p.G, p.B, p.A})
		}
	}
	return c
}

func encode(t testing.TB, c *raster.Canvas, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, c, opt); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// roundTrip encodes a canvas, checks that it is read back exactly and returns the file.
func roundTrip(t testing.TB, c *raster.Canvas) []byte {
	t.Helper()
	file := encode(t, c, Options{})
	img, err := stdpng.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != c.W || b.Dy() != c.H {
		t.Fatalf("read back as %v", b)
	}
	if got := pixelsOf(t, img); !bytes.Equal(got, c.Pix) {
		for i := range got {
			if got[i] != c.Pix[i] {
				t.Fatalf("byte %d of pixel %d, %d is %d, want %d", i%4, i/4%c.W, i/4/c.W, got[i], c.Pix[i])
			}
		}
	}
	return file
}

// pixelsOf returns the pixels of a picture as a canvas holds them.
func pixelsOf(t testing.TB, img image.Image) []uint8 {
	switch img := img.(type) {
	case *image.NRGBA:
		return img.Pix
	case *image.RGBA: // opaque, as the reader makes it
		return img.Pix
	case *image.Paletted:
		out := make([]uint8, 0, 4*len(img.Pix))
		for _, v := range img.Pix {
			switch p := img.Palette[v].(type) {
			case color.NRGBA:
				out = append(out, p.R, p.G, p.B, p.A)
			case color.RGBA:
				out = append(out, p.R, p.G, p.B, p.A)
			}
		}
		return out
	}
	t.Fatalf("read back as %T", img)
	return nil
}

// chunk is a chunk of a file.
type chunk struct {
	name string
	data []byte
}

// chunksOf splits a file and checks every length and CRC.
func chunksOf(t *testing.T, file []byte) (list []chunk) {
	t.Helper()
	rest, ok := bytes.CutPrefix(file, []byte("\x89PNG\r\n\x1a\n"))
	if !ok {
		t.Fatal("no signature")
	}
	for len(rest) > 0 {
		n := binary.BigEndian.Uint32(rest)
		if crc32.ChecksumIEEE(rest[4:8+n]) != binary.BigEndian.Uint32(rest[8+n:]) {
			t.Errorf("wrong CRC of %s", rest[4:8])
		}
		list = append(list, chunk{string(rest[4:8]), rest[8 : 8+n]})
		rest = rest[12+n:]
	}
	return list
}

func find(list []chunk, name string) (found []string) {
	for _, c := range list {
		if c.name == name {
			found = append(found, string(c.data))
		}
	}
	return found
}

// samples are pictures of every kind of content, by the colour type they should have.
func samples() map[string]*raster.Canvas {
	rng := rand.New(rand.NewPCG(1, 2))
	grey := func(v int) color.NRGBA { return color.NRGBA{uint8(v), uint8(v), uint8(v), 255} }
	return map[string]*raster.Canvas{
		"3 flat":           picture(900, 400, func(x, y int) color.NRGBA { return grey(x / 100 * y / 100) }),
		"3 smooth":         picture(700, 400, func(x, y int) color.NRGBA { return grey((x*x + y*y) / 4000) }),
		"3 noise":          picture(700, 400, func(x, y int) color.NRGBA { return grey(rng.IntN(256)) }),
		"3 translucent":    picture(300, 200, func(x, y int) color.NRGBA { return color.NRGBA{9, 8, 7, uint8(x / 2)} }),
		"3 two rows alike": picture(40000, 4, func(x, y int) color.NRGBA { return grey(x * 7 % 251) }),
		"2 cells": picture(900, 600, func(x, y int) color.NRGBA {
			return color.NRGBA{uint8(x / 3 * 37), uint8(y / 3 * 91), uint8(x/3 ^ y/3), 255}
		}),
		"2 gradient": picture(480, 320, func(x, y int) color.NRGBA { return color.NRGBA{uint8(x / 3), uint8(y / 2), 0, 255} }),
		"2 noise": picture(400, 300, func(x, y int) color.NRGBA {
			return color.NRGBA{uint8(rng.IntN(256)), uint8(rng.IntN(256)), uint8(rng.IntN(256)), 255}
		}),
		"2 photo": picture(400, 300, func(x, y int) color.NRGBA {
			n := rng.IntN(6)
			return color.NRGBA{uint8(x/2 + n), uint8(y/2 + n), uint8((x+y)/4 + n), 255}
		}),
		"2 wide": picture(20000, 9, func(x, y int) color.NRGBA {
			return color.NRGBA{uint8(x * 7), uint8(x / 256), uint8(y / 3), 255}
		}),
		"6 gradient": picture(480, 320, func(x, y int) color.NRGBA { return color.NRGBA{uint8(x / 3), uint8(y / 2), 0, uint8(x)} }),
		"6 one translucent pixel": picture(300, 200, func(x, y int) color.NRGBA {
			return color.NRGBA{uint8(x), uint8(y), 0, uint8(255 - x*y/(299*199))}
		}),
	}
}

func TestPicturesAreReadBackExactly(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	for name, c := range samples() {
		t.Run(name, func(t *testing.T) {
			list := chunksOf(t, roundTrip(t, c))
			if got := list[0].data[9] + '0'; got != name[0] {
				t.Errorf("colour type %c", got)
			}
		})
	}
}

func TestSmallPictures(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, colors := range []int{1, 2, 1 << 24} {
		for _, alpha := range []int{1, 256} {
			for w := 1; w < 20; w += 1 + w/4 {
				for _, h := range []int{1, 2, 30, 60} {
					roundTrip(t, picture(w, h, func(x, y int) color.NRGBA {
						v := rng.IntN(colors)
						return color.NRGBA{uint8(v), uint8(v >> 8), uint8(v >> 16), uint8(255 - rng.IntN(alpha))}
					}))
				}
			}
		}
	}
	for _, size := range [][2]int{{65535, 1}, {1, 65535}, {65535, 9}} {
		roundTrip(t, picture(size[0], size[1], func(x, y int) color.NRGBA { return color.NRGBA{uint8(x), uint8(y), uint8(x >> 8), 255} }))
	}
}

func TestTheBytesDoNotDependOnTheWorkers(t *testing.T) {
	for name, c := range samples() {
		one := encode(t, c, Options{Workers: 1})
		for _, workers := range []int{2, 5} {
			if !bytes.Equal(one, encode(t, c, Options{Workers: workers})) {
				t.Errorf("%s: %d workers write another file than one", name, workers)
			}
		}
	}
}

func TestPaletteIsAChainOfNearColors(t *testing.T) {
	list := chunksOf(t, roundTrip(t, picture(256, 3, func(x, y int) color.NRGBA {
		v := x * 101 % 256
		return color.NRGBA{uint8(v), uint8(255 - v), uint8(v / 2), 255}
	})))
	palette := find(list, "PLTE")
	if len(palette) != 1 || len(palette[0]) != 768 {
		t.Fatalf("palette of %d", len(palette))
	}
	for i := 1; i < 256; i++ {
		if d := int(palette[0][3*i]) - int(palette[0][3*i-3]); d < -2 || d > 2 {
			t.Errorf("entries %d and %d are %d apart", i-1, i, d)
		}
	}
	if len(find(list, "tRNS")) != 0 {
		t.Error("an opaque palette has alphas")
	}
}

func TestManyColorsNeedNoPalette(t *testing.T) {
	for n, want := range map[int]byte{256: indexed, 257: trueColor} {
		c := picture(n, 1, func(x, y int) color.NRGBA { return color.NRGBA{uint8(x), uint8(x >> 8), 0, 255} })
		if got := chunksOf(t, roundTrip(t, c))[0].data[9]; got != want {
			t.Errorf("%d colours: colour type %d, want %d", n, got, want)
		}
	}
}

func TestMetadata(t *testing.T) {
	c := picture(2, 2, func(x, y int) color.NRGBA { return color.NRGBA{A: 255} })
	list := chunksOf(t, encode(t, c, Options{DPI: 160, Text: []Text{
		{Keyword: "Title", Value: "Grüße"}, {Keyword: "Software", Value: "heat 1.0"}, {Keyword: "Description", Value: "from −3 to 5"},
		{Keyword: "  a  \x00b\n–" + strings.Repeat("x", 99), Value: "mended"}, {Value: "dropped"}, {Keyword: "Empty"}, {Keyword: "Bad", Value: "a\x00\xffb"},
	}}))
	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	if got, want := fmt.Sprint(names), "[IHDR sRGB pHYs tEXt tEXt iTXt tEXt iTXt PLTE IDAT IDAT IDAT IEND]"; got != want {
		t.Errorf("chunks %v, want %v", got, want)
	}
	want := []string{"Title\x00Gr\xfc\xdfe", "Software\x00heat 1.0", "a b" + strings.Repeat("x", 76) + "\x00mended"}
	if got := find(list, "tEXt"); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("tEXt %q, want %q", got, want)
	}
	want = []string{"Description\x00\x00\x00\x00\x00from −3 to 5", "Bad\x00\x00\x00\x00\x00a\uFFFDb"}
	if got := find(list, "iTXt"); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("iTXt %q, want %q", got, want)
	}
	if got, want := find(list, "pHYs")[0], "\x00\x00\x18\x9b\x00\x00\x18\x9b\x01"; got != want { // 6299/m
		t.Errorf("pHYs %q, want %q", got, want)
	}
	if got := find(chunksOf(t, encode(t, c, Options{})), "pHYs"); got != nil {
		t.Errorf("no resolution was given, %q was recorded", got)
	}
}

func TestAPictureWithoutPixelsIsAnError(t *testing.T) {
	if err := Encode(io.Discard, &raster.Canvas{W: 0, H: 3}, Options{}); err == nil {
		t.Error("no error")
	}
}

// quota is a writer that fails after so many bytes.
type quota int

var errFull = errors.New("full")

func (q *quota) Write(p []byte) (int, error) {
	if len(p) > int(*q) {
		n := int(*q)
		*q = 0
		return n, errFull
	}
	*q -= quota(len(p))
	return len(p), nil
}

func TestEveryWriteErrorIsReturned(t *testing.T) {
	c := samples()["2 noise"]
	size := len(encode(t, c, Options{}))
	for n := 0; n < size; n += 1 + size/5 {
		for _, workers := range []int{1, 4} {
			q := quota(n)
			if err := Encode(&q, c, Options{Workers: workers}); err != errFull {
				t.Fatalf("%d of %d bytes, %d workers: %v", n, size, workers, err)
			}
		}
	}
	q := quota(size - 1)
	if err := Encode(&q, c, Options{}); err != errFull {
		t.Errorf("the last byte: %v", err)
	}
}

func TestChecksumsJoin(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		p := make([]byte, rng.IntN(20000))
		for i := range p {
			p[i] = byte(255 - rng.IntN(1+rng.IntN(256)))
		}
		cut := rng.IntN(len(p) + 1)
		if got, want := checksumOf(p[:cut]).join(checksumOf(p[cut:])).adler(), adler32.Checksum(p); got != want {
			t.Fatalf("%d + %d bytes: %x, want %x", cut, len(p)-cut, got, want)
		}
	}
}

func TestCodesAreCompleteAndLimited(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for n := 2; n <= litSymbols; n++ {
		counts := make([]uint32, n)
		a, b := uint32(1), uint32(1)
		for i := range counts {
			if n%2 == 0 { // Fibonacci numbers make the longest codes
				counts[i] = a
				a, b = b, min(a+b, 1<<28)
			} else {
				counts[i] = uint32(1 + rng.IntN(1<<rng.IntN(20)))
			}
		}
		limit := maxBits
		if n <= lenSymbols {
			limit = 7
		}
		c := newCode(n)
		c.build(counts, limit, nil)
		used := 0
		for _, size := range c.size {
			if size == 0 || int(size) > limit {
				t.Fatalf("%d symbols: a code of %d bits", n, size)
			}
			used += 1 << (limit - int(size))
		}
		if used != 1<<limit {
			t.Fatalf("%d symbols: the code fills %d of %d", n, used, 1<<limit)
		}
	}
}

// FuzzRoundTrip encodes pictures made of arbitrary bytes.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("some bytes of a picture, some bytes of a picture"), uint8(7), uint8(3))
	f.Add(bytes.Repeat([]byte{0}, 300), uint8(20), uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, width, kind uint8) {
		data = data[:min(len(data), 1<<14)]
		w := int(width)%64 + 1
		h := len(data)/w + 1
		roundTrip(t, picture(w, h, func(x, y int) color.NRGBA {
			v := uint8(0)
			if i := y*w + x; i < len(data) {
				v = data[i]
			}
			switch kind % 3 {
			case 0:
				return color.NRGBA{v, v, v, 255}
			case 1:
				return color.NRGBA{v, uint8(x), uint8(y), 255}
			}
			return color.NRGBA{v, uint8(x), 0, v ^ 0x55}
		}))
	})
}
