"""What can be done while minuting, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from secretariat.models.kinds import EntryKind, Format, ItemOutcome
from secretariat.models.records import Meeting
from secretariat.services import meetings
from secretariat.ui.meeting.approval_foot import APPROVE_KEYS
from secretariat.ui.meeting.candidates import NEXT_ROUND_KEY
from secretariat.ui.meeting.earlier_panel import BACK_KEYS as BRING_KEYS
from secretariat.ui.meeting.earlier_panel import KEYS as EARLIER_KEYS
from secretariat.ui.meeting.extract_file import KEYS as EXTRACT_KEYS
from secretariat.ui.meeting.focus_mode import KEYS as FOCUS_KEYS
from secretariat.ui.meeting.item_submissions import MINUTE_KEYS
from secretariat.ui.meeting.projector import KEYS as PROJECTOR_KEYS
from secretariat.ui.meeting.taken_strip import ADD_KEYS, TAKE_KEYS, TIMES_KEYS
from secretariat.ui.page import Command
from secretariat.ui.spelling.menu import LAST_KEYS, NEXT_KEYS

if TYPE_CHECKING:
    from secretariat.ui.meeting.entry_list import EntryList
    from secretariat.ui.meeting.minutes import MinutesStep

_KINDS = (
    (EntryKind.NARRATIVE, "Make it a paragraph", "Ctrl+1"),
    (EntryKind.DECISION, "Make it a decision", "Ctrl+2"),
    (EntryKind.ACTION, "Make it an action", "Ctrl+3"),
    (EntryKind.HEADING, "Make it a sub-heading", "Ctrl+4"),
    (EntryKind.QUESTION, "Make it a question for yourself, never printed", "Ctrl+5"),
)

_RESTRICT_WORDS = "Restrict the paragraph or open it"
_RESTRICT = ("Ctrl+Shift+R", "lock")
_LINE = "Print the action in a line of its own, or as usual"
_OWNER = "Who is to do it: an owner beside the paragraph, or none"
OWNER_KEYS = "Ctrl+Shift+O"
KEEP_KEYS = "Ctrl+Shift+K"
_REMOVE = ("Ctrl+Shift+Backspace", "trash-2")


def minutes_commands(step: MinutesStep) -> Sequence[Command]:
    """Return the commands of the minutes step."""
    entries = step.entries
    acts = entries.acts

    def has() -> bool:
        return entries.current is not None

    # `keys` may name several, with a space between: the key pad has an Enter of its own.
    def command(
        name: str,
        text: str,
        run: Callable[[], None],
        keys: str = "",
        icon: str = "",
        *,
        of_entry: bool = False,
    ) -> Command:
        return Command(
            f"minutes.{name}",
            text,
            run,
            tuple(keys.split(" ")) if keys else (),
            icon,
            has if of_entry else lambda: True,
        )

    def kind(made: EntryKind, text: str, keys: str) -> Command:
        run = lambda: acts.set_kind(made)  # noqa: E731
        return command(made.value, text, run, keys, "pencil", of_entry=True)

    defer = lambda: step.set_outcome(ItemOutcome.DEFERRED)  # noqa: E731
    withdraw = lambda: step.set_outcome(ItemOutcome.WITHDRAWN)  # noqa: E731
    return (
        command("next-item", "Next item", step.next_item, "Ctrl+Return Ctrl+Enter", "arrow-down"),
        command("last-item", "Item before", step.last_item, "Ctrl+Shift+Return", "arrow-up"),
        *(kind(*one) for one in _KINDS),
        *_put_commands(entries, has),
        *_move_commands(entries, has),
        command("restrict", _RESTRICT_WORDS, step.restrict, *_RESTRICT, of_entry=True),
        command("owner", _OWNER, acts.turn_owned, OWNER_KEYS, "users", of_entry=True),
        command("line", _LINE, acts.turn_layout, "Ctrl+Shift+L", of_entry=True),
        command("remove", "Remove the paragraph", acts.remove_current, *_REMOVE, of_entry=True),
        command("defer", "Defer the item, or take it back", defer),
        command("withdraw", "Withdraw the item, or take it back", withdraw),
        command(
            "submissions",
            "Put questions and petitions into the minutes",
            step.minute_submissions,
            MINUTE_KEYS,
            "inbox",
        ),
        *_order(step),
        *_beside(step),
    )


def _words(step: MinutesStep) -> Sequence[Command]:
    """Return what is done with words that stand already."""
    entries = step.entries
    keep, has = entries.snippets.keep, entries.snippets.has_words

    def paste() -> None:
        if entries.current is not None:
            entries.current.edit.paste_plain()

    return (
        Command(
            "minutes.paste-plain",
            "Paste without formatting",
            paste,
            ("Ctrl+Shift+V",),
            "clipboard-paste",
            lambda: entries.current is not None,
        ),
        Command(
            "minutes.keep-snippet",
            "Make a snippet of these words",
            keep,
            (KEEP_KEYS,),
            "message-square-text",
            has,
        ),
    )


def _spelling(step: MinutesStep) -> Sequence[Command]:
    """Return how to go from one misspelt word to another."""
    on, back = (lambda: step.spelling.go(1)), (lambda: step.spelling.go(-1))
    return (
        Command("minutes.misspelt", "Next misspelt word", on, (NEXT_KEYS,)),
        Command("minutes.misspelt-before", "Misspelt word before", back, (LAST_KEYS,)),
    )


def _order(step: MinutesStep) -> Sequence[Command]:
    """Return what is said about the order in which business is taken, and of words that stand."""
    add, approve = step.adding.begin, step.approve_here
    loose = lambda: step.go_to("")  # noqa: E731
    return (
        Command("minutes.between", "Business between items", loose, ("Ctrl+Shift+N",)),
        *_words(step),
        Command("minutes.approve", "Approve minutes here", approve, (APPROVE_KEYS,), "check"),
        Command("minutes.take-now", "Take this item now", step.take_now, (TAKE_KEYS,), "arrow-up"),
        Command("minutes.begins-now", "The item begins now", step.taken.begin_now, (), "clock"),
        Command("minutes.ends-now", "The item ends now", step.taken.end_now, (), "clock"),
        Command(
            "minutes.times", "Times of the item", step.taken.begin, (TIMES_KEYS,), "clock",
            step.taken.is_timed,
        ),
        Command("minutes.in-turn", "Take all items in turn", step.take_in_turn, (), "rotate-ccw"),
        Command("minutes.add-business", "Add business not on the agenda", add, (ADD_KEYS,), "plus"),
    )  # fmt: skip


def _beside(step: MinutesStep) -> Sequence[Command]:
    """Return what can be seen beside the words, or made of them."""
    extract = step.save_extract
    extract_word = lambda: step.save_extract(Format.DOCX)  # noqa: E731
    return (
        *_spelling(step),
        Command("minutes.room", "Go to the roll", step.go_to_room, ("F4",), "users"),
        Command(
            "minutes.earlier",
            "Earlier states of the item, or the room again",
            step.show_earlier,
            (EARLIER_KEYS,),
            "rotate-ccw",
        ),
        Command(
            "minutes.bring-back",
            "Bring back the state of the item that is shown",
            step.earlier.bring_back,
            (BRING_KEYS,),
            "rotate-ccw",
            step.earlier.can_bring_back,
        ),
        Command(
            "minutes.projector",
            "Show the item to the room, or no longer",
            step.show_projector,
            (PROJECTOR_KEYS,),
            "eye",
        ),
        Command(
            "minutes.focus",
            "Only the text, or everything again",
            step.focus_mode.turn,
            (FOCUS_KEYS,),
        ),
        Command("minutes.extract", "Save an extract of this minute", extract, (EXTRACT_KEYS,)),
        Command("minutes.extract-word", "Save an extract of this minute for Word", extract_word),
        Command("minutes.preview", "Minutes as they will print", step.show_preview, ("F9",), "eye"),
    )


def _move_commands(entries: EntryList, has: Callable[[], bool]) -> Sequence[Command]:
    """Return the commands that move a paragraph among those of its item."""
    acts = entries.acts
    up, down = (lambda: acts.move_entry(-1)), (lambda: acts.move_entry(1))
    return (
        Command("minutes.up", "Move paragraph up", up, ("Alt+Up",), "arrow-up", has),
        Command("minutes.down", "Move paragraph down", down, ("Alt+Down",), "arrow-down", has),
    )


def _put_commands(entries: EntryList, has: Callable[[], bool]) -> Sequence[Command]:
    """Return the commands that make motions and votes, and go to their fields."""
    acts = entries.acts
    motion, vote, election = (
        (lambda: acts.put(EntryKind.MOTION)),
        (lambda: acts.put(EntryKind.VOTE)),
        (lambda: acts.put(EntryKind.VOTE, election=True)),
    )
    return (
        Command("minutes.motion", "Motion", motion, ("Ctrl+6",), "pencil"),
        Command("minutes.vote", "Vote", vote, ("Ctrl+7",), "pencil"),
        Command("minutes.election", "Election", election, ("Ctrl+9",), "pencil"),
        Command(
            "minutes.next-round",
            "Next round of the election",
            acts.next_round,
            (NEXT_ROUND_KEY,),
            "pencil",
            has,
        ),
        Command(
            "minutes.fields",
            "Fields below the paragraph: mover, seconder, votes",
            acts.begin_foot,
            ("Ctrl+8",),
            "pencil",
            has,
        ),
        Command(
            "minutes.budget",
            "Budget meeting: votes by name, or as usual again",
            lambda: _turn_budget(entries),
        ),
    )


def _turn_budget(entries: EntryList) -> None:
    """Say that the meeting decides on the budget, or that it does not."""
    place, context = entries.book.place, entries.context
    if place is None:
        return
    on = not context.session.reader.get(Meeting, place.meeting).is_budget
    context.submit(meetings.change_meeting(context.session, place.meeting, is_budget=on))
    words = "Votes at this meeting are on the budget." if on else "Votes are as usual again."
    context.messages.say(words)
