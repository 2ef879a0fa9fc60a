//go:build unix

package cli

import (
	"errors"
	"os/signal"
	"syscall"
)

// ignoreBrokenPipes turns the signal of a broken pipe, which would end the process with
// temporary files left behind, into an error of writing.
func ignoreBrokenPipes() { signal.Ignore(syscall.SIGPIPE) }

func isBrokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
