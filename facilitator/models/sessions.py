"""A session: what is planned, where it stands, who runs it, and what happened in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitator.enums import Phase
from facilitator.models.documents import ShownDocument
from jurisdictions.models import Jurisdiction

LONGEST_SLUG = 255
LONGEST_ID = 120


class Session(models.Model):
    """One time that a module is held with a room.

    `state` is what `facilitator.machine` makes of it, changed under a lock of the row and only by
    `services.running`; `phase` repeats its phase for queries. `code` is what people type to join;
    there is none once the session has ended. `published` counts what was sent to live screens.
    """

    # Names the session in addresses; random, so that nobody counts sessions.
    key = models.CharField(max_length=16, unique=True, editable=False)
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="live_sessions",
        verbose_name=_("jurisdiction"),
    )
    module_slug = models.CharField(_("module"), max_length=LONGEST_SLUG)
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    online_link = models.URLField(_("link for people online"), blank=True, default="")
    expected = models.PositiveIntegerField(_("expected people"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="owned_sessions",
        verbose_name=_("facilitator"),
    )
    co_facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="CoFacilitator",
        related_name="+",
        verbose_name=_("co-facilitators"),
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    # As `run_sheet.run_sheet_to_json` writes it.
    run_sheet = models.JSONField(_("run-sheet"), default=dict)
    # Materials and what to localize that the facilitator has ticked: a list of names.
    ready_items = models.JSONField(_("ready"), default=list)

    # Holders of tickets to live screens that open nothing any more, as `live.tickets` names them.
    turned_away = models.JSONField(default=list, editable=False)

    phase = models.CharField(_("phase"), max_length=8, choices=Phase.choices, default=Phase.PLANNED)
    state = models.JSONField(_("state"), default=dict)
    revision = models.PositiveIntegerField(default=0)
    published = models.PositiveBigIntegerField(default=0)
    code = models.CharField(_("code"), max_length=8, unique=True, null=True, blank=True)
    # In the address of the QR code beside the code: whoever has it need not be counted as guessing.
    join_key = models.CharField(max_length=16, editable=False)
    is_moderated = models.BooleanField(_("free text waits for the facilitator"), default=True)
    takes_credit = models.BooleanField(_("people can sign in for credit"), default=True)
    # The module as it is shown, fixed at the start.
    document = models.ForeignKey(
        ShownDocument, on_delete=models.PROTECT, null=True, related_name="sessions"
    )
    planned_at = models.DateTimeField(_("planned"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    # When seats and contributions go; set at the end.
    raw_until = models.DateTimeField(_("single contributions are kept until"), null=True)
    raw_deleted_at = models.DateTimeField(_("single contributions deleted"), null=True)
    # What stays: as `reports.report_to_json` writes it, made at the end.
    report = models.JSONField(_("report"), null=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    phase=Phase.PLANNED, started_at__isnull=True, ended_at__isnull=True
                )
                | models.Q(
                    phase=Phase.LIVE,
                    started_at__isnull=False,
                    ended_at__isnull=True,
                    document__isnull=False,
                    code__isnull=False,
                )
                | models.Q(
                    phase=Phase.ENDED,
                    started_at__isnull=False,
                    ended_at__isnull=False,
                    code__isnull=True,
                ),
                name="session_planned_live_or_ended",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_planned(self) -> bool:
        return self.phase == Phase.PLANNED

    @property
    def is_live(self) -> bool:
        return self.phase == Phase.LIVE

    @property
    def is_ended(self) -> bool:
        return self.phase == Phase.ENDED


class CoFacilitator(models.Model):
    """Somebody who may run a session beside its owner, until it ends."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="co_facilitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="co_facilitations"
    )

    class Meta:
        verbose_name = _("co-facilitator")
        verbose_name_plural = _("co-facilitators")
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="co_facilitator_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class SessionEvent(models.Model):
    """One thing that was done in a session, in the order in which it took effect. Never changed."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    # The revision that the session has since.
    revision = models.PositiveIntegerField()
    # The name of the command, and what came with it.
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("event of a session")
        verbose_name_plural = _("events of sessions")
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(fields=["session", "revision"], name="event_each_revision_once")
        ]

    def __str__(self) -> str:
        return self.kind


class SlideNote(models.Model):
    """What the facilitators write down at a slide, for the report."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    slide_id = models.CharField(max_length=LONGEST_ID)
    text = models.TextField(_("note"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.UniqueConstraint(fields=["session", "slide_id"], name="note_each_slide_once")
        ]

    def __str__(self) -> str:
        return self.text[:40]
