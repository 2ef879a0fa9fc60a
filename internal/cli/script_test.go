package cli

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/rogpeppe/go-internal/testscript"
)

const raceOptions = "atexit_sleep_ms=0"

// TestMain makes the test binary the command heat, for scripts and for shells.
func TestMain(m *testing.M) {
	// The race detector makes each process sleep for a second before it ends.
	os.Setenv("GORACE", raceOptions)
	testscript.Main(m, map[string]func(){
		"heat": func() { os.Exit(Main(os.Args[1:], System())) },
	})
}

// TestScripts runs testdata/script/*.txtar. Beside the usual commands there are those
// of the map below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TERM", "xterm-256color")
			e.Setenv("GORACE", raceOptions)
			for _, name := range []string{"NO_COLOR", "COLORTERM", "COLUMNS"} {
				e.Setenv(name, "")
			}
			return writeFixtures(e.WorkDir)
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Getuid() == 0, nil
			case "dev-full":
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"heat": runHeat, "fails": runFails, "png": checkPNG, "svg": checkSVG,
			"json": checkJSON, "only": checkOnly, "line": checkLine, "bytes": writeBytes, "npy": writeNPY,
			"repeat": writeRepeated, "cut": cutFile, "flip": flipByte, "bomb": writeBomb,
		},
	})
}

// writeFixtures supplies what no script can hold.
func writeFixtures(dir string) error {
	if err := os.Mkdir(filepath.Join(dir, ".fixtures"), 0o755); err != nil {
		return err
	}
	for _, name := range []string{"book.xlsx", "small.parquet", "arrays.npz"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "table", "testdata", "formats", name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, ".fixtures", name), data, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, ".fixtures", "liberation.ttf"), liberationsansregular.TTF, 0o644)
}

// runHeat is "heat ARGS…": the command, which must succeed.
func runHeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("use: fails CODE ARGS…")
	}
	if code := exitCode(ts, args); code != 0 {
		ts.Fatalf("exit code %d\n%s", code, ts.ReadFile("stderr"))
	}
	if strings.Contains(ts.ReadFile("stderr"), "heat:") {
		ts.Fatalf("success with an error:\n%s", ts.ReadFile("stderr"))
	}
}

// runFails is "fails CODE ARGS…": the command, which must end with this exit code, say
// why, and leave all files as they were.
func runFails(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	before := listing(ts)
	code := exitCode(ts, args[1:])
	message := ts.ReadFile("stderr")
	if code != want {
		ts.Fatalf("exit code %d, want %d\n%s", code, want, message)
	}
	if after := listing(ts); after != before {
		ts.Fatalf("something was written.\nBefore:\n%s\nAfter:\n%s", before, after)
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("something was printed: %.200q", out)
	}
	checkMessage(ts, message, code)
}

// checkMessage holds what is true of every message: each line begins with the name of
// the program, nothing is doubled, nothing is the language's own.
func checkMessage(ts *testscript.TestScript, message string, code int) {
	lines := strings.Split(strings.TrimSuffix(message, "\n"), "\n")
	if last := len(lines) - 1; code == ExitUsage && strings.HasPrefix(lines[last], "Run 'heat") {
		lines = lines[:last]
	}
	doubled := regexp.MustCompile(`(?i)\b([a-z]+): ([a-z]+):`)
	for _, line := range lines {
		rest, ok := strings.CutPrefix(line, "heat: ")
		if !ok || rest == "" {
			ts.Fatalf("line does not begin with the program: %q", line)
		}
		for _, m := range doubled.FindAllStringSubmatch(line, -1) {
			if strings.EqualFold(m[1], m[2]) {
				ts.Fatalf("doubled: %q", line)
			}
		}
		for _, leak := range []string{"heat: heat", "strconv.", " json: ", "open /", "%!", "runtime error", "goroutine", "<nil>", "\x00", "\x1b"} {
			if strings.Contains(line, leak) {
				ts.Fatalf("%q in %q", leak, line)
			}
		}
		if len(line) > 500 {
			ts.Fatalf("line of %d bytes: %.100q…", len(line), line)
		}
	}
}

func exitCode(ts *testscript.TestScript, args []string) int {
	err := ts.Exec("heat", args...)
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	ts.Check(err)
	return 0
}

