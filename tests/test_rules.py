"""The rules over a whole base: for each, the smallest base that breaks it."""

from datetime import date

import pytest

from ldnref.knowledge import rules
from ldnref.knowledge.model import Applies, Citation, Named, Quantity, Regimen, TopicEntry


def _with(base, topic="dosing", **changes):
    """The invented base with its first statement of one topic changed."""
    found = base.topics[topic]
    group = found.groups[0]
    first = group.statements[0]._replace(**changes)
    group = group._replace(statements=(first, *group.statements[1:]))
    found = found._replace(groups=(group, *found.groups[1:]))
    return base._replace(topics={**base.topics, topic: found})


def _point(base, **changes):
    return base._replace(disagreements=(base.disagreements[0]._replace(**changes),))


def _broken_id_twice(base):
    return _with(base, id="dosing-ceiling")


def _broken_id_of_withdrawn(base):
    return _with(base, id="dosing-taken-back")


def _broken_topic(base):
    return _with(base, id="other-usual")


def _broken_source(base):
    first = base.topics["dosing"].statements[0]
    return _with(base, sources=(*first.sources, Citation("nobody-1999", first.where, "page 1")))


def _broken_uncited(base):
    extra = base.sources["pineapple-2001"]._replace(id="pineapple-2002")
    return base._replace(sources={**base.sources, extra.id: extra})


def _broken_name(base):
    return _with(base, applies=Applies(conditions=("headless",)))


def _broken_kind(base):
    return _with(base, applies=Applies(medicines=("stiffness",)))


def _broken_wider(base):
    stonex = base.names["stonex"]._replace(within=("metals",))
    return base._replace(names={**base.names, "stonex": stonex})


def _broken_meaning(base):
    return base._replace(ambiguous=(base.ambiguous[0]._replace(may_be=("water",)),))


def _broken_alone(base):
    stonex = base.names["stonex"]._replace(within=())
    return base._replace(names={**base.names, "stonex": stonex})


def _broken_circle(base):
    fruits = base.names["fruits"]._replace(within=("citrus",))
    return base._replace(names={**base.names, "fruits": fruits})


def _broken_one_side(base):
    return _point(base, sides=base.disagreements[0].sides[:1])


def _broken_bare_side(base):
    side = base.disagreements[0].sides[1]._replace(sources=())
    return _point(base, sides=(base.disagreements[0].sides[0], side))


def _broken_side(base):
    side = base.disagreements[0].sides[0]._replace(statements=("dosing-taken-back",))
    return _point(base, sides=(side, base.disagreements[0].sides[1]))


def _broken_scale(base):
    return _with(base, value=Quantity("mL", exactly=1))


def _broken_range(base):
    topic = base.topics["dosing"]._replace(usual="dosing-trial")
    return base._replace(topics={**base.topics, "dosing": topic})


def _broken_day(base):
    return _with(base, checked=date(2026, 2, 1))


def _broken_reading_day(base):
    late = base.sources["label-zorblex"]._replace(read=date(2026, 2, 1))
    return base._replace(sources={**base.sources, late.id: late})


def _broken_list(base):
    about = base.about._replace(topics=(*base.about.topics, TopicEntry("diet", "what to eat")))
    return base._replace(about=about)


def _broken_unlisted(base):
    return base._replace(about=base.about._replace(topics=base.about.topics[1:]))


def _broken_regimen(base):
    return _with(base, regimen=Regimen("slow", "anyone"))


def _broken_list_word(base):
    return base._replace(list_words=base.list_words._replace(parts=(("emono", "water"),)))


def _broken_form(base):
    forms = ((("rind",), "fruits", "water"),)
    return base._replace(list_words=base.list_words._replace(forms=forms))


def _broken_literature(base):
    return _point(base, literature=base.disagreements[0].literature._replace(sources=()))


def _broken_literature_source(base):
    literature = base.disagreements[0].literature
    lost = literature.sources[0]._replace(ref="nobody-1999")
    return _point(base, literature=literature._replace(sources=(lost,)))


