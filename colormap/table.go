package colormap

import (
	_ "embed"
	"sync"
)

// The tables are data of other projects, recorded by tables/make.py, which documents
// the code. Each is coded by itself, so that the first use of a map decodes some 250
// bytes in 7 µs and the rest is not touched. The rejected alternatives: one deflated blob
// is smaller (29 kB instead of 72 kB) but takes 3 ms before the first map is there;
// hexadecimal text, a colour a line, is 450 kB for all. That no colour changes unseen,
// the tests see to: they compare every table with hashes that were recorded apart from
// this file.
//
//go:embed tables/tables.bin
var tables string

// decoded keeps the tables that were used. Nothing hands out these slices, so nobody
// can change a map for others.
var decoded [len(named)]struct {
	once          sync.Once
	table, mirror []RGB
}

// load returns the map of entry i.
func load(i int) *Map {
	e, d := &named[i], &decoded[i]
	d.once.Do(func() { d.table, d.mirror = e.decode() })
	return &Map{
		Name: e.shortName(), Kind: e.kind, Source: sources[e.source].from,
		Family: e.family, Licence: sources[e.source].licence, Perceptual: e.flags&perceptual != 0,
		table: d.table, mirror: d.mirror,
	}
}

// decode returns the table of e and of its reversed map. matplotlib interpolates both
// directions of some maps by themselves, and a few entries then differ by one level
// from the exact mirror. Both directions equal matplotlib's, and reversing twice is
// lossless.
func (e *entry) decode() (table, mirror []RGB) {
	r := bitReader{bytes: tables[e.at:]}
	table = make([]RGB, e.len)
	r.channels(table)
	mirror = backwards(table)
	if e.flags&uneven != 0 {
		delta := make([]RGB, e.len)
		r.channels(delta)
		for i, d := range delta {
			mirror[i].R += d.R
			mirror[i].G += d.G
			mirror[i].B += d.B
		}
	}
	return table, mirror
}

// bitReader reads Rice codes, the highest bit of a byte first.
type bitReader struct {
	bytes string
	bit   int
}

func (r *bitReader) next() int {
	b := int(r.bytes[r.bit>>3]>>(7-r.bit&7)) & 1
	r.bit++
	return b
}

// channels reads a table: all red, all green, all blue. Numbers wrap around as bytes.
func (r *bitReader) channels(table []RGB) {
	for c := range 3 {
		r.bit = (r.bit + 7) &^ 7
		head := r.bytes[r.bit>>3]
		r.bit += 8
		order, k := head>>4, int(head&15)
		value, slope := 0, 0
		for i := range table {
			d := r.rice(k)
			switch order {
			case 0:
				value = d
			case 1:
				value += d
			default:
				slope += d
				value += slope
			}
			*[3]*uint8{&table[i].R, &table[i].G, &table[i].B}[c] = uint8(value)
		}
	}
}

// rice reads a number: its zigzag code as quotient in ones and a zero, then k bits.
func (r *bitReader) rice(k int) int {
	u := 0
	for r.next() == 1 {
		u++
	}
	for range k {
		u = u<<1 | r.next()
	}
	return u>>1 ^ -(u & 1)
}
