"""`toolkit create_administrator EMAIL`: the first person of a new site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from jurisdictions.errors import JurisdictionsError
from jurisdictions.services import superuser_ensure


class Command(BaseCommand):
    help = "Let a person look after the whole site; she signs in with a code sent by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="As people should read it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = superuser_ensure(email=options["email"], name=options["name"])
        except JurisdictionsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("%(email)s looks after the whole site and signs in with a code sent by e-mail.")
            % {"email": user.email}
        )