def _study(base, **changes):
    study = base.studies["pineapple-2001"]._replace(**changes)
    return base._replace(studies={**base.studies, "pineapple-2001": study})


def _broken_figure(base):
    outcome = base.studies["pineapple-2001"].outcomes[0]._replace(ref="nobody-1999")
    return _study(base, outcomes=(outcome,))


def _broken_study(base):
    return _study(base, id="nobody-1999")


def _broken_condition(base):
    return _study(base, conditions=("fruits",))


def _broken_domain(base):
    outcome = base.studies["pineapple-2001"].outcomes[0]._replace(domain="pips")
    return _study(base, outcomes=(outcome,))


def _broken_missing_study(base):
    return base._replace(studies={})


def _broken_basis(base):
    return _study(base, design="position")


def _number(base, **changes):
    source = base.sources["pineapple-2001"]._replace(**changes)
    return base._replace(sources={**base.sources, source.id: source})


def _broken_doi(base):
    return _number(base, doi="doi:10.1000/fruit.7")


def _broken_pmid(base):
    return _number(base, pmid="PMID 12345")


def _broken_pmcid(base):
    return _number(base, pmcid="12345")


def _broken_registry(base):
    return _number(base, registry="NCT1")


def _broken_year(base):
    return _number(base, year="recently")


def _broken_plan(base):
    topic = base.topics["titration"]
    planning = topic.planning._replace(watch=("titration-hope",))
    return base._replace(topics={**base.topics, "titration": topic._replace(planning=planning)})


def _page(base, reader, **changes):
    page = base.pages[reader]._replace(**changes)
    return base._replace(pages={**base.pages, reader: page})


def _broken_page(base):
    section = base.pages["professionals"].sections[0]._replace(statements=("dosing-hope",))
    return _page(base, "professionals", sections=(section,))


def _broken_plain(base):
    section = base.pages["patients"].sections[0]._replace(statements=("dosing-usual",))
    return _page(base, "patients", sections=(section,))


def _broken_page_point(base):
    return _page(base, "professionals", disagreements=("taste",))


def _broken_treated(base):
    return base._replace(treated=("fruits",))


def _broken_registration(base):
    trial = base.studies["pineapple-2001"]
    figure = trial.facts["enrolled"][0]._replace(says="EudraCT 2005-005679-13 and NCT0050169")
    return base._replace(studies={trial.id: trial._replace(facts={"registration": (figure,)})})


def _broken_retold(base):
    trial = base.studies["pineapple-2001"]
    outcome = trial.outcomes[0]._replace(origin="secondary")
    return base._replace(studies={trial.id: trial._replace(outcomes=(outcome,))})


