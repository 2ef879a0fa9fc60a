package cluster

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Newick returns the tree in Newick's format, leaves in the order of their places:
//
//	(('a b':0.5,c:0.5)[&height=0.5]:1,d:1.5)[&height=1.5];
//
// Branches have the length of the difference of heights, leaves being at 0. Each merge also
// has its height as a comment, which most readers skip: sums of lengths are rounded, and
// heights that fall have negative lengths. Labels with anything but letters, digits and ._-
// of ASCII are quoted, quotes doubled; rows without a label have their number. A tree
// whose order crosses its branches is written as merged. No rows are ";".
func (t *Tree) Newick() string {
	n := t.Len()
	switch n {
	case 0:
		return ";"
	case 1:
		return t.newickLabel(0) + ";"
	}
	w := newickWriter{t: t, first: t.firstPlaces()}
	w.write()
	return w.String()
}

// firstPlaces returns the first place of each cluster.
func (t *Tree) firstPlaces() []int {
	n := t.Len()
	first := append(make([]int, 0, 2*n), t.Places()...)
	for _, m := range t.Merges {
		first = append(first, min(first[m.Left], first[m.Right]))
	}
	return first
}

type newickWriter struct {
	strings.Builder
	t     *Tree
	first []int
}

func (w *newickWriter) write() {
	n := w.t.Len()
	type step struct {
		c     int
		text  string // written instead of a cluster
		above float64
	}
	root := 2*n - 2
	stack := []step{{c: root, above: math.NaN()}}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if s.text != "" {
			w.WriteString(s.text)
			continue
		}
		if s.c < n {
			w.WriteString(w.t.newickLabel(s.c) + ":" + number(s.above))
			continue
		}
		m := w.t.Merges[s.c-n]
		end := ")[&height=" + number(m.Height) + "]"
		if s.c == root {
			end += ";"
		} else {
			end += ":" + number(s.above-m.Height)
		}
		left, right := m.Left, m.Right
		if w.first[right] < w.first[left] {
			left, right = right, left
		}
		w.WriteByte('(')
		stack = append(stack, step{text: end},
			step{c: right, above: m.Height}, step{text: ","}, step{c: left, above: m.Height})
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func (t *Tree) newickLabel(row int) string {
	if t.Labels == nil {
		return strconv.Itoa(row)
	}
	s := t.Labels[row]
	plain := s != ""
	for i := range len(s) {
		c := s[i]
		plain = plain && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-')
	}
	if plain {
		return s
	}
	// An underscore without quotes is a space to some readers.
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// ReadNewick reads a tree in Newick's format from at most limit bytes; below 1 that is
// 256 MiB. Rows are numbered in the order in which they appear, which is the order of the
// leaves as well. A height is that of the comment [&height=…], or else the largest sum of
// branch lengths down to a leaf; a missing length is 1 where none is given at all, and 0
// where others are. Branchings of more than two become several merges at one height, in the
// order in which they appear. Names of inner nodes and other comments are skipped.
//
// Underscores in names without quotes stay, as ape and most other readers have it. The
// format has them stand for spaces, but most writers mean what they write: who looks
// labels up may take the one for the other where the names as they stand are not found.
func ReadNewick(r io.Reader, limit int64) (*Tree, error) {
	text, err := readAll(r, "newick", limit)
	if err != nil {
		return nil, err
	}
	return parseNewick(string(text))
}

// newickReader goes through the text once. The open branchings lie on a stack, so that
// depth costs memory in proportion to the text alone.
type newickReader struct {
	text   string
	at     int
	nodes  []newickNode // of finished nodes, children before parents
	labels []string
	open   [][]int // the children so far of each open parenthesis
	long   bool    // whether any branch has a length
}

type newickNode struct {
	children []int
	leaf     int
	length   float64 // NaN if not given
	height   float64 // NaN if not given
}

func parseNewick(text string) (*Tree, error) {
	p := &newickReader{text: text}
	root, err := p.read()
	if err != nil {
		return nil, err
	}
	t := &Tree{Labels: p.labels, Order: make([]int, len(p.labels))}
	for i := range t.Order {
		t.Order[i] = i
	}
	if root < 0 {
		return t, nil
	}
	if err := p.merge(t); err != nil {
		return nil, err
	}
	return t, t.Validate()
}

func (p *newickReader) fault(format string, args ...any) error {
	return fault("newick", "", "byte %d: "+format, append([]any{p.at}, args...)...)
}

// read returns the root, or −1 for a tree without leaves.
func (p *newickReader) read() (root int, err error) {
	if err := p.skip(nil); err != nil {
		return 0, err
	}
	if p.peek() == ';' {
		return -1, p.end()
	}
	for {
		if p.peek() == '(' {
			p.at++
			p.open = append(p.open, nil)
			if err := p.skip(nil); err != nil {
				return 0, err
			}
			continue
		}
		node := newickNode{leaf: len(p.labels), length: math.NaN(), height: math.NaN()}
		label, err := p.label()
		if err != nil {
			return 0, err
		}
		p.labels = append(p.labels, label)
		if err := p.finish(&node); err != nil {
			return 0, err
		}
		done, err := p.close(node)
		if err != nil {
			return 0, err
		}
		if done {
			return len(p.nodes) - 1, p.end()
		}
	}
}

// close adds a finished node to its parent, and finishes all parents that end here.
func (p *newickReader) close(node newickNode) (done bool, err error) {
	for {
		p.nodes = append(p.nodes, node)
		if len(p.open) == 0 {
			return true, nil
		}
		top := len(p.open) - 1
		p.open[top] = append(p.open[top], len(p.nodes)-1)
		switch p.peek() {
		case ',':
			p.at++
			return false, p.skip(nil)
		case ')':
			p.at++
			node = newickNode{children: p.open[top], leaf: -1, length: math.NaN(), height: math.NaN()}
			p.open = p.open[:top]
			if err := p.skip(&node); err != nil {
				return false, err
			}
			if _, err := p.label(); err != nil {
				return false, err
			}
			if err := p.finish(&node); err != nil {
				return false, err
			}
		default:
			return false, p.fault("a comma or a closing parenthesis is wanted")
		}
	}
}

// finish reads comments and the length after a node's name.
func (p *newickReader) finish(node *newickNode) error {
	if err := p.skip(node); err != nil {
		return err
	}
	if p.peek() != ':' {
		return nil
	}
	p.at++
	if err := p.skip(node); err != nil {
		return err
	}
	from := p.at
	for p.at < len(p.text) && strings.IndexByte("0123456789+-.eE", p.text[p.at]) >= 0 {
		p.at++
	}
	v, err := strconv.ParseFloat(p.text[from:p.at], 64)
	if err != nil || v-v != 0 {
		return p.fault("the length %.40q is no number", p.text[from:p.at])
	}
	node.length, p.long = v, true
	return p.skip(node)
}

func (p *newickReader) end() error {
	if p.peek() != ';' {
		return p.fault("a semicolon is wanted at the end")
	}
	p.at++
	if err := p.skip(nil); err != nil {
		return err
	}
	if p.at < len(p.text) {
		return fault("newick", "give one tree in a file", "byte %d: there is more text after the tree", p.at)
	}
	return nil
}

func (p *newickReader) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// skip passes over space and comments, and takes a height from them for node, if given.
func (p *newickReader) skip(node *newickNode) error {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
		case '[':
			end := strings.IndexByte(p.text[p.at:], ']')
			if end < 0 {
				return p.fault("the comment has no end")
			}
			comment := p.text[p.at+1 : p.at+end]
			p.at += end + 1
			if rest, ok := strings.CutPrefix(comment, "&height="); ok && node != nil {
				v, err := strconv.ParseFloat(rest, 64)
				if err != nil || v-v != 0 {
					return p.fault("the height %.40q is no number", rest)
				}
				node.height = v
			}
		default:
			return nil
		}
	}
	return nil
}

