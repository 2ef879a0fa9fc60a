package matrix

// Categories is a matrix whose cells are words, such as kinds of mutations.
type Categories struct {
	// Codes are the positions of the cells' words in Levels, from 0, with NaN
	// for missing cells, and the labels of the rows and columns.
	Codes *Matrix

	// Levels are the different words, in natural order: numbers by their
	// value, also within words, so that "week 2" comes before "week 10".
	Levels []string

	// Counts says how many cells have each level.
	Counts []int
}
