package schema

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

type shape interface{ shape() }

type circle struct {
	Radius float64 `json:"radius"`
}

type level uint8

func (level) MarshalText() ([]byte, error) { return nil, nil }
func (level) Values() []string             { return []string{"low", "high"} }

type config struct {
	Name   string   `json:"name"`
	Count  uint     `json:"count,omitempty"`
	Tags   []string `json:"tags,omitempty"`
	Shapes []shape  `json:"shapes,omitempty"`
	Level  level    `json:"level,omitzero"`
	Next   *config  `json:"next,omitempty"`
	Hidden int      `json:"-"`
}

const source = `package x

// config is all there is to set;
// see [circle].
type config struct {
	// Name is a < b.
	Name string
	// Count and Tags are two.
	Count uint
	Tags  []string

	Shapes []shape
	Level level // on the line
}
`

func TestGenerate(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := ReadDocs(dir)
	if err != nil {
		t.Fatal(err)
	}
	g := Generator{Docs: docs, Sums: map[reflect.Type][]Variant{
		reflect.TypeFor[shape](): {{"circle", reflect.TypeFor[circle]()}},
	}}
	data, err := g.Generate(reflect.TypeFor[config](), "A title")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(string(data)), " ")
	for _, want := range []string{
		`"title": "A title", "description": "config is all there is to set; see circle.", "type": "object"`,
		`"name": { "description": "Name is a < b.", "type": "string" }`,
		`"count": { "description": "Count and Tags are two.", "type": "integer", "minimum": 0 }`,
		`"tags": { "description": "Count and Tags are two.", "type": "array", "items": { "type": "string" } }`,
		`"shapes": { "type": "array", "items": { "$ref": "#/$defs/shape" } }`,
		`"level": { "description": "on the line", "$ref": "#/$defs/level" }`,
		`"required": [ "name" ], "additionalProperties": false`,
		`"shape": { "oneOf": [ { "$ref": "#/$defs/circle" } ] }`,
		`"level": { "enum": [ "low", "high" ] }`,
		`"circle": { "type": "object", "properties": { "type": { "const": "circle" }, "radius": { "type": "number" } }, "required": [ "type", "radius" ]`,
		`"next": { "$ref": "#/$defs/config" }`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(got, "Hidden") {
		t.Error("shows a hidden field")
	}
	if t.Failed() {
		t.Log(string(data))
	}
}

func TestWhatCannotBeDescribedIsAnError(t *testing.T) {
	for _, bad := range []reflect.Type{
		reflect.TypeFor[struct {
			F func() `json:"f"`
		}](),
		reflect.TypeFor[struct{ Untagged int }](),
		reflect.TypeFor[struct {
			S shape `json:"s"`
		}](),
	} {
		if _, err := (Generator{}).Generate(bad, ""); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
	if _, err := ReadDocs(filepath.Join(t.TempDir(), "[")); err == nil {
		t.Error("a bad folder: no error")
	}
}
