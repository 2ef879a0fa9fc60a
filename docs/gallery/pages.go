package main

var pages = []page{
	{"README.md", "Gallery", "Each figure with the command that draws it, run from the root of the repository. `make gallery` draws them all again. More pages: [tables and time](tables.md), [clusters](clusters.md), [norms, legends, panels and groups](details.md), and [all colour maps](colormaps.md).",
		figures, "The tickets are there as [SVG](tickets.svg) and [PDF](tickets.pdf), too."},
	{"clusters.md", "Clustered heatmaps", "Rows and columns in an order that puts like by like, with the trees that say how alike. `--export DIR` writes the orders, linkages, clusters and the matrix as drawn. Commands run from the root of the repository. Back to the [gallery](README.md).",
		clusters, ""},
	{"details.md", "Norms, legends, panels and groups", "Figures of several panels are drawn from specs: `heat grid --spec-out` writes one to begin with, and [the schema](../spec.schema.json) describes them. Commands run from the root of the repository. Back to the [gallery](README.md).",
		details, "In the norms' figure each panel has its own `norm` in the spec, written as after --norm."},
	{"tables.md", "Tables and time", "Matrices made of tables and logs on the way to the picture. `heat table` with the same flags writes the matrix instead. Commands run from the root of the repository. Back to the [gallery](README.md).",
		tables, ""},
	{"colormaps.md", "Colour maps", "The maps of five projects under their own names; where two projects share a name, the second goes by the project's, such as `plotly:Viridis`. `_r` behind a name reverses it. `heat colormaps` lists them; with `--check` it measures them and says what each is good for. Back to the [gallery](README.md).",
		charts, "Maps are made of colours, too, and then stand wherever a name may: see the last figure. Who made the named ones, and under which licences, is in [NOTICE](../../NOTICE). This product includes color specifications and designs developed by Cynthia Brewer (http://colorbrewer.org/)."},
}

var figures = []entry{
	{"tickets", "Tickets of a week", "The tutorial's figure: four teams by five days, the map magma from 15 to 60, each number in ink that can be read on its cell.", []string{
		"grid", "examples/tickets.csv", "--annot", "--cmap", "magma", "--vmin", "15", "--vmax", "60",
		"--title", "Support tickets by team and weekday", "--x-title", "Day", "--cbar-label", "Open tickets", "--size", "6.6x4.2in"}},
	{"iris", "Correlation of Iris", "The other tutorial's figure: viridis, two decimals of 12 pt, black lines. The column of text is left out and named.", []string{
		"corr", "examples/iris.csv", "--cmap", "viridis", "--annot", "--fmt", ".2f", "--annot-size", "12pt",
		"--line-width", "1", "--line-color", "black", "--title", "Correlation of Iris measurements"}},
	{"iris-lower", "Half of a correlation matrix", "A diverging map with 0 in the middle is the default of corr; --mask hides what is there twice, and makes room for the colour bar.", []string{
		"corr", "examples/iris.csv", "--annot", "--mask", "upper", "--cbar-side", "inside", "--title", "Iris, lower triangle"}},
	{"rainfall", "Missing values and long names", "Blanks, NA and dashes are missing, and look it: not like zero and not like the background. The colour bar has a key for them.", []string{
		"grid", "docs/gallery/data/rainfall.csv", "--annot", "--cmap", "mako_r", "--title", "Rainfall by station and month",
		"--cbar-label", "Rainfall in mm", "--caption", "Made-up data with real faults"}},
	{"shifts", "Categories", "Words or truths instead of numbers make a key instead of a colour bar, without a flag. --levels puts some first, in an order of their own, and gives a colour to one.", []string{
		"grid", "docs/gallery/data/shifts.csv", "--annot", "--cmap", "Set2", "--levels", "early,late,night,training,leave,sick=#e5c494",
		"--line-width", "1.5pt", "--cbar-counts", "--title", "Who works when"}},
	{"expression", "A centre", "With --center the middle colour stands for that value and colours change at the same rate on both sides.", []string{
		"grid", "docs/gallery/data/expression.csv", "--center", "0", "--cbar-label", "Expression, log2 ratio", "--title", "36 genes in 14 samples"}},
	{"field", "An array", "A NumPy array is mapped, not read. Positions are labelled at round numbers; where a cell is smaller than a pixel, values are averaged before they are coloured.", []string{
		"grid", "docs/gallery/data/field.npy", "--cmap", "inferno", "--title", "240 × 320 values", "--cbar-label", "Amplitude"}},
	{"scripts", "Every script", "Characters that the figure's font lacks come from installed fonts, shaped and in their own direction; ^{…} and _{…} raise and lower.", []string{
		"grid", "docs/gallery/data/scripts.csv", "--annot", "--cmap", "cividis", "--title", "NO_{2} by city and weekday, in twelve scripts",
		"--cbar-label", "Concentration in µg m^{−3}"}},
	{"cell", "Cells of a given size", "--cell fixes the cell, and the canvas follows.", []string{
		"grid", "docs/gallery/data/expression.csv", "--cell", "12pt", "--cmap", "icefire", "--center", "0", "--line-width", "0.5", "--cbar-side", "bottom", "--cbar-label", "log2 ratio"}},
}

