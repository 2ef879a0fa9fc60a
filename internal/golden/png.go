package golden

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
)

// PNG compares the decoded pixels of two PNG files. Where they differ it writes what
// it got and a picture of the difference to a new temporary folder and says where.
func PNG(t T, name string, got []byte) {
	t.Helper()
	if updating() {
		update(t, name, got)
		return
	}
	want, err := png.Decode(bytes.NewReader(read(t, name)))
	if err != nil {
		t.Fatalf("golden: %s: %v", name, err)
	}
	have, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatalf("golden: %s: what was made is no PNG: %v", name, err)
	}
	text, diff := comparePixels(want, have)
	if text == "" {
		return
	}
	t.Errorf("golden: %s differs: %s (HEAT_UPDATE=1 accepts it)\n%s", name, text, keep(name, got, diff))
}

// comparePixels says how two pictures differ, in words and as a picture: the wanted
// one in pale grey, with red where the other is not the same.
func comparePixels(want, got image.Image) (text string, diff image.Image) {
	a, b := want.Bounds(), got.Bounds()
	if a.Size() != b.Size() {
		return fmt.Sprintf("%v pixels, want %v", b.Size(), a.Size()), nil
	}
	out := image.NewNRGBA(image.Rect(0, 0, a.Dx(), a.Dy()))
	count, first, largest := 0, image.Point{}, 0
	for y := range a.Dy() {
		for x := range a.Dx() {
			p := color.NRGBAModel.Convert(want.At(a.Min.X+x, a.Min.Y+y)).(color.NRGBA)
			q := color.NRGBAModel.Convert(got.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA)
			if p == q {
				grey := uint8(170 + (int(p.R)+int(p.G)+int(p.B))/9)
				out.SetNRGBA(x, y, color.NRGBA{grey, grey, grey, 255})
				continue
			}
			out.SetNRGBA(x, y, color.NRGBA{220, 0, 0, 255})
			if count == 0 {
				first = image.Pt(x, y)
			}
			count++
			largest = max(largest, level(p.R, q.R), level(p.G, q.G), level(p.B, q.B), level(p.A, q.A))
		}
	}
	if count == 0 {
		return "", nil
	}
	return fmt.Sprintf("%d of %d pixels, by up to %d levels, the first at %v", count, a.Dx()*a.Dy(), largest, first), out
}

func level(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// keep writes the pictures for a person to look at and says where they are.
func keep(name string, got []byte, diff image.Image) string {
	folder, err := os.MkdirTemp("", "heat-golden-")
	if err != nil {
		return err.Error()
	}
	base := strings.TrimSuffix(filepath.Base(name), ".png")
	file := filepath.Join(folder, base+".got.png")
	if err := os.WriteFile(file, got, 0o666); err != nil {
		return err.Error()
	}
	said := "got: " + file
	if diff == nil {
		return said
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, diff); err != nil {
		return said + "\n" + err.Error()
	}
	file = filepath.Join(folder, base+".diff.png")
	if err := os.WriteFile(file, buf.Bytes(), 0o666); err != nil {
		return said + "\n" + err.Error()
	}
	return said + "\ndifference: " + file
}