CASES = [
    (_broken_registration, rules.numbers_match_their_patterns, "'NCT0050169' is no registry"),
    (_broken_retold, rules.retold_figures_name_who_retells_them, "needs the 'ref' that retells it"),
    (_broken_page, rules.pages_show_what_exists, "'dosing-hope' is no statement"),
    (_broken_plain, rules.pages_show_what_exists, "'dosing-usual' has no 'plain'"),
    (_broken_page_point, rules.pages_show_what_exists, "'taste' is no disagreement"),
    (_broken_treated, rules.studies_point_to_what_exists, "'fruits' among 'treated' is no"),
    (_broken_plan, rules.plans_show_statements, "'titration-hope' is no statement"),
    (_broken_list_word, rules.what_names_point_to_exists, "'water' is no medicine, group or"),
    (_broken_form, rules.what_names_point_to_exists, "'water' is no medicine, group or"),
    (_broken_literature, rules.disagreements_have_sides, "the literature on 'ceiling' has no"),
    (_broken_literature_source, rules.cited_sources_exist, "source 'nobody-1999' is not in"),
    (_broken_figure, rules.cited_sources_exist, "source 'nobody-1999' is not in sources.yaml"),
    (_broken_study, rules.studies_point_to_what_exists, "study 'nobody-1999' is not in"),
    (_broken_condition, rules.studies_point_to_what_exists, "'fruits' is no condition"),
    (_broken_domain, rules.studies_point_to_what_exists, "'pips' is no domain"),
    (_broken_missing_study, rules.cited_studies_exist, "'pineapple-2001' is not in studies.yaml"),
    (_broken_basis, rules.trials_stand_behind_a_trial, "its basis is 'trial', and it cites none"),
    (_broken_doi, rules.numbers_match_their_patterns, "'doi:10.1000/fruit.7' is no doi"),
    (_broken_pmid, rules.numbers_match_their_patterns, "'PMID 12345' is no pmid"),
    (_broken_pmcid, rules.numbers_match_their_patterns, "'12345' is no pmcid"),
    (_broken_registry, rules.numbers_match_their_patterns, "'NCT1' is no registry"),
    (_broken_year, rules.numbers_match_their_patterns, "'recently' is no year"),
    (_broken_id_twice, rules.ids_are_used_once, "id 'dosing-ceiling' is used twice"),
    (_broken_id_of_withdrawn, rules.ids_are_used_once, "id 'dosing-taken-back' is used twice"),
    (_broken_topic, rules.ids_begin_with_their_topic, "does not begin with 'dosing-'"),
    (_broken_source, rules.cited_sources_exist, "source 'nobody-1999' is not in sources.yaml"),
    (_broken_uncited, rules.sources_are_cited, "nothing cites the source 'pineapple-2002'"),
    (_broken_name, rules.names_exist, "'headless' is no medicine, group or condition"),
    (_broken_kind, rules.names_exist, "'stiffness' does not belong under 'medicines'"),
    (_broken_wider, rules.what_names_point_to_exists, "'metals' is no medicine, group or"),
    (_broken_meaning, rules.what_names_point_to_exists, "'water' is no medicine, group or"),
    (_broken_alone, rules.medicines_are_in_a_group, "'stonex' is in no group"),
    (_broken_circle, rules.no_name_goes_round_in_a_circle, "lies within itself"),
    (_broken_one_side, rules.disagreements_have_sides, "'ceiling' has fewer than two sides"),
    (_broken_bare_side, rules.disagreements_have_sides, "has no statement or source"),
    (_broken_side, rules.disagreements_have_sides, "'dosing-taken-back' in 'ceiling' is no"),
    (_broken_scale, rules.scales_draw_values, "with a value in mg"),
    (_broken_range, rules.ranges_are_ranges, "'dosing-trial' is no statement with a range"),
    (_broken_day, rules.nothing_was_checked_tomorrow, "checked after the knowledge's date"),
    (_broken_reading_day, rules.nothing_was_checked_tomorrow, "read after the knowledge's date"),
    (_broken_list, rules.topics_are_listed, "there is no file topics/diet.yaml"),
    (_broken_unlisted, rules.topics_are_listed, "does not list the topic 'dosing'"),
    (_broken_regimen, rules.regimen_names_are_used_once, "regimen 'slow' is used twice"),
]


@pytest.mark.parametrize(("broken", "rule", "expected"), CASES)
def test_a_base_that_breaks_a_rule_is_told_where(base, broken, rule, expected):
    """Each rule catches what its docstring forbids, and points into a file."""
    problems = list(rule(broken(base)))

    assert any(expected in problem.message for problem in problems)
    assert all(problem.file and problem.line for problem in problems)


def test_the_invented_base_breaks_no_rule(base):
    """A sound base passes; so a rule that always speaks would be seen."""
    assert rules.broken(base) == []


def test_every_rule_has_a_case_and_says_what_it_demands():
    """A new rule comes with the base that breaks it, and with its demand in words."""
    assert set(rules.RULES) == {rule for _, rule, _ in CASES}
    assert all(rule.__doc__ for rule in rules.RULES)


def test_nothing_lies_below_an_unknown_name(base):
    """A group that is not declared breaks one rule, and stops none of the others."""
    where = base.names["stonex"].where
    lost = Named("pear", where, "medicine", "pear", "a fruit", within=("pomes",))
    odd = base._replace(names={**base.names, "pear": lost})

    assert [p.message for p in rules.broken(odd)] == ["'pomes' is no medicine, group or condition"]
