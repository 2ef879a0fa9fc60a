"""Records what seaborn's clustermap draws as clustermap.json.

    pip install seaborn==0.13.2 matplotlib==3.11.2 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
    python testdata/oracle/clustermap.py

Each case has the arguments, the linkages of rows and columns, the orders of both, and the
values as they are drawn. None are NaN.
"""
import json
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

OUT = pathlib.Path(__file__).with_suffix(".json")
rng = np.random.default_rng(31)
data = rng.normal(size=(9, 6)).round(3)
data[:4, :3] += 3
frame = pd.DataFrame(data, index=[f"r{i}" for i in range(9)], columns=list("abcdef"))

cases = []
for args in (
    {}, {"method": "ward"}, {"method": "complete", "metric": "cityblock"}, {"method": "single", "metric": "correlation"},
    {"z_score": 0}, {"z_score": 1}, {"standard_scale": 0}, {"standard_scale": 1},
    {"row_cluster": False}, {"col_cluster": False}, {"method": "weighted", "metric": "cosine", "z_score": 1},
):
    g = sns.clustermap(frame, **args)
    case = {"args": args, "drawn": g.data2d.values.tolist()}
    for side, tree in (("rows", g.dendrogram_row), ("cols", g.dendrogram_col)):
        if tree is not None:
            case[side] = {"linkage": np.asarray(tree.linkage).tolist(), "order": list(map(int, tree.reordered_ind))}
    cases.append(case)
    plt.close("all")

OUT.write_text(json.dumps({"seaborn": sns.__version__, "data": data.tolist(), "cases": cases}, indent=None, separators=(",", ":")) + "\n")
