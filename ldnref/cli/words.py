"""The first word that is typed → a command, whatever it is: one of ours, a topic, or a question.

A command's help begins with examples, which stand in data/about.yaml, and no line of it is cut.
"""

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from typer._click import Command, Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup

from ldnref.cli import asking, completing
from ldnref.cli.help_page import HelpPage
from ldnref.cli.options import Format, folder_of
from ldnref.cli.streams import PROGRAM, complain, quoted, read_out
from ldnref.knowledge.library import UnusableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from typer._click.shell_completion import CompletionItem
    from typer.core import TyperOption

    from ldnref.knowledge.model import TopicEntry

#: The command of words that are no command; it is not listed, for nobody types it.
ANYTHING = "anything"

#: How alike a word must be to a command to be taken for a slip of the hand.
_ALIKE = 0.8

#: The lines of a screen, and the options that every answer has.
_SCREEN = 22
_COMMON = ("details", "shape", "notes", "pager")
_ANY = f"Any answer: --all (-a), -f {' or '.join([*Format][1:])}, --no-notes, --no-pager"

#: A summary longer than any.
_UNCUT = 10_000


class OneCommand(TyperCommand):
    """A command whose help shows how it is typed."""

    def get_help_option(self, ctx: Context) -> "TyperOption | None":
        """Help that is read as any other long text is."""
        return _read_out(super().get_help_option(ctx))

    def get_help(self, ctx: Context) -> str:
        """Its help on one screen: where it is longer, no line of it is empty."""
        ctx.formatter_class = HelpPage
        text = super().get_help(ctx)
        lines = text.splitlines()
        return text if len(lines) <= _SCREEN else "\n".join(filter(None, lines))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Its own options; those that every answer has, in a line."""
        common = [one for one in self.params if one.name in _COMMON]
        every = len(common) == len(_COMMON)
        for one in common if every else ():
            one.hidden = True  # type: ignore[attr-defined]
        super().format_options(ctx, formatter)
        if every:
            with formatter.indentation():
                formatter.write_text(_ANY)

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        """What it does, and examples of it."""
        super().format_help_text(ctx, formatter)
        show_examples(ctx, formatter, self.name or "")


class Group(TyperGroup):
    """Commands whose help shows how they are typed, with their summaries whole."""

    def get_help_option(self, ctx: Context) -> "TyperOption | None":
        """Help that is read as any other long text is."""
        return _read_out(super().get_help_option(ctx))

    def get_help(self, ctx: Context) -> str:
        """Its help, no wider than the screen."""
        ctx.formatter_class = HelpPage
        return super().get_help(ctx)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Every command with its summary, which is wrapped and never cut."""
        held = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(_UNCUT)) for name, one in held if not one.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        """What it is, and examples of it."""
        super().format_help_text(ctx, formatter)
        show_examples(ctx, formatter, self.name or PROGRAM)


class _Made(MutableMapping[str, Command]):
    """Commands by name, each made when it is first asked for: a run needs one of them."""

    def __init__(self, makers: "Mapping[str, Callable[[], Command]]") -> None:
        self._makers = dict(makers)
        self._made: dict[str, Command] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __getitem__(self, name: str) -> Command:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __setitem__(self, name: str, command: Command) -> None:
        self.learn(name, lambda: command)

    def learn(self, name: str, maker: "Callable[[], Command]") -> None:
        self._makers[name] = maker
        self._made.pop(name, None)

    def lead(self, names: Iterable[str]) -> None:
        self._makers = {**{name: self._makers[name] for name in names}, **self._makers}

    def __delitem__(self, name: str) -> None:
        del self._makers[name]
        self._made.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class Commands(Group):
    """The commands of the program, and one for each further topic of the knowledge."""

    #: Makes each command.
    makers: "ClassVar[Mapping[str, Callable[[], Command]]]"
    #: Makes the command of a topic.
    topic: "Callable[[TopicEntry], Command]"

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Typer gives them
        super().__init__(**options)
        self.commands = self.made = _Made(self.makers)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command that the first words name; of words that name none, the one that looks up."""
        if args[0] not in self.commands:
            self._learn_topics(ctx)
        name, rest = self.named(args, folder_of(ctx))
        if name is None and args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        if name is None:
            return ANYTHING, self.commands[ANYTHING], args
        return name, self.commands[name], rest

    def named(self, args: Sequence[str], folder: "Path | None") -> tuple[str | None, list[str]]:
        """The command that the words begin with, and the words after it.

        Words that ask a question name none, however like a command they are.

        `Dosing`, `side effects` and `caution` are commands too: what is not written as it is
        listed is said on stderr, unless case or a hyphen is all that differs.
        """
        for length in (1, 2):
            name = "-".join(args[:length]).casefold()
            if name in self.commands and not (name == ANYTHING and length == 1):
                return name, list(args[length:])
        from ldnref.answers.stems import stem

        if asking.asks(folder, [one for one in args if not one.startswith("-")]):
            return None, list(args)
        word, listed = args[0].casefold(), self.listed()
        alone = all(other.startswith("-") for other in args[1:2])
        plural = [name for name in listed if name.rstrip("s") == word.rstrip("s")]
        alike = [name for name in listed if alone and stem(name) == stem(word)]
        part = [name for name in listed if alone and word in name.split("-")]
        for found in (plural, alike, part):
            if len(found) == 1:
                complain(f"{quoted(args[0])} is taken for the command {PROGRAM} {found[0]}")
                return found[0], list(args[1:])
        return None, list(args)

    def listed(self) -> list[str]:
        """The commands that help lists."""
        return [name for name in self.made if name != ANYTHING]

    def near(self, word: str) -> list[str]:
        """The commands that a slip of the hand would make this word."""
        from difflib import get_close_matches

        return get_close_matches(word[:60].casefold(), self.listed(), n=3, cutoff=_ALIKE)

    def list_commands(self, ctx: Context) -> list[str]:
        """Every command, topics first."""
        with suppress(UnusableError):  # help is given whatever the knowledge is like
            self._learn_topics(ctx)
        return super().list_commands(ctx)

    def shell_complete(self, ctx: Context, incomplete: str) -> "list[CompletionItem]":
        """Commands and options; and, once something has been typed, names."""
        from typer._click.shell_completion import CompletionItem

        offered = super().shell_complete(ctx, incomplete)
        if incomplete and incomplete[0].isalnum():
            found = completing.names(ctx, incomplete)  # type: ignore[arg-type]
            offered += [CompletionItem(name, help=what) for name, what in found]
        return offered

    def _learn_topics(self, context: Context) -> None:
        topics = asking.topics(folder_of(context))
        for entry in topics:
            if entry.name not in self.made:
                self.made.learn(entry.name, partial(type(self).topic, entry))
        self.made.lead(entry.name for entry in topics)


def _read_out(option: "TyperOption | None") -> "TyperOption | None":
    """The option that asks for help; on a terminal a long one goes through the reader's pager."""

    def show(context: Context, _: object, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            read_out(context.get_help() + "\n")
            context.exit()

    if option is not None:
        option.callback = show
    return option


def show_examples(context: Context, formatter: HelpFormatter, name: str) -> None:
    """How a command is typed, as data/about.yaml shows it."""
    lines: Sequence[str] = ()
    with suppress(UnusableError):
        lines = asking.uses(folder_of(context)).get(name, ())
    if lines:
        assert isinstance(formatter, HelpPage)  # noqa: S101 - for the types: help is given on one
        with formatter.section("Examples"):
            for line in lines:
                formatter.write_line(f"{PROGRAM} {line}")
