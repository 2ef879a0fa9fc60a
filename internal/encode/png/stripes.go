package png

import (
	"encoding/binary"
	"runtime"
	"sync"

	"github.com/seed01309057/heat/internal/encode/raster"
)

// picture writes the pixels: a chunk a stripe, in order, and the end of the stream.
func (out *chunks) picture(c *raster.Canvas, f format, workers int) {
	rows := max(1, stripeBytes/(1+c.W*f.bpp))
	n := (c.H + rows - 1) / rows
	if workers <= 0 {
		const least = 6 // stripes: each worker has memory of its own to fill
		workers = max(1, min(runtime.GOMAXPROCS(0), n/least))
	}
	first := newEncoder(c, f)
	filter := first.chooseFilter()
	maker := func() func(int, []byte) stripe {
		e := first
		if first = nil; e == nil {
			e = newEncoder(c, f)
		}
		e.filter = filter
		return func(i int, room []byte) stripe { return e.stripe(i*rows, min((i+1)*rows, c.H), room) }
	}
	out.add("IDAT", []byte{0x78, 0x5e}) // zlib: deflate with a window of 32 KiB
	total := checksum{}
	use := func(s stripe) bool {
		out.add("IDAT", s.data)
		total = total.join(s.sums)
		return out.err == nil
	}
	if !inOrder(n, min(workers, n), maker, use) {
		return
	}
	tail := []byte{0x03, 0x00, 5: 0} // an empty last block, and the checksum of all
	binary.BigEndian.PutUint32(tail[2:], total.adler())
	out.add("IDAT", tail)
}

// inOrder makes n stripes by several workers, each with a maker of its own, and passes
// them on in order until use refuses one; it says whether it took all. A stripe is made in
// the memory of an older one, where there is one that was used. Workers are at
// most two stripes each ahead, so memory stays bounded. It returns after all of them.
func inOrder(n, workers int, maker func() func(int, []byte) stripe, use func(stripe) bool) bool {
	if workers == 1 {
		work := maker()
		var s stripe
		for i := range n {
			if s = work(i, s.data); !use(s) {
				return false
			}
		}
		return true
	}
	type job struct {
		i    int
		done chan stripe
	}
	jobs := make(chan job)
	queue := make(chan chan stripe, 2*workers) // stripes under way, in order
	spare := make(chan []byte, 4*workers)      // memory of those that were used
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range workers {
		work := maker()
		wg.Go(func() {
			for j := range jobs {
				var room []byte
				select {
				case room = <-spare:
				default:
				}
				j.done <- work(j.i, room)
			}
		})
	}
	wg.Go(func() {
		defer close(jobs)
		defer close(queue)
		for i := range n {
			done := make(chan stripe, 1)
			select {
			case queue <- done:
				jobs <- job{i, done}
			case <-stop:
				return
			}
		}
	})
	ok := true
	for done := range queue {
		s := <-done
		if ok && !use(s) {
			ok = false
			close(stop)
		}
		select {
		case spare <- s.data:
		default:
		}
	}
	wg.Wait()
	return ok
}
