"""« Réorganiser »: a day on one page, where rows and contributions move.

The page holds the whole day, each click sends it, and the answer shows it moved.
Nothing is stored before « Enregistrer », and no script is needed.
"""

from programme.admin.board.views import Rearranged

__all__ = ["Rearranged"]
