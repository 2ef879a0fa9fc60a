package heat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/embed"
	"github.com/seed01309057/heat/internal/suggest"
)

// MaxSpecBytes is the largest spec that ReadSpec takes.
const MaxSpecBytes = embed.MaxSpec

// ReadSpec reads a spec as JSON. Unknown keys are errors, with the key that was
// probably meant; syntax errors name line and column. It reads no more than
// MaxSpecBytes.
func ReadSpec(r io.Reader) (Spec, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSpecBytes+1))
	if err != nil {
		return Spec{}, fmt.Errorf("heat: spec: %w", err)
	}
	if len(data) > MaxSpecBytes {
		return Spec{}, fmt.Errorf("heat: spec: more than %d MiB (keep the data in a file and draw it with a command)", MaxSpecBytes>>20)
	}
	var spec Spec
	if err := strict(data, &spec); err != nil {
		return Spec{}, fmt.Errorf("heat: spec: %w", located(data, err))
	}
	return spec, nil
}

// WriteJSON writes the spec as indented JSON that ReadSpec reads back.
func (s Spec) WriteJSON(w io.Writer) error {
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("heat: spec: %w", err)
	}
	var buf bytes.Buffer
	if err := indent(&buf, data); err != nil {
		return fmt.Errorf("heat: spec: %w", err)
	}
	_, err = w.Write(buf.Bytes())
	return err
}

// Equal reports whether two specs say the same. Missing values equal each other.
func (s Spec) Equal(o Spec) bool {
	a, errA := json.Marshal(s)
	b, errB := json.Marshal(o)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// strict decodes exactly one value and refuses unknown keys.
func strict(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		var deeper *within
		if errors.As(err, &deeper) {
			return err
		}
		return &within{data, explainKey(err, into)}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the end of the value")
	}
	return nil
}

// within is a fault in a part of a spec, which decoders of parts see alone.
type within struct {
	part []byte
	err  error
}

func (w *within) Error() string { return w.err.Error() }
func (w *within) Unwrap() error { return w.err }

// line is where the fault is in the whole text: the line of the key at fault, if it can
// be told from others.
func (w *within) line(data []byte) int {
	at := bytes.Index(data, w.part)
	if at < 0 {
		return 0
	}
	var unknown *unknownKey
	var kind *json.UnmarshalTypeError
	key := ""
	switch {
	case errors.As(w.err, &unknown):
		key = unknown.key
	case errors.As(w.err, &kind):
		key = kind.Field[strings.LastIndexByte(kind.Field, '.')+1:]
	}
	if key == "" {
		return lineOf(data, at)
	}
	if i := bytes.Index(w.part, []byte(strconv.Quote(key))); i >= 0 {
		return lineOf(data, at+i)
	}
	return lineOf(data, at)
}

// lineOf is the number of the line at an offset.
func lineOf(data []byte, offset int) int {
	return bytes.Count(data[:min(offset, len(data))], []byte("\n")) + 1
}

// unknownKey is the fault of a key that no spec has.
type unknownKey struct{ key, near string }

func (u *unknownKey) Error() string {
	if u.near != "" {
		return fmt.Sprintf("unknown key %q (did you mean %q?)", u.key, u.near)
	}
	return fmt.Sprintf("unknown key %q", u.key)
}

// explainKey adds the key that was probably meant to the error for an unknown one.
func explainKey(err error, into any) error {
	_, quoted, found := strings.Cut(err.Error(), "json: unknown field ")
	if !found {
		return err
	}
	key := strings.Trim(quoted, `"`)
	return &unknownKey{key, suggest.Nearest(key, jsonKeys(reflect.TypeOf(into), 0))}
}

// jsonKeys lists the keys of a struct and of the plain structs in it.
func jsonKeys(t reflect.Type, depth int) (keys []string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || depth > 4 {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			keys = append(keys, name)
		}
		keys = append(keys, jsonKeys(f.Type, depth+1)...)
	}
	return keys
}

