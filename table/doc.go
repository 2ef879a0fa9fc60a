// Package table reads tables of numbers, text and times, as people have them
// in files: CSV and TSV in their many dialects, JSON and lines of JSON,
// Parquet, Excel workbooks, NumPy's .npy and .npz, Matrix Market and GCT, all
// of them also compressed by gzip or zstd.
//
// A [Table] is a list of typed columns. [Open] and [Read] make one, [OpenAll]
// one of several files, and [Table.Matrix] turns it into labelled numbers:
//
//	t, err := table.Open("tickets.csv", table.Options{})
//	m, err := t.Matrix("") // the first column labels the rows if it is text
//	rows, cols := m.Dims()
//
// [OpenMatrix] does both, and maps .npy files instead of reading them.
// [Table.Numeric] takes the columns of numbers and leaves the rest out, and
// [Table.Grid] leaves out only those without any number. [Table.Categories]
// is for cells that are words. [Batches] streams columns of files that are
// larger than the memory.
//
// # Cells
//
// A number is written as in Go or Python: an optional sign (+, - or U+2212),
// digits with at most one decimal point, an optional exponent. Spaces around
// it are ignored, and quotes do not make it text. It is read as the nearest
// float64. The infinities are inf and infinity with an optional sign, in any
// letter case. Hexadecimal numbers and underscores are text. See [Options] for
// what counts as missing.
//
// A column of text becomes one of numbers if all its cells are such as 12.5%,
// $1,200.50 and (300), which is negative, and what separates thousands is
// plain: see Options.Thousands. All cells must be shares in percent, or in one
// currency, which some may lack. The unit is that of the column; numbers in
// percent are not divided by 100.
//
// A column is of kind [Number] if all of its cells are numbers or missing,
// and [Text] if a single one is not. Then every cell is kept exactly as it
// was written, without the quotes around it.
//
// Of these, a column is of kind [Bool] if all its cells are true or false, yes
// or no, on or off, T or F, Y or N, in any letter case, or missing. All must
// be of the same pair, and both words of it must appear, except of true and
// false: nothing but "no" may be many things. A matrix has 1 and 0 for them.
//
// A column is of kind [Time] if all its cells are dates, or dates with a clock
// and perhaps a zone, or missing, and all written alike: 2024-01-31, also with
// slashes or points, 31.01.2024, 31/01/2024 and 01/31/2024, 31 Jan 2024, Jan
// 31, 2024, 2024-01 and Jan 2024, and what RFC 3339, RFC 1123 and the logs of
// web servers have. Clocks are 15:04, 15:04:05.999 or 3:04 PM, zones Z, UTC,
// GMT, +01:00 and the like. Whether the day or the month comes first is
// decided by the whole column; where nothing tells, it stays text, and the
// column's Note says so. Where a time is demanded by Options.Types, numbers
// are times too: dates such as 20240131; years, if all numbers of the column are
// whole ones from 1000 to 9999; and else seconds since 1970, or thousandths,
// millionths or billionths of them if there are so many. Times
// label the rows of a matrix as text does.
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
// first column is text and tabs or spaces separate the values, which is what
// R's write.table makes.
//
// Lines above that begin with # are comments, unless the last of them is the
// header: see Options.Comment. A line sep=; first states the delimiter, as for
// Excel. Other lines, such as titles, are for Options.SkipLines; an error about
// lines of different lengths says where the table seems to begin.
//
// # Other formats
//
// Lines of JSON are objects or arrays, one after the other; what is nested in
// them is an error, but not in keys that Options.Columns leaves out. Quoted
// numbers are text. Of a workbook one sheet is read, from its first to its
// last cell: dates by the format of their cells, results of formulas as they
// were saved, and errors such as #N/A as missing. Parquet columns that hold
// lists are left out, and those within structures are named a.b; the codecs
// are snappy, gzip, zstd and lz4_raw. Decimals are the float64 nearest to
// them. Matrix Market files become whole matrices, with 0 where there is no
// entry. GCT files lose the lines that describe their columns.
//
// # Untrusted input
//
// All input is bounded by [Options].Limit, of compressed input after
// unpacking, and its lines by [MaxLine], both while it is read, so that memory
// never follows what does not fit. Lengths and counts in binary files are
// compared with the size of the file, or the limit, before anything is
// allocated for them; nothing is unpacked beyond what is announced and
// allowed. XML is not expanded, and nothing outside of a file is opened. A
// Parquet file may hold a column in far fewer bytes than its cells take: 8 for
// each must be within the limit, and texts and times take up to 40. A table
// takes 2 to 4 bytes of memory for a byte of usual numbers, at most some 30,
// which one-letter texts reach, and about 300 for each column, of which there
// are at most [MaxColumns]. Nothing recurses, however deep the brackets of a
// JSON file are. Every fault of the input is an [*Error] that names its place,
// or for .npy
// and .npz files a [github.com/seed01309057/heat/matrix.FileError].
package table
