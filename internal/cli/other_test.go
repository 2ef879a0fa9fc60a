//go:build !unix

package cli

import "syscall"

var brokenPipe error = syscall.Errno(109)
