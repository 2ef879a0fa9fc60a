"""Records pandas' correlations as correlate.json.

    pip install pandas==3.1.1 numpy==2.4.6
    python testdata/oracle/correlate.py PATH/iris.csv

Each case has the columns of a table, null for a missing value, and the matrix that
DataFrame.corr() gives, null for NaN.

iris: Fisher's four measurements, from the file given (150 rows; other columns ignored)
gaps: missing values, an infinity, a constant column, one with a single value, one
      without any, and one that is constant where another is present
large: a small signal on a large offset
"""
import json
import pathlib
import sys

import numpy as np
import pandas as pd

OUT = pathlib.Path(__file__).with_suffix(".json")


def plain(a):
    return [[float(v) if np.isfinite(v) else (str(float(v)) if np.isinf(v) else None) for v in row] for row in a]


def case(frame):
    return {
        "labels": list(frame.columns),
        "columns": plain(frame.to_numpy(dtype=float).T),
        "corr": plain(frame.corr().to_numpy()),
    }


def gaps():
    rng = np.random.default_rng(7)
    a = rng.normal(size=40)
    frame = pd.DataFrame({"a": a, "b": 0.6 * a + rng.normal(size=40), "c": -a + 0.1 * rng.normal(size=40)})
    for name in "bc":
        frame.loc[rng.choice(40, 9, replace=False), name] = np.nan
    frame.loc[3, "a"] = np.inf
    frame["constant"] = 0.1
    frame["single"] = np.nan
    frame.loc[5, "single"] = 2.0
    frame["none"] = np.nan
    frame["half"] = np.where(np.arange(40) < 20, np.nan, 5.0)
    frame.loc[25, "half"] = np.nan
    frame["step"] = np.where(np.arange(40) < 20, np.arange(40.0), 3.0)
    return frame


def large():
    rng = np.random.default_rng(8)
    x = rng.integers(-50, 50, size=(200, 5)).astype(float)
    x[:, 1] += x[:, 0]
    x[:, 2] -= 3 * x[:, 0]
    return pd.DataFrame(x + 1e6, columns=list("vwxyz"))


iris = pd.read_csv(sys.argv[1]).select_dtypes("number")
json.dump(
    {
        "made_by": "testdata/oracle/correlate.py",
        "versions": {"pandas": pd.__version__, "numpy": np.__version__},
        "cases": {"iris": case(iris), "gaps": case(gaps()), "large": case(large())},
    },
    OUT.open("w"),
    indent=0,
)
