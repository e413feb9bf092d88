"""What happened to an event, for the apps above to hear; sent inside the transaction.

Each carries `event`, as it is after the change. `event_moved` also carries `before`:
the fields of MOVES as they were, and goes out for published events alone.
"""

from django.dispatch import Signal

event_cancelled = Signal()
event_postponed = Signal()
event_moved = Signal()
