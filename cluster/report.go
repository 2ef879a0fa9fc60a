package cluster

// A Report says what was done, and what was done differently from what was asked for.
type Report struct {
	Metric    Metric
	Method    Method
	Order     Order
	Precision Precision

	// MatrixFree is whether the distances were never stored, and Bytes how many bytes the
	// matrix took where they were. MatrixTooLarge is whether it would not have fitted.
	MatrixFree     bool
	MatrixTooLarge bool
	Bytes          int64

	// Missing and Infinite count cells; an infinite cell is treated as missing.
	Missing, Infinite int

	// EmptyRows have no value at all.
	EmptyRows []int

	// ConstantRows have no direction under cosine, correlation and spearman: zeros, or a
	// constant. Their distance to every other row is 1.
	ConstantRows []int

	// PartialPairs were compared on some of the columns only. Under euclidean, sqeuclidean
	// and cityblock their sums were enlarged by columns/shared columns.
	PartialPairs int64

	// FilledPairs share fewer than MinOverlap columns, so that their distance is unknown.
	// They got the mean of the medians of the known distances of either row.
	FilledPairs int64

	// PathLength is the sum of the distances of neighbouring leaves, or 0 if the order is
	// one that was given with a tree that was read.
	PathLength float64

	// ExactOrder is whether the order is exactly what Order promises; false for an optimal
	// order of more leaves than Options.ExactLeaves, and for TSP, which is a heuristic.
	// ExactBranches then is the number of branches that were arranged exactly.
	ExactOrder    bool
	ExactBranches int
}
