package embed

import (
	"bytes"
	"io"
	"regexp"
	"sync"
)

// Limits of the search in a PDF.
const (
	maxDict  = 4 << 10 // bytes of the stream's dictionary, of which ours has about 120
	maxTries = 100     // marks that are no stream of ours
)

// The patterns are compiled when a figure is read: a program that only draws pays nothing.
var (
	objectHead = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[\r\n]\d{1,10}[ \t\r\n]+\d{1,5}[ \t\r\n]+obj[ \t\r\n]*$`)
	})
	filterKey = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`/Filter[ \t\r\n]*(?:\[[ \t\r\n]*)?(/[A-Za-z0-9]+|\[?)`)
	})
	filterMore = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`/Filter[ \t\r\n]*\[[ \t\r\n]*/[A-Za-z0-9]+[ \t\r\n]*/`)
	})
)

// partOfPDF looks for the stream that has our mark in its dictionary. Streams stand in a
// file as they are even where other objects are packed together, so this finds it also
// after the file was saved again by a program that keeps what it does not know.
func partOfPDF(data []byte) (parts []source, detail string) {
	tail := data[max(0, len(data)-2048):]
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return nil, "it ends before its table of contents does"
	}
	mark := []byte("/" + Mark)
	for at, tries := 0, 0; tries < maxTries; tries++ {
		i := bytes.Index(data[at:], mark)
		if i < 0 {
			break
		}
		i += at
		at = i + len(mark)
		dict, start := dictAround(data, i)
		if dict == nil || !bytes.Contains(dict, []byte("/EmbeddedFile")) {
			continue
		}
		if encrypted(data, tail) {
			return nil, isEncrypted
		}
		return streamOf(data[start:], dict)
	}
	return nil, ""
}

// dictAround returns the dictionary of the stream around a position, and where its data
// begin; nil if there is none. Object heads are what no text can feign: in a PDF of ours,
// text of others is in parentheses, in hexadecimal, compressed or escaped.
func dictAround(data []byte, at int) (dict []byte, start int) {
	from := max(0, at-maxDict)
	open := bytes.LastIndex(data[from:at], []byte("obj"))
	if open < 0 {
		return nil, 0
	}
	open += from + len("obj")
	if !objectHead().Match(data[max(0, open-32):open]) || !bytes.HasPrefix(bytes.TrimLeft(data[open:at], " \t\r\n"), []byte("<<")) {
		return nil, 0
	}
	end := bytes.Index(data[at:min(len(data), at+maxDict)], []byte("stream"))
	if end < 0 {
		return nil, 0
	}
	end += at
	dict = data[open:end]
	if !bytes.HasSuffix(bytes.TrimRight(dict, " \t\r\n"), []byte(">>")) {
		return nil, 0
	}
	start = end + len("stream")
	if bytes.HasPrefix(data[start:], []byte("\r\n")) {
		start += 2
	} else if bytes.HasPrefix(data[start:], []byte("\n")) {
		start++
	}
	return dict, start
}

// encrypted looks for the trailer's word, where a trailer is.
func encrypted(data, tail []byte) bool {
	if bytes.Contains(tail, []byte("/Encrypt")) {
		return true
	}
	return bytes.Contains(data[:min(len(data), 2048)], []byte("/Encrypt")) // a file in order of the web
}

// streamOf is the data of the stream that begins here. Compressed data says itself where it
// ends, so the length, which may stand elsewhere, is not needed.
func streamOf(data, dict []byte) (parts []source, detail string) {
	filter := filterKey().FindSubmatch(dict)
	switch {
	case filter == nil:
		end := bytes.Index(data, []byte("endstream"))
		if end < 0 {
			return nil, "its spec is cut short"
		}
		body := data[:end]
		return []source{{open: func() io.Reader { return bytes.NewReader(body) }, plain: true}}, ""
	case string(filter[1]) != "/FlateDecode" || filterMore().Match(dict):
		return nil, isForeign
	}
	return []source{{open: func() io.Reader { return bytes.NewReader(data) }}}, ""
}
