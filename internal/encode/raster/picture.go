package raster

import (
	"image"
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// picture draws a glyph that is a coloured picture, with its origin at a pixel position,
// and reports whether it is one.
func (p *painter) picture(f *face, id uint32, at scene.Point) bool {
	font, ok := f.font.(scene.PictureFont)
	if !ok {
		return false
	}
	pic := font.Picture(id)
	if pic == nil {
		return false
	}
	// em units → pixels, and back to the pixels of the picture.
	to := f.turn
	to.dx, to.dy = at.X, at.Y
	img, w, h := pic.Image, float64(pic.Image.Rect.Dx()), float64(pic.Image.Rect.Dy())
	for img.Rect.Dx() > 2 && float64(img.Rect.Dx()) > 2*float64(f.size*pic.W) {
		img = halved(img)
		w, h = float64(img.Rect.Dx()), float64(img.Rect.Dy())
	}
	x0, y0, x1, y1 := p.corners(to, pic)
	det := float64(to.xx*to.yy) - float64(to.xy*to.yx)
	if det == 0 || x1-x0 > maxSpan || y1-y0 > maxSpan {
		return true
	}
	for y := max(0, y0); y < min(p.H, y1); y++ {
		row := p.Row(y)
		for x := max(0, x0); x < min(p.W, x1); x++ {
			dx, dy := float64(x)+0.5-to.dx, float64(y)+0.5-to.dy
			ex := (float64(dx*to.yy) - float64(dy*to.xy)) / det
			ey := (float64(dy*to.xx) - float64(dx*to.yx)) / det
			u, v := (ex-pic.X)/pic.W*w, (pic.Y-ey)/pic.H*h
			blendPixel(row[4*x:4*x+4], bilinear(img, u-0.5, v-0.5))
		}
	}
	return true
}

// maxSpan bounds the pixels of one picture.
const maxSpan = 8192

// corners is the pixel rectangle round a picture.
func (p *painter) corners(to matrix, pic *scene.Picture) (x0, y0, x1, y1 int) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range [4]scene.Point{{X: pic.X, Y: pic.Y}, {X: pic.X + pic.W, Y: pic.Y}, {X: pic.X, Y: pic.Y - pic.H}, {X: pic.X + pic.W, Y: pic.Y - pic.H}} {
		q := to.apply(c)
		left, right = min(left, q.X), max(right, q.X)
		top, bottom = min(top, q.Y), max(bottom, q.Y)
	}
	if !(right-left < far && bottom-top < far && math.Abs(left) < far && math.Abs(top) < far) {
		return 0, 0, 0, 0
	}
	return int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right)), int(math.Ceil(bottom))
}

// halved is a picture of half the size, each pixel the mean of four, weighted by how
// opaque they are.
func halved(img *image.NRGBA) *image.NRGBA {
	w, h := max(1, img.Rect.Dx()/2), max(1, img.Rect.Dy()/2)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			var r, g, b, a int
			for k := range 4 {
				i := img.PixOffset(min(2*x+k&1, img.Rect.Dx()-1), min(2*y+k>>1, img.Rect.Dy()-1))
				px := img.Pix[i : i+4]
				r, g, b, a = r+int(px[0])*int(px[3]), g+int(px[1])*int(px[3]), b+int(px[2])*int(px[3]), a+int(px[3])
			}
			if a > 0 {
				o := out.PixOffset(x, y)
				out.Pix[o], out.Pix[o+1], out.Pix[o+2], out.Pix[o+3] = uint8((r+a/2)/a), uint8((g+a/2)/a), uint8((b+a/2)/a), uint8((a+2)/4)
			}
		}
	}
	return out
}

// bilinear interpolates between the four pixels round a position; outside it is clear.
func bilinear(img *image.NRGBA, u, v float64) [4]float64 {
	x, y := math.Floor(u), math.Floor(v)
	var sum [4]float64 // premultiplied
	for k := range 4 {
		px, py := int(x)+k&1, int(y)+k>>1
		if px < 0 || py < 0 || px >= img.Rect.Dx() || py >= img.Rect.Dy() {
			continue
		}
		wx, wy := 1-math.Abs(u-float64(px)), 1-math.Abs(v-float64(py))
		i := img.PixOffset(px, py)
		a := float64(wx*wy) * float64(img.Pix[i+3]) / 255
		for c := range 3 {
			sum[c] += float64(a * float64(img.Pix[i+c]))
		}
		sum[3] += a
	}
	return sum
}

// blendPixel lays a premultiplied colour over a pixel.
func blendPixel(dst []uint8, c [4]float64) {
	if c[3] <= 0 {
		return
	}
	under := float64(dst[3]) / 255 * (1 - c[3])
	alpha := c[3] + under
	for i := range 3 {
		dst[i] = uint8((c[i]+float64(float64(dst[i])*under))/alpha + 0.5)
	}
	dst[3] = uint8(float64(alpha*255) + 0.5)
}
