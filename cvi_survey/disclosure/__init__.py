"""What a round may say about its answers. Pure: counts in, a release out, no Django.

The rules, and why each is there: `docs/anonymity.md`. In short, for a statement

- under 5 answers: nothing;
- 5 to 7: on which side of the line the mean lies, or in the middle;
- from 8: the distribution, in tenths ("about 4 in 10"); from 100 people on in finer parts, of
  which each stands for five people or more. Where all, or all but one, of a small group answered
  alike, a side of the line again;
- systems only where every system shown has at least 5 people, and those left over, people who
  named no system among them, are none or at least 5; their distributions only where the rest
  could be shown as well.

How many answered is never said exactly, neither for the round nor for a statement, and who declined
cannot be worked out. Whatever is drawn or calculated later comes from the parts published here.
"""

from cvi_survey.disclosure.comparing import ElsewhereItem, everyone_else
from cvi_survey.disclosure.counts import CountsUnreadable, counts_read, release_of_counts
from cvi_survey.disclosure.released import (
    LEAST_FOR_DISTRIBUTION,
    LEAST_FOR_MEAN,
    SCHEMA,
    SIDE_EDGES,
    ItemRelease,
    Release,
    Shown,
    Side,
    Size,
    SystemRelease,
    Thresholds,
    release_as_dict,
    release_fingerprint,
    release_from_dict,
)
from cvi_survey.disclosure.rounding import (
    apportion,
    half_steps_of,
    is_nearly_unanimous,
    side_of,
    whole_for,
)
from cvi_survey.disclosure.rules import release, size_of, systems_to_show
from cvi_survey.disclosure.tallies import NO_SYSTEM, Tally, tally

__all__ = [
    "LEAST_FOR_DISTRIBUTION",
    "LEAST_FOR_MEAN",
    "NO_SYSTEM",
    "SCHEMA",
    "SIDE_EDGES",
    "CountsUnreadable",
    "ElsewhereItem",
    "ItemRelease",
    "Release",
    "Shown",
    "Side",
    "Size",
    "SystemRelease",
    "Tally",
    "Thresholds",
    "apportion",
    "counts_read",
    "everyone_else",
    "half_steps_of",
    "is_nearly_unanimous",
    "release",
    "release_as_dict",
    "release_fingerprint",
    "release_from_dict",
    "release_of_counts",
    "side_of",
    "size_of",
    "systems_to_show",
    "tally",
    "whole_for",
]