// label reads a name, which may be empty.
func (p *newickReader) label() (string, error) {
	if p.peek() != '\'' {
		from := p.at
		for p.at < len(p.text) && strings.IndexByte("()[]':;, \t\r\n", p.text[p.at]) < 0 {
			p.at++
		}
		return p.text[from:p.at], nil
	}
	var b strings.Builder
	for p.at++; ; {
		end := strings.IndexByte(p.text[p.at:], '\'')
		if end < 0 {
			return "", p.fault("the quoted name has no end")
		}
		b.WriteString(p.text[p.at : p.at+end])
		p.at += end + 1
		if p.peek() != '\'' {
			return b.String(), nil
		}
		b.WriteByte('\'')
		p.at++
	}
}

// merge makes merges of the nodes.
func (p *newickReader) merge(t *Tree) error {
	n := len(p.labels)
	height := p.heights()
	at := make([]int, len(p.nodes)) // node → cluster
	size := make([]int, 0, 2*n)
	for range n {
		size = append(size, 1)
	}
	var merges []Merge
	for i, node := range p.nodes {
		if node.leaf >= 0 {
			at[i] = node.leaf
			continue
		}
		c := at[node.children[0]]
		for _, child := range node.children[1:] {
			both := size[c] + size[at[child]]
			merges = append(merges, Merge{Left: c, Right: at[child], Height: height[i], Size: both})
			size = append(size, both)
			c = n + len(merges) - 1
		}
		at[i] = c
	}
	for i := range merges {
		if h := merges[i].Height; h-h != 0 {
			return fault("newick", "", "the branch lengths add up beyond float64")
		}
	}
	t.Merges = inOrderOfHeight(merges, n)
	return nil
}

// heights returns the height of each node.
func (p *newickReader) heights() []float64 {
	missing := 1.0
	if p.long {
		missing = 0
	}
	height := make([]float64, len(p.nodes))
	for i, node := range p.nodes {
		for _, child := range node.children {
			length := p.nodes[child].length
			if length != length {
				length = missing
			}
			height[i] = max(height[i], height[child]+length)
		}
		if node.height == node.height {
			height[i] = node.height
		}
	}
	return height
}

// inOrderOfHeight sorts merges by height and numbers clusters by it. Where heights fall, a
// merge waits for its parts.
func inOrderOfHeight(merges []Merge, n int) []Merge {
	key := make([]float64, len(merges))
	order := make([]int, len(merges))
	for i, m := range merges {
		key[i], order[i] = m.Height, i
		for _, c := range [2]int{m.Left, m.Right} {
			if c >= n {
				key[i] = max(key[i], key[c-n])
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case key[a] < key[b]:
			return -1
		case key[a] > key[b]:
			return 1
		}
		return 0
	})
	return renumbered(merges, order, n)
}
