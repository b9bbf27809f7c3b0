"""Imports plugins and refuses what could fail quietly: misspelled hooks, defaults, wrappers."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import pluggy

from docflow import hookspecs
from docflow.errors import did_you_mean
from docflow.plugins.asking import ANSWERS, Fault, Plugin, Report, place_of
from docflow.plugins.finding import Offer, twice

Tables = Mapping[str, Mapping[str, Any]]


class _RefusedError(Exception):
    pass


def load(
    offers: Iterable[Offer], tables: Tables, report: Report | None = None
) -> tuple[tuple[Plugin, ...], tuple[Fault, ...]]:
    """Import the plugins that are offered, sorted by name, and name those that do not load."""
    plugins: list[Plugin] = []
    faults: list[Fault] = []
    for offer in sorted(offers, key=lambda o: o.name):
        if offer.twin:
            faults.append(Fault(offer.name, "import", offer.path.name, twice(offer)))
            continue
        if report:
            report(offer.name, "import")
        try:
            plugins.append(enroll(offer, _imported(offer), tables.get(offer.name, {}), report))
        except _RefusedError as error:
            faults.append(Fault(offer.name, "import", offer.path.name, str(error)))
        except (Exception, SystemExit) as error:
            faults.append(Fault(offer.name, "import", _broken_at(error, offer), _kind(error)))
        finally:
            if report:
                report("", "")
    return tuple(plugins), tuple(faults)


def enroll(
    offer: Offer, module: object, table: Mapping[str, Any], report: Report | None = None
) -> Plugin:
    """The plugin that a module (or any object with hooks) is."""
    manager = pluggy.PluginManager("docflow")
    manager.add_hookspecs(hookspecs)
    _refuse_strangers(module)
    try:
        manager.register(module, offer.name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise _RefusedError(" ".join(str(error).split())) from None
    impls = {hook: getattr(manager.hook, hook).get_hookimpls() for hook in ANSWERS}
    found = [impl for hook in impls.values() for impl in hook]
    _refuse_habits(found)
    return Plugin(
        name=offer.name,
        version=str(getattr(module, "__version__", "") or offer.version),
        origin=offer.origin,
        place=offer.path.parent if offer.path.name == "__init__.py" else offer.path,
        module=module,
        implementations={h: _functions(found) for h, found in impls.items() if found},
        arguments={impl.function: impl.argnames for impl in found},
        settings=MappingProxyType(deepcopy(dict(table))),
        report=report,
    )


def _functions(impls: list[pluggy.HookImpl]) -> tuple[Callable[..., Any], ...]:
    return tuple(sorted((i.function for i in impls), key=lambda f: getattr(f, "__name__", "")))


def _imported(offer: Offer) -> ModuleType:
    if offer.entry:
        module = importlib.import_module(offer.entry.module)
        return getattr(module, offer.entry.attr) if offer.entry.attr else module
    # The digest keeps apart plugins of one name from two workspaces in one process.
    name = f"docflow_plugin_{offer.name}_{sha256(str(offer.path).encode()).hexdigest()[:8]}"
    package = [str(offer.path.parent)] if offer.path.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(
        name, offer.path, submodule_search_locations=package
    )
    if spec is None or spec.loader is None:
        raise _RefusedError("is no Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _refuse_strangers(module: object) -> None:
    """A hook that is misspelled or not marked would never be asked, and nobody would know."""
    for name, thing in inspect.getmembers_static(module):
        marked = getattr(thing, "docflow_impl", None) is not None
        hook = (getattr(thing, "docflow_impl", None) or {}).get("specname") or name
        if hook not in ANSWERS and (marked or (hook.startswith("docflow_") and callable(thing))):
            raise _RefusedError(f"{name} is no hook of docflow.{did_you_mean(hook, ANSWERS)}")
        if name in ANSWERS and not marked and callable(thing):
            raise _RefusedError(f"{name} is not marked with @hookimpl")


def _refuse_habits(impls: Iterable[pluggy.HookImpl]) -> None:
    for impl in impls:
        name = impl.function.__name__
        if impl.wrapper or impl.hookwrapper:
            raise _RefusedError(f"{name} is a wrapper; plugins only add")
        if impl.tryfirst or impl.trylast:
            raise _RefusedError(f"{name} asks for a place in the order; there is none")
        if impl.kwargnames or impl.function.__kwdefaults__:
            raise _RefusedError(f"{name} has default arguments; take an argument or leave it out")


def _broken_at(error: BaseException, offer: Offer) -> str:
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}:{error.lineno}"
    home = offer.path.parent if offer.path.name == "__init__.py" else offer.path
    return place_of(error.__traceback__, home)


def _kind(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"ModuleNotFoundError, {error.name!r} is not installed"
    return type(error).__name__
