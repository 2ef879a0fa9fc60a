package cli

import (
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/table"
)

// A trackName is a column and how it is drawn.
type trackName struct {
	name string
	kind heat.TrackKind
}

// parseTracks reads species,weight:bar, with quotes as in CSV.
func parseTracks(text string) (out []trackName, err error) {
	words, err := parseList(text)
	if err != nil {
		return nil, err
	}
	for _, word := range words {
		t := trackName{name: word}
		if at := strings.LastIndexByte(word, ':'); at >= 0 {
			if err := t.kind.UnmarshalText([]byte(word[at+1:])); err != nil {
				return nil, notOneOf(word[at+1:], heat.StripTrack.Values())
			}
			t.name = word[:at]
		}
		out = append(out, t)
	}
	return out, nil
}

// parseList reads a,b,c, with quotes as in CSV.
func parseList(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	words, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return nil, fmt.Errorf("%q is not a list (write a,b,c, with quotes as in CSV)", text)
	}
	for i, w := range words {
		if words[i] = strings.TrimSpace(w); words[i] == "" {
			return nil, fmt.Errorf("%q has an empty entry", text)
		}
	}
	return words, nil
}

// checkTracks finds flags of tracks that contradict those of the input.
func (f *clusterCommand) checkTracks() error {
	s := &f.cluster.sides[0]
	flag := ""
	switch {
	case s.split != "":
		flag = "--split-rows"
	case s.tracks != "":
		flag = "--row-tracks"
	}
	switch {
	case flag == "" || s.from != "":
	case f.pivot.on():
		return usageError("%s: a long table has no column about the rows (give a table about them by --row-track-file)", flag)
	case f.shape.transpose:
		return usageError("%s and --transpose do not go together: the rows become columns (give tables by --row-track-file and --col-tracks)", flag)
	}
	return nil
}

// ownColumns are the columns of the input that are tracks or divide the rows.
func (f *clusterCommand) ownColumns() (names []string) {
	s := &f.cluster.sides[0]
	if s.from != "" {
		return nil
	}
	tracks, _ := parseTracks(s.tracks) // checked before
	for _, t := range tracks {
		names = append(names, t.name)
	}
	if s.split != "" {
		names = append(names, s.split)
	}
	return names
}

// readWide reads a matrix, and sets aside the columns that are tracks or divide the rows.
func (f *clusterCommand) readWide(sys IO, paths []string) (*shaped, error) {
	names := f.ownColumns()
	if f.read.isNPY(paths) {
		if len(names) > 0 {
			return nil, usageError("--row-tracks and --split-rows: %s has no column %q (give a table about the rows by --row-track-file)", nameOf(paths[0]), names[0])
		}
		return f.read.readGrid(sys, paths)
	}
	t, err := f.read.readTables(sys, paths)
	if err != nil {
		return nil, err
	}
	f.typed.meet(t)
	about, index, err := f.setAside(t, names)
	if err != nil {
		return nil, err
	}
	d, err := f.gridOf(t, index, paths[0])
	if err != nil {
		return nil, err
	}
	f.about = about
	return d, nil
}

// setAside takes columns out of the table, and returns the value of --index for the rest.
func (f *clusterCommand) setAside(t *table.Table, names []string) (about []table.Column, index string, err error) {
	out := map[int]bool{}
	for _, name := range names {
		c, err := t.Column(name)
		if err != nil {
			return nil, "", &failure{ExitUsage, fmt.Errorf("--row-tracks or --split-rows: %w", err)}
		}
		about = append(about, *c)
		out[positionOf(t, c)] = true
	}
	key := -1
	if at, _ := rowKey(t); f.read.index == "" && at >= 0 {
		delete(out, at) // a label may be a track as well
	}
	if f.read.index != "" {
		c, err := t.Column(f.read.index)
		if err != nil {
			return nil, "", inputError(err)
		}
		key = positionOf(t, c)
		delete(out, key)
	}
	var rest []table.Column
	for i, c := range t.Columns {
		if i == key {
			index = "#" + strconv.Itoa(len(rest)+1)
		}
		if !out[i] {
			rest = append(rest, c)
		}
	}
	t.Columns = rest
	return about, index, nil
}

// typedColumns are the columns that were met in the tables, which --types may speak of.
type typedColumns struct {
	names []string
	most  int // columns of a table, for those that are named by their positions
}

func (c *typedColumns) meet(t *table.Table) {
	for i := range t.Columns {
		c.names = append(c.names, t.Columns[i].Name)
	}
	c.most = max(c.most, len(t.Columns))
}

// checkTypes refuses --types of columns that no table has.
func (f *clusterCommand) checkTypes() error {
	if !f.read.looseTypes || f.pivot.on() {
		return nil
	}
	kinds, err := f.read.kinds()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		if slices.Contains(f.typed.names, name) {
			continue
		}
		if at, ok := strings.CutPrefix(name, "#"); ok {
			if n, err := strconv.Atoi(at); err == nil && n >= 1 && n <= f.typed.most {
				continue
			}
		}
		if near := suggest.Nearest(name, f.typed.names); near != "" {
			return usageError("--types: no table has a column %q (did you mean %q?)", name, near)
		}
		return usageError("--types: no table has a column %q", name)
	}
	return nil
}

