package scale

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestNormsThroughJSON(t *testing.T) {
	for name, n := range everyNorm(t) {
		for _, n := range []Norm{n, Clip{n}} {
			data, err := json.Marshal(n)
			if name == "cube" {
				if err == nil || !strings.Contains(err.Error(), "functions in Go") {
					t.Errorf("a func norm as JSON: %s, %v", data, err)
				}
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			back, err := UnmarshalNorm(data)
			if err != nil || !reflect.DeepEqual(back, n) {
				t.Errorf("%s: %.200s is read as %.200v, %v", name, data, back, err)
			}
		}
	}
	if n, err := UnmarshalNorm([]byte(`{"kind":"center","min":-1,"max":3}`)); err != nil || n != (Centered{-1, 3, 0}) {
		t.Errorf("%v, %v", n, err)
	}
	for _, text := range []string{`{}`, `{"kind":"log"}`, `{"kind":"log","min":0,"max":1}`, `{"kind":"lag","min":0,"max":1}`, `[`,
		`{"kind":"piecewise","values":[1,2],"positions":[0]}`, `{"kind":"boundary","values":[2,1]}`, `{"kind":"linear","min":0,"max":1,"x":2}`} {
		if n, err := UnmarshalNorm([]byte(text)); err == nil {
			t.Errorf("%s is read as %v", text, n)
		}
	}
}

func FuzzUnmarshalNorm(f *testing.F) {
	f.Add([]byte(`{"kind":"log","min":1,"max":10,"base":2,"clip":true}`))
	f.Add([]byte(`{"kind":"piecewise","values":[1,2],"positions":[0,1]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := UnmarshalNorm(data)
		if err != nil {
			return
		}
		lo, hi := n.Limits()
		n.Map(lo)
		n.Inverse(0.5)
		Position(n, hi, SpacingUniform)
		NormTicks(n, 5)
		if _, err := json.Marshal(n); err != nil {
			t.Fatal(err)
		}
	})
}
