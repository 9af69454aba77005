"""What a kind of activity is to the rest: how it is set up, entered, shown and kept.

A kind holds no state. What it needs to know it finds in the `Activity` (its `options`, fixed when
it opens; its `working`, the facilitator's) and in the contributions. Every method is called inside
a transaction that somebody else opens, where it writes at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitator.enums import Standing
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat, Session
from jurisdictions.models import User
from modules.document import Module, Slide

Options = dict[str, Any]
Context = dict[str, Any]


@dataclass(frozen=True)
class Suggestion:
    """An activity that a slide suggests, ready to be brought before the room in one press.

    `key` tells it from the slide's other suggestions, and is kept in the activity's options.
    """

    key: str
    title: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OutcomePart:
    """A part of an outcome on paper: under its `title` what is `said`, then its `rows`.

    They are a table with a header; without a `head` the first cells are a list.
    """

    title: str = ""
    said: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


class ActivityKind:
    """Base of every kind; what is not said otherwise below holds for it."""

    name: ClassVar[str]
    """Names the folder, the templates and the database's rows: it never changes."""
    label: ClassVar[str | Promise]
    explanation: ClassVar[str | Promise] = ""
    """One line for the facilitator who chooses."""
    place: ClassVar[int] = 50
    """Where it stands among the kinds that are offered, small numbers first."""
    takes_entries: ClassVar[bool] = True
    """Whether people enter something on their phones."""
    can_reopen: ClassVar[bool] = True
    """Whether it can be opened again after it was closed."""
    can_show_while_open: ClassVar[bool] = True
    """Whether the wall may show what has come in so far."""
    has_result: ClassVar[bool] = True
    """Whether there is something to show on the wall besides what it shows anyway."""
    first_column: ClassVar[str | Promise] = gettext_lazy("Answer")
    """What heads the first column of the outcome's rows, where it would say the title once more."""
    styles: ClassVar[tuple[str, ...]] = ()
    """Style sheets of its own, beside `toolkit/activities.css`, as paths of static files."""
    scripts: ClassVar[tuple[str, ...]] = ()
    """Scripts of its own for all three faces, as paths of static files."""

    # Setting up --------------------------------------------------------------------------------

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        """What this slide suggests of this kind."""
        return ()

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form | None:
        """The form to set one up on the spot; None where there is nothing to set up that way."""
        return None

    def options(self, form: forms.Form) -> Options:
        """The options that a valid form makes."""
        return dict(form.cleaned_data)

    def title(self, options: Mapping[str, Any]) -> str:
        """What an activity with these options is called, where nobody named it."""
        return str(self.label)

    # Its life ----------------------------------------------------------------------------------

    def opening(self, activity: Activity, by: User) -> None:
        """Called as it opens, before anybody can enter. May raise a `FacilitatorError`."""

    def closing(self, activity: Activity, by: User) -> None:
        """Called as it closes. May raise a `FacilitatorError`; it then stays open."""

    def ending(self, activity: Activity, by: User) -> None:
        """Called for every activity as its session ends, before the outcome is made."""

    # Phones ------------------------------------------------------------------------------------

    def phone(self, activity: Activity) -> Context:
        """What every phone shows alike: it is encoded once and sent to all.

        Nothing in it may come from contributions that are not on the wall.
        """
        return {}

    def own(self, activity: Activity, contributions: Sequence[Contribution]) -> Context:
        """What one phone shows of what it has sent itself."""
        return {"contributions": contributions}

    def contribute(self, activity: Activity, seat: Seat, data: QueryDict) -> None:
        """Take what a phone sends. Raises `EntryRefused` with words that say what to do."""
        raise EntryRefused(_("Nothing can be sent to this."))

    # The wall ----------------------------------------------------------------------------------

    def stage(self, activity: Activity) -> Context:
        """What the wall shows; with `activity.is_shown` the result too.

        Only contributions that are `Standing.SHOWN` may be in it.
        """
        return {}

    # The console -------------------------------------------------------------------------------

    def console(self, activity: Activity) -> Context:
        """What the facilitator sees: counts, what waits, controls of this kind."""
        return {}

    def prepare(self, activity: Activity, do: str, data: QueryDict) -> Any:
        """What takes long before a control is used: called with nothing locked, writes nothing.

        `act` finds it as `activity.prepared`, or None where it was not asked for.
        """
        return None

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        """One of the console's controls of this kind. Raises `EntryRefused`."""
        raise EntryRefused(_("This activity cannot do that."))

    # Afterwards --------------------------------------------------------------------------------

    def outcome(self, activity: Activity) -> Options:
        """What stays in the report, as plain JSON: no seats, no nicknames, nothing hidden."""
        return {}

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        """The outcome as rows of a table for CSV, its header first."""
        return ()

    def outcome_parts(self, outcome: Options) -> Sequence[OutcomePart]:
        """The outcome for the PDF, where its rows would not say it as `report.html` does."""
        return ()

    # Shared by kinds ---------------------------------------------------------------------------

    def shown(self, activity: Activity) -> QuerySet[Contribution]:
        """The contributions that may be on the wall, in their order."""
        return activity.contributions.filter(standing=Standing.SHOWN).order_by("pk")

    def standing_for_text(self, activity: Activity) -> Standing:
        """Where new free text stands: it waits, unless the facilitator turned that off."""
        return Standing.WAITING if activity.session.is_moderated else Standing.SHOWN
