package stat

// hasAVX is whether the processor and the operating system know 256-bit registers.
var hasAVX = detectAVX()

func detectAVX() bool {
	const osxsave, avx = 1 << 27, 1 << 28
	const xmmAndYMM = 6
	features := cpuidFeatures()
	return features&osxsave != 0 && features&avx != 0 && xgetbv()&xmmAndYMM == xmmAndYMM
}

func dots(out *[8]float64, x, y []float64, n, stride int) {
	if !hasAVX {
		dotsPortable(out, x, y, n, stride)
		return
	}
	_, _ = x[stride+n-1], y[3*stride+n-1] // the assembly checks nothing
	dotsAVX(out, &x[0], &y[0], n, stride)
}

// dotsAVX is dotsPortable in 256-bit registers, bit for bit.
//
//go:noescape
func dotsAVX(out *[8]float64, x, y *float64, n, stride int)

// cpuidFeatures returns register ECX of leaf 1 of the instruction CPUID.
func cpuidFeatures() uint32

// xgetbv returns the lower half of the extended control register 0.
func xgetbv() uint32
