package matrix

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// ReadNPZ reads one array of a .npz file, which numpy.savez writes: a zip
// archive of .npy files, compressed or not. The array is that of the given
// name, without ".npy". An empty name means the first array with two
// dimensions or, if there is none, the only one that can be drawn. The name
// of the file stands for it in errors; limit bounds the numbers as in
// [ReadNPY], also those that a compressed array only promises. All errors
// are of type [*FileError].
func ReadNPZ(r io.ReaderAt, size int64, file, array string, limit int64) (*Matrix, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &FileError{File: file, Msg: "not a whole .npz file", Err: err, Cure: "save it again by numpy.savez"}
	}
	entries, names := arrays(z)
	if len(entries) == 0 {
		return nil, &FileError{File: file, Msg: "no arrays are in the file", Cure: "save them by numpy.savez(name, a=array)"}
	}
	e, err := choose(entries, names, file, array)
	if err != nil {
		return nil, err
	}
	return readEntry(e, file, limit)
}

// arrays lists the entries of an archive that are arrays, and their names.
func arrays(z *zip.Reader) (entries []*zip.File, names []string) {
	for _, f := range z.File {
		if name, ok := strings.CutSuffix(f.Name, ".npy"); ok {
			entries, names = append(entries, f), append(names, name)
		}
	}
	return entries, names
}

// choose finds the entry of a name, or the one to take without one.
func choose(entries []*zip.File, names []string, file, array string) (*zip.File, error) {
	if array != "" {
		if i := slices.Index(names, array); i >= 0 {
			return entries[i], nil
		}
		cure := "there are " + list(names)
		if near := suggest.Nearest(array, names); near != "" {
			cure = fmt.Sprintf("did you mean %.40q?", near)
		}
		return nil, &FileError{File: file, Msg: fmt.Sprintf("there is no array %.40q", array), Cure: cure}
	}
	if len(entries) == 1 {
		return entries[0], nil
	}
	const most = 1000 // headers that are looked at
	var usable []*zip.File
	for _, e := range entries[:min(len(entries), most)] {
		dims, err := peekDims(e, file)
		if err == nil && dims == 2 {
			return e, nil
		}
		if err == nil {
			usable = append(usable, e)
		}
	}
	if len(usable) == 1 {
		return usable[0], nil
	}
	return nil, &FileError{File: file, Msg: fmt.Sprintf("none of the %d arrays has two dimensions", len(entries)),
		Cure: "choose one, or save one with two dimensions; there are " + list(names)}
}

// list names the first few arrays.
func list(names []string) string {
	var quoted []string
	for _, n := range names[:min(len(names), 8)] {
		quoted = append(quoted, fmt.Sprintf("%.40q", n))
	}
	if len(names) > 8 {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// peekDims reads the header of an array that can be drawn, and returns how
// many dimensions it has.
func peekDims(e *zip.File, file string) (int, error) {
	r, err := e.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	n, err := readHeader(r, file)
	if err != nil {
		return 0, err
	}
	return n.dims, nil
}

// readEntry reads an array, and makes sure that nothing follows it. The end
// of the entry is also where its checksum is compared.
func readEntry(e *zip.File, file string, limit int64) (*Matrix, error) {
	name := fmt.Sprintf("%s: array %.40q", file, strings.TrimSuffix(e.Name, ".npy"))
	r, err := e.Open()
	if err != nil {
		return nil, &FileError{File: name, Err: err, Cure: "save the file again by numpy.savez"}
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 1<<16)
	m, err := ReadNPY(in, name, limit)
	if err != nil {
		return nil, err
	}
	switch _, err := in.ReadByte(); err {
	case io.EOF:
		return m, nil
	case nil:
		return nil, &FileError{File: name, Msg: "something follows the numbers", Cure: "the header is false: save it again"}
	default:
		return nil, &FileError{File: name, Err: err, Cure: "the file was damaged: save it again"}
	}
}
