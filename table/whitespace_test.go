package table

import "testing"

func TestWhitespace(t *testing.T) {
	const want = `+ id:text["x" "y z"] a:number[1 3] b:number[2 NaN]`
	for _, text := range []string{
		"id   a    b\nx    1    2\n\"y z\"  3  NA\n",
		"  id a b\r\n x \t1  2  \r\n\r\n\"y z\"\t\t3 NA\r\n",
		"# made by hand\nid a b\nx 1 2\n\"y z\" 3 NA",
	} {
		table, err := read(t, text, Options{Delimiter: Whitespace})
		if err != nil || describe(table) != want {
			t.Errorf("%q: %v, %v", text, table, err)
		}
	}
	sum, err := sumOf(t, "k   v\na  1\nb   2\n", Options{Delimiter: Whitespace}, []Want{{Name: "k", Kind: Text}, {Name: "v", Kind: Number}})
	if err != nil || sum != 3 {
		t.Errorf("%v, %v", sum, err)
	}
	_, err = read(t, "a  b\n1  2\n3\n", Options{Delimiter: Whitespace})
	wantError(t, err, "x:3: 1 value where the first line has 2")
}
