package table

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// A Want is a column that [Batches] is to read, and what its cells are.
type Want struct {
	// Name is the column's name, or its position from 1, as "#2".
	Name string

	// Kind is what the cells must be: Text takes every cell as it is written;
	// of the others each cell must be one, or missing. Empty takes numbers.
	Kind Kind
}

// batchRows is the largest number of rows of a batch.
const batchRows = 1 << 16

// Batches reads the columns that are wanted of all the files, one after the
// other, as tables of at most 65,536 rows. The columns of each are those
// wanted, in that order and of the kinds wanted. A batch belongs to the
// caller. The path "-" is the standard input. The first error is the last
// thing that is yielded; a file without rows yields nothing.
//
// CSV, TSV and lines of JSON are streamed: they may be longer than the
// memory, Options.Limit does not bound them, and a few blocks of 4 MiB are
// held at a time, besides the batches, or one line if that is longer. The
// delimiter, the decimal mark, the header and the order of day and month are
// found out from the first block. Of each line of CSV only the columns up to
// the last one wanted are looked at. Parquet is read by row groups. Files of
// the other formats are read whole, within the limit.
//
// Rows and batches come in the order of the files, whatever the number of
// Options.Workers.
func Batches(paths []string, opt Options, want []Want) iter.Seq2[*Table, error] {
	want = slices.Clone(want)
	for i := range want {
		want[i].Kind = max(want[i].Kind, Number)
	}
	return func(yield func(*Table, error) bool) {
		for _, path := range paths {
			for t, err := range batchesOf(path, opt, want) {
				if !yield(t, err) || err != nil {
					return
				}
			}
		}
	}
}

// openAny opens a file, or the standard input.
func openAny(path string, opt Options) (*input, error) {
	if path == "-" {
		return newInput(os.Stdin, 0, "stdin", opt)
	}
	return openInput(path, opt)
}

func batchesOf(path string, opt Options, want []Want) iter.Seq2[*Table, error] {
	return func(yield func(*Table, error) bool) {
		in, err := openAny(path, opt)
		if err != nil {
			yield(nil, err)
			return
		}
		in.opt.Choose = nil
		format := in.opt.Format
		if in.opt.Delimiter == Whitespace {
			format = Auto // the text is changed as a whole
		}
		switch format {
		case CSV, TSV, JSON, NDJSON:
			(&streamer{in: in, want: want}).run(yield) // closes the input
			return
		case Parquet:
			in.parquetBatches(want, yield)
		default:
			in.opt.Types, in.opt.Columns = map[string]Kind{}, nil
			for _, w := range want {
				in.opt.Types[w.Name] = w.Kind
				in.opt.Columns = append(in.opt.Columns, w.Name)
			}
			if t, err := in.table(""); err != nil {
				yield(nil, err)
			} else {
				t.batches(yield)
			}
		}
		in.close()
	}
}

// batches cuts a table into batches, and returns whether the caller wants
// more.
func (t *Table) batches(yield func(*Table, error) bool) bool {
	for from := 0; from < t.Len(); from += batchRows {
		to := min(from+batchRows, t.Len())
		part := *t
		part.Columns = make([]Column, len(t.Columns))
		for j := range t.Columns {
			part.Columns[j] = t.Columns[j].slice(from, to)
		}
		if !yield(&part, nil) {
			return false
		}
	}
	return true
}

// slice returns the cells from one row to another.
func (c *Column) slice(from, to int) Column {
	part := *c
	if c.Numbers != nil {
		part.Numbers = c.Numbers[from:to:to]
	}
	if c.Texts != nil {
		part.Texts = c.Texts[from:to:to]
	}
	if c.Times != nil {
		part.Times = c.Times[from:to:to]
	}
	return part
}

// A streamer reads blocks of whole records from an input, has them parsed by
// several goroutines, and yields what they make in the order of the file.
type streamer struct {
	in    *input
	want  []Want
	miss  missing
	eol   byte
	parse func(*block) (*Table, error) // turns a block into columns; nil if that cannot be done
	cut   func([]byte) int             // the end of the last whole record

	comment string // what lines begin with that are blanked

	learned chan struct{} // closed when the first block has told how times are written
	times   []learnedTime // of each column wanted
	units   []string      // of each column wanted

	tail []byte // the begin of a record that the last block had no end of
	line int    // of the next block
	eof  bool
}

// A block is a part of the text, from the begin of a record to the end of
// one.
type block struct {
	text  []byte
	line  int // of its first line
	first bool
	done  chan result
}

type result struct {
	table *Table
	err   error
}

// blockSize is how many bytes are parsed at once.
const blockSize = 4 << 20

