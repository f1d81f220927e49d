"""Golden values for the statistics of the drivers, from SciPy and statsmodels.

Run by hand when a formula is added; the tests only read the result:
    python3 make_statistics.py > statistics.json
Inputs are stored beside the results, so that a test names no number of its own. z is 1.959964, as in the
program, where a formula takes z; t quantiles and p values are the libraries' own.
"""

import json
import math
import random
import sys

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

Z = 1.959964
ALPHA = 2 * stats.norm.sf(Z)  # the alpha that makes the libraries use this very z


def scores_of(n, promoters, detractors):
    return np.array([100.0] * promoters + [-100.0] * detractors + [0.0] * (n - promoters - detractors))


def nps():
    rows = []
    for n, p, d in [(20, 10, 5), (400, 180, 70), (30, 0, 30), (35, 35, 0), (1000, 420, 310), (10, 1, 8), (1, 1, 0)]:
        scores = scores_of(n, p, d)
        m, pp, dd = n + 3, (p + 0.75) / (n + 3), (d + 0.75) / (n + 3)
        # Variance of the three-point distribution, by its definition.
        mean = 100 * (pp - dd)
        variance = pp * (100 - mean) ** 2 + dd * (-100 - mean) ** 2 + (1 - pp - dd) * mean**2
        half = Z * math.sqrt(variance / m)
        rows.append(dict(n=n, promoters=p, detractors=d, value=scores.mean(), variance=scores.var() / n,
                         adjusted=mean, half=half, low=min(max(-100, mean - half), scores.mean()),
                         high=max(min(100, mean + half), scores.mean())))
    return rows


def nps_difference():
    rows = []
    for a, b in [((40, 4, 30), (500, 150, 200)), ((30, 0, 30), (300, 60, 150)), ((60, 20, 20), (60, 20, 20))]:
        adjusted = []
        for n, p, d in (a, b):
            pp, dd = (p + 0.75) / (n + 3), (d + 0.75) / (n + 3)
            mean = 100 * (pp - dd)
            variance = pp * (100 - mean) ** 2 + dd * (-100 - mean) ** 2 + (1 - pp - dd) * mean**2
            adjusted.append((mean, variance / (n + 3)))
        centre = adjusted[0][0] - adjusted[1][0]
        se = math.sqrt(adjusted[0][1] + adjusted[1][1])
        rows.append(dict(a=a, b=b, value=scores_of(*a).mean() - scores_of(*b).mean(), low=centre - Z * se,
                         high=centre + Z * se, p=2 * stats.norm.sf(abs(centre) / se)))
    return rows


def wilson():
    rows = []
    for hits, n in [(0, 10), (1, 10), (15, 30), (30, 30), (830, 1000), (3, 100000)]:
        low, high = proportion_confint(hits, n, alpha=ALPHA, method="wilson")
        rows.append(dict(hits=hits, n=n, low=max(low, 0.0), high=min(high, 1.0)))
    return rows


def shares():
    rows = []
    for a, b in [((56, 70), (48, 80)), ((0, 30), (12, 200)), ((30, 30), (150, 200)), ((9, 40), (300, 900))]:
        low, high = confint_proportions_2indep(a[0], a[1], b[0], b[1], method="newcomb", compare="diff",
                                               alpha=ALPHA)
        # The pooled z test is the chi-square test of the 2x2 table without correction.
        table = [[a[0], a[1] - a[0]], [b[0], b[1] - b[0]]]
        p = stats.chi2_contingency(table, correction=False).pvalue
        rows.append(dict(a=a, b=b, value=a[0] / a[1] - b[0] / b[1], low=low, high=high, p=p))
    return rows


def welch():
    draw = random.Random(20)
    rows = []
    for n_a, n_b, spread, offset in [(30, 200, 1, 0), (12, 15, 3, 0), (50, 60, 2, 10**9), (2, 2, 1, 0), (40, 400, 4, -50)]:
        a = [offset + round(draw.gauss(2.0, spread), 3) for _ in range(n_a)]
        b = [offset + round(draw.gauss(2.6, 1.0), 3) for _ in range(n_b)]
        # Integers in thousandths are exact; the offset does not change the difference.
        milli_a = [round((v - offset) * 1000) + offset * 1000 for v in a]
        milli_b = [round((v - offset) * 1000) + offset * 1000 for v in b]
        small_a = np.array([v - offset * 1000 for v in milli_a]) / 1000
        small_b = np.array([v - offset * 1000 for v in milli_b]) / 1000
        test = stats.ttest_ind(small_a, small_b, equal_var=False)
        ci = test.confidence_interval(0.95)
        own = stats.t.interval(0.95, n_a - 1, small_a.mean(), stats.sem(small_a))
        rows.append(dict(a=milli_a, b=milli_b, mean_a=offset + small_a.mean(), variance_a=small_a.var(ddof=1),
                         low_a=offset + own[0], high_a=offset + own[1], value=small_a.mean() - small_b.mean(),
                         t=test.statistic, df=test.df, p=test.pvalue, low=ci.low, high=ci.high))
    return rows


def impact():
    """By the records themselves: the mean of all less the mean of the others."""
    draw = random.Random(7)
    rows = []
    for n_t, n_e in [(30, 270), (10, 90), (400, 100)]:
        theme = np.array([draw.choice([-100.0, -100.0, 0.0, 100.0]) for _ in range(n_t)])
        others = np.array([draw.choice([-100.0, 0.0, 100.0, 100.0]) for _ in range(n_e)])
        n = n_t + n_e
        q = n_t / n
        value = np.concatenate([theme, others]).mean() - others.mean()
        se = math.sqrt(q**2 * (theme.var() / n_t + others.var() / n_e) +
                       (theme.mean() - others.mean()) ** 2 * q * (1 - q) / n)
        rows.append(dict(with_n=n_t, with_value=theme.mean(), with_variance=theme.var() / n_t, others_n=n_e,
                         others_value=others.mean(), others_variance=others.var() / n_e, value=value,
                         low=value - Z * se, high=value + Z * se, p=2 * stats.norm.sf(abs(value) / se)))
    return rows


def benjamini_hochberg():
    draw = random.Random(3)
    families = [[0.01, 0.04, 0.03, 0.005, 0.5], [0.2], [0.05, 0.05, 0.05], [draw.random() ** 3 for _ in range(60)],
                [0.0, 1.0, 1e-12, 0.9]]
    return [dict(p=p, q=list(multipletests(p, method="fdr_bh")[1])) for p in families]


def normal():
    return dict(cdf=[dict(z=z, p=stats.norm.cdf(z)) for z in (-6, -1.959964, -0.5, 0, 1, 3.2)],
                quantile=[dict(p=p, z=stats.norm.ppf(p)) for p in (1e-6, 0.025, 0.5, 0.8, 0.975)])


def quantiles():
    """Durations in ms over six orders of size; linear between neighbours, as numpy and spreadsheets do."""
    draw = random.Random(11)
    rows = []
    for n in (1, 2, 10, 501):
        values = [round(math.exp(draw.uniform(3, 17))) for _ in range(n)]
        rows.append(dict(values=values, median=float(np.percentile(values, 50)), p90=float(np.percentile(values, 90))))
    return rows


json.dump(dict(nps=nps(), nps_difference=nps_difference(), wilson=wilson(), shares=shares(), welch=welch(),
               impact=impact(), benjamini_hochberg=benjamini_hochberg(), normal=normal(), quantiles=quantiles()),
          sys.stdout, indent=1)
print()
