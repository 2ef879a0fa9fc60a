package cli

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/scale"
)

// A trackColor is what --track-colors says of the tracks of one name: the order and colours
// of categories, or a colour map or colour.
type trackColor struct {
	name   string
	levels []heat.Level
	cmap   string
	color  colormap.Color // of bars, points, a line or texts, if cmap is one
}

// parseTrackColors reads treatment:ctrl=grey,drugA=red;dose=viridis. Of each part the first
// mark counts: behind a colon there are categories, as in --levels, and behind an equals
// sign there is a colour map, or a colour.
func parseTrackColors(texts []string) (out []trackColor, err error) {
	for _, text := range texts {
		quoted := false
		parts := strings.FieldsFunc(text, func(r rune) bool {
			quoted = quoted != (r == '"')
			return r == ';' && !quoted
		})
		for _, part := range parts {
			c, err := parseTrackColor(strings.TrimSpace(part))
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(out, func(o trackColor) bool { return o.name == c.name }) {
				return nil, fmt.Errorf("%q is given twice", c.name)
			}
			out = append(out, c)
		}
	}
	return out, nil
}

func parseTrackColor(text string) (c trackColor, err error) {
	at := strings.IndexAny(text, ":=")
	if at <= 0 || at == len(text)-1 {
		return c, fmt.Errorf("%q says no colours of a track (write TRACK:a=red,b=#00f for categories, TRACK=viridis for numbers)", text)
	}
	c.name = strings.TrimSpace(text[:at])
	rest := strings.TrimSpace(text[at+1:])
	if text[at] == ':' {
		c.levels, err = parseLevels(rest)
		return c, err
	}
	if rest, err = plainOf(rest); err != nil {
		return c, err
	}
	c.cmap = rest
	if c.color, err = colormap.ParseColor(rest); err == nil {
		return c, nil
	}
	_, err = colormap.Lookup(rest)
	return c, err
}

// plainOf takes the quotes of CSV from a word that has some.
func plainOf(word string) (string, error) {
	if !strings.HasPrefix(word, `"`) {
		return word, nil
	}
	words, err := csv.NewReader(strings.NewReader(word)).Read()
	if err != nil || len(words) != 1 {
		return "", fmt.Errorf("%q is not one word in quotes", word)
	}
	return words[0], nil
}

// colorTracks gives the tracks of a figure the colours that are asked for. Names are those
// of columns, on whichever side they are drawn.
func (f *clusterCommand) colorTracks(sides ...*heat.ClusterSide) error {
	colors, _ := parseTrackColors(f.cluster.trackColors) // checked before
	var names []string
	used := make([]bool, len(colors))
	for _, side := range sides {
		for _, tracks := range [][]heat.Track{side.Tracks, side.Opposite} {
			for _, t := range tracks {
				name := trackLabel(t)
				if name != "" {
					names = append(names, name)
				}
				at := slices.IndexFunc(colors, func(c trackColor) bool { return c.name == name })
				if at < 0 {
					continue
				}
				used[at] = true
				if err := colors[at].apply(t); err != nil {
					return usageError("--track-colors %s: %w", name, err)
				}
			}
		}
	}
	for i, c := range colors {
		if used[i] {
			continue
		}
		cure := "there are " + quotedList(names)
		switch near := suggest.Nearest(c.name, names); {
		case near != "":
			cure = fmt.Sprintf("did you mean %q?", near)
		case len(names) == 0:
			cure = "name columns by --row-tracks, or give a table by --col-tracks"
		}
		return usageError("--track-colors: no track %q (%s)", c.name, cure)
	}
	return nil
}

// trackLabel is the name of a track that is made of a column.
func trackLabel(t heat.Track) string {
	switch t := t.(type) {
	case *heat.Strip:
		return t.Label
	case *heat.Bars:
		return t.Label
	case *heat.Dots:
		return t.Label
	case *heat.Lines:
		return t.Label
	case *heat.Texts:
		return t.Label
	}
	return ""
}

// apply changes a track that was made of a column.
func (c *trackColor) apply(t heat.Track) error {
	strip, ok := t.(*heat.Strip)
	switch {
	case ok && c.levels != nil && strip.Levels == nil:
		return fmt.Errorf("its entries are numbers, not categories (write %s:levels to make categories of them, or %s=viridis)", c.name, c.name)
	case ok && c.levels != nil:
		return orderStrip(strip, c.levels)
	case ok && c.color != colormap.Color{}:
		return fmt.Errorf("a strip takes a colour map, not the colour %s (such as viridis or light:%s)", c.cmap, c.cmap)
	case ok:
		strip.Cmap = c.cmap
		return nil
	case c.color == colormap.Color{}:
		return fmt.Errorf("it is no strip, and takes a single colour (write %s=red)", c.name)
	}
	switch t := t.(type) {
	case *heat.Bars:
		t.Color = c.color
	case *heat.Dots:
		t.Color = c.color
	case *heat.Lines:
		t.Color = c.color
	case *heat.Texts:
		t.Color = c.color
	}
	return nil
}

// orderStrip puts the wanted categories first, with their colours.
func orderStrip(s *heat.Strip, wanted []heat.Level) error {
	levels, code, err := orderedLevels(s.Levels, wanted, "entry")
	if err != nil {
		return err
	}
	for i, v := range s.Values {
		if v.Set {
			s.Values[i] = scale.At(float64(code[int(v.Value)]))
		}
	}
	s.Levels = levels
	return nil
}
