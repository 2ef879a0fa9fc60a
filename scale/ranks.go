package scale

import (
	"iter"
	"slices"
	"sort"
)

// mostSorted is how many values are copied and sorted at once.
const mostSorted = 1 << 22

// ranked returns the finite values of chunks with the given ranks (0 is the smallest),
// which are in order. It is for many ranks, where orderStatistics would count too much:
// values are counted by the first bits of their keys, and those around the ranks copied
// and sorted, so many at once as most allows; where more share their first bits, these
// are counted by the bits that follow.
func ranked(chunks iter.Seq[[]float64], ranks []int, most int) []float64 {
	s := &ranker{chunks, ranks, make([]float64, len(ranks)), most}
	s.among(0, 0, 0, 0, len(ranks))
	return s.found
}

type ranker struct {
	chunks iter.Seq[[]float64]
	ranks  []int
	found  []float64
	most   int
}

// among finds ranks[i:j], which are among the values whose keys begin with these bits;
// before is the number of values below these.
func (s *ranker) among(prefix uint64, bits, before, i, j int) {
	counts := s.count(prefix, bits)
	for d := 0; i < j; {
		if s.ranks[i] >= before+counts[d] { // nothing is wanted of this digit
			before += counts[d]
			d++
			continue
		}
		end, sum := d, 0
		for end < len(counts) && sum+counts[end] <= s.most && before+sum <= s.ranks[j-1] {
			sum += counts[end]
			end++
		}
		if end == d {
			i = s.crowded(prefix<<digit|uint64(d), bits+digit, before, counts[d], i, j)
			before += counts[d]
			d++
			continue
		}
		i = s.pick(s.gather(prefix<<digit|uint64(d), prefix<<digit|uint64(end-1), bits+digit, sum), before, i, j)
		before += sum
		d = end
	}
}

// crowded finds the ranks among n values of one prefix, and returns the first rank that
// is beyond them.
func (s *ranker) crowded(prefix uint64, bits, before, n, i, j int) int {
	k := i + sort.SearchInts(s.ranks[i:j], before+n)
	if bits < 64 {
		s.among(prefix, bits, before, i, k)
		return k
	}
	for ; i < k; i++ {
		s.found[i] = fromKey(prefix)
	}
	return k
}

// pick takes the ranks among sorted values, before of which are smaller ones.
func (s *ranker) pick(sorted []float64, before, i, j int) int {
	for ; i < j && s.ranks[i] < before+len(sorted); i++ {
		s.found[i] = sorted[s.ranks[i]-before]
	}
	return i
}

// count counts the values of a prefix by the digit that follows.
func (s *ranker) count(prefix uint64, bits int) []int {
	if bits == 0 {
		return countFirst(s.chunks)
	}
	return countNext(s.chunks, []uint64{prefix}, 64-bits-digit)[0]
}

// gather returns, sorted, the n values whose first bits are first to last.
func (s *ranker) gather(first, last uint64, bits, n int) []float64 {
	kept := make([]float64, 0, n)
	for chunk := range s.chunks {
		for _, v := range chunk {
			if k := key(v) >> (64 - bits); k >= first && k <= last && v-v == 0 {
				kept = append(kept, v)
			}
		}
	}
	slices.Sort(kept)
	return kept
}
