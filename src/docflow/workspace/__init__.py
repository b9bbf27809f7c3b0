"""The workspace: ties what happens to paper to the store, the inbox and the letters."""

from docflow.workspace.absent import Absent, without
from docflow.workspace.casework import Card, card, cards, case_of
from docflow.workspace.deciding import confirm, join
from docflow.workspace.issuing import Issue, Issued, issue, keep_letters, write_letter
from docflow.workspace.making import make
from docflow.workspace.opening import Workspace, open_workspace
from docflow.workspace.processing import finish_take, give_up, process
from docflow.workspace.receiving import Received, receive, recover, rhythm

__all__ = [
    "Absent",
    "Card",
    "Issue",
    "Issued",
    "Received",
    "Workspace",
    "card",
    "cards",
    "case_of",
    "confirm",
    "finish_take",
    "give_up",
    "issue",
    "join",
    "keep_letters",
    "make",
    "open_workspace",
    "process",
    "receive",
    "recover",
    "rhythm",
    "without",
    "write_letter",
]
