"""Records matplotlib's ticks and their texts, as ticks.json.

    pip install matplotlib==3.10.8 numpy==2.4.6      (Python 3.11)
    python testdata/oracle/ticks.py

linear: [lo, hi, ticks of AutoLocator, texts and note of ScalarFormatter for these]
maxn:   [lo, hi, bins, ticks of MaxNLocator(bins)]
log:    [lo, hi, base, numticks, ticks of LogLocator, its minor ticks (subs="auto")]
symlog: [lo, hi, linthresh, base, ticks of SymmetricalLogLocator]
minor:  [lo, hi, major ticks, minor ticks of AutoMinorLocator]
fixed:  [locations, bins, those that FixedLocator(bins) keeps]

Of all ticks only those from lo to hi are kept, which are those that are drawn. Each list
has 300 ranges, but minor and fixed fewer.
"""
import json
import pathlib
import platform

import matplotlib
import matplotlib.ticker as mt
import numpy as np

OUT = pathlib.Path(__file__).with_suffix(".json")
rng = np.random.default_rng(41)


def within(ticks, lo, hi):
    return [float(t) for t in ticks if lo <= t <= hi]


def ranges(n):
    """Ranges of all sizes, some far from zero, with few or many digits."""
    out = []
    for i in range(n):
        size = 10.0 ** rng.integers(-9, 10)
        lo, hi = sorted(rng.uniform(-1, 1, 2) * size)
        if i % 4 == 1:  # from zero
            lo = 0.0
            hi = abs(hi) + size / 10
        if i % 4 == 2:  # round numbers
            lo, hi = (float(f"{v:.1e}") for v in (lo, hi))
            if lo == hi:
                hi = lo + size
        if i % 4 == 3:  # a small part of a large number
            lo = float(f"{rng.uniform(1, 10) * size:.6g}")
            hi = lo * (1 + float(f"{10 ** rng.uniform(-6, -1):.1e}"))
        out.append((float(lo), float(hi)))
    return out


def texts(ticks, lo, hi):
    f = mt.ScalarFormatter()
    f.create_dummy_axis()
    f.axis.set_view_interval(lo, hi)
    f.axis.set_data_interval(lo, hi)
    f.set_locs(ticks)
    return [f(t) for t in ticks], f.get_offset()


def linear():
    out = []
    for lo, hi in ranges(300):
        ticks = within(mt.AutoLocator().tick_values(lo, hi), lo, hi)
        out.append([lo, hi, ticks, *texts(ticks, lo, hi)])
    return out


def maxn():
    out = []
    for lo, hi in ranges(300):
        bins = int(rng.integers(1, 21))
        ticks = mt.MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10]).tick_values(lo, hi)
        out.append([lo, hi, bins, within(ticks, lo, hi)])
    return out


def log():
    out = []
    for i in range(300):
        base = (10.0, 2.0, 10.0, 3.0, 10.0, 16.0)[i % 6]
        lo = 10.0 ** rng.uniform(-12, 9)
        hi = lo * 10.0 ** rng.choice([0.2, 0.7, 1.5, 3, 6, 12, 40], p=[0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.1])
        if i % 3 == 0:  # from power to power
            lo, hi = base ** np.floor(np.log(lo) / np.log(base)), base ** np.ceil(np.log(hi) / np.log(base))
        lo, hi, n = float(lo), float(hi), int(rng.integers(2, 10))
        major = mt.LogLocator(base, numticks=n).tick_values(lo, hi)
        minor = mt.LogLocator(base, subs="auto", numticks=n).tick_values(lo, hi)
        out.append([lo, hi, base, n, within(major, lo, hi), within(minor, lo, hi)])
    return out


def symlog():
    out = []
    for i in range(300):
        base = (10.0, 10.0, 2.0)[i % 3]
        t = float(f"{10.0 ** rng.uniform(-4, 3):.2g}")
        lo, hi = (t * 10.0 ** rng.uniform(-1, 7, 2)) * ((-1, 1), (-1, -1), (1, 1), (-1, 1))[i % 4]
        lo, hi = sorted((float(f"{lo:.3g}"), float(f"{hi:.3g}")))
        if lo == hi:
            hi += t
        ticks = mt.SymmetricalLogLocator(linthresh=t, base=base).tick_values(lo, hi)
        out.append([lo, hi, t, base, within(ticks, lo, hi)])
    return out


class Axis(mt._DummyAxis):
    """Just enough of an axis for AutoMinorLocator."""

    axis_name = "x"

    def __init__(self, lo, hi, major):
        super().__init__()
        self.set_view_interval(lo, hi)
        self.major = major

    def get_majorticklocs(self):
        return np.array(self.major)

    def get_scale(self):
        return "linear"


def minor():
    out = []
    for lo, hi in ranges(100):
        major = [float(t) for t in mt.AutoLocator().tick_values(lo, hi)]
        locator = mt.AutoMinorLocator()
        locator.axis = Axis(lo, hi, major)
        out.append([lo, hi, within(major, lo, hi), within(locator(), lo, hi)])
    return out


def fixed():
    out = []
    for i in range(60):
        locs = np.sort(np.round(rng.normal(size=rng.integers(2, 40)) * 10 + rng.integers(-20, 20), 1))
        locs = np.unique(locs)
        n = int(rng.integers(2, 15))
        out.append([locs.tolist(), n, np.asarray(mt.FixedLocator(locs, n).tick_values(None, None)).tolist()])
    return out


json.dump(
    {
        "made_by": "testdata/oracle/ticks.py",
        "versions": {"python": platform.python_version(), "matplotlib": matplotlib.__version__, "numpy": np.__version__},
        "linear": linear(),
        "maxn": maxn(),
        "log": log(),
        "symlog": symlog(),
        "minor": minor(),
        "fixed": fixed(),
    },
    OUT.open("w"),
    indent=0,
    ensure_ascii=False,
)
