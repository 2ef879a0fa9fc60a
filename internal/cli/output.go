package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/atomicfile"
	"github.com/seed01309057/heat/matrix"
)

// writeFlags say where results go.
type writeFlags struct {
	outputs []string
	format  string
	specOut string
	json    bool
	embed   bool
	quiet   bool
	noLint  bool
	colors  string
	width   int
	svgText string

	matrices bool // the command also writes matrices
}

// What --format and --colors take.
var (
	formatNames = []string{"png", "svg", "pdf", "term"}
	colorNames  = []string{"auto", "truecolor", "256", "16", "none"}
)

func (f *writeFlags) bind(c *cobra.Command) {
	section(c, outputSection, func(s *pflag.FlagSet) {
		files, formats := ".png, .svg, .pdf or .txt", "png, svg, pdf or term"
		if f.matrices {
			files += ", or .csv, .tsv, .npy or .json for the matrix"
			formats += "; csv, tsv, npy or json write the matrix"
		}
		s.StringArrayVarP(&f.outputs, "output", "o", nil, "`FILE` file to write: "+files+"; may be given several times; - is the standard output and needs --format")
		s.StringVar(&f.format, "format", "", "`FORMAT` format of outputs whose name does not tell it: "+formats)
		s.StringVar(&f.specOut, "spec-out", "", "`FILE` also write the figure's spec, which heat render draws")
		s.BoolVar(&f.embed, "embed", false, "put the spec with all its data into the PNG, SVG or PDF, for heat spec and heat render")
		s.BoolVar(&f.json, "json", false, "print a report of what was drawn as JSON")
		s.BoolVar(&f.noLint, "no-lint", false, "do not say what may mislead the figure's readers")
		s.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing on success")
		s.StringVar(&f.svgText, "svg-text", "embed", "`WAY` text in an SVG: embed (text, with the fonts that it uses), outline (shapes) or plain (text, no fonts)")
		s.StringVar(&f.colors, "colors", "auto", "`COLOURS` colours of the terminal: auto, truecolor, 256, 16 or none")
		s.IntVar(&f.width, "columns", 0, "`NUMBER` width of the terminal in characters (default: its own, else 80)")
	})
}

// output is one place to write to.
type output struct {
	path     string // "-": standard output
	encoding heat.Encoding
	matrix   string // the format of a matrix; then there is no encoding
}

// formats are those that the command writes.
func (f *writeFlags) formats() []string {
	if f.matrices {
		return slices.Concat(formatNames, matrixFormats)
	}
	return formatNames
}

// plan decides what is written where, before anything is read or drawn.
func (f *writeFlags) plan(sys IO, dpi float64, printing bool) ([]output, error) {
	terminal, err := f.terminal(sys)
	if err != nil {
		return nil, err
	}
	epoch, err := sourceDate(sys.Env)
	if err != nil {
		return nil, err
	}
	if f.format != "" && !slices.Contains(f.formats(), strings.ToLower(f.format)) {
		return nil, usageError("--format: %w", notOneOf(f.format, f.formats()))
	}
	if err := new(heat.SVGText).UnmarshalText([]byte(f.svgText)); err != nil {
		return nil, usageError("--svg-text: %w", notOneOf(f.svgText, heat.SVGEmbed.Values()))
	}
	toStdout := 0
	for _, on := range []bool{f.json, printing, f.specOut == "-"} {
		if on {
			toStdout++
		}
	}
	for _, path := range f.outputs {
		if path == "-" {
			toStdout++
		}
	}
	if toStdout > 1 {
		return nil, usageError("only one of -o -, --json, --print and --spec-out - can go to the standard output")
	}
	if len(f.outputs) == 0 {
		return f.planDefault(sys, terminal, toStdout > 0 || f.specOut != "")
	}
	var outs []output
	used := f.format == ""
	for _, path := range f.outputs {
		if as := matrixFormatOf(path, ""); f.matrices && as != "" {
			outs = append(outs, output{path: path, matrix: as})
			used = used || strings.EqualFold(f.format, as)
			continue
		}
		if as := matrixFormatOf(path, f.format); f.matrices && f.format != "" && as != "" && !isFigure(path) {
			outs, used = append(outs, output{path: path, matrix: as}), true
			continue
		}
		e, byFormat, err := f.encodingOf(path, dpi, epoch, terminal)
		if err != nil {
			return nil, err
		}
		used = used || byFormat
		outs = append(outs, output{path: path, encoding: e})
	}
	if !used {
		return nil, usageError("--format %s: %s says another format by its name (leave --format out, or change the name)", f.format, f.outputs[0])
	}
	return outs, nil
}

