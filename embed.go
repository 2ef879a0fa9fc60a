package heat

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/seed01309057/heat/internal/embed"
)

// MaxEmbedBytes is the most compressed data that a figure carries with Embed.
const MaxEmbedBytes = embed.MaxPacked

// FigureError says why [ReadFigure] finds no spec in a file.
type FigureError = embed.Error

// What can be wrong with a figure that is read, as the Fault of a [FigureError].
const (
	NotFigure = embed.NotFigure // neither PNG, SVG nor PDF
	NoSpec    = embed.NoSpec    // drawn without Embed, or not by heat
	Damaged   = embed.Damaged   // cut short or changed, or its spec is larger than MaxSpecBytes
)

// ReadFigure reads the spec out of a figure that was drawn with Embed: a PNG, an SVG or a
// PDF, told by its content. Where there is none to be had, the error wraps a
// [*FigureError]. It reads and expands no more than MaxSpecBytes each.
func ReadFigure(r io.Reader) (Spec, error) {
	spec, err := readFigure(r)
	if err != nil {
		return Spec{}, fmt.Errorf("heat: figure: %w", err)
	}
	return spec, nil
}

func readFigure(r io.Reader) (Spec, error) {
	buffered := bufio.NewReaderSize(r, embed.SniffLen)
	// A failure to read comes again below, but for the end of a short file.
	if head, err := buffered.Peek(embed.SniffLen); (err == nil || err == io.EOF) && embed.FormatOf(head) == embed.None {
		return Spec{}, &FigureError{Fault: NotFigure}
	}
	data, err := io.ReadAll(io.LimitReader(buffered, MaxSpecBytes+1))
	if err != nil {
		return Spec{}, err
	}
	if len(data) > MaxSpecBytes {
		return Spec{}, fmt.Errorf("more than %d MiB (heat draws no figure that large)", MaxSpecBytes>>20)
	}
	packed, err := embed.Extract(data)
	if err != nil {
		return Spec{}, err
	}
	var spec Spec
	if err := strict(packed, &spec); err != nil {
		return Spec{}, fmt.Errorf("its spec: %w", located(packed, err))
	}
	return spec, nil
}

// packed is the figure's spec, compressed in parts, and its size. It fails before anything
// is written.
func (f *Figure) packed(partSize int) (parts [][]byte, size int, err error) {
	var spec bytes.Buffer
	enc := json.NewEncoder(&spec)
	enc.SetEscapeHTML(false) // nothing that carries a spec is HTML
	if err := enc.Encode(f.plan.spec); err != nil {
		return nil, 0, &Error{Stage: "embed", Err: err}
	}
	parts, err = embed.Pack(spec.Bytes(), partSize)
	if err != nil {
		return nil, 0, &Error{Stage: "embed", Err: err, Cure: "keep the spec in a file of its own, by --spec-out"}
	}
	return parts, spec.Len(), nil
}
