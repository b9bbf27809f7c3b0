"""pluggy's only room: finds plugins, loads them, and asks them one by one."""

from docflow.plugins.asking import Fault, Plugin, ask, asked_at
from docflow.plugins.finding import Offer, offers, outline
from docflow.plugins.loading import enroll, load

__all__ = ["Fault", "Offer", "Plugin", "ask", "asked_at", "enroll", "load", "offers", "outline"]
