package scale

// CategoryTicks returns which of n categories get a text where there is room for most:
// all, or the first and every second, third and so on after it.
func CategoryTicks(n, most int) []int {
	if n <= 0 {
		return nil
	}
	most = max(1, most)
	every := (n + most - 1) / most
	var ticks []int
	for i := 0; i < n; i += every {
		ticks = append(ticks, i)
	}
	return ticks
}

// CategoryPosition returns where the middle of category i stands on a legend of n.
func CategoryPosition(i, n int) float64 {
	return (float64(i) + 0.5) / float64(n)
}
