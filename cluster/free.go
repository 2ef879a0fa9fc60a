package cluster

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// canBeFree reports whether a method needs no matrix under some metric.
func canBeFree(m Method) bool { return m == Average || m == Ward || m == Centroid }

// freeReason says why there must be a matrix, or "".
func freeReason(x source, opt *Options) string {
	p, ok := x.(*points)
	switch {
	case !ok:
		return "precomputed distances cannot be computed again"
	case p.have != nil:
		return "incomplete rows have no mean"
	case opt.Method == Ward || opt.Method == Centroid:
		return ""
	case opt.Method == Average && (opt.Metric == SqEuclidean || byAngle(opt.Metric)):
		return ""
	case opt.Method == Average:
		return "mean distances follow from means only under sqeuclidean, cosine, correlation and spearman"
	}
	return "method " + opt.Method.String() + " does not follow from means"
}

// freeIsQuicker reports whether the merges are to be made without a matrix although there
// is room for one. It depends on what is asked for alone, never on the memory that happens
// to be free, since both ways round differently.
//
// Measured on two cores with 2 to 400 columns of noise, of planted groups and of small
// whole numbers: without a matrix ward and average take 0.6 times the processor's time at 4
// columns, the same at 10, 1.6 times at 20. All cores share in it, while only one works
// down a matrix, so that 20 columns take about the same time, and above 20,000 rows, where
// the matrix has gigabytes, 0.6 times. Up to smallRows heights keep the bits of a float64
// matrix.
func freeIsQuicker(x source, opt *Options) bool {
	p, ok := x.(*points)
	if !ok || opt.Method == Centroid || opt.Order == TSP || opt.Order == Spectral || freeReason(x, opt) != "" {
		return false
	}
	most := 8
	switch {
	case p.n <= smallRows:
		return false
	case p.n >= 20000:
		most = 32
	case p.n >= 8000:
		most = 16
	}
	return p.cols <= most
}

// incompletePoints reports whether rows lack values.
func incompletePoints(x source) bool {
	p, ok := x.(*points)
	return ok && p.have != nil
}

// linkFree makes the merges without a matrix, if that can be.
func (c *clustering) linkFree(need int64) error {
	opt, r := &c.opt, &c.tree.Report
	if reason := freeReason(c.src, opt); reason != "" {
		if need <= opt.MemoryLimit {
			return fault("linkage", "leave MatrixFree out", "%s", reason)
		}
		return &MemoryError{Stage: "linkage", Rows: c.src.size(), Need: need, Limit: opt.MemoryLimit, Incomplete: incompletePoints(c.src),
			Cure: reason + "; raise MemoryLimit, use float32, cluster fewer rows, " +
				"or use average linkage of cosine, correlation or sqeuclidean, or ward"}
	}
	x := c.src.(*points)
	f := newMeans(c.ctx, opt, x)
	r.MatrixFree, r.Precision = true, Float64
	r.MatrixTooLarge = need > opt.MemoryLimit
	r.Bytes = int64(len(f.at)) * 8
	merges, err := f.link()
	if err != nil {
		return err
	}
	if opt.Method != Centroid {
		merges = sorted(merges, x.n)
	}
	heights(merges, x.exp, opt.Method.geometric())
	c.tree.Merges = merges
	opt.report(StageLinkage, 1)
	return nil
}

// means are clusters known by their means alone. For points with Σ(x−y)² for distance, the mean
// distance of the members of two clusters is ‖a−b‖² + va + vb, where a and b are the means
// and v is the mean squared distance to them; 1 − xy is half of that for unit vectors, and
// the heights of Ward and centroid linkage are ‖a−b‖² times a factor of the sizes.
//
// Clusters lie in places in order of age. Each knows a bound below its distances to all
// others, and, while it is fresh, the place of the nearest. Two fresh ones that are nearest
// to each other can be merged whatever else is still to be found out, since the methods
// are reducible; that bound holds for the new cluster too. So many rows at a time are
// compared with all others, in blocks, by all workers.
type means struct {
	ctx     context.Context
	opt     *Options
	n, cols int
	at      []float64 // packed
	used    int       // places, dead or alive
	alive   int
	spread  []float64 // v
	pen     []float64 // +Inf for the dead
	size    []float64
	cluster []int
	bound   []float64
	near    []int // place, or −1 if not fresh
	merges  []Merge
}

func newMeans(ctx context.Context, opt *Options, x *points) *means {
	room := (x.n + x.n/4 + 16*panel) / panel * panel
	f := &means{ctx: ctx, opt: opt, n: x.n, cols: max(x.cols, 1), used: x.n, alive: x.n,
		at: make([]float64, room*max(x.cols, 1)), spread: make([]float64, room), pen: make([]float64, room),
		size: make([]float64, room), cluster: make([]int, room), bound: make([]float64, room), near: make([]int, room),
		merges: make([]Merge, 0, max(x.n-1, 0))}
	copy(f.at, x.packed)
	copy(f.spread, x.offset)
	for i := range room {
		f.pen[i] = math.Inf(1)
		if i < x.n {
			f.pen[i], f.size[i], f.cluster[i] = 0, 1, i
		}
		f.near[i] = -1
	}
	return f
}