var details = []entry{
	{"norms", "One data set under every norm", "A norm says how values become colours. Linear shows where the largest values are, and no more; log and its kin (symlog and asinh go through zero) show proportions; power is between; two-slope and centered have a middle; boundary, levels and quantile with a number make steps; quantile and equalize spend the colours evenly on the cells. The titles are what to write after --norm.", []string{
		"render", "docs/gallery/data/norms.json", "--dpi", "96"}},
	{"middle", "Three ways to have a middle", "With --center 0 the limits stay those of the data and colours change at one rate, so that the weaker side is paler and ends early. --norm centered=0 colours alike and widens the limits, so that the bar shows both ends. --norm two-slope=0 gives each side all its colours: −9 is as strong as 19, which only the bar tells. Take the last one only where the two sides are not compared.", []string{
		"render", "docs/gallery/data/middle.json", "--dpi", "96"}},
	{"legends", "Where a colour bar stands, and what it shows", "On each side or inside, where cells leave room; with a histogram of the cells; with arrows for values beyond the limits, which --under and --over colour; and, of a norm with steps, with parts of equal length or in proportion.", []string{
		"render", "docs/gallery/data/legends.json", "--dpi", "96"}},
	{"shared", "One scale for several panels", "--shared gives all panels of a spec the same limits, so that the same colour is the same number, and one colour bar. --joined puts them close and says the labels that they share once.", []string{
		"render", "docs/gallery/data/sales.json", "--shared", "--joined", "--dpi", "110"}},
	{"groups", "Groups and marks", "Specs divide rows and columns into groups, with titles and gaps, and point out cells by an outline, a corner or a dot.", []string{
		"render", "docs/gallery/data/groups.json", "--dpi", "120"}},
}

var tables = []entry{
	{"flights", "A long table", "One row a month and year: --rows and --cols name the keys, --value what is drawn. Months stand in the order of the calendar, whatever that of the file.", []string{
		"grid", "examples/flights.csv", "--rows", "month", "--cols", "year", "--value", "passengers", "--annot", "--cmap", "mako_r",
		"--title", "Airline passengers", "--cbar-label", "Passengers, thousands"}},
	{"requests", "Weekday by hour", "Keys may be made of times. Every hour and every weekday has its place, also those in which nothing happened.", []string{
		"grid", "docs/gallery/data/requests.csv", "--rows", "ts:weekday", "--cols", "ts:hour-of-day", "--agg", "count",
		"--cmap", "rocket_r", "--title", "When people ask"}},
	{"turnover", "Several keys", "With two keys the first divides the rows. Months are labelled at round places, with the year said once.", []string{
		"grid", "docs/gallery/data/turnover.csv", "--rows", "region,product", "--cols", "month:year-month", "--value", "amount", "--agg", "sum",
		"--cmap", "mako_r", "--title", "Furniture sold by region", "--y-title", "", "--x-title", "", "--cbar-label", "Turnover in 1000 €"}},
	{"steps", "Ten years, day by day", "A panel a year, months outlined. A missing day is struck through and unlike a day without steps.", []string{
		"calendar", "docs/gallery/data/steps.csv", "--date", "day", "--value", "steps", "--cmap", "viridis", "--title", "Steps a day"}},
	{"iris-stars", "Correlations and how sure they are", "--stars marks them by p-values adjusted for the number of pairs.", []string{
		"corr", "examples/iris.csv", "--method", "spearman", "--annot", "--stars", "--mask", "upper", "--title", "Iris, by rank"}},
	{"load", "Cells that stand out", "--anomalies takes out what row and column lead to expect and outlines what is left, visible under every colour map.", []string{
		"grid", "docs/gallery/data/load.csv", "--anomalies", "--annot", "--cmap", "Blues", "--title", "Load of ten servers", "--cbar-label", "CPU in %"}},
}

