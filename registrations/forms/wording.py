"""What organisers write in a mail: a subject, a text, and placeholders in them."""

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.admin.versioned import VersionedForm
from events.fields import LineField, LinesField
from registrations.letters import custom, rules, samples
from registrations.letters.custom import Words
from registrations.models import MessageTemplate, Notice

SUBJECT_LENGTH, TEXT_LENGTH = 150, 5000


class TextField(LinesField):
    def __init__(self, *, rows: int = 18, **options):
        super().__init__(
            max_length=TEXT_LENGTH,
            widget=forms.Textarea(attrs={"rows": rows}),
            **options,
        )


class WordingForm(VersionedForm):
    """The words of a mail of one event; it starts with ours."""

    subject = LineField(label=_("Subject"), max_length=SUBJECT_LENGTH)
    text = TextField(
        label=_("Text"),
        help_text=_(
            "A blank line starts a new paragraph. Contact and reason of the message "
            "are added below."
        ),
    )

    class Meta:
        model = MessageTemplate
        fields = ["subject", "text"]

    def __init__(self, *arguments, instance: MessageTemplate, **options):
        self._ours, self._facts = _ours(instance)
        if instance.pk is None:
            instance.subject, instance.text = self._ours.subject, self._ours.text
        super().__init__(*arguments, instance=instance, **options)

    def watched(self) -> list[str]:
        """Ours too: somebody else may have written other words meanwhile."""
        return ["subject", "text"]

    def clean(self) -> dict:
        cleaned = super().clean()
        words = Words(cleaned.get("subject", ""), cleaned.get("text", ""))
        essential = custom.essential_link(self._ours) if words.text else ""
        problems = rules.problems_of(
            words, self._facts, self.instance.language, essential
        )
        for name, sentences in problems.items():
            for sentence in sentences:
                self.add_error(name, sentence)
        return cleaned

    @property
    def words(self) -> Words:
        return Words(self.cleaned_data["subject"], self.cleaned_data["text"])

    @property
    def is_ours(self) -> bool:
        return self.words == self._ours


def _ours(instance: MessageTemplate) -> tuple[Words, dict]:
    """Our words for the mail, and the facts of a sample of it."""
    notice = Notice(instance.notice)
    with translation.override(instance.language):
        sample = samples.sample_message(instance.event, notice, instance.language)
        facts = samples.sample_facts(sample)
        return custom.our_words(notice, facts), facts