// positionOf is where a column of the table stands in it.
func positionOf(t *table.Table, c *table.Column) int {
	for i := range t.Columns {
		if &t.Columns[i] == c {
			return i
		}
	}
	return -1
}

// rowKey is the column that labels the rows, or -1: the one that does as the file says,
// or the first of text or times without repeats, which also goes before mere positions;
// else the first column if it is text, whose repeats are to be noted.
func rowKey(t *table.Table) (at int, repeats bool) {
	said, key := t.Labels(), heat.KeyColumn(t)
	if key >= 0 && t.Columns[key].Kind == table.Number {
		key = -1 // numbers are values
	}
	switch {
	case said >= 0 && (key < 0 || !counts(&t.Columns[said])):
		return said, false
	case key >= 0:
		return key, false
	}
	if len(t.Columns) > 1 && t.Columns[0].Kind == table.Text && !t.Columns[0].Mixed() {
		return 0, true
	}
	return -1, false
}

// counts reports whether a column has the positions of the rows, from 0 or 1.
func counts(c *table.Column) bool {
	if c.Kind != table.Number || c.Numbers[0] != 0 && c.Numbers[0] != 1 {
		return false
	}
	for i, v := range c.Numbers {
		if v != c.Numbers[0]+float64(i) {
			return false
		}
	}
	return true
}

// gridOf makes a matrix of a table: the column of rowKey labels the rows, and other columns
// without any number are left out, and noted.
func (f *clusterCommand) gridOf(t *table.Table, index, path string) (*shaped, error) {
	var left []table.Column
	note := ""
	if index == "" {
		if words, ok := isCategorical(t, ""); ok {
			return &shaped{m: words.Codes, levels: words.Levels}, nil
		}
		key, repeats := rowKey(t)
		if repeats {
			note = repeatedLabels(&t.Columns[key])
		}
		var rest []table.Column
		for i, c := range t.Columns {
			switch {
			case i == key:
				index = "#" + strconv.Itoa(len(rest)+1)
			case c.Describes():
				if c.Kind != table.Empty {
					left = append(left, c)
				}
				continue
			case c.Kind == table.Time || c.Kind == table.Text && !c.Mixed():
				left = append(left, c)
				continue
			}
			rest = append(rest, c)
		}
		t.Columns = rest
	}
	if len(t.Columns) == 0 {
		return nil, inputError(fmt.Errorf("%s: no column of numbers to cluster, only text: %s", nameOf(path), strings.Join(columnNames(left), ", ")))
	}
	m, err := t.Matrix(index)
	if err == nil {
		err = notEmpty(nameOf(path), m)
	}
	if err != nil {
		return nil, inputError(hinted(path, err))
	}
	d := &shaped{m: m, label: unitOf(t, m.ColLabels)}
	d.sayRead(t)
	d.leftOut(left, f.read.pick)
	if note != "" {
		d.note("%s", note)
	}
	return d, nil
}

// repeatedLabels says that the labels of rows are not all different.
func repeatedLabels(c *table.Column) string {
	met, twice := map[string]int{}, ""
	for i := range c.Len() {
		label := c.Format(i)
		if met[label]++; met[label] == 2 && twice == "" {
			twice = label
		}
	}
	return fmt.Sprintf("%q labels the rows, and some labels repeat: %d rows have %s (%q for one)", c.Name, c.Len(), plural(len(met), "different label"), twice)
}

// addTracks adds the tracks of one side, and what divides it.
func (f *clusterCommand) addTracks(sys IO, d *shaped, side int, to *heat.ClusterSide) error {
	s := &f.cluster.sides[side]
	tracks, _ := parseTracks(s.tracks) // checked before
	if len(tracks) == 0 && s.split == "" && s.from == "" {
		return nil
	}
	columns, at, err := f.about, []int(nil), error(nil)
	if s.from != "" {
		columns, at, err = f.readAbout(sys, d, side, s.from, [2]string{"--row-track-file", "--col-tracks"}[side])
	} else {
		at = d.at[0]
	}
	if err != nil {
		return err
	}
	if len(tracks) == 0 && side == 1 {
		for _, c := range columns {
			tracks = append(tracks, trackName{name: c.Name})
		}
	}
	flag := [2]string{"--row-tracks", "--col-track-list"}[side]
	for _, t := range tracks {
		c, err := columnOf(columns, t.name, flag)
		if err != nil {
			return err
		}
		track, err := heat.ColumnTrack(c, t.kind, at)
		if err != nil {
			return usageError("%s %s: %s", flag, t.name, trimmed(err.Error()))
		}
		if t.kind == heat.StripTrack || t.kind == heat.LevelTrack || side == 1 {
			to.Tracks = append(to.Tracks, track)
		} else {
			to.Opposite = append(to.Opposite, track)
		}
	}
	if s.split == "" {
		return nil
	}
	c, err := columnOf(columns, s.split, "--split-"+sideNames[side])
	if err != nil {
		return err
	}
	names, missing := heat.NamesOf(c, at)
	if to.By = names; missing > 0 {
		d.note("split by %q: %d of %d %s missing there and %s a group of %s own", s.split, missing, len(names),
			suggest.Verb(int64(missing), "is", "are"), suggest.Verb(int64(missing), "makes", "make"), suggest.Verb(int64(missing), "its", "their"))
	}
	return nil
}

