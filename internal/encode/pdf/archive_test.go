package pdf

import (
	"encoding/binary"
	"math"
	"testing"
)

// tagsOf reads a profile as programs do: what its table says, within its bounds.
func tagsOf(t *testing.T, profile []byte) map[string][]byte {
	t.Helper()
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(profile[at:])) }
	if u32(0) != len(profile) || len(profile)%4 != 0 || string(profile[36:40]) != "acsp" || string(profile[12:24]) != "mntrRGB XYZ " {
		t.Fatalf("header: %q", profile[:128])
	}
	tags := map[string][]byte{}
	for i := range u32(128) {
		entry := 132 + 12*i
		at, length := u32(entry+4), u32(entry+8)
		if at%4 != 0 || at < 132+12*u32(128) || at+length > len(profile) {
			t.Fatalf("tag %q at %d, %d bytes of %d", profile[entry:entry+4], at, length, len(profile))
		}
		tags[string(profile[entry:entry+4])] = profile[at : at+length]
	}
	return tags
}

// fixed16 reads numbers of 16 bits before and after the point, behind a tag's type.
func fixed16(data []byte, from int) (values []float64) {
	for at := from; at+4 <= len(data); at += 4 {
		values = append(values, float64(int32(binary.BigEndian.Uint32(data[at:])))/65536)
	}
	return values
}

// The profile has the colours of IEC 61966-2-1, calculated here from its chromaticities.
func TestProfileIsThatOfSRGB(t *testing.T) {
	tags := tagsOf(t, sRGB())
	for _, name := range []string{"desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"} {
		if len(tags[name]) < 8 {
			t.Fatalf("no tag %s", name)
		}
	}
	type vector = [3]float64
	point := func(x, y float64) vector { return vector{x / y, 1, (1 - x - y) / y} }
	red, green, blue, white := point(0.64, 0.33), point(0.30, 0.60), point(0.15, 0.06), point(0.3127, 0.3290)
	det := func(a, b, c vector) float64 {
		return a[0]*(b[1]*c[2]-b[2]*c[1]) - b[0]*(a[1]*c[2]-a[2]*c[1]) + c[0]*(a[1]*b[2]-a[2]*b[1])
	}
	all := det(red, green, blue) // shares of the primaries in white, by Cramer's rule
	shares := vector{det(white, green, blue) / all, det(red, white, blue) / all, det(red, green, white) / all}

	chad := fixed16(tags["chad"], 8)
	adapt := func(v vector) (out vector) {
		for i := range 3 {
			out[i] = chad[3*i]*v[0] + chad[3*i+1]*v[1] + chad[3*i+2]*v[2]
		}
		return out
	}
	near := func(what string, got []float64, want vector) {
		for i := range 3 {
			if len(got) != 3 || math.Abs(got[i]-want[i]) > 3.0/65536 {
				t.Errorf("%s is %v, want %v", what, got, want)
				return
			}
		}
	}
	d50 := fixed16(tags["wtpt"], 8)
	near("white, adapted,", d50, adapt(white))
	var sum vector
	for i, name := range []string{"rXYZ", "gXYZ", "bXYZ"} {
		p := [3]vector{red, green, blue}[i]
		got := fixed16(tags[name], 8)
		near(name, got, adapt(vector{p[0] * shares[i], p[1] * shares[i], p[2] * shares[i]}))
		for k := range 3 {
			sum[k] += got[k]
		}
	}
	if [3]float64(d50) != sum {
		t.Errorf("the primaries make %v, not white, %v: grey would be tinted", sum, d50)
	}
}

func TestProfileHasTheCurveOfSRGB(t *testing.T) {
	for _, name := range []string{"rTRC", "gTRC", "bTRC"} {
		data := tagsOf(t, sRGB())[name]
		if string(data[:4]) != "para" || binary.BigEndian.Uint16(data[8:]) != 3 {
			t.Fatalf("%s: %q", name, data[:12])
		}
		p := fixed16(data, 12)
		for v := range 256 {
			x := float64(v) / 255
			got := p[3] * x
			if x >= p[4] {
				got = math.Pow(p[1]*x+p[2], p[0])
			}
			want := x / 12.92
			if x > 0.04045 {
				want = math.Pow((x+0.055)/1.055, 2.4)
			}
			if math.Abs(got-want) > 0.0001 {
				t.Errorf("%s: level %d is %g of the light, want %g", name, v, got, want)
			}
		}
	}
}