// value returns one number of a mean.
func (f *means) value(place, col int) *float64 {
	return &f.at[place/panel*panel*f.cols+col*panel+place%panel]
}

func (f *means) panel(k int) []float64 { return f.at[k*panel*f.cols:][:panel*f.cols] }

// distance turns ‖a−b‖² into the distance of two clusters. It is the same both ways round.
func (f *means) distance(squared float64, i, j int) float64 {
	switch f.opt.Method {
	case Ward:
		both := f.size[i] * f.size[j]
		return 2 * both / (f.size[i] + f.size[j]) * squared
	case Centroid:
		return squared
	}
	d := squared + (f.spread[i] + f.spread[j])
	if f.opt.Metric != SqEuclidean {
		d /= 2
	}
	return d
}

func (f *means) link() ([]Merge, error) {
	batch := f.n
	pace := newPace(f.ctx, f.opt, f.n-1)
	for f.alive > 1 {
		pace.wait = 0
		if err := pace.step(len(f.merges)); err != nil {
			return nil, err
		}
		asked, err := f.search(f.stale(max(batch, panel*f.opt.Workers)))
		if err != nil {
			return nil, err
		}
		before := len(f.merges)
		if f.opt.Method == Centroid {
			err = f.mergeLeast()
		} else {
			f.mergeMutual()
		}
		if err != nil {
			return nil, err
		}
		made := len(f.merges) - before
		if made == 0 && asked == 0 {
			// Rounding can leave a ring of neighbours, each a last digit nearer to the next.
			f.mergeAny()
			made = 1
		}
		batch = 2 * made
		f.compact()
	}
	return f.merges, nil
}

// stale returns up to so many places that are not fresh, those with the least bounds,
// in order of place.
func (f *means) stale(most int) []int {
	var all []int
	for i := range f.used {
		if f.near[i] < 0 && f.pen[i] == 0 {
			all = append(all, i)
		}
	}
	if len(all) <= most {
		return all
	}
	byBound := func(a, b int) int { return cmp.Or(cmp.Compare(f.bound[a], f.bound[b]), a-b) }
	if most <= 64 {
		all = leastOf(all, most, byBound)
	} else {
		slices.SortFunc(all, byBound)
		all = all[:most]
	}
	slices.Sort(all)
	return all
}

// search finds the nearest of each place, and returns how many were asked for.
func (f *means) search(places []int) (int, error) {
	const panels = 8 // of questions at a time: they stay in the cache beside a block of others
	group := panels * panel
	for group > panel && len(places) < group*f.opt.Workers {
		group -= panel
	}
	quiet := *f.opt
	quiet.Progress = nil
	err := share(f.ctx, &quiet, StageLinkage, (len(places)+group-1)/group, func() func(int) {
		q := &question{f: f, packed: make([]float64, group*f.cols), low: make([]float64, group), near: make([]int, group)}
		return func(task int) { q.ask(places[task*group : min((task+1)*group, len(places))]) }
	})
	return len(places), err
}

// question is the memory in which a worker compares some places with all.
type question struct {
	f      *means
	packed []float64
	low    []float64
	near   []int
	sums   tile
}

func (q *question) ask(places []int) {
	f := q.f
	for k, place := range places {
		for c := range f.cols {
			q.packed[k/panel*panel*f.cols+c*panel+k%panel] = *f.value(place, c)
		}
		q.low[k], q.near[k] = math.Inf(1), -1
	}
	blocks := (f.used + panel - 1) / panel
	for b := range blocks {
		for p := 0; p*panel < len(places); p++ {
			clear(q.sums[:])
			tiles.sq(&q.sums, q.packed[p*panel*f.cols:][:panel*f.cols], f.panel(b))
			for k := p * panel; k < min((p+1)*panel, len(places)); k++ {
				q.compare(k, places[k], b*panel, q.sums[k%panel*panel:][:panel])
			}
		}
	}
	for k, place := range places {
		f.near[place], f.bound[place] = q.near[k], q.low[k]
	}
}

// compare looks at the distances of one place to eight others. Those that are dead are
// infinitely far, places beyond the last are dead.
func (q *question) compare(k, place, from int, sums []float64) {
	f := q.f
	pen := f.pen[from:][:len(sums)]
	switch {
	case f.opt.Method == Average:
		// The same as distance, without a call for each.
		spread, own, half := f.spread[from:][:len(sums)], f.spread[place], 1.0
		if f.opt.Metric != SqEuclidean {
			half = 0.5
		}
		for j, s := range sums {
			d := float64((s+(own+spread[j]))*half) + pen[j]
			if d < q.low[k] && from+j != place {
				q.low[k], q.near[k] = d, from+j
			}
		}
	default:
		for j, s := range sums {
			d := f.distance(s, place, from+j) + pen[j]
			if d < q.low[k] && from+j != place {
				q.low[k], q.near[k] = d, from+j
			}
		}
	}
}

