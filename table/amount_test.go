package table

import (
	"math"
	"strings"
	"testing"
)

func TestQuantities(t *testing.T) {
	for _, test := range []struct {
		text    string
		decimal byte
		value   float64
		mark    rune
		unit    string
		sure    bool
	}{
		{"1,200", '.', 1200, ',', "", false},
		{"-1,200.5", '.', -1200.5, ',', "", true},
		{"2,300,000", '.', 2300000, ',', "", true},
		{"12,34,567", '.', 1234567, ',', "", true}, // Indian
		{"1.234,50", ',', 1234.5, '.', "", true},
		{"1 234", '.', 1234, ' ', "", false},
		{"1\u00a0234,5", ',', 1234.5, hardSpace, "", true},
		{"1\u202f234", '.', 1234, hardSpace, "", true},
		{"1’234.5", '.', 1234.5, '\'', "", true},
		{"12.5%", '.', 12.5, 0, "%", true},
		{"12,5 %", ',', 12.5, 0, "%", true},
		{"$1,200.50", '.', 1200.5, ',', "$", true},
		{"-$5", '.', -5, 0, "$", true},
		{"US$ -5", '.', -5, 0, "US$", true},
		{"5 €", '.', 5, 0, "€", true},
		{"5EUR", '.', 5, 0, "EUR", true},
		{"(300)", '.', -300, 0, "", true},
		{"($1,300)", '.', -1300, ',', "$", false},
		{"$(1,300.00)", '.', -1300, ',', "$", true},
		{"−5 kr", '.', -5, 0, "kr", true},
		{".5%", '.', 0.5, 0, "%", true},
		{"5.%", '.', 5, 0, "%", true},
		{"1e3%", '.', 1000, 0, "%", true},
		{"1000.25 USD", '.', 1000.25, 0, "USD", true},
	} {
		a, ok := parseQuantity(test.text, test.decimal)
		if !ok || a.value != test.value || a.mark != test.mark || a.unit != test.unit || a.sure() != test.sure {
			t.Errorf("%q: %+v, %v", test.text, a, ok)
		}
	}
	for _, text := range []string{"", "x", "%", "$", "1,20", "1,2000", "0,123", "0123,456", "12,34,56", "1,234 567", "1,,234", ",123", "1234,567",
		"5 kg", "5x", "$5%", "1st", "Q1", "2024-01-05", "12:30", "1.2.3", "5,000-6,000", "(x)", "--5", "+-5", "$1$", "1_000",
		"1,234.5,6", strings.Repeat("1", 65), "٣"} {
		if a, ok := parseQuantity(text, '.'); ok {
			t.Errorf("%q: %+v", text, a)
		}
	}
}

func TestColumnsOfQuantities(t *testing.T) {
	for _, test := range []struct {
		text string
		opt  Options
		want string
	}{
		{"r,a,b\nN,\"1,200\",\"2,300,000\"\nS,900,\"1,850\"\n", Options{}, "+ r:text[\"N\" \"S\"] a:number[1200 900] b:number[2.3e+06 1850]"},
		{"r,a,b\nN,\"1,200\",0.5\nS,900,1\n", Options{}, "+ r:text[\"N\" \"S\"] a:number[1200 900] b:number[0.5 1]"},
		{"r,a\nN,\"1,200\"\nS,\"1,900\"\n", Options{}, "+ r:text[\"N\" \"S\"] a:text[\"1,200\" \"1,900\"]"}, // it may be a decimal comma
		{"r,a\nN,\"1,200\"\nS,\"1,900\"\n", Options{Thousands: ','}, "+ r:text[\"N\" \"S\"] a:number[1200 1900]"},
		{"r,a\nN,\"1,200\"\nS,\"1,900\"\n", Options{Decimal: '.'}, "+ r:text[\"N\" \"S\"] a:number[1200 1900]"},
		{"r,a\nN,\"1,200\"\nS,\"1,900\"\n", Options{Types: map[string]Kind{"a": Number}}, "+ r:text[\"N\" \"S\"] a:number[1200 1900]"},
		{"r,a,b\nN,\"1,200\",\"1,5\"\nS,\"1,900\",0.5\n", Options{}, "+ r:text[\"N\" \"S\"] a:text[\"1,200\" \"1,900\"] b:text[\"1,5\" \"0.5\"]"},
		{"r,a\nN,\"1,200\"\nS,\"1,900,000\"\n", Options{Thousands: NoThousands}, "+ r:text[\"N\" \"S\"] a:text[\"1,200\" \"1,900,000\"]"},
		{"r;a;b\nN;1.234;2,5\nS;3.000;4.750\n", Options{}, "+ r:text[\"N\" \"S\"] a:number[1234 3000] b:number[2.5 4750]"},
		{"r;a\nN;1.234,50\nS;12,5\nW;\nO;-\n", Options{}, "+ r:text[\"N\" \"S\" \"W\" \"O\"] a:number[1234.5 12.5 NaN NaN]"},
		{"r;a\nN;1.234\nS;2.250\n", Options{Thousands: '.'}, "+ r:text[\"N\" \"S\"] a:number[1234 2250]"},
		{"r;a\nN;1.234.000\nS;2.250\n", Options{}, "+ r:text[\"N\" \"S\"] a:number[1.234e+06 2250]"},
		{"r,a\nN,12%\nS,13.5%\nW,n/a\n", Options{}, "+ r:text[\"N\" \"S\" \"W\"] a:number[12 13.5 NaN]"},
		{"r,a\nN,12%\nS,13.5\n", Options{}, "+ r:text[\"N\" \"S\"] a:text[\"12%\" \"13.5\"]"},
		{"r,a\nN,\"$1,200.50\"\nS,(300)\nW,900\n", Options{}, "+ r:text[\"N\" \"S\" \"W\"] a:number[1200.5 -300 900]"},
		{"r,a\nN,$5\nS,5 €\n", Options{}, "+ r:text[\"N\" \"S\"] a:text[\"$5\" \"5 €\"]"},
		{"r,a\nN,(5)\nS,(6)\n", Options{}, "+ r:text[\"N\" \"S\"] a:text[\"(5)\" \"(6)\"]"}, // footnotes, for all one knows
		{"r,a\nN,123 456\nS,123 457\n", Options{}, "+ r:text[\"N\" \"S\"] a:text[\"123 456\" \"123 457\"]"},
		{"r,a\nN,123 456\nS,123 457\n", Options{Thousands: ' '}, "+ r:text[\"N\" \"S\"] a:number[123456 123457]"},
		{"r,a\nN,123 456\nS,1 123 457\n", Options{}, "+ r:text[\"N\" \"S\"] a:number[123456 1.123457e+06]"},
		{`[{"a":"1,200.5"},{"a":"3"}]`, Options{}, "+ a:number[1200.5 3]"},
		{"r,a\nN,\"9,999.0\"\nS,5.5\n", Options{Missing: []string{"9999"}}, "+ r:text[\"N\" \"S\"] a:number[NaN 5.5]"},
	} {
		table, err := read(t, test.text, test.opt)
		if err != nil || describe(table) != test.want {
			t.Errorf("%q %+v: %v, %v", test.text, test.opt, describe(table), err)
		}
		opt := test.opt
		opt.Choose = func(h []Heading) []int { return nil }
		if table, err = read(t, test.text, opt); err != nil || describe(table) != test.want {
			t.Errorf("%q %+v, chosen: %v, %v", test.text, test.opt, describe(table), err)
		}
	}
}