// listing is all files with their sizes and times: what changes if one is written.
func listing(ts *testscript.TestScript) string {
	var b strings.Builder
	err := filepath.Walk(ts.Getenv("WORK"), func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		fmt.Fprintln(&b, path, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	ts.Check(err)
	return b.String()
}

// checkPNG is "png FILE [WIDTH HEIGHT]": the file decodes and has this size.
func checkPNG(ts *testscript.TestScript, neg bool, args []string) {
	data := ts.ReadFile(args[0])
	img, err := png.Decode(strings.NewReader(data))
	ts.Check(err)
	size := img.Bounds().Size()
	if len(args) == 3 && (strconv.Itoa(size.X) != args[1] || strconv.Itoa(size.Y) != args[2]) {
		ts.Fatalf("%s is %d × %d pixels", args[0], size.X, size.Y)
	}
	if !strings.Contains(data, "Software\x00heat") || !strings.Contains(data, "pHYs") {
		ts.Fatalf("%s lacks metadata", args[0])
	}
}

// checkSVG is "svg FILE [TEXT…]": the file is XML with these texts in it.
func checkSVG(ts *testscript.TestScript, neg bool, args []string) {
	data := ts.ReadFile(args[0])
	dec, root, said := xml.NewDecoder(strings.NewReader(data)), "", ""
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		ts.Check(err)
		switch token := token.(type) {
		case xml.StartElement:
			if root == "" {
				root = token.Name.Local
			}
		case xml.CharData:
			said += string(token)
		}
	}
	if root != "svg" || !strings.Contains(data, "<title") || !strings.Contains(data, "<desc") {
		ts.Fatalf("%s is no SVG with a title and a description", args[0])
	}
	for _, text := range args[1:] {
		if strings.Contains(said, text) == neg {
			ts.Fatalf("%s: %q is in it: %v", args[0], text, neg)
		}
	}
}

// checkJSON is "json FILE [PATH VALUE]…": the file is JSON, and the value at a path like
// panels.0.rows is this.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	var root any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &root))
	for i := 1; i+1 < len(args); i += 2 {
		v := root
		for key := range strings.SplitSeq(args[i], ".") {
			switch x := v.(type) {
			case map[string]any:
				v = x[key]
			case []any:
				n, err := strconv.Atoi(key)
				if err != nil || n >= len(x) {
					ts.Fatalf("no %s", args[i])
				}
				v = x[n]
			default:
				ts.Fatalf("no %s", args[i])
			}
		}
		if got := fmt.Sprint(v); got != args[i+1] {
			ts.Fatalf("%s is %s, want %s", args[i], got, args[i+1])
		}
	}
}

// checkOnly is "only DIR FILE…": the folder holds these files and no others.
func checkOnly(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), strings.Join(args[1:], " "); got != want {
		ts.Fatalf("%s has %s, want %s", args[0], got, want)
	}
}

// checkLine is "line FILE TEXT": some line is exactly this, but for the program's name.
// It serves for messages, whose punctuation regular expressions would have to escape.
func checkLine(ts *testscript.TestScript, neg bool, args []string) {
	for line := range strings.SplitSeq(ts.ReadFile(args[0]), "\n") {
		if strings.TrimPrefix(line, "heat: ") == args[1] {
			return
		}
	}
	ts.Fatalf("no line %q in:\n%s", args[1], ts.ReadFile(args[0]))
}

// writeBytes is "bytes FILE GO-STRING": a file with any bytes.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// writeRepeated is "repeat FILE TEXT N [TEXT N]…": a file of repeated texts.
func writeRepeated(ts *testscript.TestScript, neg bool, args []string) {
	var b strings.Builder
	for i := 1; i+1 < len(args); i += 2 {
		n, err := strconv.Atoi(args[i+1])
		ts.Check(err)
		b.WriteString(strings.Repeat(args[i], n))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// cutFile is "cut FROM TO PERCENT": the beginning of a file.
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	data := ts.ReadFile(args[0])
	percent, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(data[:len(data)*percent/100]), 0o644))
}

// flipByte is "flip FROM TO AFTER N": a file with one bit changed, N bytes behind a text.
func flipByte(ts *testscript.TestScript, neg bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	n, err := strconv.Atoi(args[3])
	ts.Check(err)
	at := bytes.Index(data, []byte(args[2]))
	if at < 0 {
		ts.Fatalf("%s: no %q", args[0], args[2])
	}
	data[at+n] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// writeBomb is "bomb FILE": a small PNG whose spec would fill 300 MB.
func writeBomb(ts *testscript.TestScript, neg bool, args []string) {
	data := []byte("\x89PNG\r\n\x1a\n")
	add := func(chunk string) {
		data = binary.BigEndian.AppendUint32(data, uint32(len(chunk)-4))
		data = binary.BigEndian.AppendUint32(append(data, chunk...), crc32.ChecksumIEEE([]byte(chunk)))
	}
	part := func(text string) string {
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write([]byte(text)) // a bytes.Buffer does not fail
		w.Close()
		return "iTXtheat-spec\x00\x01\x00\x00\x00" + packed.String()
	}
	add(part(`{"title":"`))
	spaces := part(strings.Repeat(" ", 1e6))
	for range 300 {
		add(spaces)
	}
	add("IEND")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// writeNPY is "npy FILE DESCR FORTRAN SHAPE N": an array with this header and N numbers
// 0, 1, 2, … of eight bytes.
func writeNPY(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[4])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), npyBytes(args[1], args[2], args[3], n), 0o644))
}

func npyBytes(descr, fortran, shape string, n int) []byte {
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': %s, 'shape': %s, }", descr, fortran, shape)
	header += strings.Repeat(" ", 63-(10+len(header))%64) + "\n"
	var b bytes.Buffer
	b.WriteString("\x93NUMPY\x01\x00")
	binary.Write(&b, binary.LittleEndian, uint16(len(header)))
	b.WriteString(header)
	for i := range n {
		if strings.Contains(descr, "i8") {
			binary.Write(&b, binary.LittleEndian, int64(i))
		} else {
			binary.Write(&b, binary.LittleEndian, float64(i))
		}
	}
	return b.Bytes()
}
