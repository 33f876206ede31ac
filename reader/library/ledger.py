"""The list of all that the reader has put right: read, taken back, carried to another library.

The file is JSON. It speaks of names, texts and the hashes of original files, never of rows, so that it means
the same in another library. Version 1, keys that say nothing are left out, offsets are code points::

    {
      "format": "docbao-corrections", "version": 1,
      "corrections": [
        {"kind": "reject", "scope": "everywhere", "surface": "Đoàn", "created": "2026-01-02T03:04:05Z"},
        {"kind": "mark", "scope": "mention", "surface": "Sông Lam", "type": "ORG", "name": "Công ty Sông Lam",
         "article": {"sha256": "…", "title": "…"},
         "selector": {"exact": "Sông Lam", "prefix": "…", "suffix": "…", "start": 10, "end": 18}},
        {"kind": "assign", "scope": "article", "surface": "Lê An", "was": "PER", "type": "PER",
         "name": "Lê An (2)", "article": {"sha256": "…", "title": "…"}},
        {"kind": "link", "scope": "everywhere", "surface": "ООН", "was": "ORG", "type": "ORG", "name": "LHQ"},
        {"kind": "rename", "scope": "everywhere", "surface": "LHQ", "was": "ORG", "name": "Liên Hợp Quốc"},
        {"kind": "retype", "scope": "everywhere", "surface": "Sông Lam", "was": "LOC", "type": "ORG"},
        {"kind": "apart", "scope": "everywhere", "surface": "Lê An", "was": "PER", "type": "PER",
         "name": "Ле Ан"}
      ]
    }

The kinds and fields are those of :class:`reader.models.Correction`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from reader.errors import N_, ReaderError
from reader.library.deriving import name_keys
from reader.library.history import now
from reader.library.steps import Step, Steps
from reader.models import Change, Correction, CorrectionKind, EntityType, Scope, Selector
from reader.store import Store
from reader.store.aliases import FOUND, NAME_SET, TYPE_SET, USER, Face, Link
from reader.text.normalise import nfc, one_line

FORMAT = "docbao-corrections"
VERSION = 1
_OF_MENTIONS = frozenset((CorrectionKind.REJECT, CorrectionKind.MARK, CorrectionKind.ASSIGN))


def about(change: Change, entity: int) -> Change:
    """Return a change that names an entity; one that is empty stays so."""
    return replace(change, entity=entity) if change.kinds else change


def superseding(
    new: Sequence[Correction], existing: Iterable[Correction]
) -> tuple[list[Correction], list[Correction]]:
    """Return what is to be added, and what it replaces: earlier corrections about the same text and place."""
    add = {_target(each): each for each in new}
    drop = []
    for old in existing:
        wanted = add.get(_target(old))
        if wanted and _said(wanted) == _said(old):
            del add[_target(old)]
        elif wanted:
            drop.append(old)
    return list(add.values()), drop


def _target(correction: Correction) -> tuple[object, ...]:
    """Return what a correction is about: two about the same contradict or repeat each other."""
    place = (correction.selector.start, correction.selector.end) if correction.selector else ()
    assigned = correction.was if correction.kind is CorrectionKind.ASSIGN else ""
    return correction.scope, correction.article_id, correction.surface, assigned, place


def _said(correction: Correction) -> Correction:
    return replace(correction, id="", created="", selector=None)


# The list -----------------------------------------------------------------------------------------


def entries(store: Store) -> tuple[Correction, ...]:
    """Return all that the reader has put right, the oldest first.

    The ids of corrections of mentions are numbers; ``a1`` is the link of an alias, ``n1`` and ``t1`` the name
    and the type of an entity, ``k1-2`` two entities that are kept apart.
    """
    found = [*store.corrections.all(), *_links(store), *_faces(store), *_apart(store)]
    return tuple(sorted(found, key=lambda each: each.created))


def _links(store: Store) -> Iterator[Correction]:
    for row in store.aliases.linked_by_reader():
        if (row["type"], row["name"]) != (row["to_type"], row["to_name"]):
            yield Correction(
                CorrectionKind.LINK,
                Scope.EVERYWHERE,
                row["name"],
                type=EntityType(row["to_type"]),
                name=row["to_name"],
                was=EntityType(row["type"]),
                created=row["linked"],
                id=f"a{row['id']}",
            )


def _faces(store: Store) -> Iterator[Correction]:
    for face in store.aliases.settled():
        first = store.aliases.first_face(face.entity_id) or face
        if face.settled & TYPE_SET:
            yield Correction(
                CorrectionKind.RETYPE,
                Scope.EVERYWHERE,
                first.name,
                type=face.type,
                was=first.type,
                id=f"t{face.entity_id}",
            )
        if face.settled & NAME_SET:
            yield Correction(
                CorrectionKind.RENAME,
                Scope.EVERYWHERE,
                first.name,
                name=face.name,
                was=first.type,
                id=f"n{face.entity_id}",
            )


def _apart(store: Store) -> Iterator[Correction]:
    for (one, other), created in store.aliases.apart().items():
        first, second = store.aliases.face(one), store.aliases.face(other)
        if first and second:
            yield Correction(
                CorrectionKind.APART,
                Scope.EVERYWHERE,
                first.name,
                type=second.type,
                name=second.name,
                was=first.type,
                created=created,
                id=f"k{one}-{other}",
            )


def taking_back(store: Store, steps: Steps, correction_id: str) -> Iterator[Step]:
    """Yield the steps that take one entry of the list back."""
    kind, rest = correction_id[0], correction_id[1:]
    if kind == "a":
        yield steps.links([_homeward(store, int(rest))])
    elif kind in "nt":
        yield from _first_face(store, steps, int(rest), NAME_SET if kind == "n" else TYPE_SET)
    elif kind == "k":
        one, other = map(int, rest.split("-"))
        yield steps.together(one, other, store.aliases.apart()[one, other])
    else:
        yield steps.corrections((), [each for each in store.corrections.all() if each.id == correction_id])


def _homeward(store: Store, alias_id: int) -> Link:
    return Link(alias_id, store.aliases.home(alias_id), FOUND)


def _first_face(store: Store, steps: Steps, entity_id: int, bit: int) -> Iterator[Step]:
    """Give an entity back its first name or type; the name by which the reader called it goes home."""
    face, first = store.aliases.face(entity_id), store.aliases.first_face(entity_id)
    assert face is not None
    first = first or face
    named = store.aliases.find(face.type, face.name)
    if named and named[1] == entity_id and store.aliases.home(named[0]) != entity_id:
        yield steps.links([_homeward(store, named[0])])
    name, kind = (first.name, face.type) if bit == NAME_SET else (face.name, first.type)
    yield steps.face(Face(entity_id, name, kind, face.settled & ~bit))


# The file -----------------------------------------------------------------------------------------


def dump(store: Store) -> str:
    """Return all corrections as the file's JSON."""
    shaped = [_shape(store, each) for each in entries(store)]
    document = {"format": FORMAT, "version": VERSION, "corrections": shaped}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _shape(store: Store, correction: Correction) -> dict[str, Any]:
    values = asdict(correction)
    del values["id"], values["article_id"]
    article = store.articles.get(correction.article_id) if correction.article_id else None
    if article:
        values["article"] = {"sha256": article.sha256, "title": article.metadata.title}
    return {name: value for name, value in values.items() if value}


