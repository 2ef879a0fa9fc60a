package colormap

// source is where tables come from, and by which licence. NOTICE has what each asks for.
type source struct{ from, licence string }

const (
	sourceSmith = iota
	sourceNunez
	sourceBrewer
	sourceMatplotlib
	sourceYorick
	sourceWistia
	sourceMoreland
	sourceCrameri
	sourceBechtold
	sourceVega
	sourceOkabe
	sourceGnuplot
	sourceRappaport
	sourceGreen
	sourceGoogle
	sourceWaskom
	sourceThyng
	sourcePlotly
	sourcePlotlyBrewer
	sourcePlotlyCarto
	sourcePlotlyThyng
	sourcePlotlyKovesi
)

const (
	licenceMatplotlib = "matplotlib licence"
	brewer            = "ColorBrewer (C. Brewer, M. Harrower, The Pennsylvania State University)"
	licenceBrewer     = "Apache-Style Software License for ColorBrewer"
)

var sources = [...]source{
	sourceSmith:        {"matplotlib (N. J. Smith, S. van der Walt, E. Firing)", "CC0 1.0"},
	sourceNunez:        {"matplotlib (J. R. Nuñez, C. R. Anderton, R. S. Renslow 2018)", licenceMatplotlib},
	sourceBrewer:       {brewer + ", as in matplotlib", licenceBrewer},
	sourceMatplotlib:   {"matplotlib", licenceMatplotlib},
	sourceYorick:       {"Yorick and Gist (D. H. Munro, The Regents of the University of California), as in matplotlib", "Yorick licence (BSD-style)"},
	sourceWistia:       {"Wistia, as in matplotlib", "MIT"},
	sourceMoreland:     {"matplotlib (K. Moreland 2009)", licenceMatplotlib},
	sourceCrameri:      {"Scientific Colour Maps (F. Crameri)", "MIT"},
	sourceBechtold:     {"matplotlib (B. Bechtold)", "CC0 1.0"},
	sourceVega:         {"matplotlib (after Tableau and Vega)", licenceMatplotlib},
	sourceOkabe:        {"M. Okabe and K. Ito 2008, as in matplotlib", licenceMatplotlib},
	sourceGnuplot:      {"matplotlib (formulas of gnuplot's palettes)", licenceMatplotlib},
	sourceRappaport:    {"matplotlib (C. Rappaport 2002)", licenceMatplotlib},
	sourceGreen:        {"matplotlib (D. A. Green 2011)", licenceMatplotlib},
	sourceGoogle:       {"Google (A. Mikhailov 2019), as in matplotlib", "Apache-2.0"},
	sourceWaskom:       {"seaborn (M. L. Waskom)", "BSD-3-Clause"},
	sourceThyng:        {"cmocean (K. M. Thyng and others 2016)", "MIT"},
	sourcePlotly:       {"Plotly", "MIT"},
	sourcePlotlyBrewer: {brewer + ", as in Plotly", licenceBrewer},
	sourcePlotlyCarto:  {"CARTOColors (CARTO), as in Plotly", "CC BY 3.0"},
	sourcePlotlyThyng:  {"cmocean (K. M. Thyng and others 2016), as in Plotly", "MIT"},
	sourcePlotlyKovesi: {"Plotly, after P. Kovesi 2015", "MIT, CC BY 4.0"},
}
