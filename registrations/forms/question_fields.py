"""One form field for each kind of question."""

import re
import unicodedata
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from events.fields import LineField, LinesField
from events.languages import Language, current_language
from registrations.models import Answer, Choice, Question

SHORT_LENGTH, LONG_LENGTH = 200, 5000
# As many digits as a spreadsheet keeps exactly.
NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,3})?", re.ASCII)
ENGLISH_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
Kind = Question.Kind


class NumberField(LineField):
    """A number as people write it, kept in its plain notation: "1250.5".

    Takes a decimal comma or point, spaces between thousands, and the digits of any
    script. English commas between thousands are taken out on an English page.
    """

    def to_python(self, value):
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        plain = _plain_number(text)
        if not NUMBER.fullmatch(plain):
            raise ValidationError(
                _("Enter a number of 12 digits at most, such as %(example)s")
                % {"example": "12,5" if _has_decimal_comma() else "12.5"}
            )
        number = f"{Decimal(plain):f}"
        if "." in number:
            number = number.rstrip("0").rstrip(".")
        return "0" if Decimal(number) == 0 else number


class PlacesSelect(forms.RadioSelect):
    """Choices with places: one that is full is shown, and cannot be taken."""

    # The keys of the full ones, asked for when the page is made.
    full: Callable[[], Collection[int]]

    def create_option(self, name, value, label, selected, *args, **options):
        is_full = value in self.full()
        if is_full:
            label = _("%(choice)s (full)") % {"choice": label}
        selected = selected and not is_full
        option = super().create_option(name, value, label, selected, *args, **options)
        if is_full:
            option["attrs"]["disabled"] = True
        return option


def field_for(
    question: Question,
    choices: Collection[Choice],
    full: Callable[[], Collection[int]],
) -> forms.Field:
    """The field of a question, with the choices that it offers to this person."""
    field = _of_kind(question, choices, full)
    field.label = question.label
    field.required = False
    refusal = _missing(question)
    field.error_messages |= {
        "required": refusal,
        "invalid_choice": refusal,
        "invalid_list": refusal,
    }
    return field


def _of_kind(
    question: Question,
    choices: Collection[Choice],
    full: Callable[[], Collection[int]],
) -> forms.Field:
    kind = question.kind
    offered: list[tuple[Any, str]] = [(choice.pk, choice.label) for choice in choices]
    # A radio button once pressed stays pressed: this one takes the answer back.
    none = [] if question.is_required else [("", _("No answer"))]
    if kind == Kind.SHORT_TEXT:
        return LineField(validators=[_at_most(SHORT_LENGTH)])
    if kind == Kind.LONG_TEXT:
        text = forms.Textarea(attrs={"rows": 3})
        return LinesField(widget=text, validators=[_at_most(LONG_LENGTH)])
    if kind == Kind.NUMBER:
        return NumberField(widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    if kind == Kind.YES_NO:
        answers = [(Answer.YES, _("Yes")), (Answer.NO, _("No"))]
        return forms.ChoiceField(choices=[*answers, *none], widget=forms.RadioSelect)
    if kind == Kind.MANY_CHOICES:
        return forms.TypedMultipleChoiceField(
            choices=offered, coerce=int, widget=forms.CheckboxSelectMultiple
        )
    widget: forms.RadioSelect = forms.RadioSelect()
    if kind == Kind.LIMITED_CHOICE:
        widget = PlacesSelect()
        widget.full = full
    return forms.TypedChoiceField(
        choices=[*offered, *none], coerce=int, empty_value=None, widget=widget
    )


def _missing(question: Question) -> str:
    """What is said when an answer is missing, or is none of those offered."""
    label = question.label
    if question.kind == Kind.YES_NO and not label.rstrip().endswith("?"):
        return _("Select yes if %(statement)s") % {"statement": _continued(label)}
    if question.has_choices or question.kind == Kind.YES_NO:
        return _("Select an answer: %(question)s") % {"question": label}
    return _("Enter your answer: %(question)s") % {"question": label}


def _continued(label: str) -> str:
    """A statement inside a sentence: « Vous déjeunez » after « Indiquez si »."""
    is_acronym = label[1:2].isupper()
    return label if is_acronym else label[:1].lower() + label[1:]


def _at_most(length: int) -> MaxLengthValidator:
    if length == SHORT_LENGTH:
        words = _("Your answer must fit in 200 characters. There are %(show_value)s")
    else:
        words = _("Your answer must fit in 5,000 characters. There are %(show_value)s")
    return MaxLengthValidator(length, words)


def _plain_number(text: str) -> str:
    """ASCII digits, one point for the decimals, nothing between the thousands."""
    digits = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )
    bare = re.sub(r"\s", "", digits.replace("−", "-").replace("٬", ""))
    bare = bare.replace("٫", ".").replace("，", ",").replace("．", ".")
    if not _has_decimal_comma() and ENGLISH_THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    return bare.replace(",", ".", 1)


def _has_decimal_comma() -> bool:
    return current_language() == Language.FRENCH
