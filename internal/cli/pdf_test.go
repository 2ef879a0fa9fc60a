package cli

import (
	"bytes"
	"testing"

	"github.com/seed01309057/heat/examples"
)

// The date of a PDF is that of SOURCE_DATE_EPOCH, so that packages can be built again, byte
// for byte; without it there is none.
func TestDateOfAPDFIsSourceDateEpoch(t *testing.T) {
	tickets, _ := examples.CSV("tickets")
	draw := func(epoch string) []byte {
		var out, message bytes.Buffer
		sys := IO{In: bytes.NewReader(tickets), Out: &out, Err: &message, Env: func(name string) string {
			if name == "SOURCE_DATE_EPOCH" {
				return epoch
			}
			return ""
		}}
		if code := Main([]string{"grid", "-", "-q", "--format", "pdf", "-o", "-"}, sys); code != ExitDone {
			t.Fatalf("exit code %d: %s", code, &message)
		}
		return out.Bytes()
	}
	for _, part := range []string{"/CreationDate(D:20231114221320Z)", "<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>"} {
		if !bytes.Contains(draw("1700000000"), []byte(part)) {
			t.Errorf("with a date given the file lacks %s", part)
		}
	}
	if bytes.Contains(draw(""), []byte("CreationDate")) || !bytes.Equal(draw(""), draw("")) {
		t.Error("without a date given the file has one, or other bytes the second time")
	}
	if !bytes.Equal(draw("1700000000"), draw("1700000000")) {
		t.Error("other bytes the second time")
	}
}