var clusters = []entry{
	{"cluster-iris", "Iris by species", "A split: clustered within and between the species, whose names stand beside them. The strip is a column of the table.", []string{
		"cluster", "examples/iris.csv", "--split-rows", "species", "--row-tracks", "species", "--standard-scale", "cols", "--title", "Iris, clustered within its species"}},
	{"cluster-genes", "Genes in samples", "Rows in four k-means groups, columns split by treatment; strips, bars and their legends; gaps filled for the clustering and marked.", []string{
		"cluster", "docs/gallery/data/genes.csv", "--z-score", "rows", "--metric", "correlation", "--kmeans-rows", "4", "--fill", "rows=mean",
		"--row-tracks", "pathway,effect:bar", "--col-tracks", "docs/gallery/data/samples.csv", "--col-track-list", "treatment,hours,reads:bar",
		"--split-cols", "treatment", "--title", "Expression after treatment", "--dpi", "110"}},
	{"cluster-blocks", "5000 rows", "A million cells, clustered on both sides: less than half a second. Where leaves are denser than pixels, branches become areas. `make gallery` makes the data.", []string{
		"cluster", "docs/gallery/data/blocks.npy", "--size", "6x7in", "--dpi", "90", "--cbar-label", "Signal", "--title", "5000 × 200"}},
	{"cluster-beside", "Two matrices, one order", "The genes drive the order; the proteins follow. Chosen rows are named, with lines to where they stand.", []string{
		"cluster", "docs/gallery/data/genes.csv", "--z-score", "rows", "--metric", "correlation", "--k-rows", "3", "--fill", "rows=mean",
		"--row-tracks", "pathway,effect:bar", "--mark-rows", "RBK13 kinase,MAJ22 kinase,COD11 receptor precursor", "--beside", "docs/gallery/data/proteins.csv", "--title", "Genes and their proteins", "--dpi", "110"}},
}

var charts = []entry{
	{"maps-matplotlib", "matplotlib", "91 maps; most light-to-dark, diverging and qualitative ones are Cynthia Brewer's.", []string{"colormaps", "matplotlib"}},
	{"maps-seaborn", "seaborn", "18 maps.", []string{"colormaps", "seaborn"}},
	{"maps-crameri", "Scientific Colour Maps", "60 maps of Fabio Crameri: uniform steps, readable with colour-vision deficiencies.", []string{"colormaps", "crameri"}},
	{"maps-cmocean", "cmocean", "22 maps of Kristen Thyng for oceanography.", []string{"colormaps", "cmocean"}},
	{"maps-plotly", "Plotly", "113 maps, among them CARTO's.", []string{"colormaps", "plotly"}},
	{"maps-made", "Made maps", "Through colours, from light or dark to one, between two, diverging between two hues, a helix; and a named map in seven colours or a part of one.", []string{
		"colormaps", "#f7fbff,#08306b", "navy,white,darkred", "light:seagreen", "dark:orange", "blend:gold,purple", "diverging:250,15", "cubehelix:", "viridis:7", "magma:0.2..0.8"}},
}
