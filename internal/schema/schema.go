// Package schema writes a JSON Schema (draft 2020-12) of Go types, so that editors can
// check and complete what is written by hand. It reads the types by reflection and
// their descriptions from the comments in the source.
//
//	docs, err := schema.ReadDocs(".")
//	…
//	data, err := schema.Generator{Docs: docs}.Generate(reflect.TypeFor[Config](), "Config")
//
// It knows what encoding/json does with structs, tags, embedding, slices, pointers and
// plain values. What a type's own MarshalJSON writes it must be told.
package schema

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// Object is a JSON object whose keys keep their order.
type Object []Member

// Member is a key with its value.
type Member struct {
	Key   string
	Value any
}

// MarshalJSON writes the keys in order.
func (o Object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		for _, part := range [2]any{m.Key, m.Value} {
			text, err := plain(part)
			if err != nil {
				return nil, err
			}
			b = append(append(b, text...), ':')
		}
		b = b[:len(b)-1]
	}
	return append(b, '}'), nil
}

// plain is a value as JSON in which < and > are themselves.
func plain(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(buf.Bytes()), err
}

// Variant is one type of a closed set, and the value of the key "type" that tells it.
type Variant struct {
	Tag  string
	Type reflect.Type // a struct
}

// Generator says what reflection cannot see. The zero value sees structs and plain
// values.
type Generator struct {
	// Docs describes types and fields; see ReadDocs.
	Docs Docs
	// Sums lists the variants of interfaces.
	Sums map[reflect.Type][]Variant
	// Custom holds the schemas of types that write their own JSON. Their descriptions
	// are those of Docs.
	Custom map[reflect.Type]Object
}

// Generate returns the schema of a struct as indented JSON. The same types give the
// same bytes.
func (g Generator) Generate(root reflect.Type, title string) ([]byte, error) {
	w := &writer{Generator: g, done: map[reflect.Type]bool{}}
	body, err := w.object(root, "")
	if err != nil {
		return nil, err
	}
	doc := Object{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}}
	doc = append(doc, body...)
	for len(w.queue) > 0 {
		next := w.queue[0]
		w.queue = w.queue[1:]
		def, err := next.make()
		if err != nil {
			return nil, err
		}
		w.defs = append(w.defs, Member{next.name, def})
	}
	if len(w.defs) > 0 {
		doc = append(doc, Member{"$defs", w.defs})
	}
	data, err := plain(doc)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// writer collects definitions.
type writer struct {
	Generator
	done  map[reflect.Type]bool // has a definition, or is queued for one
	queue []definition
	defs  Object
}

// definition is an entry of $defs that is still to be made.
type definition struct {
	name string
	make func() (Object, error)
}

// ref returns a reference to a named type and sees to its definition.
func (w *writer) ref(t reflect.Type, make func() (Object, error)) Object {
	if !w.done[t] {
		w.done[t] = true
		w.queue = append(w.queue, definition{t.Name(), make})
	}
	return Object{{"$ref", "#/$defs/" + t.Name()}}
}

var (
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	enumeration   = reflect.TypeFor[interface{ Values() []string }]()
)

// schema returns the schema of a type.
func (w *writer) schema(t reflect.Type) (Object, error) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if custom, ok := w.Custom[t]; ok {
		return w.ref(t, func() (Object, error) { return w.described(t, custom), nil }), nil
	}
	if variants, ok := w.Sums[t]; ok {
		return w.ref(t, func() (Object, error) { return w.sum(t, variants) }), nil
	}
	switch {
	case t.Implements(enumeration):
		names := reflect.Zero(t).Interface().(interface{ Values() []string }).Values()
		return w.ref(t, func() (Object, error) { return w.described(t, Object{{"enum", names}}), nil }), nil
	case t.Implements(textMarshaler):
		return w.ref(t, func() (Object, error) { return w.described(t, Object{{"type", "string"}}), nil }), nil
	}
	switch t.Kind() {
	case reflect.String:
		return Object{{"type", "string"}}, nil
	case reflect.Bool:
		return Object{{"type", "boolean"}}, nil
	case reflect.Float32, reflect.Float64:
		return Object{{"type", "number"}}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return Object{{"type", "integer"}}, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Object{{"type", "integer"}, {"minimum", 0}}, nil
	case reflect.Slice, reflect.Array:
		items, err := w.schema(t.Elem())
		return Object{{"type", "array"}, {"items", items}}, err
	case reflect.Struct:
		if t.Implements(jsonMarshaler) {
			break
		}
		return w.ref(t, func() (Object, error) { return w.object(t, "") }), nil
	}
	return nil, fmt.Errorf("schema: no schema for %v", t)
}

// described puts a type's description before its schema.
func (w *writer) described(t reflect.Type, schema Object) Object {
	if doc := w.Docs.Type(t.Name()); doc != "" {
		return append(Object{{"description", doc}}, schema...)
	}
	return schema
}

// sum is a closed set: one of its variants.
func (w *writer) sum(t reflect.Type, variants []Variant) (Object, error) {
	var of []Object
	for _, v := range variants {
		of = append(of, w.ref(v.Type, func() (Object, error) { return w.object(v.Type, v.Tag) }))
	}
	return w.described(t, Object{{"oneOf", of}}), nil
}

// object is a struct. With a tag, its key "type" has that value.
func (w *writer) object(t reflect.Type, tag string) (Object, error) {
	var properties Object
	var required []string
	if tag != "" {
		properties = Object{{"type", Object{{"const", tag}}}}
		required = []string{"type"}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			return nil, fmt.Errorf("schema: %v.%s has no json tag", t, f.Name)
		}
		value, err := w.schema(f.Type)
		if err != nil {
			return nil, fmt.Errorf("%w, which is %v.%s", err, t, f.Name)
		}
		if doc := w.Docs.Field(t.Name(), f.Name); doc != "" {
			value = append(Object{{"description", doc}}, value...)
		}
		properties = append(properties, Member{name, value})
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	body := Object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		body = append(body, Member{"required", required})
	}
	return w.described(t, append(body, Member{"additionalProperties", false})), nil
}
