"""Golden values for agreement and corrected shares, from scikit-learn, statsmodels and numpy.

Run by hand when a formula is added; the tests only read the result:
    python3 make_agreement.py > agreement.json
Inputs are stored beside the results, so that a test names no number of its own. z is 1.959964, as in the program.
"""

import itertools
import json
import math
import sys

import numpy as np
from scipy import stats
from scipy.optimize import approx_fprime
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, precision_recall_fscore_support
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

Z = 1.959964
ALPHA = 2 * stats.norm.sf(Z)

MATRICES = [
    [[40, 9], [6, 20]],
    [[25, 10], [15, 50]],
    [[88, 14, 18], [10, 40, 10], [2, 6, 12]],
    [[744, 133, 80], [147, 150, 131], [143, 196, 1938]],
    [[5, 0, 0, 1], [0, 0, 0, 2], [1, 0, 7, 0], [0, 1, 1, 3]],
    [[0, 3], [4, 0]],
    [[1, 0], [0, 1]],
]


def rows_of(matrix):
    """The rows one by one, as two coders' lists."""
    coded, said = [], []
    for c, row in enumerate(matrix):
        for s, count in enumerate(row):
            coded += [c] * count
            said += [s] * count
    return coded, said


def nominal_alpha(coded, said):
    """Krippendorff's alpha by its definition: observed and expected disagreement over pairs of values."""
    within = sum(2 * (a != b) for a, b in zip(coded, said)) / (2 * len(coded))
    values = coded + said
    counts = np.bincount(values)
    n = len(values)
    differing = sum(int(counts[a]) * int(counts[b]) for a, b in itertools.permutations(range(len(counts)), 2))
    return 1 - within / (differing / (n * (n - 1)))


def agreement():
    out = []
    for matrix in MATRICES:
        coded, said = rows_of(matrix)
        k = len(matrix)
        precision, recall, f1, support = precision_recall_fscore_support(coded, said, labels=range(k), zero_division=0)
        kappa = cohens_kappa(np.array(matrix))
        assert math.isclose(kappa.kappa, cohen_kappa_score(coded, said), abs_tol=1e-12)
        used = sorted(set(coded) | set(said))
        intervals = []
        for c in range(k):
            both, all_said, all_coded = matrix[c][c], said.count(c), coded.count(c)
            intervals.append([None if n == 0 else list(proportion_confint(both, n, alpha=ALPHA, method="wilson"))
                              for n in (all_said, all_coded)])
        out.append(dict(matrix=matrix, precision=list(precision), recall=list(recall), f1=list(f1),
                        support=[int(s) for s in support], intervals=intervals,
                        macro_f1=f1_score(coded, said, labels=used, average="macro", zero_division=0),
                        accuracy=accuracy_score(coded, said), kappa=kappa.kappa, kappa_se=kappa.std_kappa,
                        alpha=nominal_alpha(coded, said)))
    return out


def prevalence(x):
    share, sensitivity, specificity = x
    return (share + specificity - 1) / (sensitivity + specificity - 1)


def corrected():
    """The interval by a numerical gradient of the value, at the padded rates, with Lang and Reiczigel's shift."""
    out = []
    for comments, of, coded, found, without, left_alone in [
            (300, 3000, 40, 28, 360, 349), (90, 3000, 25, 15, 475, 470), (5000, 10000, 150, 120, 350, 330),
            (10, 2000, 30, 30, 270, 270), (0, 500, 40, 30, 60, 55), (500, 500, 40, 30, 60, 55), (60, 2000, 60, 40, 300, 290)]:
        share, se, sp = comments / of, found / coded, left_alone / without
        value = prevalence((share, se, sp))
        sizes = [of + Z * Z, coded + 2, without + 2]
        rates = np.array([(comments + Z * Z / 2) / sizes[0], (found + 1) / sizes[1], (left_alone + 1) / sizes[2]])
        gradient = approx_fprime(rates, prevalence, 1e-8)
        variances = rates * (1 - rates) / np.array(sizes)
        p = prevalence(rates)
        half = Z * math.sqrt(float(np.sum(gradient**2 * variances)))
        shift = 2 * Z * Z * (p * variances[1] - (1 - p) * variances[2])
        clip = lambda v: min(1.0, max(0.0, float(v)))
        out.append(dict(comments=comments, of=of, coded=coded, found=found, without=without, left_alone=left_alone,
                        value=clip(value), low=min(clip(value), clip(p + shift - half)),
                        high=max(clip(value), clip(p + shift + half))))
    return out


json.dump(dict(agreement=agreement(), corrected=corrected()), sys.stdout, indent=1)
print()
