"""How words are set on a page."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()

WHOLE_WORD = re.compile(r"(?<![\w/.@-])e-mails?(?![\w/.@-])", re.IGNORECASE)


@register.filter
def unbroken(text: str) -> SafeString:
    """The text, escaped, with “e-mail” kept on one line: its hyphen invites a break."""
    escaped = conditional_escape(text)
    return SafeString(WHOLE_WORD.sub(r'<span class="nowrap">\g<0></span>', escaped))
