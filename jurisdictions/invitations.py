"""The e-mail that tells a person of a role she was given."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from jurisdictions.models import Membership


def invitation_send(*, membership: Membership) -> None:
    """Write to the person of `membership`: which role, where, and how to sign in."""
    context = {
        "membership": membership,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "sign_in_url": urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("account_login")),
    }
    subject = render_to_string("account/email/invitation_subject.txt", context)
    body = render_to_string("account/email/invitation_message.txt", context)
    send_mail(
        subject=" ".join(subject.split()),
        message=body.strip() + "\n",
        from_email=None,
        recipient_list=[membership.user.email],
    )
