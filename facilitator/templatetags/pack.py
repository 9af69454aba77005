"""What the pages of a presenter pack do to HTML."""

from django import template
from django.utils.safestring import SafeString

from facilitator.pack.links import without_site_links

register = template.Library()


@register.filter
def offline(html: SafeString) -> SafeString:
    """Trusted HTML in which links that need the site are only their words."""
    return without_site_links(html)
