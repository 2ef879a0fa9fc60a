package text

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"

	"github.com/go-text/typesetting/font"

	"github.com/seed01309057/heat/internal/scene"
)

// maxPicture is the longest side of a glyph's picture, in pixels; those of emoji are
// 128 to 160.
const maxPicture = 1024

// Picture returns a glyph's coloured picture, as fonts for emoji have them, and where it
// stands; nil for a glyph without one. It must not be changed.
func (f *Font) Picture(id uint32) *scene.Picture {
	f.mu.Lock()
	defer f.mu.Unlock()
	if p, asked := f.pictures[id]; asked {
		return p
	}
	p := f.loadPicture(id)
	if f.pictures == nil {
		f.pictures = map[uint32]*scene.Picture{}
	}
	f.pictures[id] = p
	return p
}

// pictureInk is the reach of a glyph's picture; it is not decoded for that.
func (f *Font) pictureInk(id uint32) (found ink) {
	defer func() {
		if recover() != nil { // a hostile table: no picture
			found = ink{}
		}
	}()
	if _, ok := f.library().GlyphDataBitmap(font.GID(id)); !ok {
		return ink{}
	}
	ext, ok := f.library().GlyphExtents(font.GID(id))
	if !ok {
		return ink{}
	}
	return ink{
		any: true, top: float64(ext.YBearing) / f.upem, bottom: float64(ext.YBearing+ext.Height) / f.upem,
		left: float64(ext.XBearing) / f.upem, right: float64(ext.XBearing+ext.Width) / f.upem,
	}
}

func (f *Font) loadPicture(id uint32) (p *scene.Picture) {
	defer func() {
		if recover() != nil { // a hostile table: no picture
			p = nil
		}
	}()
	bitmap, ok := f.library().GlyphDataBitmap(font.GID(id))
	if !ok || bitmap.Format != font.PNG {
		return nil
	}
	extents, ok := f.library().GlyphExtents(font.GID(id))
	if !ok || extents.Width <= 0 || extents.Height >= 0 {
		return nil
	}
	config, err := png.DecodeConfig(bytes.NewReader(bitmap.Data))
	if err != nil || config.Width > maxPicture || config.Height > maxPicture {
		return nil
	}
	decoded, err := png.Decode(bytes.NewReader(bitmap.Data))
	if err != nil {
		return nil
	}
	img := image.NewNRGBA(image.Rect(0, 0, config.Width, config.Height))
	draw.Draw(img, img.Rect, decoded, decoded.Bounds().Min, draw.Src)
	return &scene.Picture{
		Image: img,
		X:     float64(extents.XBearing) / f.upem, Y: float64(extents.YBearing) / f.upem,
		W: float64(extents.Width) / f.upem, H: -float64(extents.Height) / f.upem,
	}
}
