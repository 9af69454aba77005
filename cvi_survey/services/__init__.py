"""What changes rounds and ballots. Each call is one transaction and validates first."""

from cvi_survey.services.answers import (
    PaperForm,
    ballot_cast,
    form_number_issue,
    paper_batch_enter,
)
from cvi_survey.services.closing import round_close, round_discard
from cvi_survey.services.codes import code_tidy, codes_mint
from cvi_survey.services.due import rounds_due
from cvi_survey.services.mixing import ballots_shuffle, progress_update
from cvi_survey.services.rounds import (
    INSTRUMENTS,
    Plan,
    draft_change,
    draft_delete,
    instruments,
    round_closes_at_set,
    round_draft,
    round_follow_up,
    round_open,
    round_open_in_room,
    systems_of,
)

__all__ = [
    "INSTRUMENTS",
    "PaperForm",
    "Plan",
    "ballot_cast",
    "ballots_shuffle",
    "code_tidy",
    "codes_mint",
    "draft_change",
    "draft_delete",
    "form_number_issue",
    "instruments",
    "paper_batch_enter",
    "progress_update",
    "round_close",
    "round_closes_at_set",
    "round_discard",
    "round_draft",
    "round_follow_up",
    "round_open",
    "round_open_in_room",
    "rounds_due",
    "systems_of",
]
