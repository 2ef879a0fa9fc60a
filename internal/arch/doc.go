// Package arch holds the tests of the architecture: which package may import which, and
// for which systems all of them build.
package arch
