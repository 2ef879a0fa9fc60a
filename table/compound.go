package table

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/seed01309057/heat/stat/order"
)

// Several keys of one axis make compound labels, as several columns make an index of several
// levels in pandas: one for each combination that has rows, ordered by the first key, then by
// the next. The labels of each key are found as if it were alone; a combination is numbered
// when it is met.

// keyJoin stands between the parts of a compound label.
const keyJoin = " · "

// A level is one of the keys of a compound axis.
type level struct {
	axisLabels
	place int                // of its want
	pairs map[[2]int32]int32 // of what the levels before come to, and a label of this one
}

// compound finds the labels of all levels of a batch.
func (a *axisLabels) compound(levels []binned) (ids, identity []int32) {
	for l := range a.levels {
		at := &a.levels[l]
		global := at.global(&levels[l])
		rows := levels[l].rows
		if l == 0 {
			ids = make([]int32, len(rows))
		}
		for i, local := range rows {
			switch {
			case l > 0 && ids[i] < 0:
			case local < 0:
				ids[i] = local
			case l == 0:
				ids[i] = global[local]
			default:
				ids[i] = a.pair(l, ids[i], global[local])
			}
		}
	}
	for len(a.identity) < len(a.tuples) {
		a.identity = append(a.identity, int32(len(a.identity)))
	}
	return ids, a.identity
}

// pair numbers a combination of a prefix and a label of level l.
func (a *axisLabels) pair(l int, prefix, label int32) int32 {
	at := &a.levels[l]
	id, ok := at.pairs[[2]int32{prefix, label}]
	if !ok {
		id = int32(len(at.pairs))
		at.pairs[[2]int32{prefix, label}] = id
		if l == len(a.levels)-1 {
			a.tuples = append(a.tuples, [2]int32{prefix, label})
		}
	}
	return id
}

// parts are the labels that a combination is made of, as positions in each level.
func (a *axisLabels) parts(id int32) []int32 {
	out := make([]int32, len(a.levels))
	for l := len(a.levels) - 1; l > 0; l-- {
		pair := a.levels[l].prefixes()[id]
		id, out[l] = pair[0], pair[1]
	}
	out[0] = id
	return out
}

// prefixes are the combinations up to a level, by their numbers.
func (l *level) prefixes() [][2]int32 {
	out := make([][2]int32, len(l.pairs))
	for pair, id := range l.pairs {
		out[id] = pair
	}
	return out
}

// compoundName is the label of a combination.
func (a *axisLabels) compoundName(id int32) string {
	var names []string
	for l, at := range a.parts(id) {
		names = append(names, a.levels[l].name(at))
	}
	return strings.Join(names, keyJoin)
}

// completeCompound returns the combinations that have rows, in order.
func (a *axisLabels) completeCompound(used []bool, spec order.Spec) (f finishedAxis, err error) {
	ranks, prefixes := make([][]int, len(a.levels)), make([][][2]int32, len(a.levels))
	for l := range a.levels {
		at := &a.levels[l]
		if ranks[l], err = at.ranks(spec, l == 0); err != nil {
			return f, err
		}
		prefixes[l] = at.prefixes()
	}
	type combination struct {
		id    int32
		parts []int32
	}
	var all []combination
	for id := range a.tuples {
		if !used[id] {
			continue
		}
		c := combination{int32(id), make([]int32, len(a.levels))}
		prefix := c.id
		for l := len(a.levels) - 1; l > 0; l-- {
			prefix, c.parts[l] = prefixes[l][prefix][0], prefixes[l][prefix][1]
		}
		c.parts[0] = prefix
		all = append(all, c)
	}
	if spec.Kind != order.Met && spec.Kind != order.Value {
		slices.SortFunc(all, func(x, y combination) int {
			for l := range x.parts {
				if d := ranks[l][x.parts[l]] - ranks[l][y.parts[l]]; d != 0 {
					return d
				}
			}
			return 0
		})
	}
	if spec.Reverse && spec.Kind != order.Value {
		slices.Reverse(all)
	}
	for _, c := range all {
		parts := make([]string, len(c.parts))
		for l, at := range c.parts {
			parts[l] = a.levels[l].name(at)
		}
		f.parts = append(f.parts, parts)
		f.labels, f.met = append(f.labels, strings.Join(parts, keyJoin)), append(f.met, c.id)
	}
	return f, nil
}

// ranks are the places of a level's labels in their order: bins in theirs, others naturally,
// and those of the first level as they are listed, if they are.
func (l *level) ranks(spec order.Spec, first bool) ([]int, error) {
	ranks := make([]int, l.len())
	if l.key.How != Categories {
		codes := slices.Clone(l.list)
		slices.Sort(codes)
		for i, code := range l.list {
			ranks[i], _ = slices.BinarySearch(codes, code)
		}
		return ranks, nil
	}
	if spec.Kind != order.Given || !first {
		spec = order.Spec{}
	}
	spec.Reverse = false // all are turned round together
	at, err := order.Of(l.names, spec, nil)
	for rank, i := range at {
		ranks[i] = rank
	}
	return ranks, err
}

// checkKeys checks the keys of an axis after its first one.
func checkKeys(first Key, within []Key) error {
	if len(within) > 0 && first.Column == "" {
		return fmt.Errorf("table: pivot: a second key %s, and no first one", within[0])
	}
	const most = 8
	if len(within) >= most {
		return fmt.Errorf("table: pivot: %s for one axis (give at most %d)", plural(len(within)+1, "key"), most)
	}
	for _, k := range within {
		if err := k.check(); err != nil {
			return err
		}
	}
	return nil
}

// ParseKeys reads keys with commas between, as [ParseKey] reads one: region,time:month. The
// commas between edges belong to these; a column whose name has a comma is written in quotes,
// "a,b".
func ParseKeys(text string) ([]Key, error) {
	var pieces []string
	from, quoted := 0, false
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] == '"' && (quoted || i == from) {
			quoted = !quoted
		}
		if i < len(text) && (text[i] != ',' || quoted) {
			continue
		}
		piece := text[from:i]
		if n := len(pieces); n > 0 && strings.Contains(pieces[n-1], ":edges=") && isEdge(piece) {
			pieces[n-1] += "," + piece
		} else {
			pieces = append(pieces, piece)
		}
		from = i + 1
	}
	keys := make([]Key, len(pieces))
	for i, piece := range pieces {
		var err error
		if piece == "" && len(pieces) > 1 {
			return nil, keyError(text, "a column is missing beside a comma", `a column whose name has a comma is written in quotes, "a,b"`)
		}
		if keys[i], err = ParseKey(piece); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// isEdge is whether a text reads as the edge of an interval.
func isEdge(text string) bool {
	v, err := parseEdge(text)
	return err == nil && !math.IsNaN(v)
}
