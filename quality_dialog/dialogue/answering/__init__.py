"""A page of the self-assessment: what it asks, and how what was typed meets what is stored meanwhile.

The unit that is saved is one answer, or one value. For each the page carries a token: the version it showed
and a fingerprint of its words. So the page knows of each answer whether it was touched at all, and whether
somebody else wrote in between. Both together is a conflict: nothing is written, both texts are shown.
"""

from quality_dialog.dialogue.answering.page import FieldPage, field_page
from quality_dialog.dialogue.answering.progress import Progress, progress
from quality_dialog.dialogue.answering.typed import ReopenForm

__all__ = ["FieldPage", "Progress", "ReopenForm", "field_page", "progress"]
