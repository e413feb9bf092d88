"""What happened to an event, for the apps above to hear; sent inside the transaction.

Each carries `event`, as it is after the change. A receiver answers whether people were
written to (`event_cancelled`, `event_postponed`), or are yet to be (`event_moved`).

`before_publication` is sent while somebody is asked whether to publish: a receiver
answers with the sentences that this person must acknowledge first. `event_published` is
sent when the page of a draft is shown to everybody, with the `actor`, whether it comes
`with_programme`, and whether those sentences were acknowledged (`is_acknowledged`). A
receiver refuses by raising EventRefusedError.

`event_cancelled` also carries `reason`, and `event_moved` carries `before`: what
events.moves.announced said of the event until then. `member_invited` carries the
`membership` of somebody who joins a team.
"""

from typing import Any

from django.dispatch import Signal

before_publication = Signal()
event_published = Signal()
event_cancelled = Signal()
event_postponed = Signal()
event_moved = Signal()
member_invited = Signal()


def sentences_of(signal: Signal, **values: Any) -> list[str]:
    """Send the signal, and gather what the receivers say."""
    answers = [answer for _receiver, answer in signal.send(sender=None, **values)]
    return [sentence for sentences in answers for sentence in sentences]


def is_answered(signal: Signal, **values: Any) -> bool:
    """Send the signal, and say whether some receiver answered yes."""
    answers = [answer for _receiver, answer in signal.send(sender=None, **values)]
    return any(answers)
