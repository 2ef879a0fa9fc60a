package colormap

import (
	"fmt"
	"strings"
)

// ordered reports whether lightness goes one way.
func (r *Report) ordered() bool {
	return r.Lightness.Course == Rising || r.Lightness.Course == Falling
}

// use says what the map is good for.
func use(r *Report, ranges bool) string {
	switch {
	case r.Rainbow:
		return "pictures that must look as they did elsewhere; not for reading values"
	case r.Kind == Qualitative:
		return fmt.Sprintf("up to %d categories", r.Len)
	case r.Kind == Diverging:
		return "values on both sides of a middle that means neither"
	case r.Kind == Cyclic:
		return "values that come round: angles, phases, hours"
	case ranges:
		return fmt.Sprintf("%d ranges of values, each ordered, with an edge between them", len(r.Steps.Jumps)+1)
	case r.ordered():
		return "ordered values from low to high"
	}
	return "special purposes"
}

// warnings says what the map is not good for.
func warnings(r *Report) []string {
	var list []string
	warn := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	l := &r.Lightness
	if r.Rainbow {
		warn("a rainbow: the hue turns by %.0f° and lightness does not order the values (%s), which shows edges that the data lack and hides others", r.HueTurn, l.Course)
	}
	switch {
	case r.Kind == Sequential && !r.ordered():
		warn("lightness goes back by %.2f: equal lightness means different values", l.Back)
	case r.Kind == Sequential && !r.Grey.Readable:
		warn("in greys, neighbouring classes look alike (difference in lightness %.3f)", r.Grey.Least)
	case r.Kind == Diverging && l.Course != Peak && l.Course != Valley:
		warn("lightness is %s: the middle does not stand out", l.Course)
	case r.Kind == Diverging && l.Asymmetry > 0.12:
		warn("one arm is up to %.2f lighter than the other, and looks weaker", l.Asymmetry)
	case r.Kind == Cyclic && r.Ends > seen1:
		warn("the ends differ by %.2f: a seam shows where values come round", r.Ends)
	}
	if r.Kind != Qualitative && r.Steps.CV > evenMost {
		warn("steps are uneven (coefficient of variation %.2f): equal differences do not look equal", r.Steps.CV)
	}
	for _, v := range r.Vision {
		if v.Pair != [2]int{} && v.Least < seen1 {
			warn("to %s eyes entries %d and %d look alike (difference %.3f)", v.Vision, v.Pair[0], v.Pair[1], v.Least)
		}
	}
	return list
}

// String returns the report as lines of text for a reader.
func (r Report) String() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-11s %s\n", name, fmt.Sprintf(format, args...))
	}
	claim := ""
	if r.Perceptual {
		claim = ", made to be perceptually uniform"
	}
	line(r.Name, "%s, %d colours, %s%s", r.Kind, r.Len, r.Family, claim)
	l := r.Lightness
	line("lightness", "%s, %.2f … %.2f … %.2f; goes back by %.3f, in the arms by %.3f; arms differ by %.3f",
		l.Course, l.First, l.Middle, l.Last, l.Back, l.ArmsBack, l.Asymmetry)
	line("steps", "%.3f on average (%.3f to %.3f), coefficient of variation %.2f", r.Steps.Mean, r.Steps.Min, r.Steps.Max, r.Steps.CV)
	line("hue", "turns by %.0f°", r.HueTurn)
	line("ends", "differ by %.3f", r.Ends)
	for _, v := range r.Vision {
		line(v.Vision.String(), "differences of %.3f at least, %.3f typically", v.Least, v.Typical)
	}
	grey := "not readable by itself"
	if r.Grey.Readable {
		grey = "readable"
	}
	line("grey", "%s; neighbouring classes differ by %.3f at least", grey, r.Grey.Least)
	line("use", "%s", r.Use)
	for _, w := range r.Warnings {
		line("warning", "%s", w)
	}
	return b.String()
}
