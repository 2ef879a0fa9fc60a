package heat_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/schema"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

const schemaFile = "docs/spec.schema.json"

// specSchema generates the schema of a spec. What types write by themselves stands here.
func specSchema() ([]byte, error) {
	docs, err := schema.ReadDocs(".")
	if err != nil {
		return nil, err
	}
	type object = schema.Object
	of := func(kind string) object { return object{{Key: "type", Value: kind}} }
	list := func(items any) object {
		return object{{Key: "type", Value: "array"}, {Key: "items", Value: items}}
	}
	texts := list(of("string"))
	value := object{{Key: "anyOf", Value: []object{of("number"), {{Key: "enum", Value: []any{nil, "inf", "-inf"}}}}}}
	g := schema.Generator{
		Docs: docs,
		Sums: map[reflect.Type][]schema.Variant{
			reflect.TypeFor[heat.Layer](): {{Tag: "cells", Type: reflect.TypeFor[heat.Cells]()}},
			reflect.TypeFor[heat.Track](): {
				{Tag: "dendrogram", Type: reflect.TypeFor[heat.Dendrogram]()}, {Tag: "strip", Type: reflect.TypeFor[heat.Strip]()},
				{Tag: "bars", Type: reflect.TypeFor[heat.Bars]()}, {Tag: "dots", Type: reflect.TypeFor[heat.Dots]()},
				{Tag: "lines", Type: reflect.TypeFor[heat.Lines]()}, {Tag: "boxes", Type: reflect.TypeFor[heat.Boxes]()},
				{Tag: "histograms", Type: reflect.TypeFor[heat.Histograms]()}, {Tag: "texts", Type: reflect.TypeFor[heat.Texts]()},
				{Tag: "marks", Type: reflect.TypeFor[heat.Marks]()},
			},
		},
		Custom: map[reflect.Type]schema.Object{
			reflect.TypeFor[heat.Labels](): {{Key: "oneOf", Value: []object{
				{{Key: "enum", Value: []string{"auto", "all", "none"}}},
				{{Key: "type", Value: "integer"}, {Key: "minimum", Value: 1}},
				texts,
			}}},
			reflect.TypeFor[heat.Length](): {{Key: "oneOf", Value: []object{
				{{Key: "type", Value: "number"}, {Key: "minimum", Value: 0}},
				{{Key: "type", Value: "string"}, {Key: "pattern", Value: `^\s*[0-9.]+([eE][0-9]+)?\s*(in|cm|mm|px|pt)?\s*$`}},
			}}},
			reflect.TypeFor[heat.Link]():   append(list(of("number")), object{{Key: "minItems", Value: 3}, {Key: "maxItems", Value: 3}}...),
			reflect.TypeFor[scale.Bound](): {{Key: "type", Value: []string{"number", "null"}}},
			reflect.TypeFor[scale.Spec](): {{Key: "oneOf", Value: []object{
				append(object{{Key: "description", Value: "A norm in short, such as log, symlog=0.1 or boundary=0,10,100."}}, of("string")...),
				{
					{Key: "type", Value: "object"},
					{Key: "properties", Value: object{
						{Key: "kind", Value: object{{Key: "enum", Value: scale.Kind(0).Values()}}},
						{Key: "base", Value: of("number")}, {Key: "linthresh", Value: of("number")},
						{Key: "linscale", Value: of("number")}, {Key: "width", Value: of("number")},
						{Key: "gamma", Value: of("number")}, {Key: "center", Value: of("number")},
						{Key: "boundaries", Value: list(of("number"))}, {Key: "bins", Value: of("integer")},
						{Key: "extend", Value: object{{Key: "enum", Value: scale.Extend(0).Values()}}},
						{Key: "clip", Value: of("boolean")},
					}},
					{Key: "additionalProperties", Value: false},
				},
			}}},
			reflect.TypeFor[scale.Format](): {
				{Key: "description", Value: "A number format as in Python and d3, such as .2f, .1% or ${:,.0f}."},
				{Key: "type", Value: "string"},
			},
			reflect.TypeFor[colormap.Color](): {
				{Key: "description", Value: "A colour: a CSS name, #rgb, #rrggbb, #rrggbbaa, rgb(r, g, b), or none."},
				{Key: "type", Value: "string"},
			},
			reflect.TypeFor[matrix.Matrix](): {
				{Key: "description", Value: "A rectangle of numbers with optional labels."},
				{Key: "type", Value: "object"},
				{Key: "properties", Value: object{
					{Key: "rows", Value: append(object{{Key: "description", Value: "The rows' labels, one for each."}}, texts...)},
					{Key: "cols", Value: append(object{{Key: "description", Value: "The columns' labels, one for each."}}, texts...)},
					{Key: "row-name", Value: append(object{{Key: "description", Value: "What the rows are, such as Team."}}, of("string")...)},
					{Key: "col-name", Value: append(object{{Key: "description", Value: "What the columns are, such as Day."}}, of("string")...)},
					{Key: "shape", Value: object{
						{Key: "description", Value: "Rows and columns, where there are no values to tell."},
						{Key: "type", Value: "array"},
						{Key: "items", Value: object{{Key: "type", Value: "integer"}, {Key: "minimum", Value: 0}}},
						{Key: "minItems", Value: 2}, {Key: "maxItems", Value: 2},
					}},
					{Key: "values", Value: append(object{{Key: "description", Value: "One list a row; null is a missing value."}}, list(list(value))...)},
				}},
				{Key: "required", Value: []string{"values"}},
				{Key: "additionalProperties", Value: false},
			},
		},
	}
	return g.Generate(reflect.TypeFor[heat.Spec](), "heat figure")
}

