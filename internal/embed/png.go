package embed

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
)

// partsOfPNG walks the chunks to the end and checks each, so that a file that was cut or
// changed anywhere is not taken for whole.
func partsOfPNG(data []byte) (parts []source, detail string) {
	at := len(signaturePNG)
	for {
		rest := data[at:]
		if len(rest) < 12 {
			return nil, fmt.Sprintf("it ends after %d bytes, within a chunk", len(data))
		}
		n := uint64(binary.BigEndian.Uint32(rest))
		kind := rest[4:8]
		if !isChunkName(kind) {
			return nil, fmt.Sprintf("no chunk begins at byte %d", at)
		}
		if n > uint64(len(rest)-12) {
			return nil, fmt.Sprintf("it ends after %d bytes, within the %s chunk that begins at byte %d", len(data), kind, at)
		}
		body := rest[8 : 8+n]
		if crc32.ChecksumIEEE(rest[4:8+n]) != binary.BigEndian.Uint32(rest[8+n:]) {
			return nil, fmt.Sprintf("the checksum of the %s chunk at byte %d is wrong", kind, at)
		}
		switch string(kind) {
		case "iTXt":
			if part, ok := textPart(body); ok {
				parts = append(parts, part)
			}
		case "IEND":
			return parts, ""
		}
		at += int(n) + 12
	}
}

func isChunkName(name []byte) bool {
	for _, c := range name {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}

// textPart is the part in an iTXt chunk, if it has our keyword. The chunk may have been
// written anew without compression.
func textPart(body []byte) (source, bool) {
	body, ok := bytes.CutPrefix(body, []byte(Keyword+"\x00"))
	if !ok || len(body) < 2 {
		return source{}, false
	}
	packed := body[0] == 1
	_, body, ok = bytes.Cut(body[2:], []byte{0}) // the language
	if ok {
		_, body, ok = bytes.Cut(body, []byte{0}) // the translated keyword
	}
	return source{open: func() io.Reader { return bytes.NewReader(body) }, plain: !packed}, ok
}
