"""What docflow would have caught on old paper: rows, kept as they come; totals; a report."""

from docflow.backtest.progress import Progress, opened
from docflow.backtest.report import page
from docflow.backtest.rows import Row, row_of
from docflow.backtest.totals import Totals, totals
from docflow.backtest.wording import words

__all__ = ["Progress", "Row", "Totals", "opened", "page", "row_of", "totals", "words"]
