"""Golden values for fair shares, phrases and curves, from NumPy, SciPy and exact Shapley values.

Run by hand when a formula is added; the tests only read the result:
    python3 make_drivers.py > drivers.json
Inputs are stored beside the results, so that a test names no number of its own.
"""

import itertools
import json
import math
import sys

import numpy as np
from scipy import linalg, stats


def shapley(x, y):
    """R^2 of every subset of predictors, and each one's mean gain over all orders of entering."""
    k = x.shape[1]

    def r2(columns):
        if not columns:
            return 0.0
        design = np.column_stack([np.ones(len(y)), x[:, list(columns)]])
        residual = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
        return 1 - residual.var() / y.var()

    known = {s: r2(s) for n in range(k + 1) for s in itertools.combinations(range(k), n)}
    values = []
    for j in range(k):
        others = [i for i in range(k) if i != j]
        total = 0.0
        for n in range(k):
            weight = math.factorial(n) * math.factorial(k - n - 1) / math.factorial(k)
            for s in itertools.combinations(others, n):
                total += weight * (known[tuple(sorted(s + (j,)))] - known[s])
        values.append(total)
    return values


def relative_weights():
    rows = []
    rng = np.random.default_rng(5)
    for k, n in [(2, 400), (4, 2000), (6, 3000)]:
        base = rng.random(n)
        x = np.column_stack([(rng.random(n) < 0.05 + 0.25 * base) for _ in range(k)]).astype(float)
        y = x @ np.linspace(-3, -0.5, k) + rng.normal(size=n) * 2
        among = np.corrcoef(x, rowvar=False)
        outcome = np.array([np.corrcoef(x[:, j], y)[0, 1] for j in range(k)])
        root = linalg.sqrtm(among).real  # L, by another road than an eigen-decomposition of ours
        beta = np.linalg.solve(root, outcome)
        weights = (root**2) @ (beta**2)
        rows.append(dict(correlations=among.ravel().tolist(), outcome=outcome.tolist(), weights=weights.tolist(),
                         r_squared=float(weights.sum()), shapley=shapley(x, y)))
    return rows


def log_likelihood():
    rows = []
    for a, n, b, m in [(12, 100, 3, 200), (50, 1000, 49, 1000), (7, 7, 1, 500), (30, 10000, 0, 10000)]:
        table = np.array([[a, n - a], [b, m - b]])
        g2 = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
        ratio = math.log2(((a + 0.5) / (n + 1)) / ((b + 0.5) / (m + 1)))
        rows.append(dict(a=a, n=n, b=b, m=m, g2=g2, log_ratio=ratio))
    return rows


# The edges between which a curve's numbers are counted, in minutes: as in number_bands.cpp for times.
EDGES = [0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1080]


def curve():
    """Star ratings that fall from half an hour on; the knee by a search over the edges."""
    rng = np.random.default_rng(11)
    minutes = np.round(10 ** rng.uniform(0, 2.9, 500), 3)
    fall = np.maximum(0, np.log10(1 + minutes * 60) - np.log10(1 + 30 * 60))
    stars = np.clip(np.round(4.6 - 2.2 * fall + rng.normal(size=500) * 1.1), 1, 5)
    milli = np.round(minutes * 60000)
    bands = np.searchsorted(np.array(EDGES) * 60000, milli, side="right")
    points, within = [], 0.0
    for band in range(len(EDGES) + 1):
        chosen = bands == band
        if chosen.sum() < 10:
            continue
        t = math.log10(1 + milli[chosen].mean() / 1000)
        points.append((t, stars[chosen].mean(), chosen.sum(), EDGES[band] if band < len(EDGES) else None))
        within += stars[chosen].var(ddof=1) * chosen.sum()
    records = sum(p[2] for p in points)
    variance = within / records

    def fit(knee):
        t = np.array([p[0] for p in points])
        design = [np.ones_like(t), t] + ([np.maximum(0, t - knee)] if knee is not None else [])
        w = np.sqrt(np.array([p[2] for p in points], float))
        design = np.column_stack(design) * w[:, None]
        y = np.array([p[1] for p in points]) * w
        line, *_ = np.linalg.lstsq(design, y, rcond=None)
        return float(((y - design @ line) ** 2).sum()), line

    tried = [(fit(math.log10(1 + points[i][3] * 60)), points[i][3]) for i in range(1, len(points) - 2)]
    (squares, line), at = min(tried, key=lambda row: row[0][0])
    inside = [edge for (s, _), edge in tried if (s - squares) / variance <= stats.chi2.ppf(0.95, 1)]
    return dict(minutes_milli=milli.astype(int).tolist(), stars=stars.astype(int).tolist(), at=at, low=min(inside),
                high=max(inside), slope_before=float(line[1]), slope_after=float(line[1] + line[2]),
                gain=(fit(None)[0] - squares) / variance)


def jackknife():
    """Delete-a-bucket standard errors of the leave-out impact and of a difference, from the plain definition."""
    rng = np.random.default_rng(3)
    all_records = rng.integers(5, 40, 256)
    all_value = np.array([rng.integers(-n, n + 1) for n in all_records])
    with_records = np.array([rng.integers(0, n // 2) for n in all_records])
    with_value = np.array([rng.integers(-n, 1) if n else 0 for n in with_records])
    keep = ~np.eye(256, dtype=bool)

    def figure(value, records):
        return 100 * value.sum() / records.sum()

    impacts = [figure(all_value[k], all_records[k])
               - figure((all_value - with_value)[k], (all_records - with_records)[k]) for k in keep]
    others_value, others_records = all_value - with_value, all_records - with_records
    gaps = [figure(with_value[k], with_records[k]) - figure(others_value[k], others_records[k]) for k in keep]

    def error(values):
        return math.sqrt(255 / 256 * float(((np.array(values) - np.mean(values)) ** 2).sum()))

    return dict(all_records=all_records.tolist(), all_value=all_value.tolist(), with_records=with_records.tolist(),
                with_value=with_value.tolist(), impact_error=error(impacts), difference_error=error(gaps))


def weighted():
    """Figures of weighed answers: shares and means by the weights, intervals by Kish's effective size."""
    rng = np.random.default_rng(17)
    scores = rng.integers(0, 11, 60)
    weights = rng.integers(200, 4000, 60)  # thousandths
    effective = float(weights.sum()) ** 2 / float((weights.astype(float) ** 2).sum())
    z = 1.959964

    mean = float(np.average(scores, weights=weights))
    variance = float(np.average((scores - mean) ** 2, weights=weights)) * effective / (effective - 1)
    half = float(stats.t.ppf(0.975, effective - 1)) * math.sqrt(variance / effective)

    p = float(weights[scores >= 9].sum() / weights.sum())
    d = float(weights[scores <= 6].sum() / weights.sum())
    n = effective + 3
    pp, dd = (p * effective + 0.75) / n, (d * effective + 0.75) / n
    spread = z * 100 * math.sqrt((pp + dd - (pp - dd) ** 2) / n)
    return dict(scores=scores.tolist(), weights=weights.tolist(), effective=effective, mean=mean, low=mean - half,
                high=mean + half, nps=100 * (p - d), nps_low=100 * (pp - dd) - spread,
                nps_high=100 * (pp - dd) + spread)


json.dump(dict(weighted=weighted(), relative_weights=relative_weights(), log_likelihood=log_likelihood(), curve=curve(),
               jackknife=jackknife()), sys.stdout, indent=None)
print()
