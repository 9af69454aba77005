"""`toolkit grant EMAIL ROLE JURISDICTION`: give somebody a role from the command line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from jurisdictions.enums import Role
from jurisdictions.errors import JurisdictionsError
from jurisdictions.models import Jurisdiction
from jurisdictions.services import membership_grant, user_create, user_find


class Command(BaseCommand):
    help = "Give a person a role in a jurisdiction; the person is made if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", help=f"One of: {', '.join(Role.values)}.")
        parser.add_argument("jurisdiction", help="The jurisdiction's short name.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        place = Jurisdiction.objects.filter(slug=options["jurisdiction"]).first()
        if place is None:
            known = ", ".join(Jurisdiction.objects.values_list("slug", flat=True)) or _("none yet")
            raise CommandError(
                _("There is no jurisdiction “%(slug)s”. Known: %(known)s.")
                % {"slug": options["jurisdiction"], "known": known}
            )
        email = options["email"]
        try:
            user = user_find(email=email) or user_create(email=email)
            membership = membership_grant(user=user, jurisdiction=place, role=options["role"])
        except JurisdictionsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(membership))
