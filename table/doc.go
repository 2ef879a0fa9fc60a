// Package table reads tables of numbers and text, as people have them in
// files: CSV and TSV in their many dialects, JSON, and NumPy's .npy.
//
// A [Table] is a list of typed columns. [Open] and [Read] make one, and
// [Table.Matrix] turns it into labelled numbers:
//
//	t, err := table.Open("tickets.csv", table.Options{})
//	m, err := t.Matrix("") // the first column labels the rows if it is text
//	rows, cols := m.Dims()
//
// [OpenMatrix] does both, and maps .npy files instead of reading them.
// [Table.Numeric] takes the columns of numbers and leaves the rest out, and
// [Table.Grid] leaves out only those without any number.
//
// # Cells
//
// A number is written as in Go or Python: an optional sign (+, - or U+2212),
// digits with at most one decimal point, an optional exponent. Spaces around
// it are ignored, and quotes do not make it text. It is read as the nearest
// float64. The infinities are inf and infinity with an optional sign, in any
// letter case. Hexadecimal numbers, underscores and thousands separators are
// text. See [Options] for what counts as missing.
//
// A column is of kind [Number] if all of its cells are numbers or missing,
// and [Text] if a single one is not. Then every cell is kept exactly as it
// was written, without the quotes around it.
//
// # Dialects of CSV
//
// The delimiter (comma, semicolon, tab or bar) and the decimal comma are
// detected; see [Options]. Quotes follow RFC 4180: a quoted field may hold
// delimiters, line breaks, and quotes written twice. Lines end in LF, CRLF or
// CR. A byte order mark is dropped, and UTF-16 with one is decoded. Blank
// lines are skipped, also in a file of one column, where a missing value
// must be spelled out, as NA. Last columns without a name and without any
// value, as delimiters at the end of every line make, are dropped, and so are
// empty values at the end of a line that are more than the first line has.
//
// The first line is a header if any of its cells is neither a number nor
// missing, or if its first cell is empty and what stands below that is text.
// A header of one name less than there are columns is accepted where the
// first column is text and tabs separate the values, which is what R's
// write.table makes.
//
// # Untrusted input
//
// All input is bounded by [Options].Limit and its lines by [MaxLine], both
// while it is read, so that memory never follows what does not fit. A table
// takes 2 to 4 bytes of memory for a byte of usual numbers, at most some 30,
// which one-letter texts reach, and about 300 for each column, of which there
// are at most [MaxColumns]. Nothing recurses, however deep the brackets of a
// JSON file are. Every fault of the input is an [*Error] that names its place,
// or for .npy files a [github.com/seed01309057/heat/matrix.FileError].
package table
