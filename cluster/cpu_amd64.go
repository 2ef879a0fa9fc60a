//go:build !purego

package cluster

// cpuid and xgetbv run the instructions of these names.
func cpuid(leaf, sub uint32) (a, b, c, d uint32)
func xgetbv() (low uint32)

// hasAVX2 and hasAVX512 are whether processor and system have the instructions; the
// second wants the foundation and its double and quad words.
var hasAVX2, hasAVX512 = features()

func features() (avx2, avx512 bool) {
	if highest, _, _, _ := cpuid(0, 0); highest < 7 {
		return false, false
	}
	const osxsave, avx = 1 << 27, 1 << 28
	if _, _, c, _ := cpuid(1, 0); c&osxsave == 0 || c&avx == 0 {
		return false, false
	}
	saved := xgetbv()
	_, b, _, _ := cpuid(7, 0)
	const ymm, zmm = 0x6, 0xe6 // registers that the system keeps when it switches tasks
	avx2 = saved&ymm == ymm && b&(1<<5) != 0
	const f, dq = 1 << 16, 1 << 17
	avx512 = avx2 && saved&zmm == zmm && b&f != 0 && b&dq != 0
	return avx2, avx512
}
