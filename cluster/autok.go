package cluster

import "math"

// AutoK returns the number of clusters between 2 and most at which the mean silhouette of
// the cut is largest, and that of each number tried: scores[k] for k from 2 to most. A most
// below 2 is 10. Of equal scores the lowest number is taken, and 1 where no cut has a score
// above 0 or there are fewer than 3 rows.
//
// The silhouette of a row is (b−a)/max(a, b), for a its mean distance to its own cluster
// and b that to the nearest other; 0 for a row alone. Rousseeuw, "Silhouettes: a graphical
// aid", Journal of Computational and Applied Mathematics 20 (1987). It panics if d is of
// another number of rows than t. It takes n² steps, and n·most² more. [BestCut] does without
// d.
func AutoK(t *Tree, d *Distances, most int) (k int, scores []float64) {
	n := t.Len()
	if d.Len() != n {
		panic("cluster: AutoK: the distances are of another number of rows")
	}
	if n < 3 {
		return 1, nil
	}
	most = mostCuts(most, n)
	return newSilhouettes(t, d, most).best(t, most)
}

// mostCuts is up to how many clusters n rows are cut into.
func mostCuts(most, n int) int {
	if most < 2 {
		most = 10
	}
	return min(most, n-1)
}

// best goes through the cuts, from the finest, and returns the best and all scores.
func (s *silhouettes) best(t *Tree, most int) (k int, scores []float64) {
	scores = make([]float64, most+1)
	for k = most; k >= 2; k-- {
		scores[k] = s.mean()
		s.coarsen(t, k)
	}
	best := 1
	for k := 2; k <= most; k++ {
		if scores[k] > 0 && (best == 1 || scores[k] > scores[best]) {
			best = k
		}
	}
	return best, scores
}

// silhouettes keep the sum of the distances of each row to each cluster. A coarser cut
// adds two of these sums, so that distances are looked at once.
type silhouettes struct {
	n, width int
	sum      []float64 // row by row, for each cluster
	of       []int     // row → cluster; it is a column of sum
	size     []int
}

// emptySilhouettes are those of a cut into k clusters, without any distance added.
func emptySilhouettes(t *Tree, k int) *silhouettes {
	n := t.Len()
	s := &silhouettes{n: n, width: k, sum: make([]float64, n*k), of: t.Cut(k), size: make([]int, k)}
	for _, c := range s.of {
		s.size[c]++
	}
	return s
}

func newSilhouettes(t *Tree, d *Distances, k int) *silhouettes {
	n := t.Len()
	s := emptySilhouettes(t, k)
	for i := range n {
		sum := s.sum[i*k:][:k]
		for j := range n {
			sum[s.of[j]] += d.At(i, j)
		}
	}
	return s
}

func (s *silhouettes) mean() float64 {
	total := 0.0
	for i, own := range s.of {
		if s.size[own] == 1 {
			continue
		}
		a, b := 0.0, math.Inf(1)
		for c, sum := range s.sum[i*s.width:][:s.width] {
			switch {
			case c == own:
				a = sum / float64(s.size[c]-1)
			case s.size[c] > 0:
				b = min(b, sum/float64(s.size[c]))
			}
		}
		if top := max(a, b); top > 0 {
			total += (b - a) / top
		}
	}
	return total / float64(s.n)
}

// coarsen goes from k clusters to k−1.
func (s *silhouettes) coarsen(t *Tree, k int) {
	m := t.Merges[len(t.Merges)-k+1]
	a, b := s.of[t.anyLeaf(m.Left)], s.of[t.anyLeaf(m.Right)]
	for i := range s.n {
		sum := s.sum[i*s.width:][:s.width]
		sum[a] += sum[b]
		if s.of[i] == b {
			s.of[i] = a
		}
	}
	s.size[a], s.size[b] = s.size[a]+s.size[b], 0
}

// anyLeaf returns a row of a cluster.
func (t *Tree) anyLeaf(c int) int {
	n := t.Len()
	for c >= n {
		c = t.Merges[c-n].Left
	}
	return c
}
