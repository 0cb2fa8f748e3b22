"""A titration plan as a calendar file: a whole day's entry where each step begins."""

from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from ldnref.answers import sentences
from ldnref.answers.titration.rising import Plan, Step


def calendar(plan: Plan, confirm: str) -> bytes:
    """The plan as iCalendar; `confirm` is what every plan says of itself.

    The same plan has the same entries on every run, so that importing it twice doubles nothing.
    """
    shown = Calendar()
    shown.add("prodid", "-//ldnref//titration plan//EN")
    shown.add("version", "2.0")
    shown.add("method", "PUBLISH")
    for step in plan.steps:
        shown.add_component(_entry(plan, step, confirm))
    return bytes(shown.to_ical())


def _entry(plan: Plan, step: Step, confirm: str) -> Event:
    entry = Event()
    entry.add("uid", f"{uuid5(NAMESPACE_URL, f'ldnref:{plan.name}:{step.number}')}@ldnref")
    # When the plan was thought of is nobody's business, and would make each run another.
    entry.add("dtstamp", datetime.combine(plan.steps[0].begins, time(tzinfo=UTC)))
    entry.add("dtstart", step.begins)
    entry.add("summary", sentences.TO_CONFIRM.format(dose=step.dose, number=step.number))
    lasts = "onwards" if step.ends is None else f"to {step.ends.isoformat()}"
    capsules = f" {step.capsules} × {plan.strength} mg." if step.capsules else ""
    entry.add("description", f"{step.begins.isoformat()} {lasts}.{capsules} {confirm}")
    entry.add("status", "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    return entry