// run streams the input. A reading goroutine closes it.
func (s *streamer) run(yield func(*Table, error) bool) {
	first, err := s.start()
	if err != nil || first == nil {
		s.in.close()
		if err != nil {
			yield(nil, err)
		}
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if s.parse == nil { // it must be read whole
		defer s.in.close()
		s.whole(first, yield)
		return
	}
	workers := s.in.opt.workers()
	work, order := make(chan *block, workers), make(chan *block, workers+1)
	for range workers {
		go func() {
			for b := range work {
				t, err := s.parse(b)
				b.text = nil
				b.done <- result{t, err}
			}
		}()
	}
	first.first = true
	s.learned, s.times, s.units = make(chan struct{}), make([]learnedTime, len(s.want)), make([]string, len(s.want))
	go s.read(ctx, first, work, order)
	for b := range order {
		r := <-b.done
		if r.err != nil {
			yield(nil, r.err)
			return
		}
		if !r.table.batches(yield) {
			return
		}
	}
}

// read hands on the blocks until the input ends or nobody wants more.
func (s *streamer) read(ctx context.Context, b *block, work, order chan<- *block) {
	defer s.in.close()
	defer close(order)
	defer close(work)
	for b != nil {
		b.done = make(chan result, 1)
		select {
		case order <- b:
		case <-ctx.Done():
			return
		}
		select {
		case work <- b:
		case <-ctx.Done():
			return
		}
		var err error
		if b, err = s.next(); err != nil {
			last := &block{done: make(chan result, 1)}
			last.done <- result{err: err}
			select {
			case order <- last:
			case <-ctx.Done():
			}
			return
		}
	}
}

// next reads the next block, or nil at the end.
func (s *streamer) next() (*block, error) {
	text := append(make([]byte, 0, max(blockSize, 2*len(s.tail))+1), s.tail...)
	for {
		if err := s.fill(&text); err != nil {
			return nil, err
		}
		if s.comment != "" {
			blankComments(text, s.comment, s.eol, s.eof)
		}
		end := len(text)
		if !s.eof {
			end = s.cut(text)
		}
		if end > 0 || s.eof {
			s.tail = append(s.tail[:0], text[end:]...)
			return s.block(text[:end]), nil
		}
		if len(text) > MaxLine {
			return nil, &Error{File: s.in.name, Line: s.line, Msg: fmt.Sprintf("line is longer than %d MiB", MaxLine>>20),
				Cure: "is this a table? values belong on lines, one for each row"}
		}
		text = slices.Grow(text, len(text)+1)
	}
}

// fill reads until the text has reached its capacity, less a byte for a last
// line break.
func (s *streamer) fill(text *[]byte) error {
	idle := 0
	for b := *text; len(b) < cap(b)-1 && !s.eof; {
		n, err := s.in.r.Read(b[len(b) : cap(b)-1])
		b = b[:len(b)+n]
		*text = b
		if idle++; n > 0 {
			idle = 0
		} else if err == nil && idle > 100 {
			err = io.ErrNoProgress
		}
		switch e, ok := err.(*Error); {
		case err == io.EOF:
			s.eof = true
		case ok:
			return e
		case err != nil:
			return &Error{File: s.in.name, Msg: "reading failed", Err: cause(err)}
		}
	}
	return nil
}

// block makes a block of a text, which ends in a line break.
func (s *streamer) block(text []byte) *block {
	if len(text) == 0 {
		return nil
	}
	b := &block{text: text, line: s.line}
	s.line += countLines(text)
	if text[len(text)-1] != s.eol {
		b.text = append(text, s.eol)
	}
	return b
}

// start reads the first block and finds out from it how the text is written.
// Without a parser, the text is to be read whole.
func (s *streamer) start() (*block, error) {
	s.line, s.eol = 1, '\n'
	s.miss = newMissing(s.in.opt.Missing, '.')
	text := make([]byte, 0, blockSize+1)
	if err := s.fill(&text); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return &block{text: text}, nil
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if s.in.opt.Format == JSON && !isLines(text) {
		return &block{text: text}, nil
	}
	if s.in.opt.Format == JSON || s.in.opt.Format == NDJSON {
		return s.startJSON(text)
	}
	return s.startCSV(text)
}

// whole reads all of the input, after the first block.
func (s *streamer) whole(first *block, yield func(*Table, error) bool) {
	in := s.in
	in.r = bufio.NewReader(io.MultiReader(bytes.NewReader(first.text), in.r))
	in.opt.Types, in.opt.Columns = map[string]Kind{}, nil
	for _, w := range s.want {
		in.opt.Types[w.Name] = w.Kind
		in.opt.Columns = append(in.opt.Columns, w.Name)
	}
	t, err := in.table("")
	if err != nil {
		yield(nil, err)
		return
	}
	t.batches(yield)
}