// isFigure reports whether the name of a file says that it is a figure.
func isFigure(path string) bool {
	_, err := heat.EncodingFor(filepath.Ext(path))
	return path != "-" && err == nil
}

// planDefault is for a command without -o: the terminal, if there is one.
func (f *writeFlags) planDefault(sys IO, terminal heat.Terminal, otherwise bool) ([]output, error) {
	switch {
	case otherwise:
		return nil, nil
	case sys.Columns > 0 && (f.format == "" || strings.EqualFold(f.format, "term")):
		return []output{{path: "-", encoding: terminal}}, nil
	}
	return nil, usageError("nowhere to draw to (give -o FILE.png, .svg or .pdf, or --format term -o - for the terminal)")
}

// encodingOf finds the format of an output: by the extension, or by --format if that
// does not tell.
func (f *writeFlags) encodingOf(path string, dpi float64, epoch time.Time, terminal heat.Terminal) (e heat.Encoding, byFormat bool, err error) {
	ext := filepath.Ext(path)
	name := ext
	if path == "-" {
		name = ""
	}
	e, err = heat.EncodingFor(name)
	switch {
	case err == nil && f.format == "":
	case err == nil:
		if given, _ := heat.EncodingFor(f.format); given == e {
			byFormat = true
		}
	case f.format != "":
		byFormat = true
		e, err = heat.EncodingFor(f.format)
	case path == "-":
		return nil, false, usageError("-o - needs --format png, svg, pdf or term")
	case ext == "":
		return nil, false, usageError("-o %s: no extension to tell the format by (name it %s.png, .svg or .pdf, or give --format)", path, path)
	default:
		return nil, false, usageError("-o %s: heat cannot write %s files (it writes .png, .svg, .pdf and .txt)", path, ext)
	}
	switch e.(type) {
	case heat.PNG:
		e = heat.PNG{DPI: dpi, Embed: f.embed}
	case heat.SVG:
		var text heat.SVGText
		err = text.UnmarshalText([]byte(f.svgText))
		e = heat.SVG{Text: text, Embed: f.embed}
	case heat.PDF:
		e = heat.PDF{Created: epoch, Embed: f.embed}
	case heat.Terminal:
		if strings.EqualFold(ext, ".txt") && f.colors == "auto" {
			terminal.Colors = heat.NoColor // for editors, which show no colours
		}
		if path != "-" { // a file is as long as it is
			terminal.Height = 0
		}
		e = terminal
	}
	return e, byFormat, err
}

// terminal says what the terminal can show, by --colors and the environment.
func (f *writeFlags) terminal(sys IO) (t heat.Terminal, err error) {
	t.Width, t.Height = sys.Columns, max(0, sys.Lines-3) // notes and the prompt take some
	if f.width != 0 {
		if f.width < 10 || f.width > heat.MaxTerminalWidth {
			return t, usageError("--columns: %d is not between 10 and %d", f.width, heat.MaxTerminalWidth)
		}
		t.Width = f.width
	} else if n, err := strconv.Atoi(sys.Env("COLUMNS")); t.Width == 0 && err == nil && n >= 10 && n <= heat.MaxTerminalWidth {
		t.Width = n
	}
	switch f.colors {
	case "truecolor":
		t.Colors = heat.TrueColor
	case "256":
		t.Colors = heat.Color256
	case "16":
		t.Colors = heat.Color16
	case "none":
		t.Colors = heat.NoColor
	case "auto":
		t.Colors = detectColors(sys.Env)
	default:
		return t, usageError("--colors: %w", notOneOf(f.colors, colorNames))
	}
	return t, nil
}

