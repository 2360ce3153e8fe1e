"""How the records of a run differ from what the recording must give, in words.

Works on the newest revision of every incident, all duplicates, reports and alerts, as plain JSON
values, whoever produced them: the pipeline, or the topics. An empty list is a full match.
"""

import json
from collections import Counter
from pathlib import Path

from streams.gazetteer.index import load_gazetteer
from streams.gazetteer.keys import latin_key
from streams.text.folding import fold_text

GAZETTEER = load_gazetteer()

FOLDER = Path(__file__).parent / "recording"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def difference(kind, *, wanted, found):
    """Name what is missing and what is too much between two lists of hashable things."""
    missing, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    return [f"{kind} missing: {item}" for item in missing.elements()] + [
        f"{kind} too much: {item}" for item in extra.elements()
    ]


def duplicates_differ(duplicates):
    """Compare copies and revisions by article, first sighting and kind."""
    wanted = [(d["article"], d["of"], d["kind"]) for d in EXPECTED["duplicates"]]
    found = [(d["article"], d["of"], d["kind"]) for d in duplicates]
    return difference("duplicate", wanted=wanted, found=found)


def groups_of_copies(duplicates):
    """Return the sets of pages that carry one text, whichever of them came first."""
    groups = {}
    for duplicate in duplicates:
        if duplicate["kind"] != "revision":
            groups.setdefault(duplicate["of"], {duplicate["of"]}).add(duplicate["article"])
    return sorted(sorted(group) for group in groups.values())


def not_strikes_differ(reports):
    """Compare which articles' newest reports tell no strike; *reports* in order of arrival."""
    newest = {report["article"]["id"]: report["is_strike"] for report in reports}
    found = [article for article, is_strike in newest.items() if not is_strike]
    return difference("not a strike", wanted=EXPECTED["not_strikes"], found=found)


def incidents_differ(incidents):
    """Compare the newest revision of every incident with the expected one."""
    problems, left = [], list(incidents)
    for wanted in EXPECTED["incidents"]:
        found = most_alike(wanted, left)
        if found is None:
            problems.append(f"incident missing: {wanted['name']}")
            continue
        left.remove(found)
        problems += [f"{wanted['name']}: {p}" for p in incident_differs(wanted, found)]
    problems += [f"incident too much: {summary(found)}" for found in left]
    return problems


def most_alike(wanted, incidents):
    """Return the incident that shares most figures with *wanted*, in its theatre; or None."""
    figures = Counter(figure(c) for c in wanted["claims"])
    scored = [
        (
            sum((figures & Counter(figure(c) for c in found["claims"])).values()),
            found["status"] == wanted["status"],
            found,
        )
        for found in incidents
        if found["theatre"] == wanted["theatre"]
    ]
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best and best[0] else None


def figure(claim):
    return claim["article"], claim["kind"], claim["min"], claim["max"]


def incident_differs(wanted, found):
    """Name what differs in one incident."""
    problems = []
    place = found["place"] or {}
    for name, want, got in [
        ("status", wanted["status"], found["status"]),
        ("type", wanted["type"], found["type"]),
        ("place", wanted["place"], name_of(place, wanted=wanted)),
        ("iso", wanted["iso"], place.get("iso")),
        ("from", wanted["occurred"]["from"], (found["occurred"]["from"] or "")[:10]),
        ("to", wanted["occurred"]["to"], (found["occurred"]["to"] or "")[:10]),
        ("articles", sorted(wanted["articles"]), sorted(a["id"] for a in found["articles"])),
        ("carriers", wanted["carriers"], carriers(found)),
    ]:
        if want != got:
            problems.append(f"{name}: wanted {want}, found {got}")
    return problems + claims_differ(wanted["claims"], found["claims"]) + tolls_differ(wanted, found)


def carriers(incident):
    """Return the copies of each article of *incident*, its own page left out, whatever its id was."""
    copies = {
        a["id"]: sorted(
            c["id"] for c in a["carriers"] if a["id"] != c["id"] and a["url"] != c["url"]
        )
        for a in incident["articles"]
    }
    return {article: ids for article, ids in copies.items() if ids}