func TestUnitsOfColumns(t *testing.T) {
	table, err := read(t, "r,a,b,c\nN,12%,$5,1\nS,13%,6,2\n", Options{})
	if err != nil || table.Columns[1].Unit != "%" || table.Columns[2].Unit != "$" || table.Columns[3].Unit != "" {
		t.Errorf("%+v, %v", table, err)
	}
}

func TestBadCellAmongQuantities(t *testing.T) {
	table, err := read(t, "r;a\nN;1.234,50\n\nS;12,5\nW;k.A.\nO;3\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = table.Matrix("")
	wantError(t, err, `x:5: column 2 "a": "k.A." is not a number`)
	table, err = read(t, `[{"k":"x","a":"$5"},{"k":"y","a":"$6"},{"k":"z","a":"none yet"}]`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = table.Grid("")
	wantError(t, err, `x: row 3: column 2 "a": "none yet" is not a number`)
}

func TestThousandsThatCannotBe(t *testing.T) {
	for _, opt := range []Options{{Thousands: '_'}, {Thousands: ',', Decimal: ','}, {Thousands: -2}} {
		_, err := read(t, "a;b\n1;2\n", opt)
		wantError(t, err, "cannot be used")
	}
}

func TestQuantitiesInBatches(t *testing.T) {
	want := []Want{{Name: "k", Kind: Text}, {Name: "v", Kind: Number}}
	for _, test := range []struct {
		text string
		opt  Options
		sum  float64
		err  string
	}{
		{"k;v\na;1.897,28\nb;273,87\n", Options{}, 2171.15, ""},
		{"k,v\na,\"$1,200.50\"\nb,$3\n", Options{}, 1203.5, ""},
		{"k,v\na,\"1,200\"\nb,3\n", Options{Thousands: ','}, 1203, ""},
		{"k,v\na,5%\nb,6%\n", Options{}, 11, ""},
		{"k,v\na,\"1,200\"\nb,3\n", Options{}, 0, `"1,200" is not a number`},
		{"k,v\na,$5\nb,6 €\n", Options{}, 0, `x:3: column 2 "v": "6 €" is in €, and the column further up in $`},
	} {
		sum, err := sumOf(t, test.text, test.opt, want)
		if test.err != "" {
			wantError(t, err, test.err)
		} else if err != nil || math.Abs(sum-test.sum) > 1e-9 {
			t.Errorf("%q: %v, %v", test.text, sum, err)
		}
	}
}

// sumOf adds up the second column of the batches of a text.
func sumOf(t *testing.T, text string, opt Options, want []Want) (sum float64, err error) {
	t.Helper()
	for batch, err := range Batches([]string{write(t, "x", text)}, opt, want) {
		if err != nil {
			return 0, err
		}
		for _, v := range batch.Columns[1].Numbers {
			sum += v
		}
	}
	return sum, nil
}

func FuzzQuantity(f *testing.F) {
	for _, s := range []string{"1,200.5", "($3)", "12.5 %", "US$ -1’000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, ok := parseQuantity(s, '.')
		b, okComma := parseQuantity(s, ',')
		if ok && okComma && a.sure() && b.sure() && a.mark == ',' && b.mark == '.' {
			t.Errorf("%q is surely %v and %v", s, a.value, b.value)
		}
		if ok && (a.value != a.value || a.groups > 0 != (a.mark != 0)) {
			t.Errorf("%q: %+v", s, a)
		}
	})
}
