"""What goes along with the page of an event, and what must be known before."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import signals
from events.models import Event


class PublishForm(forms.Form):
    """Its cleaned data are what the operation is given."""

    is_programme_later = forms.BooleanField(
        label=gettext_lazy("Publish the programme later"),
        required=False,
        help_text=gettext_lazy(
            "The page then says that the programme will be published there soon."
        ),
    )
    is_acknowledged = forms.BooleanField(
        label=gettext_lazy("I know of this, and publish all the same"), required=False
    )

    def __init__(self, events: Iterable[Event], data=None):
        super().__init__(data)
        sentences = [
            sentence
            for event in events
            for sentence in signals.sentences_of(
                signals.before_publication, event=event
            )
        ]
        if sentences:
            self.fields["is_acknowledged"].help_text = " ".join(sentences)
        else:
            del self.fields["is_acknowledged"]

    def clean(self) -> dict:
        is_later = self.cleaned_data.get("is_programme_later", False)
        is_acknowledged = self.cleaned_data.get("is_acknowledged", False)
        if "is_acknowledged" in self.fields and not (is_acknowledged or is_later):
            self.add_error("is_acknowledged", _("Tick this box to publish."))
        return {"with_programme": not is_later, "is_acknowledged": is_acknowledged}