// columnOf is the column of a name.
func columnOf(columns []table.Column, name, flag string) (*table.Column, error) {
	var names []string
	for i := range columns {
		if columns[i].Name == name {
			return &columns[i], nil
		}
		names = append(names, columns[i].Name)
	}
	if at, ok := strings.CutPrefix(name, "#"); ok {
		if n, err := strconv.Atoi(at); err == nil && n >= 1 && n <= len(columns) {
			return &columns[n-1], nil
		}
	}
	if near := suggest.Nearest(name, names); near != "" {
		return nil, usageError("%s: no column %q (did you mean %q?)", flag, name, near)
	}
	return nil, usageError("%s: no column %q (there are %s)", flag, name, quotedList(names))
}

// quotedList names the first few.
func quotedList(names []string) string { return suggest.Few(names, suggest.FewNames) }

// mergeLines leaves out the lines of a table that say what a line before has said.
func (d *shaped) mergeLines(t *table.Table, name string) *table.Table {
	met := map[string]bool{}
	var keep []int
	var again []string // what they begin with
	for i := range t.Len() {
		var line strings.Builder
		for j := range t.Columns {
			fmt.Fprintf(&line, "%q,", t.Columns[j].Format(i))
		}
		if met[line.String()] {
			again = append(again, t.Columns[0].Format(i))
		} else {
			met[line.String()] = true
			keep = append(keep, i)
		}
	}
	if len(again) == 0 {
		return t
	}
	d.note("%s: left out: %s that %s what others say: %s", name, plural(len(again), "line"), suggest.Verb(int64(len(again)), "repeats", "repeat"), quotedList(again))
	return t.Take(keep)
}

// repeated names what is there twice in the column that seems to hold the labels: that with
// most of them.
func repeated(t *table.Table, labels []string) string {
	is := map[string]bool{}
	for _, l := range labels {
		is[l] = true
	}
	text, most := "", 0
	for j := range t.Columns {
		c := &t.Columns[j]
		met, twice, found := map[string]bool{}, []string(nil), 0
		for i := range c.Len() {
			name := c.Format(i)
			switch {
			case met[name]:
				if !slices.Contains(twice, name) && len(twice) < suggest.FewNames {
					twice = append(twice, name)
				}
			case is[name]:
				found++
			}
			met[name] = true
		}
		if found > most {
			text, most = fmt.Sprintf(": %q has %s more than once", c.Name, quotedList(twice)), found
			if len(twice) == 0 {
				text = ""
			}
		}
	}
	return text
}

// readAbout reads a table about the rows or columns, which a flag named, and finds the line
// of each.
func (f *clusterCommand) readAbout(sys IO, d *shaped, side int, path, flag string) (columns []table.Column, at []int, err error) {
	opt, err := f.read.companionOptions()
	if err != nil {
		return nil, nil, err
	}
	opt.LooseTypes = true
	if opt.Types, err = f.read.kinds(); err != nil {
		return nil, nil, err
	}
	t, err := readTable(sys, path, opt)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", flag, err)
	}
	f.typed.meet(t)
	labels, what := d.m.RowLabels, "row"
	if side == 1 {
		labels, what = d.m.ColLabels, "column"
	}
	if labels == nil {
		return nil, nil, drawError(fmt.Errorf("%s %s: the %ss have no labels to match it by", flag, nameOf(path), what))
	}
	t = d.mergeLines(t, nameOf(path))
	key := heat.KeyColumn(t)
	if key < 0 {
		return nil, nil, inputError(fmt.Errorf("%s %s: no column tells the %ss apart%s (the first column of text without repeats must hold their labels)", flag, nameOf(path), what, repeated(t, labels)))
	}
	match, err := heat.MatchKeys(&t.Columns[key], labels)
	if err != nil {
		return nil, nil, drawError(fmt.Errorf("%s %s: %s", flag, nameOf(path), strings.TrimPrefix(trimmed(err.Error()), "track: ")))
	}
	if n := len(match.Missing); n > 0 {
		d.note("%s: %d of %d %ss %s not in it, and drawn as missing: %s", nameOf(path), n, len(labels), what, suggest.Verb(int64(n), "is", "are"), quotedList(match.Missing))
	}
	if n := len(match.Unused); n > 0 {
		d.note("%s: %s without a %s: %s", nameOf(path), plural(n, "line"), what, quotedList(match.Unused))
	}
	return slices.Delete(slices.Clone(t.Columns), key, key+1), match.At, nil
}
