"""Reads Word templates: what they ask for, and their text with the values filled in."""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, TemplateSyntaxError, Undefined, meta
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from docflow.errors import TemplateError
from docflow.letters.marks import END, GAP


def needs(template: Path) -> frozenset[str]:
    """The names that a template asks for: in text, headers, footers, footnotes and properties.

    Raises TemplateError if the file is no Word file or its placeholders make no sense.
    """
    docx = _opened(template)
    env = _environment()
    try:
        names = set(docx.get_undeclared_template_variables(env))
        for text in (*_properties(docx), *_footnotes(docx)):
            names |= meta.find_undeclared_variables(env.parse(text))
    except TemplateSyntaxError as error:
        raise _broken(template, error) from None
    return frozenset(names)


def unknown(template: Path, known: Iterable[str]) -> dict[str, str]:
    """The names that a template asks for and nobody knows, each with the nearest known or ""."""
    names = sorted(known)
    strange = sorted(needs(template) - set(names))
    return {n: next(iter(difflib.get_close_matches(n, names, 1)), "") for n in strange}


def render(
    template: Path,
    values: Mapping[str, object],
    label: Callable[[str], str],
    optional: frozenset[str],
) -> tuple[bytes, tuple[str, ...]]:
    """The template with its values, fenced where a value lacks, and the names that lack.

    A missing optional name prints nothing. Values of type `bytes` are PNG pictures.
    Raises TemplateError where the template does to a value what cannot be done.
    """
    docx = _opened(template)
    lacking: dict[str, None] = {}

    class Lack(_Gap):
        def __str__(self) -> str:
            name = str(self._undefined_name)
            if name in optional:
                return ""
            lacking[name] = None
            return f"{GAP}{label(name)}{END}"

    try:
        docx.render(_pictures(docx, values), _environment(Lack), autoescape=True)
    except Exception as error:  # a template is anybody's program
        raise _broken(template, error) from None
    out = io.BytesIO()
    docx.save(out)
    return out.getvalue(), tuple(lacking)


class _Gap(ChainableUndefined):
    """A value that lacks: false when asked, one gap when counted through, seen when printed."""

    def __iter__(self) -> Iterator[Any]:
        yield self

    def __html__(self) -> str:
        return str(self)


class _Sandbox(SandboxedEnvironment):
    """Python's insides are refused, not shown as a gap."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        raise SecurityError(f"{attribute!r} is not for letters")


def _environment(undefined: type[Undefined] = _Gap) -> SandboxedEnvironment:
    return _Sandbox(undefined=undefined, autoescape=True)


def _opened(template: Path) -> Any:
    try:
        docx = DocxTemplate(template)
        docx.init_docx()
    except Exception:
        raise TemplateError(
            f"The template {template.name} is missing or no Word file (.docx). "
            "Put the file back, or save it from Word as .docx."
        ) from None
    return docx


def _properties(docx: Any) -> tuple[str, ...]:
    core = docx.docx.core_properties
    return core.author, core.comments, core.identifier, core.language, core.subject, core.title


def _footnotes(docx: Any) -> Iterator[str]:
    for part in docx.docx.part.package.iter_parts():
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield docx.patch_xml(part.blob.decode("utf-8"))


def _pictures(docx: Any, values: Mapping[str, object]) -> dict[str, object]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return {
        name: InlineImage(docx, io.BytesIO(value), width=Mm(21))
        if isinstance(value, bytes)
        else value
        for name, value in values.items()
    }


def _broken(template: Path, error: Exception) -> TemplateError:
    """Only Jinja's own words are passed on: another error's text may hold a value."""
    what = error.message if isinstance(error, JinjaError) else type(error).__name__
    return TemplateError(
        f"The template {template.name} has a placeholder that does not work: {what}. "
        "Look for {{ }} and {% %} that are not closed or misspelled."
    )
