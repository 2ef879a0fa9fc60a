package atomicfile

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// open are the temporary files that exist now: what a program that is told to stop
// must remove. It is a process-wide list because a signal is process-wide.
var open = struct {
	sync.Mutex
	files map[string]*os.File
}{files: map[string]*os.File{}}

// create makes a temporary file and enters it into the list in one step, so that none
// is ever missed. Its permissions are those that any new file gets, which
// os.CreateTemp would not give it.
func create(dir string) (*os.File, error) {
	open.Lock()
	defer open.Unlock()
	for {
		name := filepath.Join(dir, ".heat-"+strconv.FormatUint(rand.Uint64(), 36))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			open.files[name] = f
		}
		return f, err
	}
}

func release(name string) {
	open.Lock()
	defer open.Unlock()
	delete(open.files, name)
}

// RemoveAll removes all temporary files. The program must end after it: the lock is
// kept, so that no writer makes another.
func RemoveAll() {
	open.Lock()
	for name, f := range open.files {
		f.Close() // some systems do not remove what is open
		os.Remove(name)
	}
}
