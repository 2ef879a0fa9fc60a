package table

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/zstd"
)

// A watcher is the raw input. It counts what is read, tells the caller how
// far it got, and ends where the context does.
type watcher struct {
	r           io.Reader
	ctx         context.Context // may be nil
	progress    func(done, total int64)
	done, total int64
	told        time.Time
}

func newWatcher(r io.Reader, size int64, opt *Options) *watcher {
	return &watcher{r: r, ctx: opt.Context, progress: opt.Progress, total: size}
}

func (w *watcher) Read(b []byte) (int, error) {
	if w.ctx != nil {
		if err := w.ctx.Err(); err != nil {
			return 0, err
		}
	}
	n, err := w.r.Read(b)
	w.done += int64(n)
	w.tell(err != nil)
	return n, err
}

// tell calls the progress function, at most ten times in a second.
func (w *watcher) tell(last bool) {
	const pause = 100 * time.Millisecond
	if w.progress == nil {
		return
	}
	if now := time.Now(); last || now.Sub(w.told) >= pause {
		w.told = now
		w.progress(w.done, w.total)
	}
}

// An unpacker reads a compressed stream, and says how far it got where that
// ends too soon.
type unpacker struct {
	r     io.Reader
	raw   *watcher
	name  string
	what  string
	count int64 // bytes unpacked
}

func (u *unpacker) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	u.count += int64(n)
	if err == nil || err == io.EOF {
		return n, err
	}
	if u.raw.ctx != nil && u.raw.ctx.Err() != nil {
		return n, u.raw.ctx.Err()
	}
	e := &Error{File: u.name, Err: err, Cure: "the file was damaged: copy it again",
		Msg: fmt.Sprintf("the %s data cannot be unpacked after %d bytes, which gave %d", u.what, u.raw.done, u.count)}
	if err == errSeveralFiles {
		e.Msg, e.Err, e.Cure = err.Error(), nil, "unpack it, and name the one to read"
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		e.Msg = fmt.Sprintf("the %s data ends too soon, after %d bytes, which gave %d", u.what, u.raw.done, u.count)
		e.Err, e.Cure = io.ErrUnexpectedEOF, "the file was cut short: copy it again"
	}
	return n, e
}

// maxWindow is the largest window of zstd data, which is what zstd --long
// makes. Unpacking takes about as much memory.
const maxWindow = 128 << 20

// unpack finds out by its first bytes whether a stream is compressed, and
// returns what it holds, with a function that releases the memory.
func unpack(raw *watcher, name string) (r *bufio.Reader, packed bool, release func(), err error) {
	in := bufio.NewReaderSize(raw, 1<<12)
	release = func() {}
	head, _ := in.Peek(zipHeader + 256) // an error will come back when reading
	u := &unpacker{raw: raw, name: name}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		u.what = "gzip"
		u.r, err = gzip.NewReader(bufio.NewReaderSize(in, 1<<16))
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		u.what = "zstd"
		var d *zstd.Decoder
		if d, err = zstd.NewReader(in, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(2)); err == nil {
			u.r, release = d, d.Close
		}
	case len(head) > 9 && bytes.HasPrefix(head, []byte("BZh")) && bytes.HasPrefix(head[4:], []byte("1AY&SY")):
		u.what = "bzip2"
		u.r = bzip2.NewReader(bufio.NewReaderSize(in, 1<<16))
	case zippedText(head):
		u.what = "zip"
		u.r, err = newZipMember(in)
	default:
		return in, false, release, nil
	}
	if err != nil {
		return nil, true, release, &Error{File: name, Msg: "the " + u.what + " data has no whole header", Err: err, Cure: "the file was damaged or cut short: copy it again"}
	}
	return bufio.NewReaderSize(u, 1<<12), true, release, nil
}
