"""From what was read of a text to what it changes in a programme.

`sheet` shows a reading cell by cell, `planned` is what the cells say, `matching` finds
the rows and contributions that are there already, and `comparing` says what differs.
operations.import_programme writes it.
"""
