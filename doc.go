// Package heat turns labelled matrices into finished heatmaps.
//
// There is one way through: a [Spec] says what to draw, [Compile] decides everything
// that the spec leaves open and returns a frozen [Figure], and an [Encoding] (PNG, SVG,
// PDF, Terminal) writes it.
//
//	m, err := table.OpenMatrix("tickets.csv", table.Options{}, "")
//	…
//	fig, err := heat.Compile(heat.Grid(m))
//	…
//	err = fig.Save("tickets.png")
//
// A Spec is plain data: it may be written by hand, read from JSON, or made by a recipe
// ([Grid], [Corr], [Cluster], [Calendar]) and edited. The zero value of every field means "choose well"; what
// was chosen, thinned, shrunk or left out stands in [Figure.Report].
//
// Specs may come from strangers: they name no files, [ReadSpec] bounds what it reads,
// and Compile refuses sizes beyond stated limits before it allocates. Nothing here
// keeps global state, and everything is safe for concurrent use unless its comment
// says otherwise.
package heat
