"""Golden values for the change model, from statsmodels and SciPy, every candidate fitted on its own.

Run by hand when a formula is changed; the tests only read the result:
    python3 make_changes.py > changes.json
Inputs are stored beside the results, so that a test names no number of its own.
"""

import json
import math

import numpy as np
import statsmodels.api as sm
from scipy import stats

MONTHS = 24


def candidates():
    """(kind, at, length, values over the months) of all that 24 months from a January allow."""
    i = np.arange(MONTHS)
    rows = [("step", a, MONTHS - a, (i >= a) * 1.0) for a in range(2, MONTHS - 1)]
    rows += [("drift", a, MONTHS - a, np.maximum(0, i - a + 1.0)) for a in range(1, MONTHS - 2)]
    rows += [("season", p, k, np.isin(i % 12, [(p + j) % 12 for j in range(k)]) * 1.0)
             for p in range(12) for k in (1, 2, 3)]
    rows += [("spike", a, 1, (i == a) * 1.0) for a in range(MONTHS)]
    rows += [("spike", a, 2, ((i == a) | (i == a + 1)) * 1.0) for a in range(1, MONTHS - 2)]
    return rows


def second_p(y, variance, x):
    """p of the strongest candidate beside x."""
    fits = [sm.WLS(y, np.column_stack([np.ones(MONTHS), x, other]), weights=1 / variance).fit()
            for _, _, _, other in candidates()]
    one = sm.WLS(y, sm.add_constant(x), weights=1 / variance).fit()
    ssr = min(fit.ssr for fit in fits)
    df = MONTHS - 3
    return 2 * stats.norm.sf(math.sqrt((one.ssr - ssr) / max(1.0, ssr / df))) * len(fits)


def strongest(y, variance):
    """The one component that explains most, by a full fit of each candidate."""
    weights = 1 / variance
    null = sm.WLS(y, np.ones(MONTHS), weights=weights).fit()
    fits = [(sm.WLS(y, sm.add_constant(x), weights=weights).fit(), kind, at, length)
            for kind, at, length, x in candidates()]
    fit, kind, at, length = min(fits, key=lambda row: row[0].ssr)
    df = MONTHS - 2
    dispersion = max(1.0, fit.ssr / df)
    z = math.sqrt((null.ssr - fit.ssr) / dispersion)
    clumped = fit.ssr > stats.chi2.ppf(0.95, df)
    p = 2 * (stats.t.sf(z, df) if clumped else stats.norm.sf(z)) * len(fits)
    half = (stats.t.ppf(0.975, df) if dispersion > 1 else stats.norm.ppf(0.975)) * math.sqrt(
        dispersion * fit.normalized_cov_params[1, 1])
    size = fit.params[1]
    cut = dispersion * (stats.chi2.ppf(0.95, 1) if kind == "drift" else 7.35)
    near = [a for f, k, a, n in fits if k == kind and (kind in ("step", "drift") or n == length)
            and f.ssr - fit.ssr <= cut and f.params[1] * size > 0]
    return dict(value=y.tolist(), variance=variance.tolist(), kind=kind, at=at, length=length, size=size,
                low=size - half, high=size + half, p=min(1.0, p), dispersion=dispersion,
                at_low=min(near), at_high=max(near))


def figures():
    rng = np.random.default_rng(8)
    by_place = {(kind, at, length): x for kind, at, length, x in candidates()}
    plans = [(("step", 7, 17), 3.0, 1), (("drift", 9, 15), 0.4, 1), (("season", 10, 2), -4.0, 1),
             (("season", 11, 3), 5.0, 1), (("spike", 14, 1), 6.0, 1), (("spike", 3, 2), -5.0, 1),
             (("step", 15, 9), -9.0, 3), (("drift", 1, 23), 0.3, 1)]
    rows = []
    for place, size, clump in plans:
        while True:
            variance = rng.uniform(0.4, 1.6, MONTHS)
            y = 20 + size * by_place[place] + rng.normal(size=MONTHS) * np.sqrt(variance) * clump
            row = strongest(y, variance)
            found = by_place.get((row["kind"], row["at"], row["length"]))
            # Rows that chance gave no second component, and no p near the limit.
            if row["p"] < 0.005 and second_p(y, variance, found) > 0.05:
                break
        rows.append(row)
    return rows


def shares():
    """A binomial fit with an identity link, the date given; p of a spike among few counts, by the cube root and exact."""
    rng = np.random.default_rng(2)
    i = np.arange(MONTHS)
    n = rng.integers(600, 1500, MONTHS)
    x = (i >= 11) * 1.0
    k = rng.binomial(n, 0.03 + 0.03 * x)
    fit = sm.GLM(np.column_stack([k, n - k]), sm.add_constant(x),
                 family=sm.families.Binomial(sm.families.links.Identity())).fit(start_params=[0.03, 0.03], tol=1e-14)
    dispersion = max(1.0, float((fit.resid_pearson**2).sum()) / (MONTHS - 2))
    step = dict(hits=k.tolist(), trials=n.tolist(), at=11, size=100 * fit.params[1],
                error=100 * fit.bse[1] * math.sqrt(dispersion), dispersion=dispersion, before=100 * fit.params[0])

    n = np.full(MONTHS, 400)
    k = np.array([1, 0, 2, 1, 0, 1, 1, 3, 0, 1, 2, 0, 1, 14, 1, 0, 2, 1, 1, 0, 1, 2, 0, 1])
    share = (k.sum() + 0.0) / n.sum()
    x = (i == 13) - 1 / MONTHS  # equal n: what a level leaves of it
    variance = share * (1 - share) / n
    third = share * (1 - share) * (1 - 2 * share) / n**2
    information = float((x**2 / variance).sum())
    z = float((x * k / n / variance).sum()) / math.sqrt(information)
    skewness = float(((x / variance) ** 3 * third).sum()) / information**1.5
    squares = float(((k / n - share) ** 2 / variance).sum()) - z * z
    assert squares / (MONTHS - 2) < 1
    cube_root = 6 / skewness * ((1 + skewness * z / 2) ** (1 / 3) - 1) + skewness / 6
    spike = dict(hits=k.tolist(), trials=n.tolist(), at=13,
                 p_cube_root=2 * float(stats.norm.sf(cube_root)) * len(candidates()),
                 p=2 * float(stats.pearson3.sf(z, skewness)) * len(candidates()))
    return dict(step=step, spike=spike)


if __name__ == "__main__":
    print(json.dumps(dict(figures=figures(), shares=shares()), indent=1))
