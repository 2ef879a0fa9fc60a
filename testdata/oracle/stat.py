"""Records coefficients, probabilities and scales as stat.json.

    pip install pandas==2.3.3 numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    python testdata/oracle/stat.py

corr:   for each table, its columns, and for each method the matrices R (coefficients), N
        (rows that both columns have) and P (two-sided probabilities). R of pearson,
        spearman and kendall is DataFrame.corr's; N and P are SciPy's, pair by pair. The
        cosine and the distance correlation are written out here from their definitions.
fdr:    [p, scipy.stats.false_discovery_control(p)]
partial: columns and the partial correlations by residuals of least squares
scale:  a matrix, and for each scaling its result: pandas' for zscore (ddof 1), minmax,
        percent and rank; scikit-learn's RobustScaler; SciPy's median_abs_deviation
fill:   a matrix, and what DataFrame.fillna and interpolate make of it
tails:  [z, 2·norm.sf(|z|)], [r, n, Student's probability]

null is a missing value.
"""
import json
import pathlib

import numpy as np
import pandas as pd
import scipy
import scipy.special
import scipy.stats as st
import sklearn
from sklearn.preprocessing import RobustScaler

OUT = pathlib.Path(__file__).with_suffix(".json")
rng = np.random.default_rng(30)


def plain(a):
    return [[float(v) if np.isfinite(v) else None for v in row] for row in np.asarray(a, dtype=float)]


def cosine(x, y):
    d = np.sqrt((x * x).sum() * (y * y).sum())
    return (x * y).sum() / d if d > 0 else np.nan


def distance(x, y):
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return np.nan
    def centred(v):
        d = np.abs(v[:, None] - v[None, :])
        return d - d.mean(0)[None, :] - d.mean(1)[:, None] + d.mean()
    a, b = centred(x), centred(y)
    return np.sqrt(max(0, (a * b).mean()) / np.sqrt((a * a).mean() * (b * b).mean()))


def pairs(frame, f):
    p = frame.shape[1]
    out = np.full((p, p), np.nan)
    for i in range(p):
        for j in range(p):
            x, y = frame.iloc[:, i].to_numpy(), frame.iloc[:, j].to_numpy()
            keep = np.isfinite(x) & np.isfinite(y)
            out[i, j] = f(x[keep], y[keep], i == j)
    return plain(out)


def tested(f):
    def p(x, y, same):
        if same or len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
            return np.nan
        return f(x, y).pvalue
    return p


def corr_case(frame):
    tests = {"pearson": st.pearsonr, "spearman": st.spearmanr, "kendall": st.kendalltau}
    out = {"columns": plain(frame.to_numpy().T), "N": pairs(frame, lambda x, y, s: len(x)), "methods": {}}
    for name, test in tests.items():
        r = frame.corr(method=name).to_numpy()
        for j in range(len(r)):  # for kendall, pandas has 1 here even of a constant
            if frame.iloc[:, j].nunique() < 2:
                r[j, j] = np.nan
        out["methods"][name] = {"R": plain(r), "P": pairs(frame, tested(test))}
    for name, f in {"cosine": cosine, "distance": distance}.items():
        out["methods"][name] = {"R": pairs(frame, lambda x, y, s: f(x, y))}
    return out


def tables():
    a = rng.normal(size=60)
    gaps = pd.DataFrame({"a": a, "b": 0.5 * a + rng.normal(size=60), "c": -a + 0.2 * rng.normal(size=60),
                         "ties": rng.integers(0, 4, 60).astype(float), "curve": a**2, "large": a + 1e3})
    for name in ("b", "ties", "curve"):
        gaps.loc[rng.choice(60, 14, replace=False), name] = np.nan
    gaps.loc[:20, "c"] = np.nan
    gaps["constant"] = 2.5
    small = pd.DataFrame(rng.normal(size=(9, 4)), columns=list("wxyz"))
    small["w"] = np.arange(9.0)
    small["up"] = small["w"] ** 3
    small["almost"] = [0, 1, 2, 3, 4, 5, 7, 6, 8.0]
    small.loc[2, "x"] = np.nan
    full = pd.DataFrame(np.round(rng.normal(size=(300, 7)), 1)).rename(columns=str)
    full["0"] += full["1"]
    full["2"] += 0.2 * full["3"]
    pair = pd.DataFrame({"a": [1.0, 2, np.nan], "b": [3.0, 1, 2], "c": [np.nan, np.nan, 2]})
    return {"gaps": gaps, "small": small, "full": full, "pair": pair}


