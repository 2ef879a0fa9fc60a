// Package atomicfile writes files that appear whole or not at all.
package atomicfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes or replaces a file with what write writes: it is [Stage] and
// [File.Commit] in one.
func Write(path string, write func(io.Writer) error) error {
	f, err := Stage(path, write)
	if err != nil {
		return err
	}
	return f.Commit()
}

// A File is written and closed under another name in its folder, and waits for Commit
// or Discard. So several files can appear together or not at all.
type File struct {
	path string // what it will be called
	tmp  string // what it is called now; "" if there is nothing to rename
}

// Stage writes a file under a temporary name. If anything fails, nothing of it remains.
// A file that is replaced keeps its permissions. What is not a plain file (a device, a
// pipe) cannot be taken back: it is written at once.
func Stage(path string, write func(io.Writer) error) (*File, error) {
	info, err := os.Stat(path)
	exists := err == nil
	switch {
	case exists && info.IsDir():
		return nil, fmt.Errorf("%s: is a folder (give the name of a file)", path)
	case exists && !info.Mode().IsRegular():
		return &File{}, direct(path, write)
	}
	f := &File{path: path}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		f.path = target // replace what a link points to, not the link
	}
	tmp, err := create(filepath.Dir(f.path))
	if err != nil {
		return nil, explain(path, err)
	}
	f.tmp = tmp.Name()
	if err := fill(tmp, write); err != nil {
		tmp.Close()
		f.Discard()
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	}
	if exists {
		if err := os.Chmod(f.tmp, info.Mode().Perm()); err != nil && !errors.Is(err, errors.ErrUnsupported) {
			f.Discard()
			return nil, fmt.Errorf("%s: %w", path, cause(err))
		}
	}
	return f, nil
}

// fill writes the temporary file and closes it.
func fill(tmp *os.File, write func(io.Writer) error) error {
	buf := bufio.NewWriterSize(tmp, 1<<16)
	if err := write(buf); err != nil {
		return err
	}
	if err := buf.Flush(); err != nil {
		return err
	}
	return tmp.Close()
}

// Commit gives the file its name. It replaces what has that name.
func (f *File) Commit() error {
	if f.tmp == "" {
		return nil
	}
	if err := os.Rename(f.tmp, f.path); err != nil {
		f.Discard()
		return fmt.Errorf("%s: %w", f.path, linkCause(err))
	}
	release(f.tmp)
	f.tmp = ""
	return nil
}

// Discard removes the file. It does nothing after Commit.
func (f *File) Discard() {
	if f.tmp != "" {
		os.Remove(f.tmp)
		release(f.tmp)
		f.tmp = ""
	}
}

// direct writes to a device or a pipe.
func direct(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	buf := bufio.NewWriterSize(f, 1<<16)
	if err = write(buf); err == nil {
		err = buf.Flush()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	return nil
}

// explain says why no file can be made in the folder of path, and what to do.
func explain(path string, err error) error {
	dir := filepath.Dir(path)
	info, statErr := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: the folder %s does not exist (make it first)", path, dir)
	case statErr == nil && !info.IsDir():
		return fmt.Errorf("%s: %s is a file, not a folder (choose another folder)", path, dir)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: no permission to write in the folder %s (choose another folder)", path, dir)
	}
	return fmt.Errorf("%s: cannot write in the folder %s: %w", path, dir, cause(err))
}

// cause strips the temporary file's name, which nobody asked for, from an error.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// linkCause does the same for the error of a renaming.
func linkCause(err error) error {
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