// sourceDate is the date that SOURCE_DATE_EPOCH gives (reproducible-builds.org), the only
// one that files carry; none if it is not set.
func sourceDate(env func(string) string) (time.Time, error) {
	v := env("SOURCE_DATE_EPOCH")
	if v == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(v, 10, 64)
	if err != nil || seconds < 0 || seconds > 253402300799 { // the end of the year 9999
		return time.Time{}, usageError("SOURCE_DATE_EPOCH: %q is not a number of seconds since 1970", v)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// detectColors follows the conventions of NO_COLOR (no-color.org) and COLORTERM.
func detectColors(env func(string) string) heat.Colors {
	switch ct, term := env("COLORTERM"), env("TERM"); {
	case env("NO_COLOR") != "", term == "dumb":
		return heat.NoColor
	case ct == "truecolor", ct == "24bit", strings.HasSuffix(term, "-direct"):
		return heat.TrueColor
	case term == "linux", term == "ansi", term == "cygwin", strings.HasSuffix(term, "-16color"):
		return heat.Color16
	default:
		return heat.Color256
	}
}

// A place is a file that a command reads or writes.
type place struct {
	path string
	what string // how errors call it
}

// clash finds a file that is to be written twice, or that is read as well.
func (f *writeFlags) clash(reads []place) error {
	var writes []place
	for _, path := range f.outputs {
		writes = append(writes, place{path, "-o " + path})
	}
	if f.specOut != "" {
		writes = append(writes, place{f.specOut, "--spec-out " + f.specOut})
	}
	for i, w := range writes {
		for _, r := range reads {
			if sameFile(w.path, r.path) {
				return usageError("%s: would overwrite %s (give another name)", w.what, r.what)
			}
		}
		for _, other := range writes[:i] {
			if sameFile(w.path, other.path) {
				return usageError("%s: the same file as %s (give another name)", w.what, other.what)
			}
		}
	}
	return nil
}

// sameFile reports whether two paths are one file, which holds data.
func sameFile(a, b string) bool {
	if a == "" || b == "" || a == "-" || b == "-" {
		return false
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return infoA.Mode().IsRegular() && os.SameFile(infoA, infoB)
	}
	absA, errA := filepath.Abs(a)
	absB, errB := filepath.Abs(b)
	return errA == nil && errB == nil && absA == absB
}

// A job is one thing to be written.
type job struct {
	path  string // "-": standard output
	write func(io.Writer) error
	said  string // what was written; nothing is said of it if empty
	bytes int64
}

// run compiles the spec and writes everything that was asked for: all files appear, or
// none does.
func run(sys IO, draw *drawFlags, write *writeFlags, outs []output, spec heat.Spec, more extras) error {
	fig, err := draw.compile(spec)
	if err != nil {
		return err
	}
	var jobs []job
	for _, o := range outs {
		if o.matrix != "" {
			jobs = append(jobs, matrixJob(o.path, o.matrix, more.matrix))
			continue
		}
		said, err := described(fig, o.encoding)
		if err != nil { // a picture too large is known before any file is written
			return &failure{ExitUsage, err}
		}
		jobs = append(jobs, job{path: o.path, said: said, write: func(w io.Writer) error { return fig.Encode(w, o.encoding) }})
	}
	if write.specOut != "" {
		jobs = append(jobs, job{path: write.specOut, said: "spec", write: spec.WriteJSON})
	}
	jobs = append(jobs, more.jobs...)
	if err := writeAll(sys, jobs); err != nil {
		return err
	}
	for _, j := range jobs {
		if j.path != "-" && j.said != "" {
			write.say(sys, "%s: %s, %s\n", j.path, j.said, bytesText(j.bytes))
		}
	}
	if notes := notesFor(fig, outs); len(notes) > 0 && !onlyMatrices(outs) {
		write.say(sys, "note: %s\n", strings.Join(notes, "; "))
	}
	write.lint(sys, fig)
	if write.json {
		return writeReport(sys, fig, more)
	}
	return nil
}

// onlyMatrices reports whether no figure is written.
func onlyMatrices(outs []output) bool {
	return len(outs) > 0 && !slices.ContainsFunc(outs, func(o output) bool { return o.matrix == "" })
}

// notesFor are the notes on the figure as it was drawn: a terminal has a layout of its own.
func notesFor(fig *heat.Figure, outs []output) []string {
	if len(outs) == 1 && outs[0].matrix == "" {
		if report, err := fig.ReportFor(outs[0].encoding); err == nil {
			return report.Notes
		}
	}
	return fig.Report().Notes
}

// writeAll writes plain files under other names, then what cannot be taken back, and
// gives the files their names at last.
func writeAll(sys IO, jobs []job) error {
	var staged []*atomicfile.File
	defer func() {
		for _, f := range staged {
			f.Discard()
		}
	}()
	for _, final := range []bool{false, true} {
		for i := range jobs {
			j := &jobs[i]
			if isFinal(j.path) != final {
				continue
			}
			if j.path == "-" {
				if err := j.toStdout(sys.Out); err != nil {
					return outcome(err)
				}
				continue
			}
			f, err := atomicfile.Stage(j.path, j.counted)
			if err != nil {
				return outcome(err)
			}
			staged = append(staged, f)
		}
	}
	for _, f := range staged {
		if err := f.Commit(); err != nil {
			return outputError(err)
		}
	}
	return nil
}

// isFinal reports whether what is written cannot be taken back.
func isFinal(path string) bool {
	if path == "-" {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular()
}

// counted writes the job and counts its bytes.
func (j *job) counted(w io.Writer) error {
	c := &counter{w: w}
	err := j.write(c)
	j.bytes = c.n
	return err
}

func (j *job) toStdout(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	if err := j.write(w); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// outcome tells an encoding that cannot be from one that cannot be written.
func outcome(err error) error {
	if e, ok := errorAs[*heat.Error](err); ok {
		return drawError(e)
	}
	if errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("%w (free some space, or write to another disk)", err)
	}
	return outputError(err)
}

func (f *writeFlags) say(sys IO, format string, args ...any) {
	if !f.quiet {
		fmt.Fprintf(sys.Err, format, args...)
	}
}

// compile turns the spec into a figure, with the font that was given.
func (f *drawFlags) compile(spec heat.Spec) (*heat.Figure, error) {
	compiler, err := f.compiler()
	if err != nil {
		return nil, err
	}
	fig, err := compiler.Compile(spec)
	if err == nil {
		return fig, nil
	}
	if e, ok := errorAs[*heat.Error](err); ok && e.Stage == "font" && f.font != "" {
		text := strings.TrimPrefix(trimmed(err.Error()), "font: ")
		return nil, inputError(fmt.Errorf("--font %s: %s", f.font, text))
	}
	if f.source != "" {
		err = inFile(f.source, err)
	}
	return nil, drawError(err)
}

// inFile names the file in each line of an error.
func inFile(name string, err error) error {
	var lines []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		lines = append(lines, name+": "+trimmed(line))
	}
	return errors.New(strings.Join(lines, "\n"))
}

// maxFontBytes is larger than the largest fonts there are, and keeps a wrong file from
// filling the memory.
const maxFontBytes = 128 << 20

// compiler has the font that was given: a file, or else an installed family.
func (f *drawFlags) compiler() (heat.Compiler, error) {
	if f.font == "" {
		return heat.Compiler{}, nil
	}
	if _, err := os.Stat(f.font); err != nil && filepath.Ext(f.font) == "" && !strings.ContainsRune(f.font, filepath.Separator) {
		return heat.Compiler{Family: f.font}, nil
	}
	data, err := f.fontData()
	return heat.Compiler{Font: data}, err
}

// fontData reads the font file.
func (f *drawFlags) fontData() ([]byte, error) {
	data, err := readLimited(f.font, maxFontBytes)
	if err == nil && len(data) > maxFontBytes {
		err = errors.New("too large for a font (give a .ttf or .otf file)")
	}
	if err != nil {
		return nil, inputError(fmt.Errorf("--font %s: %w", f.font, hinted(f.font, cause(err))))
	}
	return data, nil
}

// described is the size of a figure: "4 rows × 5 columns, 977 × 505 px".
func described(fig *heat.Figure, e heat.Encoding) (string, error) {
	switch e := e.(type) {
	case heat.Terminal: // has characters, which the reader sees
		return shapes(fig), nil
	case heat.PNG:
		w, h, err := e.Pixels(fig)
		return fmt.Sprintf("%s, %d × %d px", shapes(fig), w, h), err
	}
	w, h := fig.Size()
	return fmt.Sprintf("%s, %.4g × %.4g pt", shapes(fig), w, h), nil
}

// shapes is "4 rows × 5 columns", or the number of panels.
func shapes(fig *heat.Figure) string {
	r := fig.Report()
	if len(r.Panels) != 1 {
		return fmt.Sprintf("%d panels", len(r.Panels))
	}
	return plural(r.Panels[0].Rows, "row") + " × " + plural(r.Panels[0].Cols, "column")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// bytesText writes a number of bytes as people do.
func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 999500:
		return fmt.Sprintf("%.3g kB", float64(n)/1e3)
	case n < 999500000:
		return fmt.Sprintf("%.3g MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.3g GB", float64(n)/1e9)
}

// extras are what a report says of the data beside the figure.
type extras struct {
	Filled      int              `json:"filled,omitempty"` // cells that were filled in
	Anomalies   *anomalyJSON     `json:"anomalies,omitempty"`
	Correlation *correlationJSON `json:"correlation,omitempty"`
	Cluster     *clusterJSON     `json:"cluster,omitempty"`

	matrix *matrix.Matrix // what is written as a matrix
	jobs   []job          // what is written besides
}

func writeReport(sys IO, fig *heat.Figure, more extras) error {
	enc := json.NewEncoder(sys.Out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(struct {
		heat.Report
		Lint []heat.Finding `json:"lint,omitempty"` // what may mislead readers
		extras
	}{fig.Report(), fig.Lint(), more}); err != nil {
		return stdoutError(err)
	}
	return nil
}
