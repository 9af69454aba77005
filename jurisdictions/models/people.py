"""People, and the states, counties, tribes and agencies they work in."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jurisdictions.enums import JurisdictionKind, Role
from jurisdictions.validators import validate_time_zone

# State, county, agency, office: what an organization chart needs, and few enough that the
# ancestors of a jurisdiction are one query with joins.
MAX_LEVELS = 4


class UserManager(BaseUserManager["User"]):
    """Makes people from an e-mail address; the address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save a new person. Without `password` (the rule here) none will ever match.

        Raises `ValueError` without an address, `IntegrityError` when the address is taken.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save a new person who may do everything everywhere."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


# The pictures that a person uploaded hang on a manager of Wagtail, which has no types.
class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A person, known by an e-mail address. Roles are held per jurisdiction, in `Membership`."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("date joined"), auto_now_add=True)
    # The zone of the first jurisdiction, kept on the row that every signed-in request loads
    # anyway. Empty means UTC. `services.time_zone_sync` derives it.
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        default="",
        editable=False,
        validators=[validate_time_zone],
    )

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_in_any_case",
                violation_error_message=_("Somebody already uses this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        """The name as people read it; the address when no name was given."""
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.get_full_name()


class JurisdictionQuerySet(models.QuerySet["Jurisdiction"]):
    """Walks the tree of jurisdictions, one query a step."""

    def within(self, keys: "models.QuerySet[Any, Any] | list[int]") -> Self:
        """The jurisdictions with these primary keys, and everything below them."""
        belongs = models.Q(pk__in=keys)
        path = "parent"
        for _level in range(MAX_LEVELS - 1):
            belongs |= models.Q(**{f"{path}__in": keys})
            path = f"{path}__parent"
        return self.filter(belongs)


class Jurisdiction(models.Model):
    """A state, county, tribe or agency; it may belong to another, at most four levels deep."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(
        _("short name"), max_length=80, unique=True, help_text=_("Used in addresses and commands.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=JurisdictionKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
        help_text=_("Roles held in that jurisdiction count here too."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        validators=[validate_time_zone],
        help_text=_("An IANA name, for instance America/Denver."),
    )

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=JurisdictionKind.values),
                name="jurisdiction_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="jurisdiction_not_its_own_parent",
                violation_error_message=_("A jurisdiction cannot belong to itself."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=JurisdictionKind.STATE) | models.Q(parent__isnull=True),
                name="jurisdiction_state_on_top",
                violation_error_message=_("A state belongs to no other jurisdiction."),
            ),
            models.CheckConstraint(
                condition=~models.Q(time_zone=""), name="jurisdiction_time_zone_given"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a parent that would make a circle, or a tree deeper than `MAX_LEVELS`."""
        super().clean()
        above = 0
        ancestor = self.parent
        while ancestor is not None and above <= MAX_LEVELS:
            if not self._state.adding and ancestor.pk == self.pk:
                raise ValidationError(
                    {"parent": _("A jurisdiction cannot belong to one of its own parts.")}
                )
            above += 1
            ancestor = ancestor.parent
        if above + 1 + self._levels_below() > MAX_LEVELS:
            raise ValidationError(
                {"parent": _("Jurisdictions can be at most four levels deep.")}, code="too_deep"
            )

    def _levels_below(self) -> int:
        levels = 0
        keys = [] if self._state.adding else [self.pk]
        while keys and levels <= MAX_LEVELS:
            keys = list(Jurisdiction.objects.filter(parent__in=keys).values_list("pk", flat=True))
            levels += bool(keys)
        return levels


class Membership(models.Model):
    """A person holds a role in a jurisdiction."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("jurisdiction"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("granted by"),
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "jurisdiction", "role"],
                name="membership_once",
                violation_error_message=_("This person already holds this role here."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.jurisdiction}"


class SignInLink(models.Model):
    """A one-time link that signs a demonstration person in. Only the hash of its key is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("one-time sign-in link")
        verbose_name_plural = _("one-time sign-in links")

    def __str__(self) -> str:
        return f"{self.user} until {self.expires_at:%Y-%m-%d %H:%M}"
