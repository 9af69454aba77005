"""A kept report in the reader's words: the same for the page, the PDF and the CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitator.activities import kind_of
from facilitator.activities.kind import ActivityKind, OutcomePart
from facilitator.reports.building import ADDED, BREAK, SCHEMA, SKIPPED, counted

BAR = 1000
"""Width of the longest bar, in its own units."""


@dataclass(frozen=True)
class RowRead:
    """A slide or break of the agenda. `planned` and `actual` are minutes in words, or empty."""

    number: int
    title: str
    planned: str
    actual: str
    remark: str
    is_break: bool


@dataclass(frozen=True)
class LessonRead:
    """A lesson of the agenda; the bars are parts of `BAR`."""

    title: str
    planned: int
    actual: int
    difference: str
    planned_bar: int
    actual_bar: int
    rows: tuple[RowRead, ...]


@dataclass(frozen=True)
class ActivityRead:
    """What the room did together. Without an outcome there is nothing but its title."""

    label: str
    title: str
    number: int
    kind: ActivityKind | None
    outcome: dict[str, Any] | None

    @property
    def html(self) -> SafeString:
        """The outcome by the kind's own template, which escapes what people typed."""
        if self.kind is None or self.outcome is None:
            return SafeString()
        template = f"facilitator/activities/{self.kind.name}/report.html"
        context = {"outcome": self.outcome, "title": self.title}
        return mark_safe(render_to_string(template, context))  # noqa: S308

    @property
    def rows(self) -> list[list[str]]:
        """The outcome as a table, its header first, every row as long as the longest.

        The title, which stands above it, is not said again in its header.
        """
        if self.kind is None or self.outcome is None:
            return []
        found = [[str(cell) for cell in row] for row in self.kind.outcome_rows(self.outcome)]
        if found and found[0] and found[0][0] == self.title:
            found[0][0] = str(self.kind.first_column)
        longest = max(map(len, found), default=0)
        return [[*row, *[""] * (longest - len(row))] for row in found]

    @property
    def parts(self) -> list[OutcomePart]:
        """The outcome as it is printed: as its kind says it, or else its rows as one table."""
        if self.kind is None or self.outcome is None:
            return []
        head, *rows = self.rows or [[]]
        return list(self.kind.outcome_parts(self.outcome)) or [OutcomePart(head=head, rows=rows)]


@dataclass(frozen=True)
class NoteRead:
    slide: str
    number: int
    title: str
    text: str


@dataclass(frozen=True)
class ReportRead:
    """The report. `facts` are names and values for its head; `lead` is how it went, in a line."""

    title: str
    language: str
    jurisdiction: str
    date: str
    facts: tuple[tuple[str, str], ...]
    lead: str
    is_ended_by_clock: bool
    lessons: tuple[LessonRead, ...]
    planned: int
    actual: int
    attendance: tuple[str, ...]
    credit: tuple[str, ...]
    activities: tuple[ActivityRead, ...]
    notes: tuple[NoteRead, ...]
    file_name: str

    @property
    def difference(self) -> str:
        """Minutes over the plan, or under it."""
        return _signed(self.actual - self.planned)

    @property
    def styles(self) -> list[str]:
        """Style sheets that the kinds of its activities bring."""
        found = (style for one in self.activities if one.kind for style in one.kind.styles)
        return list(dict.fromkeys(found))


def report_read(report: Mapping[str, Any]) -> ReportRead:
    """Read what `building.report_of` wrote. Raises `ValueError` for a schema not known here."""
    if report.get("schema") != SCHEMA:
        raise ValueError(f"Unknown schema of a report: {report.get('schema')!r}.")
    zone = ZoneInfo(report["time_zone"])
    began = _time(report["actual"]["starts_at"], zone)
    assert began is not None  # noqa: S101 (a session that has ended has begun)
    name = f"{report['jurisdiction']} {report['title']} {began.date().isoformat()}"
    return ReportRead(
        title=report["title"],
        language=report["language"],
        jurisdiction=report["jurisdiction"],
        date=date_format(began, "DATE_FORMAT"),
        facts=_facts(report, began, zone),
        lead=_lead(report),
        is_ended_by_clock=report["actual"]["is_ended_by_clock"],
        lessons=_lessons(report["lessons"]),
        planned=report["planned"]["minutes"],
        actual=minutes_of(report["actual"]["seconds"]),
        attendance=_attendance(report["attendance"]),
        credit=tuple(report["attendance"]["credit"]),
        activities=tuple(_activity(one) for one in report["activities"]),
        notes=tuple(
            NoteRead(one["slide"], one["number"], one["title"], one["text"])
            for one in report["notes"]
        ),
        file_name=slugify(name)[:100] or "report",
    )


def minutes_of(seconds: int) -> int:
    """Whole minutes, the nearest."""
    return (seconds + 30) // 60


