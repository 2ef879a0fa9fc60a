package pdf

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A page says that it conforms to PDF/A-2b (ISO 19005-2), or with an attachment to PDF/A-3b
// (ISO 19005-3): all that it shows is in the file, and its colours are those of sRGB. The
// rest of what is asked for holds of all pages; these are what may stand against it.

// maxText is the longest run, in bytes, or in glyphs of two bytes each: a string of such a
// file has at most 32,767 bytes (ISO 19005-2, 6.1.13), and text is in UTF-16.
const maxText = 32767/2 - 1

// measure notes texts that are too long for such a file.
func (e *encoder) measure(texts ...string) {
	for _, t := range texts {
		if len(t) > maxText {
			e.unfit = true
		}
	}
}

// conformance is what the metadata says, or nothing.
func (e *encoder) conformance(attached bool) string {
	part := 2
	switch {
	case e.unfit:
		return ""
	case attached:
		part = 3 // which allows files that are no PDF/A themselves
	}
	return fmt.Sprintf("<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n", part)
}

// outputIntent writes the profile by which the device colours of the page are meant, and the
// entry of the catalogue that names it.
func (e *encoder) outputIntent() string {
	profile := e.file.reserve()
	e.file.stream(profile, "/N 3", sRGB())
	return fmt.Sprintf("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile %v>>]", profile)
}

// sRGB is a profile of version 4.2 (ICC.1:2004-10) of the colours of IEC 61966-2-1: its
// primaries and white point, adapted to D50 by Bradford's matrix, in 65536ths, and its curve
// as the five parameters of the standard.
func sRGB() []byte {
	number := func(v float64) uint32 { return uint32(int32(math.Round(v * 65536))) }
	numbers := func(kind string, values ...uint32) []byte {
		b := append([]byte(kind), 0, 0, 0, 0)
		for _, v := range values {
			b = binary.BigEndian.AppendUint32(b, v)
		}
		return b
	}
	text := func(s string) []byte {
		b := numbers("mluc", 1, 12, 'e'<<24|'n'<<16|'U'<<8|'S', uint32(2*len(s)), 28)
		for i := range len(s) {
			b = append(b, 0, s[i])
		}
		return b
	}
	const curveKind = 3 << 16 // (a x + b)^g from d on, c x below
	curve := numbers("para", curveKind, number(2.4), number(1/1.055), number(0.055/1.055), number(1/12.92), number(0.04045))
	adapted := [9]int32{68674, 1502, -3291, 1939, 64912, -1119, -606, 988, 49262} // from D65
	var chad []uint32
	for _, v := range adapted {
		chad = append(chad, uint32(v))
	}
	d50 := [3]uint32{63190, 65536, 54061}
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text("sRGB")},
		{"cprt", text("No copyright, use freely")},
		{"wtpt", numbers("XYZ ", d50[:]...)},
		{"chad", numbers("sf32", chad...)},
		{"rXYZ", numbers("XYZ ", 28576, 14581, 912)},
		{"gXYZ", numbers("XYZ ", 25239, 46983, 6361)},
		{"bXYZ", numbers("XYZ ", 9375, 3972, 46788)},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // the same curve
	}

	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	const headerBytes, entryBytes = 128, 12
	start := headerBytes + 4 + entryBytes*len(tags)
	var data []byte
	var at, length int
	for _, t := range tags {
		if t.data != nil {
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
			at, length = start+len(data), len(t.data)
			data = append(data, t.data...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(length))
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}

	header := make([]byte, headerBytes)
	binary.BigEndian.PutUint32(header, uint32(start+len(data)))
	copy(header[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(header[24:], "\x07\xEA\x00\x01\x00\x01") // a date must be there: 2026-01-01
	copy(header[36:], "acsp")
	for i, v := range d50 {
		binary.BigEndian.PutUint32(header[68+4*i:], v)
	}
	return append(append(header, table...), data...)
}