def partial():
    x = rng.normal(size=(50, 4))
    x[:, 1] += x[:, 0]
    x[:, 2] += x[:, 1]
    out, p = np.eye(4), np.full((4, 4), np.nan)
    for i in range(4):
        for j in range(4):
            if i == j:
                continue
            rest = np.column_stack([np.ones(50), x[:, [k for k in range(4) if k not in (i, j)]]])
            r = [x[:, k] - rest @ np.linalg.lstsq(rest, x[:, k], rcond=None)[0] for k in (i, j)]
            out[i, j] = np.corrcoef(*r)[0, 1]
            df = 50 - 4
            p[i, j] = 2 * st.t.sf(abs(out[i, j]) * np.sqrt(df / (1 - out[i, j] ** 2)), df)
    return {"columns": plain(x.T), "R": plain(out), "P": plain(p)}


def scale():
    x = rng.normal(5, 3, size=(12, 5)).round(2)
    x[rng.integers(0, 12, 8), rng.integers(0, 5, 8)] = np.nan
    x[0, :4] = [1, 2, 2, 7]
    f = pd.DataFrame(x)
    mad = st.median_abs_deviation(x, axis=0, scale=1, nan_policy="omit")
    out = {
        "cols=zscore": (f - f.mean()) / f.std(ddof=1),
        "rows=zscore": f.sub(f.mean(axis=1), axis=0).div(f.std(axis=1, ddof=1), axis=0),
        "all=zscore": (f - np.nanmean(x)) / np.nanstd(x, ddof=1),
        "cols=minmax": (f - f.min()) / (f.max() - f.min()),
        "cols=robust": RobustScaler().fit_transform(x),
        "cols=mad": (f - f.median()) / (mad * 1.482602218505602),
        "rows=percent": 100 * f.div(f.sum(axis=1), axis=0),
        "all=percent": 100 * f / np.nansum(x),
        "cols=rank": f.rank(),
        "rows=rank": f.rank(axis=1),
        "log1p": np.log1p(np.abs(f)),
        "log2": np.log2(np.abs(f)),
        "rows=difference:2": f.sub(f[1], axis=0),
        "cols=difference:3": f.sub(f.loc[2], axis=1),
    }
    return {"matrix": plain(x), "results": {k: plain(v) for k, v in out.items()}}


def fill():
    x = rng.normal(size=(9, 4)).round(3)
    x[[0, 3, 4, 8, 2, 2], [0, 0, 0, 1, 2, 3]] = np.nan
    f = pd.DataFrame(x)
    inside = {"method": "linear", "limit_area": "inside"}
    out = {
        "0.5": f.fillna(0.5),
        "cols=mean": f.fillna(f.mean()),
        "cols=median": f.fillna(f.median()),
        "all=mean": f.fillna(np.nanmean(x)),
        "cols=linear": f.interpolate(**inside),
        "rows=linear": f.interpolate(axis=1, **inside),
    }
    return {"matrix": plain(x), "results": {k: plain(v) for k, v in out.items()}}


p = np.append(rng.uniform(size=40) ** 3, [0.01, 0.01, 1.0])
json.dump(
    {
        "made_by": "testdata/oracle/stat.py",
        "versions": {"pandas": pd.__version__, "numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "corr": {name: corr_case(frame) for name, frame in tables().items()},
        "fdr": [p.tolist(), st.false_discovery_control(p).tolist()],
        "partial": partial(),
        "scale": scale(),
        "fill": fill(),
        "normal": [[z, float(2 * st.norm.sf(z))] for z in [0, 0.01, 0.5, 1, 1.96, 2.8, 2.9, 3.5, 5, 8, 12, 30]],
        "student": [[r, n, float(scipy.special.betainc(n / 2 - 1, 0.5, (1 - r) * (1 + r)))]
                    for r in [0, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999999] for n in [3, 4, 5, 10, 33, 100, 401, 403, 5000, 1000000]],
    },
    OUT.open("w"),
    indent=0,
)
