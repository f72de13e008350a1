"""What the chair says at each point of a meeting, and what is to be done there in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from secretariat.documents.business import called
from secretariat.documents.common import Frame, Phrases, body_names, place_line, restricted_line
from secretariat.documents.model import LineBreak, ListBlock, ListItem, Paragraph, Role, Text, plain
from secretariat.documents.model import runs as words_of
from secretariat.documents.prose import BULLETS, flat, prose
from secretariat.documents.submissions import headline
from secretariat.documents.wording import Wording
from secretariat.models.kinds import (
    Audience,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    Purpose,
    ReplyKind,
    Restriction,
)
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item, Reply
from secretariat.models.submissions import of_item, visible_submissions

Words = tuple[Paragraph | ListBlock, ...]
_GONE = (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED)
_MATTERS = ("exclusion", "apologies", "declarations", "minutes", "next", "other")


def said(words: str) -> Paragraph:
    """Return words to be spoken."""
    return Paragraph(words_of(words), Role.SPOKEN)


def directed(words: str) -> Paragraph:
    """Return what is to be done or noted, and not spoken."""
    return Paragraph(words_of(words), Role.MOVEMENT)


def matter_of(frame: Frame, item: Item) -> str:
    """Return which of the usual matters an item is, by the words of its title, or nothing."""
    return matter_named(frame.say, item.title)


def matter_named(say: Wording, title: str) -> str:
    """Return which of the usual matters a title names, or nothing.

    The words are data: `script.match.` and the matter, parted by strokes; one that begins with
    ^ counts at the beginning of a title alone.
    """
    title = one_line(title).casefold()
    for matter in _MATTERS:
        if any(_says(title, word) for word in _list(say, f"script.match.{matter}")):
            return matter
    return ""


def _says(title: str, word: str) -> bool:
    return title.startswith(word[1:]) if word.startswith("^") else word in title


def _list(say: Wording, key: str) -> list[str]:
    words = (word.strip().casefold() for word in say.raw(key).split("|"))
    return [word for word in words if word]


def opening_words(frame: Frame, starts: time | None) -> Words:
    """Return the welcome, by the time of day."""
    part = "morning"
    if starts is not None and starts.hour >= 12:
        part = "afternoon" if starts.hour < 17 else "evening"
    spoken = [
        directed(frame.say("script.quorum")),
        said(frame.say(f"script.{part}", body=body_names(frame))),
    ]
    if any(sitting.remote_link.strip() for sitting in frame.view.sittings):
        spoken.append(said(frame.say("script.online")))
    if frame.choices.yes("notice.public"):
        spoken.append(said(frame.say("script.public")))
    return tuple(spoken)


def apologies(frame: Frame) -> Words:
    """Return the apologies that were received, who is there instead, and the question for more."""
    replies, people = frame.view.replies, frame.view.people
    away = [one for one in replies if one.kind in (ReplyKind.APOLOGIES, ReplyKind.SUBSTITUTE)]
    names = [frame.name(people[one.person]) for one in away if one.person in people]
    spoken: list[Paragraph] = []
    if names:
        spoken.append(said(frame.say("script.apologies", names=frame.phrases.listed(names))))
    elif frame.view.audience is Audience.OFFICERS:
        spoken.append(directed(frame.say("script.apologies.none")))
    for one in away:
        if (instead := _substitute(frame, one)) and one.person in people:
            other = frame.name(people[one.person])
            spoken.append(said(frame.say("script.substitute", name=instead, other=other)))
    more = frame.say("script.apologies.more") if names else frame.say("script.apologies.ask")
    return (*spoken, said(more))


def _substitute(frame: Frame, reply: Reply) -> str:
    if reply.kind is not ReplyKind.SUBSTITUTE:
        return ""
    known = frame.view.people.get(reply.substitute or "")
    return frame.name(known) if known else one_line(reply.substitute_name)


def item_words(frame: Frame, item: Item) -> Words:
    """Return what is said at an item: why it is here, who speaks, what is put, how it is voted."""
    made: list[Paragraph | ListBlock] = [*_directions(frame, item)]
    if item.outcome in _GONE:
        return (*made, said(frame.say(f"agenda.{item.outcome}")))
    made += _arrival(frame, item)
    matter = matter_of(frame, item)
    if not frame.view.audience.may_see(frame.held[item.uid].restriction):
        return tuple(made)
    usual = _usual(frame, item, matter) if matter and matter != "exclusion" else ()
    if usual:
        return (*made, *usual)
    made += _introduction(frame, item)
    made += _from_outside(frame, item)
    if item.recommendation.strip():
        made += [said(frame.say("script.recommendation")), *_put(item)]
        made += vote(frame)
    elif frame.children.get(item.uid):
        return tuple(made)  # what is below it has words of its own
    elif item.purpose is Purpose.NONE:
        made.append(said(frame.say("script.questions")))
    else:
        made.append(said(frame.say(f"script.purpose.{item.purpose}")))
        made += vote(frame) if item.purpose is Purpose.DECISION else ()
    return tuple(made)


def _put(item: Item) -> Words:
    """Return the recommendation, set apart so that it is found at a glance."""
    return tuple(flat(prose(item.recommendation, role=Role.DECISION)))


def vote(frame: Frame) -> Words:
    """Return the words with which a vote is taken, and a line for the count."""
    return (
        said(frame.say("script.propose")),
        said(frame.say("script.vote")),
        directed(frame.say("script.count")),
        directed(frame.say("script.result")),
    )


def _directions(frame: Frame, item: Item) -> list[Paragraph]:
    made: list[Paragraph] = []
    presenter = one_line(item.presenter)
    usual = item.outcome in _GONE or matter_of(frame, item)
    if presenter and usual and _is_invited(frame, presenter):
        made.append(directed(frame.say("script.speaks", presenter=presenter)))
    officer = one_line(item.lead_officer)
    if officer and officer != presenter:
        made.append(directed(frame.say("script.officer", officer=officer)))
    held = frame.held[item.uid]
    if held.restriction is not Restriction.NONE:
        made.append(restricted_line(frame, held.restriction, held.ground))
    return made


def _arrival(frame: Frame, item: Item) -> list[Paragraph]:
    """Return why an item is on the agenda that did not come in time."""
    if item.arrival is ItemArrival.ON_TIME:
        return []
    if item.arrival is not ItemArrival.URGENT:
        return [directed(frame.say(f"script.{item.arrival}"))]
    if reason := one_line(item.urgency):
        return [said(frame.say("script.urgent", urgency=reason))]
    return [
        said(frame.say("script.urgent.unknown")),
        directed(frame.say("script.urgent.note")),
    ]


def _usual(frame: Frame, item: Item, matter: str) -> Words:
    """Return the words of a matter that stands on every agenda."""
    say = frame.say
    if matter == "apologies":
        return apologies(frame)
    if matter == "declarations":
        return said(say("script.declarations")), directed(say("script.declarations.note"))
    if matter == "minutes":
        return said(say("script.minutes.ask")), directed(say("script.minutes.note"))
    if matter == "other":
        return _other(frame, item)
    return _next(frame)


def _other(frame: Frame, item: Item) -> Words:
    """Return the words of other business: a question, or what is taken as urgent.

    A principal council takes nothing that was not on the agenda for five clear days unless the
    chair holds it to be urgent: Local Government Act 1972, s.100B(4)(b). So there it is told and
    not asked for. `script.other.told` lists the profiles to which that applies.
    """
    if frame.view.profile.casefold() not in _list(frame.say, "script.other.told"):
        return (said(frame.say("script.other")),)
    if item.arrival is ItemArrival.URGENT:
        return ()  # its own words have said so
    urgent = [
        one
        for one in frame.items
        if one.arrival is ItemArrival.URGENT and one.outcome not in _GONE and frame.prints(one)
    ]
    if not urgent:
        return (said(frame.say("script.other.none")),)
    return said(frame.say("script.other.urgent")), ListBlock(
        tuple(ListItem(BULLETS[0], (Paragraph(words_of(_aloud(frame, one))),)) for one in urgent)
    )


def _aloud(frame: Frame, item: Item) -> str:
    """Return an item as it can be named with the public there."""
    if frame.held[item.uid].restriction is Restriction.NONE:
        return called(frame, item)
    return called(frame, item, one_line(item.public_title) or frame.say("restricted.title"))


def _from_outside(frame: Frame, item: Item) -> Words:
    """Return those who handed something in for an item, in the order in which they are called."""
    listed = of_item(frame.view.submissions, item.uid)
    listed = visible_submissions(listed, frame.items, frame.view.audience)
    if not listed:
        return ()
    lines = tuple(
        ListItem(
            frame.say("submission.number", number=number),
            (Paragraph(words_of(headline(frame.say, one, alone=True))),),
        )
        for number, one in enumerate(listed, start=1)
    )
    return said(frame.say("script.submissions")), ListBlock(lines, ordered=True)


def _is_invited(frame: Frame, presenter: str) -> bool:
    """Say whether a presenter is somebody whom the chair calls by name."""
    known = _list(frame.say, "script.themselves") + _list(frame.say, "script.everyone")
    return presenter.casefold() not in known


def _introduction(frame: Frame, item: Item) -> list[Paragraph]:
    presenter = one_line(item.presenter)
    if presenter.casefold() in _list(frame.say, "script.everyone"):
        return [said(frame.say("script.discuss"))]
    if not presenter or not _is_invited(frame, presenter):
        return []
    before, _, after = frame.say.raw("script.introduce").partition("{presenter}")
    return [Paragraph((Text(before), Text(presenter, bold=True), Text(after)), Role.SPOKEN)]


def exclusion(frame: Frame, items: Sequence[Item]) -> Words:
    """Return the resolution by which the public leaves, naming the business and the grounds.

    Exempt business needs a resolution that says what it is and describes the information in the
    terms of the Schedule: Local Government Act 1972, s.100A(4) and (5). Confidential business
    needs none: s.100A(2).
    """
    made: list[Paragraph | ListBlock] = []
    law = _law(frame)
    secret = [item for item in items if law and _is(frame, item, Restriction.CONFIDENTIAL)]
    rest = [item for item in items if item not in secret]
    if rest:
        made += [
            said(frame.say(law or "script.exclude.own", **excluded(frame.phrases))),
            _list_of(frame, rest),
        ]
        made.append(said(frame.say("script.exclude.agreed")))
    if secret:
        made += [said(frame.say("script.exclude.confidential")), _list_of(frame, secret)]
    return (*made, directed(frame.say("script.exclude.note")))


def excluded(phrases: Phrases) -> dict[str, str]:
    """Return what a resolution to exclude the public says of whom it excludes, and that the public
    interest was weighed where the body says so."""
    say, choices = phrases.say, phrases.choices
    weighed = say("exclusion.interest") if choices.yes("exclusion.interest") else ""
    return {"public": say(f"exclusion.the.{choices['exclusion.public']}"), "interest": weighed}


def moves_exclusion(frame: Frame, item: Item) -> bool:
    """Say whether an item of the agenda is itself the exclusion of press and public."""
    plain_item = item.kind is ItemKind.ITEM and item.outcome not in _GONE
    return plain_item and matter_of(frame, item) == "exclusion"


def exclusion_words(frame: Frame, item: Item, business: Sequence[Item]) -> Words:
    """Return what is said at the item that excludes the public, for the business after it."""
    if not business:
        return (*_directions(frame, item), directed(frame.say("script.exclude.none")))
    return (*_directions(frame, item), *exclusion(frame, business))


def _law(frame: Frame) -> str:
    """Return the key of the words that the law of the body wants, empty when it has its own."""
    profile = frame.view.profile
    for name in (profile, profile.partition("-")[0]):
        key = f"script.exclude.{name}"
        if name and (key in frame.say.phrases or key in frame.say.own):
            return key
    return ""


def _is(frame: Frame, item: Item, restriction: Restriction) -> bool:
    return frame.held[item.uid].restriction is restriction


def _list_of(frame: Frame, items: Sequence[Item]) -> ListBlock:
    """Return the business by its public title, as it can be read out with the public there."""
    lines: list[ListItem] = []
    for item in items:
        held = frame.held[item.uid]
        title = one_line(item.public_title) or frame.say("restricted.title")
        ground = plain(restricted_line(frame, held.restriction, held.ground).runs)
        lines.append(
            ListItem(
                BULLETS[0],
                (
                    Paragraph(
                        (Text(called(frame, item, title), bold=True), LineBreak(), Text(ground))
                    ),
                ),
            )
        )
    return ListBlock(tuple(lines))


def _next(frame: Frame) -> Words:
    """Return the words that say when the next meeting is; nothing when none is arranged."""
    if not frame.view.future:
        return ()
    _, sitting = frame.view.future[0]
    when = frame.say(
        "sitting.when", date=frame.phrases.spoken(sitting.date), time=frame.phrases.times(sitting)
    )
    place = place_line(sitting)
    return (said(frame.say("script.next", when=", ".join(filter(None, (when, place))))),)


def closing_words(frame: Frame, *, told_next: bool) -> Words:
    """Return the end of the meeting, with the next one unless an item told of it."""
    later = () if told_next else _next(frame)
    return (
        *later,
        said(frame.say("script.thanks")),
        directed(frame.say("script.close.note")),
    )
