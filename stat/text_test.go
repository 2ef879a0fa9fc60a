package stat

import (
	"encoding"
	"testing"
)

// FuzzTexts: what the text forms take they write and read again, the same.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"rows=zscore", "rows=difference:a:b", "cols=linear", "1e5", "-0", "mean:asc", "=mean", "x:desc:asc", "log1p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var scaling, scaling2 Scaling
		again(t, text, &scaling, &scaling2)
		if scaling != scaling2 {
			t.Errorf("%q: %+v and %+v", text, scaling, scaling2)
		}
		var filling, filling2 Filling
		again(t, text, &filling, &filling2)
		if filling != filling2 {
			t.Errorf("%q: %+v and %+v", text, filling, filling2)
		}
		var sorting, sorting2 Sorting
		again(t, text, &sorting, &sorting2)
		if sorting != sorting2 {
			t.Errorf("%q: %+v and %+v", text, sorting, sorting2)
		}
	})
}

// again reads a text, writes what it read and reads that.
func again(t *testing.T, text string, first, second interface {
	encoding.TextMarshaler
	encoding.TextUnmarshaler
}) {
	if first.UnmarshalText([]byte(text)) != nil {
		return
	}
	written, err := first.MarshalText()
	if err != nil {
		t.Errorf("%q was read and cannot be written: %v", text, err)
		return
	}
	if err := second.UnmarshalText(written); err != nil {
		t.Errorf("%q was written %q: %v", text, written, err)
	}
}

// FuzzSelect: no pattern is too odd.
func FuzzSelect(f *testing.F) {
	for _, s := range []string{"a", "a:c", "1-2", "*", "[", "[a-", "#3", ":", "a:b:c", "\\", "b/?", "-1", "99999999999999999999"} {
		f.Add(s)
	}
	m := labelled(f, "r", "a b c a:b b/c -1", 0, 1, 2, 3, 4, 5)
	f.Fuzz(func(t *testing.T, pattern string) {
		got, err := Select(m, Cols, []string{pattern})
		if err != nil {
			return
		}
		rest, err := Drop(m, Cols, []string{pattern})
		if err != nil {
			t.Fatalf("%q: selected but not dropped: %v", pattern, err)
		}
		_, p := got.Dims()
		if _, q := rest.Dims(); p+q != 6 {
			t.Errorf("%q: %d and %d columns", pattern, p, q)
		}
	})
}