// mergeMutual merges all fresh clusters that are nearest to each other.
func (f *means) mergeMutual() {
	for i := range f.used {
		j := f.near[i]
		if j <= i || f.near[j] != i || f.pen[i] != 0 || f.used == len(f.pen) {
			continue
		}
		f.merge(i, j, f.bound[i])
	}
	for i := range f.used {
		if j := f.near[i]; j >= 0 && f.pen[j] != 0 {
			f.near[i] = -1
		}
	}
}

// mergeAny merges the two that are nearest to each other as far as is known.
func (f *means) mergeAny() {
	at, low := 0, math.Inf(1)
	for i := range f.used {
		if f.pen[i] == 0 && f.near[i] >= 0 && f.bound[i] < low {
			at, low = i, f.bound[i]
		}
	}
	i, j := min(at, f.near[at]), max(at, f.near[at])
	f.merge(i, j, low)
	for i := range f.used {
		if j := f.near[i]; j >= 0 && f.pen[j] != 0 {
			f.near[i] = -1
		}
	}
}

// mergeLeast merges the nearest two of all, if they are known, for centroids: a merged
// cluster may be nearer to others than its parts were, so that bounds are lowered.
func (f *means) mergeLeast() error {
	at, low := least(f.bound[:f.used], f.pen[:f.used])
	if f.near[at] < 0 {
		return nil
	}
	i, j := min(at, f.near[at]), max(at, f.near[at])
	c := f.merge(i, j, low)
	for k := range f.used {
		if j := f.near[k]; j >= 0 && f.pen[j] != 0 {
			f.near[k] = -1
		}
	}
	packed := make([]float64, panel*f.cols)
	for col := range f.cols {
		packed[col*panel] = *f.value(c, col)
	}
	blocks := (f.used + panel - 1) / panel
	quiet := *f.opt
	quiet.Progress = nil
	const many = 256
	err := share(f.ctx, &quiet, StageLinkage, (blocks+many-1)/many, func() func(int) {
		var sums tile
		return func(task int) {
			for b := task * many; b < min((task+1)*many, blocks); b++ {
				clear(sums[:])
				tiles.sq(&sums, packed, f.panel(b))
				for j, d := range sums[:panel] {
					if k := b*panel + j; k < c && f.pen[k] == 0 && d < f.bound[k] {
						f.bound[k], f.near[k] = d, c
					}
				}
			}
		}
	})
	return err
}

// merge joins the clusters in places i < j, and returns the place of both.
func (f *means) merge(i, j int, d float64) int {
	c := f.used
	ni, nj := f.size[i], f.size[j]
	both := ni + nj
	squared := 0.0
	for col := range f.cols {
		a, b := *f.value(i, col), *f.value(j, col)
		squared += float64((a - b) * (a - b))
		*f.value(c, col) = a + float64(nj/both*(b-a))
	}
	si, sj := f.spread[i], f.spread[j]
	f.spread[c] = si + float64(nj/both*(sj-si)) + float64(ni/both*float64(nj/both*squared))
	f.size[c], f.pen[c], f.bound[c], f.near[c] = both, 0, d, -1
	if f.opt.Method == Centroid {
		f.bound[c] = 0
	}
	f.cluster[c] = f.n + len(f.merges)
	a, b := f.cluster[i], f.cluster[j]
	f.merges = append(f.merges, Merge{Left: min(a, b), Right: max(a, b), Height: d, Size: int(both)})
	f.pen[i], f.pen[j] = math.Inf(1), math.Inf(1)
	f.near[i], f.near[j] = -1, -1
	f.used++
	f.alive--
	return c
}

// compact drops the dead when they are a fifth of all, or there is no room.
func (f *means) compact() {
	if f.used < len(f.pen) && f.used < f.alive+f.alive/4+4*panel {
		return
	}
	moved := make([]int, f.used)
	to := 0
	for i := range f.used {
		if f.pen[i] != 0 {
			moved[i] = -1
			continue
		}
		moved[i] = to
		for c := range f.cols {
			*f.value(to, c) = *f.value(i, c)
		}
		f.spread[to], f.size[to], f.cluster[to] = f.spread[i], f.size[i], f.cluster[i]
		f.bound[to], f.near[to] = f.bound[i], f.near[i]
		to++
	}
	for i := range f.used {
		f.pen[i] = math.Inf(1)
		if i < to {
			f.pen[i] = 0
			if f.near[i] >= 0 {
				f.near[i] = moved[f.near[i]]
			}
		}
	}
	for i := to; i < f.used; i++ {
		f.near[i] = -1
	}
	f.used = to
}
