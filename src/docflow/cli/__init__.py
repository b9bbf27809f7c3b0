"""The command line: one thin door. Commands are imported when they are called."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import click

COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "appeal": ("docflow.cli.appeal:answer", "Answer a denial: letter and exhibits in one PDF."),
        "backtest": ("docflow.cli.backtest:backtest", "See what it would catch on old scans."),
        "cases": ("docflow.cli.cases:cases", "List the cases: billable or not, and why."),
        "confirm": ("docflow.cli.confirm:confirm", "Say what a value is, or that there is none."),
        "deadlines": ("docflow.cli.deadlines:deadlines", "List the last days of all denials."),
        "doctor": ("docflow.cli.doctor:doctor", "Check that everything docflow needs works."),
        "evaluate": ("docflow.cli.evaluate:evaluate", "Measure the reading by your own truth."),
        "init": ("docflow.cli.init:init", "Make a folder a workspace."),
        "join": ("docflow.cli.join:join", "Put the papers of one case into another."),
        "letter": ("docflow.cli.letter:letter", "Write one letter of a case."),
        "letters": ("docflow.cli.letters:letters", "Show a case's letters and what blocks them."),
        "plugins": (
            "docflow.cli.plugins:plugins",
            "List plugins, turn them off or on, try them.",
        ),
        "read": ("docflow.cli.read:read", "Read files and show what they say; store nothing."),
        "rules": ("docflow.cli.rules:rules", "Payers' rules: show, compare, find old ones."),
        "run": ("docflow.cli.run:run", "Read everything in the inbox once."),
        "sent": ("docflow.cli.sent:sent", "Record what was sent for a denial, and the outcome."),
        "show": ("docflow.cli.show:show", "Show everything about one case."),
        "templates": ("docflow.cli.templates:templates", "Check the letters' Word templates."),
        "watch": ("docflow.cli.watch:watch", "Read whatever arrives, until it is stopped."),
    }
)
"""Each command's place, as module:attribute, and its one line of help."""


class _Commands(click.Group):
    """Knows each command's help without importing it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from docflow.errors import did_you_mean

            ctx.fail(f"No such command {args[0]!r}.{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="docflow")
@click.option(
    "--workspace",
    "-w",
    type=click.Path(file_okay=False, path_type=Path),
    help="The workspace folder; else DOCFLOW_WORKSPACE, else the nearest one upwards.",
)
@click.pass_context
def cli(ctx: click.Context, workspace: Path | None) -> None:
    """docflow reads a therapy office's paper, says what is missing, and writes the letters.

    Exit codes: 0 done; 1 a failure of docflow's own; 2 wrong usage; 10 to 18 as told in
    docs/errors.md; 130 interrupted.
    """  # noqa: D403
    ctx.obj = workspace


def main() -> None:
    """Run a command; whatever goes wrong is one line on stderr and an exit code."""
    from docflow.cli.door import guarded

    sys.exit(guarded(cli))
