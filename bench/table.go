package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// logRows is the length of the long table: some 40 MB of CSV.
const logRows = 1_000_000

// tableJobs are figures and matrices that are made of a long table.
func tableJobs(dir string) []job {
	log := filepath.Join(dir, "log.csv")
	pandas := func(dates bool, rest string) string {
		read := fmt.Sprintf("import pandas as pd\nt = pd.read_csv(%q%s)\n", log, map[bool]string{true: ", parse_dates=['ts']"}[dates])
		return read + rest
	}
	draw := "import seaborn as sns\nplt.figure(figsize=(6.6,4.2)); sns.heatmap(p); plt.savefig('OUT', dpi=160)"
	grid := func(args ...string) []string {
		return append([]string{"grid", log, "-q", "--size", "6.6x4.2in", "-o", "OUT"}, args...)
	}
	return []job{
		{name: "1 million rows: mean by two columns, PNG", ext: ".png", args: grid("--rows", "host", "--cols", "status", "--value", "ms", "--agg", "mean"), aim: "400 ms",
			python: pandas(false, "p = t.pivot_table(index='host', columns='status', values='ms')\n"+draw)},
		{name: "1 million rows: weekday × hour, PNG", ext: ".png", args: grid("--rows", "ts:weekday", "--cols", "ts:hour-of-day", "--agg", "count"), aim: "400 ms",
			python: pandas(true, "p = t.groupby([t.ts.dt.day_of_week, t.ts.dt.hour]).size().unstack()\n"+draw)},
		{name: "1 million rows: median by bins, CSV", ext: ".csv", args: []string{"table", log, "-q", "-o", "OUT", "--rows", "host", "--cols", "size:bins=10", "--value", "ms", "--agg", "median"}, aim: "900 ms",
			python: pandas(false, "p = t.pivot_table(index='host', columns=pd.cut(t['size'], 10), values='ms', aggfunc='median', observed=False)\np.to_csv('OUT')")},
		{name: "1 million rows: calendar, PNG", ext: ".png", args: []string{"calendar", log, "-q", "--date", "ts", "--value", "ms", "--agg", "sum", "-o", "OUT"}, aim: "500 ms"},
		{name: "iris: correlations with stars, PNG", ext: ".png", args: []string{"corr", "examples/iris.csv", "-q", "--stars", "--annot", "-o", "OUT"}, aim: "15 ms",
			python: "import seaborn as sns, pandas as pd\nc = pd.read_csv('examples/iris.csv').corr(numeric_only=True)\nplt.figure(figsize=(6.6,4.2)); sns.heatmap(c, annot=True); plt.savefig('OUT', dpi=160)"},
	}
}

// longTable writes the log that these jobs read.
func longTable(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w, rng := bufio.NewWriter(f), rand.New(rand.NewPCG(5, 6))
	fmt.Fprintln(w, "ts,host,status,ms,size")
	at := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	for range logRows {
		at = at.Add(time.Duration(rng.IntN(120)) * time.Second)
		fmt.Fprintf(w, "%s,web%d,%d,%.2f,%d\n", at.Format(time.RFC3339), rng.IntN(40), 200+100*rng.IntN(4), 100*rng.ExpFloat64(), rng.IntN(1<<16))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