def parse(text: str) -> list[dict[str, Any]]:
    """Return the corrections of a file, checked.

    Raises:
        ReaderError: if this is not such a file, or one of a newer version.
    """
    try:
        document = json.loads(text)
        known = document["format"] == FORMAT
        newer = known and document["version"] > VERSION
        found = [_checked(values) for values in document["corrections"]] if known and not newer else []
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReaderError(N_("This is not a file of corrections made by Docbao.")) from error
    if newer:
        raise ReaderError(N_("The corrections come from a newer Docbao. Please update the program."))
    if not known:
        raise ReaderError(N_("This is not a file of corrections made by Docbao."))
    return found


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of one correction with their types; what is missing or wrong raises."""
    kind, scope = CorrectionKind(values["kind"]), Scope(values["scope"])
    surface, name = one_line(values["surface"]), one_line(values.get("name", ""))
    was, now_is = (EntityType(values[key]) if values.get(key) else None for key in ("was", "type"))
    selector = Selector(**values["selector"]) if "selector" in values else None
    if selector and not all(isinstance(at, int) for at in (selector.start, selector.end)):
        raise ValueError(values)
    needed: dict[CorrectionKind, tuple[object, ...]] = {
        CorrectionKind.REJECT: (),
        CorrectionKind.MARK: (now_is,),
        CorrectionKind.RENAME: (was, name),
        CorrectionKind.RETYPE: (was, now_is),
    }
    if not all((surface, *needed.get(kind, (was, now_is, name)))):
        raise ValueError(values)
    correction = Correction(
        kind=kind,
        scope=scope,
        surface=surface,
        type=now_is,
        name=name,
        was=was,
        before=nfc(values.get("before", "")),
        selector=selector,
        created=str(values.get("created", "")) or now(),
    )
    sha256 = "" if scope is Scope.EVERYWHERE else str(values["article"]["sha256"])
    if (scope is Scope.MENTION) != (selector is not None):
        raise ValueError(values)
    return {"correction": correction, "sha256": sha256}


class Loading:
    """Takes the corrections of a file over. ``taken`` are new, ``homeless`` are about articles not here."""

    def __init__(self, store: Store, steps: Steps, entries: Sequence[dict[str, Any]]) -> None:
        self._store = store
        self._steps = steps
        self._entries = entries
        self.taken = 0
        self.homeless = 0

    def plan(self) -> Iterator[Step]:
        """Yield the steps, each made when those before it have been taken.

        Entities come first: what is said of mentions means them by the names that they have then.
        """
        add: list[Correction] = []
        for entry in self._entries:
            correction: Correction = entry["correction"]
            article_id = self._store.articles.find_hash(entry["sha256"]) if entry["sha256"] else 0
            if entry["sha256"] and not article_id:
                self.homeless += 1
            elif correction.kind in _OF_MENTIONS:
                add.append(replace(correction, article_id=article_id))
            else:
                changed = False
                for step in self._entity(correction):
                    changed = True
                    yield step
                self.taken += changed
        new, drop = superseding(add, self._store.corrections.all())
        self.taken += len(new)
        if new:
            yield self._steps.corrections(new, drop)

    def _entity(self, correction: Correction) -> Iterator[Step]:
        assert correction.was is not None
        alias_id, means = self._store.aliases.of(correction.was, correction.surface, name_keys)
        face = self._store.aliases.face(means)
        assert face is not None
        if correction.kind is CorrectionKind.RENAME:
            yield from self._set_face(replace(face, name=correction.name, settled=face.settled | NAME_SET))
            return
        assert correction.type is not None
        if correction.kind is CorrectionKind.RETYPE:
            yield from self._set_face(replace(face, type=correction.type, settled=face.settled | TYPE_SET))
            return
        other = self._store.aliases.of(correction.type, correction.name, name_keys)[1]
        if other == means:
            return
        if correction.kind is CorrectionKind.LINK:
            yield self._steps.links([Link(alias_id, other, USER, correction.created)])
        elif (min(means, other), max(means, other)) not in self._store.aliases.apart():
            yield self._steps.apart(means, other, correction.created)

    def _set_face(self, face: Face) -> Iterator[Step]:
        """Call an entity otherwise, unless another that is mentioned is called so."""
        alias_id, means = self._store.aliases.of(face.type, face.name)
        if means != face.entity_id and self._store.mentions.articles_of((means,)):
            return
        if means != face.entity_id:
            yield self._steps.links([Link(alias_id, face.entity_id, USER, now())])
        if face != self._store.aliases.face(face.entity_id):
            yield self._steps.face(face)
