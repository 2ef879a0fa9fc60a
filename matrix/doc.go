// Package matrix holds labelled rectangles of numbers, in memory or mapped
// from a file.
//
// A [Matrix] is float64 numbers, where NaN stands for a missing value, with
// a label for each row and each column and a name for either axis:
//
//	m, err := matrix.New(2, 3, []float64{15, 22, 18, 31, math.NaN(), 27})
//	m.RowName, m.RowLabels = "Team", []string{"Alpha", "Beta"}
//	m.ColName, m.ColLabels = "Day", []string{"Mon", "Tue", "Wed"}
//	err = m.Validate()
//	fmt.Println(m.At(0, 2)) // 18
//
// [OpenNPY] maps an array that NumPy saved, so that a file larger than the
// memory can be drawn; [ReadNPY] reads one from a stream, and [ReadNPZ] one of
// several. [WriteNPY], [WriteCSV] and [WriteTSV] write what reads back bit for
// bit. A matrix also goes to JSON and back without loss.
//
// # Untrusted input
//
// Headers of .npy files are at most 64 KiB and are parsed, never evaluated.
// A shape is checked for overflow and against the size of the file, or the
// limit of the stream, before anything is allocated for it; a stream is read
// in steps, so that memory follows the bytes that arrive and not those that
// its header promises; so is an array in a .npz file, whatever it claims to
// unpack to. Decoding JSON takes at most a few times the memory of
// the text. One hazard remains: on Unix the operating system kills the
// process if a mapped file is cut short by another while it is being read.
// Use ReadNPY where that may happen.
package matrix
