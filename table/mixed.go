package table

// Mixed reports whether some cells of a column of text are numbers, so that it may be a
// column of numbers with a fault in it.
func (c *Column) Mixed() bool { return c.isMixed() }
