"""`toolkit demo_sign_in`: demonstration people, and one-time links that sign them in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from jurisdictions.demo import demo_links
from jurisdictions.errors import JurisdictionsError


class Command(BaseCommand):
    help = "Make the demonstration people and print one-time sign-in links (development only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "base_url",
            nargs="?",
            default=settings.WAGTAILADMIN_BASE_URL,
            help="Where the site is reached; by default %(default)s.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            links = demo_links(options["base_url"])
        except JurisdictionsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Sign-in links; each works once, within twelve hours:"))
        for label, url in links:
            self.stdout.write(f"  {label}\n    {url}")
