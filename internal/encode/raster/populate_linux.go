package raster

import "syscall"

// populateWrite is MADV_POPULATE_WRITE of Linux 5.14.
const populateWrite = 23

// populate asks for the memory of a new canvas in one call. Without it each page of 4 kB
// stops the program when it is first written, which takes twice as long; a picture is the
// most memory that a small figure needs. An older system refuses, which does no harm.
//
// Huge pages would be fewer, but where memory is in pieces the system stops for
// milliseconds to make one.
func populate(pix []uint8) {
	const least, page = 1 << 20, 4 << 10 // smaller ones may be memory that was used before
	if len(pix) >= least {
		_ = syscall.Madvise(pix[:len(pix)/page*page], populateWrite)
	}
}