func TestSchemaIsCurrent(t *testing.T) {
	want, err := specSchema()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("HEAT_UPDATE") == "1" {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the types say: run HEAT_UPDATE=1 go test -run Schema .", schemaFile)
	}
}

// Everything that a user may write has a description, except what says it all.
func TestSchemaDescribesEverything(t *testing.T) {
	s := readSchema(t)
	look := func(path string, node map[string]any) {
		for key, p := range sub(node, "properties") {
			if p := p.(map[string]any); p["description"] == nil && p["const"] == nil {
				t.Errorf("%s.%s has no description", path, key)
			}
		}
	}
	look("spec", s.root)
	for name, def := range sub(s.root, "$defs") {
		look(name, def.(map[string]any))
	}
}

func TestSchemaAcceptsSpecs(t *testing.T) {
	s := readSchema(t)
	for name, spec := range map[string]heat.Spec{"filled": fullSpec(t), "grid": heat.Grid(must(matrix.New(1, 2, []float64{1, 2})))} {
		data, err := json.Marshal(spec)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.check(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{
		`{"panels":[{"layers":[{"type":"cells","values":{"values":[[1,null,"inf"]]},"line":{"width":"0.5mm"},"vmin":null}]}],"size":{"width":"6.6in","height":300}}`,
		`{"panels":[{"layers":[],"x":{"labels":"all"},"y":{"labels":3,"rotate":45}}]}`,
		`{"panels":[{"layers":[],"x":{"labels":["a"]},"left":[{"type":"bars","values":[1,null]}]}]}`,
	} {
		if err := s.check([]byte(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if _, err := heat.ReadSpec(strings.NewReader(text)); err != nil {
			t.Errorf("the schema takes what ReadSpec does not: %v", err)
		}
	}
}

// What the schema refuses, ReadSpec refuses too, or Compile does.
func TestSchemaRefuses(t *testing.T) {
	s := readSchema(t)
	const cells = `"type":"cells","values":{"values":[[1]]}`
	for _, text := range []string{
		`{"panels":[],"titel":"x"}`,
		`{"panels":[{"layers":[{` + cells + `,"vmn":1}]}]}`,
		`{"panels":[{"layers":[{` + cells + `,"cbar":{"lable":"x"}}]}]}`,
		`{"panels":[{"layers":[{` + cells + `,"cbar":{"side":"middle"}}]}]}`,
		`{"panels":[{"layers":[{` + cells + `,"vmin":"1"}]}]}`,
		`{"panels":[{"layers":[{"type":"cells","values":{"values":[[1]],"lines":1}}]}]}`,
		`{"panels":[{"layers":[{"type":"cells","values":{"values":[["x"]]}}]}]}`,
		`{"panels":[{"layers":[{"type":"cell","values":{"values":[[1]]}}]}]}`,
		`{"panels":[{"layers":[{` + cells + `}],"x":{"labels":"some"}}]}`,
		`{"panels":[{"layers":[{` + cells + `}],"x":{"labels":0}}]}`,
		`{"panels":[{"layers":[{` + cells + `}],"left":[{"type":"curves","values":[]}]}]}`,
		`{"panels":[],"size":{"width":"wide"}}`,
		`{"panels":[],"size":{"width":-1}}`,
		`{"title":1,"panels":[]}`,
		`[]`,
	} {
		if s.check([]byte(text)) == nil {
			t.Errorf("%s passes the schema", text)
		}
		spec, err := heat.ReadSpec(strings.NewReader(text))
		if err == nil {
			_, err = heat.Compile(spec)
		}
		if err == nil {
			t.Errorf("%s compiles", text)
		}
	}
}

// specValidator checks JSON against the part of JSON Schema that we write.
type specValidator struct{ root map[string]any }

func readSchema(t *testing.T) *specValidator {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	v := &specValidator{}
	if err := json.Unmarshal(data, &v.root); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *specValidator) check(data []byte) error {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	return v.node("spec", v.root, value)
}

func sub(node map[string]any, key string) map[string]any {
	m, _ := node[key].(map[string]any)
	return m
}

// node checks a value against a schema.
func (v *specValidator) node(path string, s map[string]any, value any) error {
	if ref, ok := s["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/$defs/")
		def := sub(sub(v.root, "$defs"), name)
		if def == nil {
			return fmt.Errorf("%s: no definition of %s", path, name)
		}
		if err := v.node(path, def, value); err != nil {
			return err
		}
	}
	for _, of := range []string{"oneOf", "anyOf"} {
		list, ok := s[of].([]any)
		if !ok {
			continue
		}
		var fits int
		var last error
		for _, option := range list {
			if err := v.node(path, option.(map[string]any), value); err == nil {
				fits++
			} else {
				last = err
			}
		}
		if fits == 0 || of == "oneOf" && fits > 1 {
			return fmt.Errorf("%s fits %d of %s: %w", path, fits, of, last)
		}
	}
	if names, ok := s["enum"].([]any); ok && !slices.Contains(names, value) {
		return fmt.Errorf("%s: %v is none of %v", path, value, names)
	}
	if c, ok := s["const"]; ok && c != value {
		return fmt.Errorf("%s: %v is not %v", path, value, c)
	}
	if least, ok := s["minimum"].(float64); ok {
		if n, ok := value.(float64); ok && n < least {
			return fmt.Errorf("%s: %v is below %v", path, n, least)
		}
	}
	if pattern, ok := s["pattern"].(string); ok {
		if text, ok := value.(string); ok && !regexp.MustCompile(pattern).MatchString(text) {
			return fmt.Errorf("%s: %q does not match", path, text)
		}
	}
	return v.typed(path, s, value)
}

// typed checks the value's kind and what is in it.
func (v *specValidator) typed(path string, s map[string]any, value any) error {
	kind := map[reflect.Kind]string{reflect.Map: "object", reflect.Slice: "array", reflect.String: "string",
		reflect.Float64: "number", reflect.Bool: "boolean", reflect.Invalid: "null"}[reflect.ValueOf(value).Kind()]
	wanted, _ := s["type"].([]any)
	if name, ok := s["type"].(string); ok {
		wanted = []any{name}
	}
	if n, ok := value.(float64); ok && slices.Contains(wanted, any("integer")) && n == float64(int(n)) {
		kind = "integer"
	}
	if wanted != nil && !slices.Contains(wanted, any(kind)) {
		return fmt.Errorf("%s is of type %s, not %v", path, kind, wanted)
	}
	switch value := value.(type) {
	case map[string]any:
		properties := sub(s, "properties")
		for key, member := range value {
			p, known := properties[key].(map[string]any)
			if !known && s["additionalProperties"] == false {
				return fmt.Errorf("%s has no key %q", path, key)
			}
			if err := v.node(path+"."+key, p, member); err != nil {
				return err
			}
		}
		for _, key := range toStrings(s["required"]) {
			if _, ok := value[key]; !ok {
				return fmt.Errorf("%s needs %q", path, key)
			}
		}
	case []any:
		for i, item := range value {
			if err := v.node(fmt.Sprintf("%s[%d]", path, i), sub(s, "items"), item); err != nil {
				return err
			}
		}
	}
	return nil
}

func toStrings(v any) (out []string) {
	list, _ := v.([]any)
	for _, x := range list {
		out = append(out, x.(string))
	}
	return out
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
