"""Records ticks, percentiles, norms and number formats as scale.json.

    pip install matplotlib==3.11.2 numpy==2.4.6      (Python 3.11)
    python testdata/oracle/scale.py

ticks:     [lo, hi, bins, MaxNLocator's ticks inside lo..hi]
quantiles: [values, 2nd percentile, 98th percentile], numpy's default (linear)
centered:  [vmin, vmax, center, value, where seaborn's heatmap finds the colour]
linear:    [vmin, vmax, value, Normalize(vmin, vmax)(value)]
formats:   {"values": [...], "specs": {spec: [text of each value]}}

Numbers that JSON lacks are written as strings: "nan", "inf", "-inf". A format gets the
option z where its text would otherwise show a negative zero.
"""
import json
import math
import pathlib
import platform

import matplotlib
import matplotlib.colors as mc
import matplotlib.ticker as mt
import numpy as np

OUT = pathlib.Path(__file__).with_suffix(".json")
rng = np.random.default_rng(20)


def ticks():
    ranges = [(0, 1), (-1, 1), (0, 100), (15, 60), (0.1, 0.7), (-0.001, 0.002), (3, 7), (0, 9), (0, 10), (1, 2),
              (-5, -1), (0.3, 0.30000001), (1000, 1001), (123456, 123457), (1e6, 1e6 + 3), (1e9, 1e9 + 1),
              (-1e9 - 1, -1e9), (0, 1e-5), (0, 1e300), (-1e307, 1e307), (1e-300, 5e-300), (0, 3e-310), (0.6, 1.4),
              (0, 0.30000000000000004), (99.5, 100.5), (0, 7e5), (2e-7, 9e-7), (1950, 2024), (0, 360), (-180, 180),
              (0, 255), (104, 622), (0.1, 7.9), (-0.43, 1)]
    cases = [(lo, hi, n) for lo, hi in ranges for n in (1, 3, 5, 9)]
    for _ in range(120):
        size = 10.0 ** rng.integers(-12, 13)
        lo, hi = sorted(rng.uniform(-1, 1, 2) * size)
        cases.append((float(lo), float(hi), int(rng.integers(1, 10))))
    out = []
    for lo, hi, n in cases:
        found = mt.MaxNLocator(nbins=n, steps=[1, 2, 2.5, 5, 10]).tick_values(lo, hi)
        inside = [float(t) for t in found if lo <= t <= hi]
        out.append([lo, hi, n, inside])
    return out


def quantiles():
    out = []
    for n in (1, 2, 3, 10, 51, 101, 999):
        v = np.round(rng.normal(size=n) * 10.0 ** rng.integers(-3, 4), 9)
        out.append([v.tolist()] + [float(x) for x in np.nanpercentile(v, [2, 98])])
    return out


def centered():
    out = []
    for lo, hi, c in [(-1, 1, 0), (0, 10, 3), (0, 10, 7), (2, 5, 0), (-4, -1, 2), (-0.3, 1, 0.1)]:
        r = max(hi - c, c - lo)
        norm = mc.Normalize(c - r, c + r)
        out += [[lo, hi, c, float(v), float(norm(v))] for v in np.linspace(lo, hi, 7)]
    return out


def linear():
    cases = [(0, 1, 0.3), (-3, 9, 0), (15, 60, 15), (15, 60, 60), (15, 60, 61), (15, 60, 3), (5, 5, 5), (0.1, 0.7, 0.4)]
    cases += [tuple(float(x) for x in (*sorted(rng.normal(size=2) * 100), rng.normal() * 100)) for _ in range(40)]
    return [[lo, hi, v, float(mc.Normalize(lo, hi)(v))] for lo, hi, v in cases]


SPECS = """.2f .0f .1f f F .3f .10f #.0f e .2e .0e E .3E #.0e g .2g .3g .1g .10g .17g #.3g G .3G n .4n .3 .1 .6 #.4 %
.1% .0% +.2f +g ,.0f ,.2f _.2f ,.1% , _ 10.2f <10.2f >12.3g ^11.1f =+10.1f *^12.2f 010.2f 09,.0f 08,.0f 012,.2f 07_.0f
08.1% +09.1f <08.1f 0=8.2f x=9.1f 020 015e .0 #. 12 ^15 z.1f +z.0f""".split()
SPECS = [s for s in SPECS if s != "#."] + [" .1f", " >8.1f", " g", "°>9.2f"]

VALUES = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.1, -0.04, -0.004, 0.05, 0.125, 0.145, 0.375, 2.675, 3.14159265,
          -3.14159265, 9.5, 9.995, 99.95, 99.5, 999.5, 1234.5, -1234.5678, 12345.678, 99999.5, 100000.0, 123456.0,
          999999.5, 1e6, 1234567.891, -9876543.21, 1e9, 123456789012.0, 1e15, 1e16, 12345678901234567.0, 1e17, 1e22,
          1e100, 1.7976931348623157e308, 0.001, 0.0001, 0.00012345, 0.00001, 1.5e-7, 1e-10, -1e-10, 5e-324, 2.5e-310,
          0.30000000000000004, 0.1 + 0.7, math.pi * 1e5, math.e * 1e-5]


def formats():
    def text(v, spec):
        # z goes after the sign, which follows [[fill]align].
        i = 2 if spec[1:2] in tuple("<>^=") else 1 if spec[:1] in tuple("<>^=") else 0
        i += spec[i : i + 1] in tuple("+- ")
        zspec = spec if "z" in spec else spec[:i] + "z" + spec[i:]
        return format(v, zspec)

    return {"values": VALUES, "specs": {s: [text(v, s) for v in VALUES] for s in SPECS}}


def plain(x):
    if isinstance(x, float) and not math.isfinite(x):
        return str(x)
    if isinstance(x, list):
        return [plain(y) for y in x]
    return x


json.dump(
    {
        "made_by": "testdata/oracle/scale.py",
        "versions": {"python": platform.python_version(), "matplotlib": matplotlib.__version__, "numpy": np.__version__},
        "ticks": plain(ticks()),
        "quantiles": plain(quantiles()),
        "centered": plain(centered()),
        "linear": plain(linear()),
        "formats": formats(),
    },
    OUT.open("w"),
    indent=0,
    ensure_ascii=False,
)
