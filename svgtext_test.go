package heat_test

import (
	"bytes"
	"encoding"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/scale"
)

// fontless is a renderer on a machine without any font.
func fontless(t testing.TB) *renderer {
	r := newRenderer(t)
	folder := t.TempDir()
	r.fonts = filepath.Join(folder, "fonts.conf")
	config := fmt.Sprintf(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>`, folder, folder)
	if err := os.WriteFile(r.fonts, []byte(config), 0o666); err != nil {
		t.Fatal(err)
	}
	return r
}

// Outlines look like the PNG on any machine.
func TestOutlinesNeedNoFonts(t *testing.T) {
	r := fontless(t)
	const dpi = 160
	for name, spec := range map[string]heat.Spec{"tickets": tickets(t), "turned": turned(t), "right to left": rightToLeft(t)} {
		v := viewed(t, spec)
		mean, share := apart(v.png(dpi), r.atDPI(t, encoded(t, v.fig, heat.SVG{Text: heat.SVGOutline}), dpi))
		t.Logf("%s: %.3f levels apart, %.3f %% of pixels by more than %d", name, mean, 100*share, farLevels)
		if mean > mostLevels || share > mostShare {
			t.Errorf("%s: %.3f levels apart, %.3f %% of pixels by more than %d", name, mean, 100*share, farLevels)
		}
	}
}

// A viewer that does not load embedded fonts sets the text as it does without them.
func TestEmbeddedFontsLeaveOthersAlone(t *testing.T) {
	r := newRenderer(t)
	for name, spec := range map[string]heat.Spec{"tickets": tickets(t), "turned": turned(t)} {
		fig := viewed(t, spec).fig
		mean, share := apart(r.atDPI(t, encoded(t, fig, heat.SVG{}), 160), r.atDPI(t, encoded(t, fig, heat.SVG{Text: heat.SVGPlain}), 160))
		if mean > 0 || share > 0 {
			t.Errorf("%s: with embedded fonts the picture is %.3f levels off", name, mean)
		}
	}
}

func TestSVGSizes(t *testing.T) {
	fig := viewed(t, tickets(t)).fig
	for way, most := range map[heat.SVGText]int{heat.SVGEmbed: 20_000, heat.SVGOutline: 30_000, heat.SVGPlain: 10_000} {
		if n := len(encoded(t, fig, heat.SVG{Text: way})); n > most {
			t.Errorf("%v: %d bytes, at most %d", way, n, most)
		}
	}
	twoDecimals, err := scale.ParseFormat(".2f")
	if err != nil {
		t.Fatal(err)
	}
	// Numbers of two decimals repeat, which outlines need: 10,000 different ones are 2 MB.
	big := viewed(t, gridOf(matrixOf(t, 100, 100, func(i, j int) float64 { return float64((i*7919+j*104729)%10007) / 10007 }), annotated, sized(24, 20),
		func(_ *heat.Spec, c *heat.Cells) { c.Fmt = twoDecimals })).fig
	for _, way := range []heat.SVGText{heat.SVGEmbed, heat.SVGOutline} {
		if n := len(encoded(t, big, heat.SVG{Text: way})); n > 1_300_000 {
			t.Errorf("100 × 100, %v: %d bytes", way, n)
		}
	}
	if bytes.Contains(encoded(t, fig, heat.SVG{Text: heat.SVGPlain}), []byte("@font-face")) {
		t.Error("plain text has fonts")
	}
}

func TestSVGTextNames(t *testing.T) {
	var _ encoding.TextMarshaler = heat.SVGEmbed
	for i, name := range heat.SVGEmbed.Values() {
		var got heat.SVGText
		if err := got.UnmarshalText([]byte(name)); err != nil || int(got) != i || got.String() != name {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if new(heat.SVGText).UnmarshalText([]byte("paths")) == nil {
		t.Error("an unknown name is accepted")
	}
}