// located adds line and column to the errors that know an offset.
func located(data []byte, err error) error {
	var offset int64
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return errors.New("it is empty (a spec begins with {\"panels\": [)")
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		offset, err = int64(len(data)), errors.New("the spec ends too early (it may have been cut short)")
	case errors.As(err, &syntax):
		offset = syntax.Offset
	default:
		var part *within
		line := 0
		if errors.As(err, &part) && bytes.Contains(bytes.TrimSpace(data), []byte("\n")) {
			line = part.line(data)
		}
		if errors.As(err, &kind) {
			err = wrongKind(err, kind)
		}
		if line > 0 {
			return fmt.Errorf("line %d: %w", line, err)
		}
		return err
	}
	before := data[:min(int(offset), len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return fmt.Errorf("line %d, column %d: %w", line, column, err)
}

// wrongKind says which key has a value of the wrong kind. What stands before the JSON
// package's own words, such as the number of the layer, is kept.
func wrongKind(err error, e *json.UnmarshalTypeError) error {
	prefix, _, _ := strings.Cut(err.Error(), "json: ")
	key := strings.ReplaceAll(e.Field, "plain.", "")
	if key == "" {
		return fmt.Errorf("%sa spec is a JSON object, not %s", prefix, kindOf(e.Value))
	}
	if number, ok := strings.CutPrefix(e.Value, "number "); ok { // one that does not fit
		cure := "it is beyond the largest number"
		if e.Type != nil && e.Type.Kind() != reflect.Float64 {
			cure = "give a whole number"
		}
		return fmt.Errorf("%s%q cannot be %.40s (%s)", prefix, key, number, cure)
	}
	return fmt.Errorf("%s%q cannot be %s", prefix, key, kindOf(e.Value))
}

// kindOf is a kind of JSON value with its article.
func kindOf(kind string) string {
	kind, _, _ = strings.Cut(kind, " ") // a number may have its digits behind it
	switch kind {
	case "bool":
		return "true or false"
	case "array", "object":
		return "an " + kind
	}
	return "a " + kind
}

// indent writes JSON with one key a line, but keeps lists of plain values on one line,
// so that a matrix has one row a line.
func indent(buf *bytes.Buffer, data []byte) error {
	var wide bytes.Buffer
	if err := json.Indent(&wide, data, "", "  "); err != nil {
		return err
	}
	lines := bytes.Split(wide.Bytes(), []byte("\n"))
	for i := 0; i < len(lines); i++ {
		buf.Write(lines[i])
		if bytes.HasSuffix(lines[i], []byte("[")) {
			if end := plainList(lines, i+1); end > 0 {
				for j := i + 1; j <= end; j++ {
					buf.Write(bytes.TrimLeft(lines[j], " "))
					if j < end-1 {
						buf.WriteByte(' ')
					}
				}
				i = end
			}
		}
		buf.WriteByte('\n')
	}
	return nil
}

// plainList returns the line that closes a list if nothing in it is nested, else 0.
func plainList(lines [][]byte, from int) int {
	for i := from; i < len(lines); i++ {
		line := bytes.TrimSpace(lines[i])
		if bytes.HasPrefix(line, []byte("]")) {
			return i
		}
		if len(line) == 0 || bytes.ContainsAny(line[len(line)-1:], "[{") || line[0] == '}' {
			return 0
		}
	}
	return 0
}

// layers and tracks are lists of tagged values.
type (
	layers []Layer
	tracks []Track
)

// UnmarshalJSON reads a panel, picking layers and tracks by their "type".
func (p *Panel) UnmarshalJSON(data []byte) error {
	type plain Panel
	shadow := struct {
		*plain
		Layers layers `json:"layers"`
		Left   tracks `json:"left"`
		Right  tracks `json:"right"`
		Top    tracks `json:"top"`
		Bottom tracks `json:"bottom"`
	}{plain: (*plain)(p)}
	if err := strict(data, &shadow); err != nil {
		return err
	}
	p.Layers = shadow.Layers
	p.Left, p.Right, p.Top, p.Bottom = shadow.Left, shadow.Right, shadow.Top, shadow.Bottom
	return nil
}

// UnmarshalJSON reads an axis.
func (a *Axis) UnmarshalJSON(data []byte) error {
	type plain Axis
	shadow := struct {
		*plain
		Labels json.RawMessage `json:"labels"`
	}{plain: (*plain)(a)}
	if err := strict(data, &shadow); err != nil {
		return err
	}
	if len(shadow.Labels) == 0 {
		return nil
	}
	var err error
	a.Labels, err = unmarshalLabels(shadow.Labels)
	return err
}

func (l *layers) UnmarshalJSON(data []byte) error {
	return eachTagged(data, "layer", func(kind string, raw []byte) error {
		switch kind {
		case "cells":
			c := new(Cells)
			*l = append(*l, c)
			return json.Unmarshal(raw, c)
		}
		return fmt.Errorf("unknown type %q (known: cells)", kind)
	})
}

// eachTagged calls read with the type and the text of each element of a list.
func eachTagged(data []byte, what string, read func(kind string, raw []byte) error) error {
	var raws []json.RawMessage
	if err := json.Unmarshal(data, &raws); err != nil {
		return err
	}
	for i, raw := range raws {
		var tag struct {
			Type string `json:"type"`
		}
		if err := json.Unmarshal(raw, &tag); err != nil {
			return fmt.Errorf("%s %d: %w", what, i+1, err)
		}
		if err := read(tag.Type, raw); err != nil {
			return fmt.Errorf("%s %d: %w", what, i+1, err)
		}
	}
	return nil
}

// UnmarshalJSON reads a layer written by MarshalJSON.
func (c *Cells) UnmarshalJSON(data []byte) error {
	type plain Cells
	return strict(data, &struct {
		Type string `json:"type"`
		*plain
	}{plain: (*plain)(c)})
}

// MarshalJSON writes the layer with its type.
func (c *Cells) MarshalJSON() ([]byte, error) {
	type plain Cells
	return json.Marshal(struct {
		Type string `json:"type"`
		*plain
	}{"cells", (*plain)(c)})
}
