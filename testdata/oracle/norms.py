"""Records what matplotlib's norms make of numbers, as norms.json.

    pip install matplotlib==3.10.8 numpy==2.4.6 scikit-learn==1.9.1      (Python 3.11)
    python testdata/oracle/norms.py

norms:      [{"spec": as scale.ParseSpec reads it, "min", "max", "values": [...],
              "want": [norm(value)], "inverse": [norm.inverse(i/20) for i in 0..20]}]
            A value that a norm masks is "nan". BoundaryNorm gives colour indices, here of
            "colors" colours; it has no inverse.
fits:       [{"spec", "values", "min", "max"}], what autoscaling finds
quantile:   {"values", "quantiles", "references", "at", "want"}: numpy.quantile at i/10, and
            scikit-learn's QuantileTransformer with as many quantiles as references

Numbers that JSON lacks are written as strings: "nan", "inf", "-inf".
"""
import json
import math
import pathlib
import platform

import matplotlib
import matplotlib.colors as mc
import numpy as np
import sklearn
from sklearn.preprocessing import QuantileTransformer

OUT = pathlib.Path(__file__).with_suffix(".json")
rng = np.random.default_rng(31)


def values(lo, hi, positive=False, n=200):
    """Limits, beyond them, missing, and between them evenly and by magnitude."""
    span = hi - lo
    fixed = [lo, hi, lo - span / 7, hi + span / 3, 0.0, 1.0, -1.0, math.nan, np.nextafter(lo, hi), np.nextafter(hi, lo)]
    even = lo + span * rng.uniform(size=90)
    most = max(abs(lo), abs(hi))
    by_size = most * 10.0 ** rng.uniform(-8, 0, n - len(fixed) - 90)
    if not positive:
        by_size *= rng.choice([-1, 1], by_size.size)
    return [float(v) for v in [*fixed, *even, *by_size]]


def plain(x):
    if isinstance(x, (float, np.floating)):
        x = float(x)
        return x if math.isfinite(x) else str(x)
    if isinstance(x, (list, tuple)):
        return [plain(y) for y in x]
    return x


def record(spec, norm, lo, hi, positive=False, **more):
    v = values(lo, hi, positive)
    want = np.ma.filled(norm(np.ma.masked_invalid(v)).astype(float), np.nan)
    out = {"spec": spec, "min": lo, "max": hi, "values": plain(v), "want": plain(want.tolist()), **more}
    if not isinstance(norm, mc.BoundaryNorm):
        out["inverse"] = plain(np.ma.filled(np.ma.asarray(norm.inverse(np.arange(21) / 20)), np.nan).tolist())
    return out


