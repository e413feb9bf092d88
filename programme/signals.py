"""What happens to a programme, for the apps above to hear; sent inside the transaction.

`sign_ups_end` goes out before rows are deleted or are offered no more, with `sessions`:
a receiver refuses by raising ProgrammeRefusedError. `programme_changed` carries its
`event`, and `days_moved` also by how many `days` the rows moved. `programme_published`
carries `event` and the new `publication`.
"""

from django.dispatch import Signal

sign_ups_end = Signal()
programme_changed = Signal()
days_moved = Signal()
programme_published = Signal()
