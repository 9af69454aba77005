"""Template tags of the glossary: marks its terms in a lesson, shows what an entry refers to."""

from collections.abc import Mapping

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from modules.glossary.entries import Term
from modules.glossary.selectors import LessonTerms
from modules.rendering import Citations

register = template.Library()


class TermsNode(template.Node):
    """What stands inside, with the terms of the glossary marked."""

    def __init__(self, nodelist: NodeList, terms: FilterExpression) -> None:
        self.nodelist = nodelist
        self.terms = terms

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        terms = self.terms.resolve(context, ignore_failures=True)
        return terms.mark(html) if isinstance(terms, LessonTerms) else html


@register.tag
def terms(parser: Parser, token: Token) -> TermsNode:
    """`{% terms lesson_terms %} … {% endterms %}`; without a `LessonTerms` nothing is marked."""
    parts = token.split_contents()
    if len(parts) != 2:
        raise template.TemplateSyntaxError("'terms' takes one argument: the lesson's terms.")
    nodelist = parser.parse(("endterms",))
    parser.delete_first_token()
    return TermsNode(nodelist, parser.compile_filter(parts[1]))


@register.filter
def sources(keys: tuple[str, ...], citations: Citations) -> SafeString:
    """The numbers of the sources, as links to the list of references."""
    return citations.html(keys)


@register.filter
def terms_of(ids: tuple[str, ...], by_id: Mapping[str, Term]) -> list[Term]:
    """The terms with these ids."""
    return [by_id[one] for one in ids]
