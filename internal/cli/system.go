package cli

import (
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"github.com/seed01309057/heat/internal/atomicfile"
)

// System is the process's own IO. An interrupt removes files that are half written and
// ends the process.
func System() IO {
	ignoreBrokenPipes()
	stop := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if !signal.Ignored(s) { // as under nohup
			signal.Notify(stop, s)
		}
	}
	go func() {
		s := <-stop
		atomicfile.RemoveAll()
		code := int(syscall.SIGINT)
		if number, ok := s.(syscall.Signal); ok {
			code = int(number)
		}
		os.Exit(128 + code)
	}()
	sys := IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		sys.Columns = 80
		if w, h, err := term.GetSize(fd); err == nil && w > 0 {
			sys.Columns, sys.Lines = w, max(0, h)
		}
	}
	sys.Live = term.IsTerminal(int(os.Stderr.Fd()))
	return sys
}
