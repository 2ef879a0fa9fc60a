package embed

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"sync"
)

// The element that carries a part.
const (
	openTag  = "<heat:spec"
	closeTag = "</heat:spec>"
)

var partNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\spart=["'](\d{1,9})/(\d{1,9})["']`) })

// partsOfSVG looks for our elements. A "<" within text or an attribute is always escaped,
// so no tree is needed; an editor may have wrapped the text or moved the namespace.
func partsOfSVG(data []byte) (parts []source, detail string) {
	rest, of := data, 0
	for {
		_, after, found := bytes.Cut(rest, []byte(openTag))
		if !found {
			break
		}
		tag, after, found := bytes.Cut(after, []byte(">"))
		text, after, closed := bytes.Cut(after, []byte(closeTag))
		if !found || !closed {
			return nil, "its spec is cut short"
		}
		// A figure has few parts; nothing else tells that one was lost.
		number := partNumber().FindSubmatch(tag)
		if number == nil {
			return nil, "a part of its spec has no number"
		}
		i, _ := strconv.Atoi(string(number[1])) // at most 9 digits
		n, _ := strconv.Atoi(string(number[2]))
		if i != len(parts)+1 || of != 0 && n != of {
			return nil, fmt.Sprintf("part %d of %d of its spec follows part %d of %d", i, n, len(parts), of)
		}
		of = n
		parts = append(parts, source{open: func() io.Reader {
			return base64.NewDecoder(base64.StdEncoding, &unspaced{text})
		}})
		rest = after
	}
	if len(parts) != of {
		return nil, fmt.Sprintf("only %d of the %d parts of its spec are there", len(parts), of)
	}
	if tail := bytes.TrimRight(rest, " \t\r\n"); !bytes.Contains(tail, []byte("</svg>")) && !bytes.Contains(tail, []byte("</svg:svg>")) {
		return nil, "it ends before its drawing does"
	}
	return parts, ""
}

// unspaced reads text without white space.
type unspaced struct{ text []byte }

func (u *unspaced) Read(p []byte) (n int, err error) {
	for n < len(p) && len(u.text) > 0 {
		c := u.text[0]
		u.text = u.text[1:]
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			p[n] = c
			n++
		}
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}
