"""Why an entry was scored as it was, in lines of text: for the command line and for review."""

from collections.abc import Iterator

from quizzes.scoring.linear import Combiner
from quizzes.scoring.reading import read_entry
from quizzes.scoring.results import Basis, EntryScore, Match
from quizzes.scoring.scorer import Scorer

MOST_REASONS = 4

BASES = {
    Basis.PHRASING: "read like",
    Basis.EXAMPLES: "like entries that others wrote; closest phrasing",
    Basis.MEANING: "close in meaning; closest phrasing",
}


def explained(scorer: Scorer, score: EntryScore) -> Iterator[str]:
    """Lines that say what was matched, by which words, how surely, and what weighed most."""
    yield f"“{score.text.strip()}”"
    if not score.matches and not score.notes:
        yield "  not matched yet"
    for match in score.matches:
        yield from _match(match)
        yield from _reasons(scorer, score, match)
    for match in score.possible:
        yield f"  close, no credit: {match.item.id} (probability {match.figure:.2f})"
    for note in score.notes:
        yield f"  privacy: {note.private.name}, “{note.part}” ({note.figure:.2f})"
        yield f"    {note.private.reason}"


def _match(match: Match) -> Iterator[str]:
    extent = "in part" if match.is_partial else "wholly"
    yield f"  covers {match.item.id} {extent}, {match.confidence} (probability {match.figure:.2f})"
    yield f"    “{match.part}” {BASES[match.basis]} “{match.phrasing}”"
    if match.missing:
        yield f"    missing: {', '.join(match.missing)}"


def _reasons(scorer: Scorer, score: EntryScore, match: Match) -> Iterator[str]:
    """The features that moved the figure most, in the combiner's own words."""
    evidence = scorer.evidence(read_entry(score.text, scorer.matcher))
    features = evidence.items[match.item.id]
    judge: Combiner = scorer.judge_of_items(features)
    moved = {name: weight * features.get(name, 0.0) for name, weight in judge.weights.items()}
    strongest = sorted(moved, key=lambda name: -abs(moved[name]))[:MOST_REASONS]
    found = ", ".join(
        f"{name} {features.get(name, 0.0):.2f} ({moved[name]:+.2f})" for name in strongest
    )
    yield f"    weighed most: {found}"
