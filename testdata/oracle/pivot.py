"""Records pivot tables and resampled times as pivot.json.

    pip install pandas==2.3.3 numpy==2.4.6 tzdata==2026.6
    python testdata/oracle/pivot.py

pivot:  a long table as CSV with gaps in keys and values, and for each aggregate what
        pandas.pivot_table makes of it: {rows, cols, values}, null for a missing cell.
        Absent cells of count and nunique are 0 here, and sums of nothing are missing.
        levels are the sums of an index of two levels.
bins:   numbers, the counts of numpy.histogram for 7 bins, and quartiles
zones:  moments some 17 minutes apart round changes of the clock, with values, and for
        each zone the sums by day, month and quarter (resample), by ISO week, by hour of the
        clock and its offset, and by weekday and hour of the day (groupby of the wall clock)
dates:  [date, ISO year, ISO week, weekday from Monday 0, day of the year, week by
        Sunday's rule: the first day of the week], over 400 years
"""
import datetime
import io
import json
import pathlib

import numpy as np
import pandas as pd

OUT = pathlib.Path(__file__).with_suffix(".json")
rng = np.random.default_rng(40)


def plain(frame):
    return {
        "rows": [str(v) for v in frame.index],
        "cols": [str(v) for v in frame.columns],
        "values": [[float(v) if np.isfinite(v) else None for v in row] for row in frame.to_numpy(dtype=float)],
    }


def pivot():
    n = 400
    frame = pd.DataFrame({
        "region": rng.choice(["north", "east", "south", "x10", "x9", None], n),
        "month": rng.choice(["Jan", "Feb", "Mar", None], n, p=[0.4, 0.3, 0.2, 0.1]),
        "price": rng.normal(1000, 3, n).round(3),
        "code": rng.integers(0, 9, n),
    })
    frame.loc[rng.choice(n, 60, replace=False), "price"] = np.nan
    frame.loc[(frame.region == "x9") & (frame.month == "Mar"), "price"] = np.nan
    frame = frame[~((frame.region == "south") & (frame.month == "Feb"))]
    text = frame.to_csv(index=False)
    frame = pd.read_csv(io.StringIO(text))
    out = {}
    for name, f in {
        "count": "count", "mean": "mean", "median": "median", "min": "min", "max": "max", "std": "std",
        "first": "first", "last": "last", "nunique": "nunique", "sum": lambda v: v.sum(min_count=1),
        "quantile=0.9": lambda v: v.quantile(0.9),
    }.items():
        table = frame.pivot_table(index="region", columns="month", values="price", aggfunc=f, dropna=False, observed=False)
        table = table.loc[["east", "north", "south", "x9", "x10"], ["Jan", "Feb", "Mar"]]
        if name in ("count", "nunique"):
            table = table.fillna(0)
        out[name] = plain(table)
    levels = frame.groupby(["region", "code", "month"]).price.sum(min_count=1).unstack()[["Jan", "Feb", "Mar"]]
    levels = levels.loc[["east", "north", "south", "x9", "x10"]]
    levels.index = [f"{a} · {b}" for a, b in levels.index]
    return {"csv": text, "results": out, "levels": plain(levels)}


def bins():
    x = rng.normal(size=200).round(2)
    x[:5] = [-3, 4, 0, 0, 0]
    counts, edges = np.histogram(x, 7)
    return {"numbers": x.tolist(), "counts": counts.tolist(), "edges": edges.tolist(), "quartiles": np.quantile(x, [0, 0.25, 0.5, 0.75, 1]).tolist()}


def zones():
    changes = ["2023-12-30", "2024-03-09", "2024-03-30", "2024-04-06", "2024-10-05", "2024-10-26", "2024-11-02"]
    moments = []
    for c in changes:
        start = pd.Timestamp(c, tz="UTC") + pd.Timedelta(minutes=int(rng.integers(0, 17)))
        moments += [start + pd.Timedelta(minutes=17 * k) for k in range(260)]
    value = rng.integers(0, 100, len(moments)).astype(float)
    out = {}
    for zone in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"):
        s = pd.Series(value, index=pd.DatetimeIndex(moments).tz_convert(zone))
        def by(rule, form):
            r = s.resample(rule).sum(min_count=1)
            return {form(t): (None if np.isnan(v) else v) for t, v in r.items()}
        wall = s.index.tz_localize(None)
        def apart(form):  # an hour or minute of the clock that comes twice is two
            offset = s.index.map(lambda t: t.strftime("%z"))
            name = s.index.map(lambda t: t.tzname())
            sums = s.groupby([wall.strftime(form), offset]).sum()
            names = dict(zip(zip(wall.strftime(form), offset), name))
            often = sums.groupby(level=0).size()
            tell = lambda n, o: n if n[0] not in "+-" else f"{o[:3]}:{o[3:]}"
            return {(w if often[w] == 1 else w + " " + tell(names[w, o], o)): float(v) for (w, o), v in sums.items()}
        weekday = s.groupby([wall.strftime("%a"), wall.strftime("%H")]).sum()
        out[zone] = {
            "day": by("D", lambda t: t.strftime("%Y-%m-%d")),
            "week": {k: float(v) for k, v in s.groupby(wall.strftime("%G-W%V")).sum().items()},
            "year-month": by("MS", lambda t: t.strftime("%Y-%m")),
            "quarter": by("QS", lambda t: f"{t.year}-Q{t.quarter}"),
            "hour": apart("%Y-%m-%d %H:00"),
            "weekday hour": {f"{a} {b}": float(v) for (a, b), v in weekday.items()},
        }
    return {"moments": [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in moments], "values": value.tolist(), "zones": out}


def dates():
    out = []
    for k in rng.integers(-40000, 110000, 300):
        d = datetime.date(1970, 1, 1) + datetime.timedelta(days=int(k))
        iso = d.isocalendar()
        sunday = d - datetime.timedelta(days=(d.weekday() + 1) % 7)
        out.append([d.isoformat(), iso[0], iso[1], d.weekday(), d.timetuple().tm_yday, sunday.isoformat()])
    return out


z = zones()
json.dump(
    {
        "made_by": "testdata/oracle/pivot.py",
        "versions": {"pandas": pd.__version__, "numpy": np.__version__},
        "pivot": pivot(), "bins": bins(), "zones": z, "dates": dates(),
    },
    OUT.open("w"),
    indent=0,
)
