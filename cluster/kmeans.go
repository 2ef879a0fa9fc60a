package cluster

import (
	"context"
	"math"

	"github.com/seed01309057/heat/matrix"
)

// KMeansOptions says how rows are parted. The zero value makes 2 groups.
type KMeansOptions struct {
	K          int    // groups; below 1 is 2
	Restarts   int    // runs from other centres; below 1 is 20
	Iterations int    // at most, of each run; below 1 is 300
	Seed       uint64 // the same seed gives the same result on every machine
	Workers    int    // goroutines; below 1 is GOMAXPROCS. The result does not depend on it
	Progress   func(stage Stage, done float64)
}

// A Partition is rows in groups.
type Partition struct {
	Of         []int     // row → group, numbered from 0 in the order of their first rows
	K          int       // groups; fewer than asked for if there are fewer distinct rows
	Centers    []float64 // K × columns: the means, one group after the other
	Inertia    float64   // sum of the squared distances of rows to their centres
	Iterations int       // of the best run
	Converged  bool      // whether it ended because nothing changed any more
	Agreement  []float64 // of [Consensus]: for each row, the share of runs that agree
}

// KMeans parts the rows of m into groups so that the sum of squared distances to the means
// of the groups is small: the best of many runs of Lloyd's algorithm, each from centres
// chosen by k-means++ (Arthur and Vassilvitskii, SODA 2007). A group that loses all rows
// gets the row that is farthest from its own centre. In the end single rows are moved where
// that helps, by Hartigan's rule: in every run of small data, in the best one of large.
//
// Missing and infinite values are an *[Error]: a mean over changing columns does not
// converge. More groups than rows is the number of rows. It returns ctx.Err() soon after
// ctx ends.
func KMeans(ctx context.Context, m *matrix.Matrix, opt KMeansOptions) (*Partition, error) {
	k, err := newKMeans(ctx, m, opt)
	if err != nil {
		return nil, err
	}
	runs, err := k.runs()
	if err != nil {
		return nil, err
	}
	return k.partition(best(runs)), nil
}

// Consensus parts the rows as KMeans does, but takes for each row the group that most runs
// have put it in, so that the result depends less on chance. Groups of different runs are
// told to be the same by how many rows they share with those of the best run. Agreement is
// filled in; Centers and Inertia are of the consensus, and the group of a row is that of
// the best run where votes are equal.
func Consensus(ctx context.Context, m *matrix.Matrix, opt KMeansOptions) (*Partition, error) {
	k, err := newKMeans(ctx, m, opt)
	if err != nil {
		return nil, err
	}
	runs, err := k.runs()
	if err != nil {
		return nil, err
	}
	first := best(runs)
	votes := make([]int, k.n*k.k)
	for _, r := range runs {
		same := matched(r.of, first.of, k.k)
		for i, g := range r.of {
			votes[i*k.k+same[g]]++
		}
	}
	won := &kmeansRun{of: make([]int, k.n), iterations: first.iterations, converged: first.converged}
	agreement := make([]float64, k.n)
	for i := range won.of {
		v := votes[i*k.k:][:k.k]
		top := first.of[i]
		for g, count := range v {
			if count > v[top] {
				top = g
			}
		}
		won.of[i], agreement[i] = top, float64(v[top])/float64(len(runs))
	}
	won.centers = make([]float64, k.k*k.cols)
	k.means(won, true)
	k.measure(won)
	p := k.partition(won)
	p.Agreement = agreement
	return p, nil
}

// kmeans is the rows of a matrix, times 2^-exp.
type kmeans struct {
	ctx     context.Context
	opt     KMeansOptions
	n, cols int
	k       int
	x       *points
	rows    []float64 // row by row
}

// kmeansRun is one run.
type kmeansRun struct {
	of         []int
	centers    []float64
	inertia    float64
	iterations int
	converged  bool

	sum    []float64 // of the rows of each group, as summed says they are grouped
	size   []int
	summed []int
}

func newKMeans(ctx context.Context, m *matrix.Matrix, opt KMeansOptions) (*kmeans, error) {
	if opt.K < 1 {
		opt.K = 2
	}
	if opt.Restarts < 1 {
		opt.Restarts = 20
	}
	if opt.Iterations < 1 {
		opt.Iterations = 300
	}
	n, cols := m.Dims()
	k := &kmeans{ctx: ctx, opt: opt, n: n, cols: cols, k: min(opt.K, n)}
	var r Report
	o, err := Options{Metric: SqEuclidean, Workers: opt.Workers, Progress: opt.Progress}.filled(n)
	if err != nil {
		return nil, err
	}
	k.opt.Workers = o.Workers
	k.rows = cleaned(m, &r)
	if bad := r.Missing + r.Infinite; bad > 0 {
		return nil, fault("k-means", "fill or drop the incomplete rows, or cut a tree of average linkage",
			"rows must be complete; %s", incomplete(r.Missing, r.Infinite))
	}
	k.x = &points{n: n, cols: cols, metric: SqEuclidean}
	k.x.scale(k.rows)
	k.x.pack(k.rows)
	return k, nil
}

// runs makes all runs. Each has a generator of its own, so that it does not matter which worker
// makes it.
func (k *kmeans) runs() ([]*kmeansRun, error) {
	runs := make([]*kmeansRun, k.opt.Restarts)
	o := &Options{Workers: k.opt.Workers, Progress: k.opt.Progress}
	err := share(k.ctx, o, StageKMeans, len(runs), func() func(int) {
		near := make([]float64, k.n)
		return func(task int) { runs[task] = k.run(uint64(task), near) }
	})
	if err != nil {
		return nil, err
	}
	if k.n*k.k*k.cols > polishAll {
		b := best(runs)
		k.polish(b)
		k.measure(b)
	}
	o.report(StageKMeans, 1)
	return runs, k.ctx.Err()
}

// best returns the run of the least inertia, and the first of equals.
func best(runs []*kmeansRun) *kmeansRun {
	b := runs[0]
	for _, r := range runs[1:] {
		if r.inertia < b.inertia {
			b = r
		}
	}
	return b
}

// partition numbers the groups, drops empty ones, and brings the exponent back.
func (k *kmeans) partition(r *kmeansRun) *Partition {
	rows := make([]int, k.n)
	for i := range rows {
		rows[i] = i
	}
	p := &Partition{Of: numbered(r.of, rows), Iterations: r.iterations, Converged: r.converged}
	exp := k.x.exp / 2 // of the squared distances
	p.Inertia = unscaled(k.x.exp, false)(r.inertia)
	for i, g := range p.Of {
		if g < p.K {
			continue
		}
		p.K++
		for _, v := range r.centers[r.of[i]*k.cols:][:k.cols] {
			p.Centers = append(p.Centers, math.Ldexp(v, exp))
		}
	}
	return p
}

// matched returns, for each group of one run, the group of another that it is paired with:
// pairs with the most rows in common first, of equals the lowest numbers.
func matched(of, other []int, k int) []int {
	common := make([]int, k*k)
	for i, g := range of {
		common[g*k+other[i]]++
	}
	same := make([]int, k)
	for g := range same {
		same[g] = -1
	}
	taken := make([]bool, k)
	for range k {
		at, most := -1, -1
		for pair, n := range common {
			if n > most && same[pair/k] < 0 && !taken[pair%k] {
				at, most = pair, n
			}
		}
		same[at/k], taken[at%k] = at%k, true
	}
	return same
}