def minutes_words(minutes: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


# The head ----------------------------------------------------------------------------------------


def _time(text: str | None, zone: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(zone) if text else None


def _facts(
    report: Mapping[str, Any], began: datetime, zone: ZoneInfo
) -> tuple[tuple[str, str], ...]:
    module, planned, actual = report["module"], report["planned"], report["actual"]
    numbered = _("%(number)s. %(title)s") % module if module["number"] else module["title"]
    places = [report["place"], _("online") if report["is_online"] else ""]
    facts = (
        (_("Module"), numbered),
        (_("Date"), date_format(began, "DATE_FORMAT")),
        (_("Where"), ", ".join(filter(None, places))),
        (_("Jurisdiction"), report["jurisdiction"]),
        (_("Facilitators"), ", ".join(report["facilitators"])),
        (_("Planned"), _span(planned, planned["minutes"], zone)),
        (_("Actual"), _span(actual, minutes_of(actual["seconds"]), zone)),
    )
    return tuple((name, value) for name, value in facts if value)


def _span(part: Mapping[str, Any], minutes: int, zone: ZoneInfo) -> str:
    """From when to when, such as "9:00 AM to 11:05 AM, 125 minutes"."""
    start, end = _time(part["starts_at"], zone), _time(part["ends_at"], zone)
    if start is None or end is None:
        return minutes_words(minutes)
    return _("%(start)s to %(end)s, %(minutes)s") % {
        "start": date_format(start, "TIME_FORMAT"),
        "end": date_format(end, "TIME_FORMAT"),
        "minutes": minutes_words(minutes),
    }


def _lead(report: Mapping[str, Any]) -> str:
    late = minutes_of(report["actual"]["seconds"]) - report["planned"]["minutes"]
    words = minutes_words(abs(late))
    said = [_("It took as long as planned.")]
    if late > 0:
        said = [_("It took %(minutes)s longer than planned.") % {"minutes": words}]
    elif late < 0:
        said = [_("It took %(minutes)s less than planned.") % {"minutes": words}]
    skipped = counted(report["lessons"], SKIPPED)
    added = counted(report["lessons"], ADDED)
    if skipped:
        said.append(
            ngettext(
                "%(n)d planned slide was not shown.",
                "%(n)d planned slides were not shown.",
                skipped,
            )
            % {"n": skipped}
        )
    if added:
        said.append(
            ngettext(
                "%(n)d slide was shown beyond the plan.",
                "%(n)d slides were shown beyond the plan.",
                added,
            )
            % {"n": added}
        )
    return " ".join(said)


def _attendance(found: Mapping[str, Any]) -> tuple[str, ...]:
    joined, expected = found["joined"], found["expected"]
    said = [ngettext("%(n)d device joined.", "%(n)d devices joined.", joined) % {"n": joined}]
    if expected is not None:
        said.append(
            ngettext("%(n)d person was expected.", "%(n)d people were expected.", expected)
            % {"n": expected}
        )
    credit = len(found["credit"])
    if credit:
        said.append(
            ngettext(
                "%(n)d person signed in for credit:",
                "%(n)d people signed in for credit:",
                credit,
            )
            % {"n": credit}
        )
    else:
        said.append(_("Nobody signed in for credit."))
    return tuple(said)


# The agenda --------------------------------------------------------------------------------------


def _lessons(lessons: Sequence[Mapping[str, Any]]) -> tuple[LessonRead, ...]:
    spans = [max(60 * one["planned"], one["seconds"]) for one in lessons]
    longest = max(spans, default=0) or 1
    return tuple(_lesson(one, longest) for one in lessons)


def _lesson(lesson: Mapping[str, Any], longest: int) -> LessonRead:
    actual = minutes_of(lesson["seconds"])
    return LessonRead(
        title=lesson["title"],
        planned=lesson["planned"],
        actual=actual,
        difference=_signed(actual - lesson["planned"]),
        planned_bar=round(BAR * 60 * lesson["planned"] / longest),
        actual_bar=round(BAR * lesson["seconds"] / longest),
        rows=tuple(_row(one) for one in lesson["rows"]),
    )


def _signed(minutes: int) -> str:
    """With a true minus sign: a hyphen is read as a word's."""
    return f"{'+' if minutes > 0 else '−' if minutes < 0 else ''}{abs(minutes)}"


def _row(row: Mapping[str, Any]) -> RowRead:
    is_break = row["kind"] == BREAK
    state = row["state"]
    remark = ""
    if state == SKIPPED:
        remark = _("not held") if is_break else _("not shown")
    elif state == ADDED:
        remark = _("beyond the plan")
    return RowRead(
        number=row["number"],
        title=(row["title"] or _("Break")) if is_break else row["title"],
        planned="" if row["planned"] is None else str(row["planned"]),
        actual="" if state == SKIPPED else _spent(row["seconds"]),
        remark=remark,
        is_break=is_break,
    )


def _spent(seconds: int) -> str:
    return "<1" if 0 < seconds < 30 else str(minutes_of(seconds))


def _activity(activity: Mapping[str, Any]) -> ActivityRead:
    try:
        kind = kind_of(activity["kind"])
    except KeyError:
        # A kind that this version of the site does not have any more.
        kind = None
    label = "" if kind is None else str(kind.label)
    outcome = activity["outcome"]
    return ActivityRead(label, activity["title"], activity["number"], kind, outcome)
