package cluster

import (
	"bufio"
	"os"
	"strconv"
	"strings"
)

// freeMemory returns the bytes that can be had without swapping, and within the limit of
// the control group, which is what ends a process in a container.
func freeMemory() int64 {
	free := int64(assumedFree)
	if kib := meminfo("MemAvailable:"); kib > 0 {
		free = kib << 10
	}
	limit, used := number64("/sys/fs/cgroup/memory.max"), number64("/sys/fs/cgroup/memory.current")
	if limit > 0 && used >= 0 {
		free = min(free, max(limit-used, 0))
	}
	return max(free, leastFree)
}

// leastFree is taken where a system claims to have less: small matrices are tried anyway.
const leastFree = 64 << 20

func meminfo(key string) int64 {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return -1
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), key); ok {
			return parse64(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
		}
	}
	return -1
}

// number64 returns the number that a file holds, or −1.
func number64(file string) int64 {
	text, err := os.ReadFile(file)
	if err != nil {
		return -1
	}
	return parse64(strings.TrimSpace(string(text)))
}

func parse64(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1
	}
	return n
}
