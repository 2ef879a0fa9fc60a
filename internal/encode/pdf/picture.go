package pdf

import (
	"fmt"
	"strconv"

	"github.com/seed01309057/heat/internal/scene"
)

// maxPicture is the number of pixels of a glyph's picture, which are told apart by 16 bits.
const maxPicture = 1 << 16

// picture draws glyph i of a run if it is a coloured picture, and reports whether it is.
// Each picture is in the file once.
func (e *encoder) picture(p placed, i int) bool {
	font, ok := p.font(i).(scene.PictureFont)
	if !ok {
		return false
	}
	g, size := &p.Glyphs[i], p.size(i)
	pic := font.Picture(g.ID)
	if pic == nil {
		return false
	}
	w, h := pic.Image.Rect.Dx(), pic.Image.Rect.Dy()
	if w*h == 0 || w*h > maxPicture || !finite(pic.X, pic.Y, pic.W, pic.H) {
		return true
	}
	if e.pictures == nil {
		e.pictures = map[*scene.Picture]int{}
	}
	number, known := e.pictures[pic]
	if !known {
		number = len(e.objects)
		e.objects = append(e.objects, e.writePicture(pic, w, h))
		e.pictures[pic] = number
	}
	// The image fills the unit square: along the baseline and up from it.
	along, up := g.X+float64(pic.X*size), g.Y+float64((pic.Y-pic.H)*size)
	dx, dy := float64(pic.W*size), float64(pic.H*size)
	e.endText()
	e.setAlpha(255)
	e.out = append(e.out, "q "...)
	e.pair(float64(dx*p.cos), -float64(dx*p.sin), 3)
	e.out = append(e.out, ' ')
	e.pair(-float64(dy*p.sin), -float64(dy*p.cos), 3)
	e.out = append(e.out, ' ')
	e.pair(p.x+float64(along*p.cos)-float64(up*p.sin), p.y-float64(along*p.sin)-float64(up*p.cos), 3)
	e.out = append(e.out, " cm /X"...)
	e.out = strconv.AppendInt(e.out, int64(number), 10)
	e.out = append(e.out, " Do Q\n"...)
	return true
}

// writePicture writes a picture as an image with its opacity as a mask.
func (e *encoder) writePicture(pic *scene.Picture, w, h int) ref {
	places := make([]uint16, w*h)
	for i := range places {
		places[i] = uint16(i)
	}
	at := func(c uint16) []uint8 {
		i := pic.Image.PixOffset(int(c)%w, int(c)/w)
		return pic.Image.Pix[i : i+4]
	}
	entries := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", w, h)
	mask, image := e.file.reserve(), e.file.reserve()
	e.pixels(mask, entries+"/ColorSpace/DeviceGray", w, h, 1, func(out []byte, c uint16) { out[0] = at(c)[3] }, places)
	e.pixels(image, fmt.Sprintf("%s/ColorSpace/DeviceRGB/SMask %v", entries, mask), w, h, 3, func(out []byte, c uint16) { copy(out, at(c)[:3]) }, places)
	e.translucent = true
	return image
}
