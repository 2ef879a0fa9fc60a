package cli

import (
	"testing"

	"github.com/seed01309057/heat"
)

func TestParseBytes(t *testing.T) {
	for text, want := range map[string]int64{"800MB": 800e6, "8GB": 8e9, "1.5GiB": 3 << 29, "2 MiB": 2 << 20} {
		if got, err := parseBytes(text); err != nil || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "8", "GB", "-1GB", "0MB", "1e30GB", "nanGB", "8TB"} {
		if got, err := parseBytes(text); err == nil {
			t.Errorf("%q is %d", text, got)
		}
	}
}

// What is read as a list of tracks has names and known kinds, and nothing panics.
func FuzzTracks(f *testing.F) {
	for _, text := range []string{"", "species", "species,weight:bar", `"a,b:text",c`, ":", "a:bar:strip", ",", "\"", "a:strp"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tracks, err := parseTracks(text)
		if err != nil {
			return
		}
		for _, track := range tracks {
			if track.kind > heat.TextTrack {
				t.Errorf("%q has a track of the kind %d", text, track.kind)
			}
		}
		if text != "" && len(tracks) == 0 {
			t.Errorf("%q has no tracks and no error", text)
		}
	})
}
