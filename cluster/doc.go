// Package cluster finds what belongs together: distances between the rows of a matrix,
// hierarchical clustering, orders of leaves, cuts, and k-means.
//
// Its main type is [Tree], which [Rows] makes of a matrix:
//
//	t, err := cluster.Rows(ctx, m, cluster.Options{})
//	if err != nil {
//		return err
//	}
//	fmt.Println(t.Leaves(), t.Cut(4))
//
// [Columns] clusters the columns instead, [Linkage] a plain slice of numbers, [Pairwise]
// gives the distances alone, [Arrange] orders the leaves of a tree that was read, and
// [KMeans] and [Consensus] make a partition without a tree.
//
// # Results
//
// The same input gives the same bits on every machine: vector instructions are used where
// they exist, in an order of operations that the portable code repeats, and nothing depends
// on the number of workers. Of several nearest clusters the one with the lowest number is
// taken, so that ties are settled by the order of the rows: where no distances are tied,
// permuting the rows permutes the leaves and leaves the heights as they are. Among tied
// distances only single linkage promises that, since the other methods have several
// correct trees then, of different heights.
//
// # Missing values
//
// NaN is a missing value, and so is ±Inf, since no distance to it could be drawn. Two rows
// are compared on the columns that both have, and the [Report] says how many pairs that
// concerns. Sums of squares and magnitudes are enlarged to all columns; the largest
// difference and shares need no such thing; means, norms and correlations are of the shared
// columns alone, while ranks are taken once, among all values that a row has. Rows that
// share too few columns are as far apart as either typically is from others: the mean of
// the medians of their known distances. Ward, centroid and median refuse incomplete rows:
// their heights mean nothing where distances come from different columns.
//
// # Memory
//
// Most methods need a square matrix of distances: 4n² bytes and an eighth more. It is
// counted before it is made; if it is above [Options.MemoryLimit], average and Ward linkage
// and centroids go without one where the metric allows that, and everything else is an
// error that names the figures. Trees are walked in loops, never by recursion, so that a
// chain of any length is harmless.
//
// # Untrusted input
//
// Data never panics. [ReadNewick], [ReadLinkageJSON] and [ReadLinkageCSV] bound what they
// read, and take memory in proportion to the bytes that arrive.
package cluster
