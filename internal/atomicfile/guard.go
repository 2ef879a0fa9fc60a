package atomicfile

import (
	"os"
	"sync"
)

// open are the temporary files that exist now: what a program that is told to stop
// must remove. It is a process-wide list because a signal is process-wide.
var open = struct {
	sync.Mutex
	names map[string]bool
}{names: map[string]bool{}}

// Guard enters a temporary file into the list of those that RemoveAll removes, until
// the returned function is called.
func Guard(name string) (release func()) {
	open.Lock()
	defer open.Unlock()
	open.names[name] = true
	return func() {
		open.Lock()
		defer open.Unlock()
		delete(open.names, name)
	}
}

// RemoveAll removes all temporary files that are being written. The program must end
// after it: the lock is kept, so that no writer renames or makes another.
func RemoveAll() {
	open.Lock()
	for name := range open.names {
		os.Remove(name)
	}
}
