"""What happens to paper, as pure functions: take = read, recognize, extract; then judge."""

from docflow.flow.judging import case_of, check
from docflow.flow.taking import take
from docflow.flow.unfolding import unfold

__all__ = ["case_of", "check", "take", "unfold"]
