package svg

import "github.com/seed01309057/heat/internal/scene"

// output is the file as it grows. It is written in thousands of small parts, for which a
// bytes.Buffer takes twice as long.
type output []byte

func (o *output) WriteString(s string)              { *o = append(*o, s...) }
func (o *output) WriteByte(c byte) error            { *o = append(*o, c); return nil }
func (o *output) Write(p []byte) (n int, err error) { *o = append(*o, p...); return len(p), nil }

// sizeOf is about how long the file will be, so that it need not be moved as it grows.
func sizeOf(items []scene.Item) int {
	const perItem, perCell, perHint = 56, 48, 120 // bytes
	n := 0
	for _, it := range items {
		n += perItem
		switch it := it.(type) {
		case *scene.Group:
			n += sizeOf(it.Items)
		case *scene.Mosaic:
			per := perCell
			if it.Hint != nil {
				per = perHint
			}
			n += per * len(it.Cells)
		}
	}
	return n
}