def norms():
    out = []
    for lo, hi in [(0.0, 1.0), (-3.0, 9.5), (1e-300, 1e300)]:
        out.append(record("linear", mc.Normalize(lo, hi), lo, hi))
    out.append(record("linear=clip", mc.Normalize(-3, 9.5, clip=True), -3.0, 9.5))
    for lo, hi in [(1.0, 1000.0), (1e-5, 30.0), (0.02, 7e6), (1e-300, 1e300)]:
        out.append(record("log", mc.LogNorm(lo, hi), lo, hi, True))
    out.append(record("log=2,clip", mc.LogNorm(1, 1000, clip=True), 1.0, 1000.0, True))
    for lo, hi, t, s, b in [(-1.0, 1.0, 0.03, 1, 10), (-100.0, 1e5, 0.5, 0.25, 10), (0.0, 50.0, 2, 1, 2),
                            (2.0, 900.0, 1, 2, math.e), (-900.0, -2.0, 5, 1, 10), (-1e200, 1e250, 1e-3, 1, 10)]:
        spec = f"symlog={t!r},{s!r},{b!r}"
        out.append(record(spec, mc.SymLogNorm(linthresh=t, linscale=s, base=b, vmin=lo, vmax=hi), lo, hi))
    for lo, hi, w in [(-1.0, 1.0, 0.03), (-100.0, 1e5, 1), (0.0, 50.0, 20), (2.0, 900.0, 1e-3), (-1e200, 1e250, 1)]:
        out.append(record(f"asinh={w!r}", mc.AsinhNorm(linear_width=w, vmin=lo, vmax=hi), lo, hi))
    for lo, hi, g in [(0.0, 1.0, 0.5), (-4.0, 9.0, 0.3), (-4.0, 9.0, 2), (2.0, 900.0, 3.7), (0.0, 10.0, 1)]:
        out.append(record(f"power={g!r}", mc.PowerNorm(g, lo, hi), lo, hi))
    for lo, c, hi in [(-1.0, 0, 4.0), (3.0, 3.5, 10.0), (-1e300, 5, 1e300)]:
        out.append(record(f"two-slope={c!r}", mc.TwoSlopeNorm(c, lo, hi), lo, hi))
    for c, h in [(0, 2.0), (1.5, 7.0)]:
        out.append(record(f"centered={c!r}", mc.CenteredNorm(c, h), c - h, c + h))
    for edges, extend, clip in [([0, 10, 100], "neither", False), ([-1, 0, 0.5, 2, 7], "neither", False),
                                ([-1, 0, 0.5, 2, 7], "min", False), ([-1, 0, 0.5, 2, 7], "max", False),
                                ([-1, 0, 0.5, 2, 7], "both", False), ([0, 1], "neither", False),
                                ([-1, 0, 0.5, 2, 7], "neither", True)]:
        bins = len(edges) - 1 + (extend in ("min", "both")) + (extend in ("max", "both"))
        spec = "boundary=" + ",".join(str(e) for e in edges)
        spec += f",extend={extend}" if extend != "neither" else ",clip" if clip else ""
        for colors in (bins, 256):
            norm = mc.BoundaryNorm(edges, colors, clip=clip, extend=extend)
            out.append(record(spec, norm, float(edges[0]), float(edges[-1]), colors=colors, bins=bins))
    return out


def fits():
    out = []
    for spec, make in [("linear", mc.Normalize), ("log", mc.LogNorm), ("two-slope=0", lambda: mc.TwoSlopeNorm(0)),
                       ("two-slope=2.5", lambda: mc.TwoSlopeNorm(2.5)), ("centered=0", mc.CenteredNorm),
                       ("centered=2.5", lambda: mc.CenteredNorm(2.5)),
                       ("symlog=0.5", lambda: mc.SymLogNorm(0.5)), ("asinh=1", mc.AsinhNorm)]:
        for v in ([1, 2, 10], [-4, 0, 0.5, 3], [3, 4.5], [-7, -1, 2], [0.25, math.nan, 64]):
            norm = make()
            norm.autoscale_None(np.ma.masked_invalid(np.array(v, dtype=float)))
            out.append({"spec": spec, "values": plain(v), "min": float(norm.vmin), "max": float(norm.vmax)})
    return out


def quantile():
    v = np.round(np.exp(rng.normal(size=1025)), 12)  # 1025 values have 1025 quantiles: themselves
    t = QuantileTransformer(n_quantiles=1025, subsample=None).fit(v[:, None])
    at = np.concatenate([v[:40], rng.uniform(v.min(), v.max(), 60)])
    return {"values": plain(v.tolist()), "quantiles": plain(np.quantile(v, np.arange(11) / 10).tolist()),
            "references": 1025, "at": plain(at.tolist()), "want": plain(t.transform(at[:, None])[:, 0].tolist())}


json.dump(
    {
        "made_by": "testdata/oracle/norms.py",
        "versions": {"python": platform.python_version(), "matplotlib": matplotlib.__version__,
                     "numpy": np.__version__, "scikit-learn": sklearn.__version__},
        "norms": norms(),
        "fits": fits(),
        "quantile": quantile(),
    },
    OUT.open("w"),
    indent=0,
)