def claims_differ(wanted, found):
    """Compare claims one by one: every field, the words and the source."""
    problems, left = [], list(found)
    for want in wanted:
        same = [
            c
            for c in left
            if figure(c) == figure(want) and bool(c["withdrawn_by"]) == want["withdrawn"]
        ]
        same = same or [c for c in left if figure(c) == figure(want)]
        same.sort(key=lambda c: fold_text(want["quote_contains"]) not in fold_text(c["quote"]))
        if not same:
            problems.append(
                f"claim missing: {figure(want)} «{want['quote_contains']}» (line {want['line']})"
            )
            continue
        claim = same[0]
        left.remove(claim)
        problems += claim_differs(want, claim)
    return problems + [f"claim too much: {figure(c)} «{c['quote']}»" for c in left]


def claim_differs(want, claim):
    source = claim["source"] or {}
    fields = [
        ("hedge", want["hedge"], claim["hedge"]),
        ("status", want["status"], claim["victims"]["status"]),
        ("subset", want["subset"], claim["subset_of"] is not None),
        ("certainty", want["certainty"], claim["certainty"]),
        ("via", sorted(want["via"]), sorted(source.get("via", []))),
        ("withdrawn", want["withdrawn"], claim["withdrawn_by"] is not None),
        ("source", True, within(want["source"], source.get("quote"))),
        ("words", True, within(want["quote_contains"], claim["quote"])),
    ]
    return [
        f"claim {figure(want)} (line {want['line']}) {name}: wanted {told(name, want, w)}, found {g}"
        f" («{claim['quote']}», source «{source.get('quote')}»)"
        for name, w, g in fields
        if w != g
    ]


def told(name, want, value):
    return {"source": want["source"], "words": want["quote_contains"]}.get(name, value)


def within(part, whole):
    """Tell whether the words of *part* stand in *whole*; both may be absent."""
    if part is None or whole is None:
        return part is None and whole is None
    return fold_text(part) in fold_text(whole)


def tolls_differ(wanted, found):
    view = found["tolls"].get("range", {})
    got = {kind: (sides["all"]["low"], sides["all"]["high"]) for kind, sides in view.items()}
    want = {kind: (t["low"], t["high"]) for kind, t in wanted["tolls_range"].items()}
    return [] if want == got else [f"tolls: wanted {want}, found {got}"]


def alerts_differ(alerts, incidents, *, in_order=True):
    """Compare the alerts of each thread; with *in_order* also which article caused each."""
    names = {}
    left = list(incidents)
    for wanted in EXPECTED["incidents"]:
        found = most_alike(wanted, left)
        if found is not None:
            names[found["id"]] = wanted["name"]
            left.remove(found)
    threads = {}
    for alert in alerts:
        threads.setdefault(names.get(alert["incident"], alert["incident"]), []).append(alert)
    problems = []
    for name in sorted({i["name"] for i in EXPECTED["incidents"]} | set(threads)):
        want = [a for a in EXPECTED["alerts"] if a["incident"] == name]
        got = threads.get(name, [])
        if [a["kind"] for a in want] != [a["kind"] for a in got] and in_order:
            problems.append(
                f"alerts of {name}: wanted {[a['kind'] for a in want]}, found {[a['kind'] for a in got]}"
            )
        elif in_order:
            problems += [
                f"alert of {name}: wanted {w['states']}, found {states(g)}"
                for w, g in zip(want, got, strict=True)
                if w["states"] != states(g)
            ]
    return problems


def states(alert):
    return alert["facts"].get("states")


def name_of(place, *, wanted):
    """Return the wanted name where the gazetteer files *place* under it too, else the place's own."""
    name = place.get("name", "")
    key, asked = (
        latin_key(fold_text(n).replace("-", " ").split()) for n in (name, wanted["place"])
    )
    filed = {entry.name for entry in GAZETTEER.find(asked) if entry.iso == wanted["iso"]}
    return wanted["place"] if key == asked or name in filed else name


def summary(incident):
    place = (incident["place"] or {}).get("name")
    claims = sorted(map(figure, incident["claims"]), key=str)
    return (
        f"{incident['status']} {incident['type']} {place} {incident['occurred']['from']} {claims}"
    )
