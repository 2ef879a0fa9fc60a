package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"

	"github.com/seed01309057/heat/internal/scene"
)

// describe writes the catalogue and what tells about the page: for people who search, for
// programs, and for readers of screens.
func (e *encoder) describe(s *scene.Scene, opt Options, pages, page, metadata ref, alt string, box []byte) {
	lang := opt.Lang
	if lang == "" {
		lang = "en"
	}
	d := []byte("<<")
	entry := func(key, value string) {
		if value != "" {
			d = appendText(append(d, key...), value)
		}
	}
	entry("/Title", s.Title)
	entry("/Subject", s.Description)
	entry("/Producer", opt.Software)
	if !opt.Created.IsZero() {
		entry("/CreationDate", opt.Created.UTC().Format("D:20060102150405Z"))
	}
	e.file.object(e.info, append(d, ">>"...))

	e.measure(s.Title, s.Description, opt.Software)
	e.file.plain(metadata, "/Type/Metadata/Subtype/XML", packet(s, opt, lang, e.conformance(opt.Source != nil)))

	d = appendText(fmt.Appendf(nil, "<</Type/Catalog/Pages %v/Metadata %v/Lang", pages, metadata), lang)
	if s.Title != "" {
		d = append(d, "/ViewerPreferences<</DisplayDocTitle true>>"...)
	}
	d = append(d, e.outputIntent()...)
	if alt != "" {
		d = fmt.Appendf(d, "/MarkInfo<</Marked true>>/StructTreeRoot %v", e.structure(page, alt, box))
	}
	if opt.Source != nil {
		name, spec := appendText(nil, opt.Source.Name), e.attach(opt.Source)
		d = fmt.Appendf(d, "/Names<</EmbeddedFiles<</Names[%s %v]>>>>/AF[%[2]v]", name, spec)
	}
	e.file.object(e.catalog, append(d, ">>"...))
}

// attach writes an embedded file as what the page was made from, and returns its
// specification. It has no date: the same figure is the same bytes.
func (e *encoder) attach(a *File) ref {
	f := e.file
	spec, content := f.reserve(), f.reserve()
	d := appendName([]byte("/Type/EmbeddedFile/Subtype"), a.Type)
	if a.Mark != "" {
		d = append(appendName(d, a.Mark), " true"...)
	}
	d = fmt.Appendf(d, "/Params<</Size %d>>/Filter/FlateDecode", a.Size)
	f.plain(content, string(d), a.Deflated)

	name := appendText(nil, a.Name)
	d = fmt.Appendf(nil, "<</Type/Filespec/F%s/UF%[1]s/AFRelationship/Source/EF<</F %v/UF %[2]v>>/Desc", name, content)
	f.object(spec, append(appendText(d, a.Description), ">>"...))
	return spec
}

// appendName writes a name, in which other marks than letters, digits and a few are
// escaped.
func appendName(b []byte, s string) []byte {
	b = append(b, '/')
	for i := range len(s) {
		c := s[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' {
			b = append(b, c)
		} else {
			b = fmt.Appendf(b, "#%02X", c)
		}
	}
	return b
}

// structure writes the tree of the document's structure: one figure, which is the page,
// and the words that stand for it.
func (e *encoder) structure(page ref, alt string, box []byte) ref {
	f := e.file
	root, document, figure := f.reserve(), f.reserve(), f.reserve()
	f.object(root, fmt.Appendf(nil, "<</Type/StructTreeRoot/K %v/ParentTree<</Nums[0[%v]]>>/ParentTreeNextKey 1>>", document, figure))
	f.object(document, fmt.Appendf(nil, "<</Type/StructElem/S/Document/P %v/K %v>>", root, figure))
	d := fmt.Appendf(nil, "<</Type/StructElem/S/Figure/P %v/Pg %v/K 0/A<</O/Layout/Placement/Block/BBox%s>>/Alt", document, page, box)
	f.object(figure, append(appendText(d, alt), ">>"...))
	return root
}

// packet is the metadata as XMP.
func packet(s *scene.Scene, opt Options, lang, conformance string) []byte {
	var b bytes.Buffer
	escape := func(s string) { xml.EscapeText(&b, []byte(s)) } // a bytes.Buffer does not fail
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` + "\n" + conformance)
	b.WriteString("<dc:format>application/pdf</dc:format>\n")
	for _, t := range []struct{ name, text string }{{"title", s.Title}, {"description", s.Description}} {
		if t.text == "" {
			continue
		}
		b.WriteString("<dc:" + t.name + `><rdf:Alt><rdf:li xml:lang="x-default">`)
		escape(t.text)
		b.WriteString("</rdf:li></rdf:Alt></dc:" + t.name + ">\n")
	}
	b.WriteString("<dc:language><rdf:Bag><rdf:li>")
	escape(lang)
	b.WriteString("</rdf:li></rdf:Bag></dc:language>\n")
	if opt.Software != "" {
		b.WriteString("<pdf:Producer>")
		escape(opt.Software)
		b.WriteString("</pdf:Producer>\n")
	}
	if !opt.Created.IsZero() {
		b.WriteString("<xmp:CreateDate>" + opt.Created.UTC().Format(time.RFC3339) + "</xmp:CreateDate>\n")
	}
	b.WriteString("</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}
