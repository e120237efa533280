"""People that books and packages have published curves of, with those curves, and people made up."""

from collections.abc import Sequence

from hypothesis import strategies as st

from services.engagement.statistics.survival import Followed


def followed(ended: Sequence[float], still_here: Sequence[float] = ()) -> list[Followed]:
    return [*(Followed(time, True) for time in ended), *(Followed(time, False) for time in still_here)]


# Weeks of remission in acute myelogenous leukaemia, with and without maintenance: R. G. Miller, Survival Analysis
# (1981), page 49; `aml` in the R package survival.
MAINTAINED = followed([9, 13, 18, 23, 31, 34, 48], [13, 28, 45, 161])
NOT_MAINTAINED = followed([5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], [16])
# Weeks of remission with 6-mercaptopurine and with placebo: E. J. Freireich et al., Blood 21 (1963) 699-716;
# `gehan` in the R package MASS.
TREATED = followed([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
PLACEBO = followed([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23])
# Thousands of miles until ten fan belts broke: W. J. Conover, Practical Nonparametric Statistics (1999), page 91.
FAN_BELTS = followed([77, 47, 81, 56, 80], [62, 60, 43, 71, 37])


# Time, at risk, left, survival, standard error: tests/doaml.Rout.save of the R package survival, "These results can
# be found in Miller".
MILLER_MAINTAINED = [
    (9, 11, 1, 0.909, 0.0867),
    (13, 10, 1, 0.818, 0.1163),
    (18, 8, 1, 0.716, 0.1397),
    (23, 7, 1, 0.614, 0.1526),
    (31, 5, 1, 0.491, 0.1642),
    (34, 4, 1, 0.368, 0.1627),
    (48, 2, 1, 0.184, 0.1535),
]
MILLER_NOT_MAINTAINED = [
    (5, 12, 2, 0.8333, 0.1076),
    (8, 10, 2, 0.6667, 0.1361),
    (12, 8, 1, 0.5833, 0.1423),
    (23, 6, 1, 0.4861, 0.1481),
    (27, 5, 1, 0.3889, 0.1470),
    (30, 4, 1, 0.2917, 0.1387),
    (33, 3, 1, 0.1944, 0.1219),
    (43, 2, 1, 0.0972, 0.0919),
    (45, 1, 1, 0.0, None),
]
# Time, survival, standard error, log-log interval: D. G. Kleinbaum and M. Klein, Survival Analysis, computer appendix,
# Stata's `sts list`.
KLEINBAUM_TREATED = [
    (6, 0.8571, 0.0764, 0.6197, 0.9516),
    (7, 0.8067, 0.0869, 0.5631, 0.9228),
    (10, 0.7529, 0.0963, 0.5032, 0.8894),
    (13, 0.6902, 0.1068, 0.4316, 0.8491),
    (16, 0.6275, 0.1141, 0.3675, 0.8049),
    (22, 0.5378, 0.1282, 0.2678, 0.7468),
    (23, 0.4482, 0.1346, 0.1881, 0.6801),
]
# The same by G. Rodríguez, data.princeton.edu/eco572/KaplanMeier.html.
RODRIGUEZ_PLACEBO = [(1, 0.9048, 0.0641, 0.6700, 0.9753), (2, 0.8095, 0.0857, 0.5689, 0.9239)]
# Time, survival, log-log interval: R's survfit, as scipy/stats/tests/test_survival.py has it.
R_FAN_BELTS = [
    (37, 1.0, None, None),
    (43, 1.0, None, None),
    (47, 0.875, 0.38700001403202522, 0.9813929658789660),
    (56, 0.75, 0.31480711370551911, 0.9308983170906275),
    (77, 0.5, 0.08048821148507734, 0.8263946341076415),
    (80, 0.25, 0.01049958986680601, 0.6558775085110887),
    (81, 0.0, None, None),
]

# Whole numbers, so that many share a time, and fractions, so that few do; 0 as for somebody who came once.
times = st.one_of(st.integers(0, 12).map(float), st.floats(0, 1000))
people = st.lists(st.builds(Followed, times, st.booleans()), min_size=1, max_size=40)
all_left = st.lists(times, min_size=1, max_size=40)
