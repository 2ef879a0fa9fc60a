"""Records distances, linkage, cuts and orders as cluster.json.gz.

    pip install scipy==1.17.1 fastcluster==1.3.0 scikit-learn==1.9.1 numpy==2.4.6      (Python 3.11)
    python testdata/oracle/cluster.py

data:      {name: rows}; null is missing
distances: {data: {metric: condensed distances (pdist)}}; for missing data by scikit-learn's
           nan_euclidean_distances and, for correlation, by a loop over the shared columns
linkage:   {data: {metric: {method: [[left, right, height, size], ...]}}}, by SciPy
fast:      the heights that fastcluster gives for the same
cut:       {k: cluster of each row} by fcluster(maxclust), {"height h": ...} by
           fcluster(distance), {"inconsistent t depth": ...}, of random/euclidean/average
cophenetic, correlation: of the same tree
optimal:   {data: {method: path length after optimal_leaf_ordering}}
kmeans:    {k: inertia of scikit-learn's best of 200 runs on random}
silhouette: {k: mean silhouette of random cut into k, as above}
"""
import gzip
import json
import pathlib

import fastcluster
import numpy as np
import scipy.cluster.hierarchy as h
from scipy.spatial.distance import pdist, squareform
from scipy.stats import rankdata
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.metrics.pairwise import nan_euclidean_distances

OUT = pathlib.Path(__file__).with_suffix(".json.gz")
rng = np.random.default_rng(7)
METRICS = ["euclidean", "sqeuclidean", "cityblock", "chebyshev", "cosine", "correlation", "spearman", "jaccard", "hamming"]
METHODS = ["average", "single", "complete", "weighted", "ward", "centroid", "median"]

data = {
    "random": np.round(rng.normal(size=(37, 7)), 6),
    "offset": np.round(rng.normal(size=(21, 5)), 4) + 1e6,
    "binary": (rng.random((30, 200)) < 0.4).astype(float),
    "tied": rng.integers(0, 3, size=(25, 4)).astype(float),
    "same": np.repeat(np.round(rng.normal(size=(4, 3)), 6), 4, axis=0),
    "wide": np.round(rng.normal(size=(15, 40)), 6),
    "sets": (rng.random((13, 300)) < 0.3).astype(float),
}
holes = np.round(rng.normal(size=(26, 14)), 6)
holes[rng.random(holes.shape) < 0.15] = np.nan


def distances(x, metric):
    if metric == "spearman":
        return pdist(np.apply_along_axis(rankdata, 1, x), "correlation")
    if metric == "jaccard":
        n = len(x)
        return np.array([jaccard(x[i], x[j]) for i in range(n) for j in range(i + 1, n)])
    return pdist(x, metric)


def jaccard(u, v):
    some = (u != 0) | (v != 0)
    return ((u != v) & some).sum() / some.sum() if some.any() else 0.0


def pairwise_correlation(x):
    n = len(x)
    out = []
    for i in range(n):
        for j in range(i + 1, n):
            both = ~np.isnan(x[i]) & ~np.isnan(x[j])
            out.append(1 - np.corrcoef(x[i][both], x[j][both])[0, 1])
    return np.array(out)


def plain(x):
    return [[None if np.isnan(v) else float(v) for v in row] for row in x]


def main():
    out = {"data": {k: plain(v) for k, v in data.items()}, "distances": {}, "linkage": {}, "fast": {}, "optimal": {},
           "kmeans": {}, "silhouette": {}}
    out["data"]["holes"] = plain(holes)
    kept = {
        "random": METRICS[:7],
        "offset": ["euclidean", "correlation"],
        "binary": ["jaccard", "hamming", "cosine"],
        "tied": ["euclidean", "cityblock", "hamming", "jaccard"],
        "wide": ["spearman", "chebyshev"],
        "sets": ["jaccard", "hamming"],
        "same": ["euclidean", "cosine"],
    }
    sets = [(name, metric, distances(data[name], metric)) for name, metrics in kept.items() for metric in metrics]
    sets.append(("holes", "euclidean", squareform(nan_euclidean_distances(holes), checks=False)))
    sets.append(("holes", "correlation", pairwise_correlation(holes)))
    for name, metric, d in sets:
        d = np.maximum(d, 0)
        out["distances"].setdefault(name, {})[metric] = d.tolist()
        trees, fast = {}, {}
        for method in METHODS:
            if method in ("ward", "centroid", "median") and (metric != "euclidean" or name == "holes"):
                continue
            trees[method] = h.linkage(d, method).tolist()
            fast[method] = fastcluster.linkage(d, method)[:, 2].tolist()
        out["linkage"].setdefault(name, {})[metric] = trees
        out["fast"].setdefault(name, {})[metric] = fast
    d = pdist(data["random"])
    z = h.linkage(d, "average")
    out["cut"] = {str(k): h.fcluster(z, k, "maxclust").tolist() for k in range(1, 38)}
    for t in (0.5, 1.2, 2.0, 2.5, 3.1, 4.0):
        out["cut"][f"height {t}"] = h.fcluster(z, t, "distance").tolist()
    for t in (0.5, 0.71, 0.9, 1.0, 1.15):
        for depth in (2, 3, 4):
            out["cut"][f"inconsistent {t} {depth}"] = h.fcluster(z, t, "inconsistent", depth).tolist()
    r, c = h.cophenet(z, d)
    out["correlation"], out["cophenetic"] = float(r), c.tolist()
    for name in ("random", "offset", "tied", "same"):
        d = pdist(data[name])
        full = squareform(d)
        for method in ("average", "single", "complete", "ward"):
            leaves = h.leaves_list(h.optimal_leaf_ordering(h.linkage(d, method), d))
            out["optimal"].setdefault(name, {})[method] = float(full[leaves[:-1], leaves[1:]].sum())
    for k in range(1, 9):
        best = KMeans(k, n_init=200, random_state=0, tol=0).fit(data["random"])
        out["kmeans"][str(k)] = best.inertia_
        if k > 1:
            groups = h.fcluster(z, k, "maxclust")
            out["silhouette"][str(k)] = float(silhouette_score(data["random"], groups))
    text = json.dumps(out, separators=(",", ":"))
    with gzip.GzipFile(OUT, "wb", mtime=0) as f:
        f.write(text.encode())


main()
