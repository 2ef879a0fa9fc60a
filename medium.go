package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/text"
)

// medium is what a figure is laid out for: how text is set, and every distance. Paper
// and screens differ from a terminal by these numbers alone.
type medium struct {
	set    text.Setter
	width  float64 // of the canvas; 0: as wide as needed
	height float64
	// A terminal's canvas is as wide as needed, up to maxWidth; its bodies then have to
	// do with roomX.
	maxWidth, roomX float64
	// Of a terminal that says how high it is, bodies that can be lower have to do with roomY.
	maxHeight, roomY float64
	aligned          bool      // cells and boxes lie on whole units
	turns            []float64 // angles for column labels, in order of preference

	// Sizes of type.
	tick, axisTitle, title, subtitle, caption, panelTitle float64
	annot, annotFloor                                     float64
	markup                                                bool    // ^{…}, _{…} and *…* in titles and labels
	labelMax                                              float64 // longest label; 0: no limit
	leading                                               float64 // distance of lines by their height
	loose                                                 float64 // distance of labels by their height

	margin, panelGap, joinGap     float64 // of the canvas, between panels, between joined ones
	titleGap, captionGap          float64 // between header, body and footer
	subtitleGap                   float64
	labelGapX, labelGapY          float64 // from the body to the labels beside and under it
	labelSpace                    float64 // between two labels
	axisTitleGap                  float64
	barThick, barGap              float64 // colour bar
	barTick, barTickGap           float64 // its tick marks and their texts
	barLabelGap, barKeyGap        float64
	trackGap, trackThick          float64
	groupGap                      float64 // between groups of rows or columns
	markHalo                      float64 // the light edge of marks
	keySwatch, keySwatchGap       float64 // keyed legends
	keyColumnGap, keyLegendGap    float64
	cellPadX, cellPadY            float64 // round the numbers in cells
	minBody                       float64
	hairline                      float64
	barTickEvery                  float64 // least distance of colour bar ticks
	typicalWidth, typicalHeight   float64 // of a body, before labels have their say
	largestBody, largestAnnot     float64 // of a body grown for labels, or for numbers
	leastCell, largestX, largestY float64 // of cells
}

// paper is the medium of pictures, in points. All of it grows with the font size.
func paper(set text.Setter, fontSize, width, height float64) *medium {
	k := fontSize / 9
	return &medium{
		set: set, width: width, height: height, turns: []float64{0, 45, 90},
		tick: 9 * k, axisTitle: 9.5 * k, title: 14 * k, subtitle: 10.5 * k, caption: 8 * k, panelTitle: 11 * k,
		annot: 10 * k, annotFloor: 5, leading: 1.08, loose: 1.06,
		margin: 12 * k, panelGap: 18 * k, joinGap: 10 * k, titleGap: 13 * k, captionGap: 12 * k, subtitleGap: 3 * k,
		labelGapX: 5 * k, labelGapY: 4 * k, labelSpace: 5 * k, axisTitleGap: 7 * k,
		barThick: 10 * k, barGap: 14 * k, barTick: 2.5 * k, barTickGap: 3 * k, barLabelGap: 7 * k, barKeyGap: 5 * k,
		trackGap: 4 * k, trackThick: 28 * k, groupGap: 4 * k,
		markHalo: 0.9 * k, keySwatch: 9 * k, keySwatchGap: 4.5 * k, keyColumnGap: 14 * k, keyLegendGap: 9 * k, cellPadX: 2.5 * k, cellPadY: 1.5 * k,
		minBody: 24, hairline: 0.6 * k, barTickEvery: 22 * k,
		typicalWidth: 400, typicalHeight: 300, largestBody: 800, largestAnnot: 1440,
		leastCell: 1, largestX: 64, largestY: 46,
	}
}

// defaultFontSize is that of tick labels, in points.
const defaultFontSize = 9

// grid is the medium of a terminal: one unit is a column wide and half a line high.
func grid(width float64) *medium {
	return &medium{
		set: text.Columns{}, maxWidth: width, roomX: width, aligned: true, turns: []float64{0},
		tick: 2, axisTitle: 2, title: 2, subtitle: 2, caption: 2, panelTitle: 2,
		annot: 2, annotFloor: 2, leading: 1, loose: 1,
		panelGap: 2, titleGap: 2, captionGap: 2,
		labelGapX: 1, labelSpace: 1,
		barThick: 2, barGap: 2, barTickGap: 1,
		trackGap: 1, trackThick: 8, groupGap: 2,
		keySwatch: 2, keySwatchGap: 1, keyColumnGap: 2, keyLegendGap: 0, cellPadX: 1,
		minBody: 2, barTickEvery: 4,
		typicalWidth: max(48, math.Floor(0.6*width)), typicalHeight: 32, largestBody: 120, largestAnnot: width,
		leastCell: 1, largestX: 10, largestY: 6,
	}
}
