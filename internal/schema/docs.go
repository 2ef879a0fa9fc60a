package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// Docs are the comments on a package's types and their fields, by Name and Name.Field.
type Docs map[string]string

// Type is the comment on a type, or "".
func (d Docs) Type(name string) string { return d[name] }

// Field is the comment on a field, or "".
func (d Docs) Field(typ, field string) string { return d[typ+"."+field] }

// ReadDocs reads the comments of the package in a folder, without its tests. A field
// without a comment has that of the field before it, if no empty line is between them.
func ReadDocs(folder string) (Docs, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	docs := Docs{}
	files := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(files, name, src, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
				docs.add(files, gen)
			}
		}
	}
	return docs, nil
}

// add enters the types of one declaration.
func (d Docs) add(files *token.FileSet, gen *ast.GenDecl) {
	for _, spec := range gen.Specs {
		t := spec.(*ast.TypeSpec)
		doc := t.Doc
		if doc == nil {
			doc = gen.Doc
		}
		d[t.Name.Name] = sentence(doc)
		if s, ok := t.Type.(*ast.StructType); ok {
			d.addFields(files, t.Name.Name, s)
		}
	}
}

func (d Docs) addFields(files *token.FileSet, typ string, s *ast.StructType) {
	last, line := "", -1
	for _, f := range s.Fields.List {
		doc := sentence(f.Doc)
		if doc == "" {
			doc = sentence(f.Comment)
		}
		if doc == "" && files.Position(f.Pos()).Line == line+1 {
			doc = last
		}
		for _, name := range f.Names {
			d[typ+"."+name.Name] = doc
		}
		last, line = doc, files.Position(f.End()).Line
	}
}

// links takes the brackets of doc links away.
var links = strings.NewReplacer("[", "", "]", "")

// sentence is a comment on one line.
func sentence(c *ast.CommentGroup) string {
	return links.Replace(strings.Join(strings.Fields(c.Text()), " "))
}
