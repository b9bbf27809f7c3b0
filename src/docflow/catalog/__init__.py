"""All nouns of all plugins, checked against each other at start."""

from docflow.catalog.gathering import Catalog, assemble, gather
from docflow.catalog.payers import guess_payer, recognize_payer, spelled

__all__ = ["Catalog", "assemble", "gather", "guess_payer", "recognize_payer", "spelled"]
