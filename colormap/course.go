package colormap

// lightnesses returns the lightness of every colour of a table.
func lightnesses(table []RGB) []float64 {
	l := make([]float64, len(table))
	for i, c := range table {
		l[i] = Lightness(c)
	}
	return l
}

// fall returns by how much l falls where it should rise, from its highest value so far:
// 0 where it never falls.
func fall(l []float64) float64 {
	most, highest := 0.0, l[0]
	for _, v := range l {
		highest = max(highest, v)
		most = max(most, highest-v)
	}
	return most
}

// climb returns by how much l rises where it should fall.
func climb(l []float64) float64 {
	most, lowest := 0.0, l[0]
	for _, v := range l {
		lowest = min(lowest, v)
		most = max(most, v-lowest)
	}
	return most
}

// back returns by how much l goes back on its way from end to end, whichever way that is.
func back(l []float64) float64 { return min(fall(l), climb(l)) }

// armsBack returns by how much l goes back on its ways from the ends to the middle,
// both up or both down.
func armsBack(l []float64) float64 {
	n := len(l)
	a, b := l[:(n+1)/2], l[n/2:]
	return min(max(fall(a), climb(b)), max(climb(a), fall(b)))
}
