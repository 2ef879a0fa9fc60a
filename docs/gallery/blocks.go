package main

import (
	"bytes"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"strings"
)

// blocksFile is too large to be kept: it is written anew, the same each time.
const blocksFile = folder + "data/blocks.npy"

// writeBlocks writes 5000 × 200 small integers, noise with seven blocks in it in random
// places, as NumPy saves them.
func writeBlocks() {
	const rows, cols, blocks = 5000, 200, 7
	rng := rand.New(rand.NewPCG(21, 22))
	var inRow [rows]int
	var inCol [cols]int
	for i := range inRow {
		inRow[i] = rng.IntN(blocks)
	}
	for j := range inCol {
		inCol[j] = rng.IntN(blocks + 2)
	}
	header := fmt.Sprintf("{'descr': '|i1', 'fortran_order': False, 'shape': (%d, %d), }", rows, cols)
	header += strings.Repeat(" ", 118-1-len(header)) + "\n"
	var b bytes.Buffer
	b.WriteString("\x93NUMPY\x01\x00")
	b.Write([]byte{byte(len(header)), 0})
	b.WriteString(header)
	for i := range inRow {
		for j := range inCol {
			v := 12 * rng.NormFloat64()
			switch {
			case inRow[i] == inCol[j]:
				v += 40
			case (inRow[i]+1)%blocks == inCol[j]:
				v -= 28
			}
			b.WriteByte(byte(int8(max(-127, min(127, math.Round(v))))))
		}
	}
	if err := os.WriteFile(blocksFile, b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
