"""The rules over a whole base: for each, the smallest base that breaks it."""

from datetime import date
from decimal import Decimal

import pytest
from cases import every

from ldnref.answers.named.normalise import normalise
from ldnref.knowledge import (
    links,
    rules,
    rules_of_changes,
    rules_of_evidence,
    rules_of_names,
    rules_of_review,
    rules_of_speech,
)
from ldnref.knowledge.library import open_base
from ldnref.knowledge.model import Phrasing
from ldnref.knowledge.model_must_hold import MustCount, MustReach
from ldnref.knowledge.model_names import Form, Named
from ldnref.knowledge.model_sources import Citation, Quantity, Where
from ldnref.knowledge.model_statements import Applies, Limit, Regimen, Reviewed
from ldnref.knowledge.model_upkeep import Logged


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


def _asking(base, *meanings):
    where = base.about.where
    found = tuple(Phrasing((words,), command, where) for words, command in meanings)
    return base._replace(about=base.about._replace(meanings=found))


def _broken_question(base):
    return _asking(base, ("Citron", "dosing"))


def _broken_question_twice(base):
    return _asking(base, ("how much", "dosing"), ("How much?", "cautions"))


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


def _broken_signature(base):
    signed = Reviewed("A. Example", "doctor", date(2026, 1, 30), "v1-0123456789abcdef")
    return _with(base, reviewed=signed)


def _broken_notice(base):
    return base._replace(about=base.about._replace(notice="1 of 29 reviewed."))


def _broken_page_notice(base):
    return _page(base, "patients", notice="Ask whoever gave you this.")


def _broken_reading_day(base):
    late = base.sources["label-zorblex"]._replace(read=date(2026, 2, 1))
    return base._replace(sources={**base.sources, late.id: late})


def _broken_unlisted(base):
    return base._replace(about=base.about._replace(topics=base.about.topics[1:]))


def _broken_regimen(base):
    return _with(base, regimen=Regimen("slow", "anyone"))


def _broken_list_word(base):
    return base._replace(list_words=base.list_words._replace(parts=(("emono", "water"),)))


def _broken_form(base):
    forms = (Form(("rind",), "fruits", "water", _HERE),)
    return base._replace(list_words=base.list_words._replace(forms=forms))


def _broken_band(base):
    band = base.measures.measures[0].bands[1]._replace(means=("water",))
    measure = base.measures.measures[0]._replace(bands=(band,))
    return base._replace(measures=base.measures._replace(measures=(measure,)))


def _broken_amount(base):
    amount = base.measures.amounts[1]._replace(regular="water")
    return base._replace(measures=base.measures._replace(amounts=(amount,)))


def _broken_whose_doses(base):
    dosing = base.topics["dosing"]._replace(of="water")
    return base._replace(topics={**base.topics, "dosing": dosing})


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


def _broken_url(base):
    return _number(base, url="javascript:alert(1)")


def _broken_change(base):
    first, *rest = base.changes
    gone = first._replace(statements=(*first.statements, Logged("dosing-once", None)))
    return base._replace(changes=(gone, *rest))


def _broken_order_of_changes(base):
    return base._replace(changes=base.changes[::-1])


def _broken_later_change(base):
    return base._replace(changes=(base.changes[0]._replace(day=date(2026, 2, 1)),))


def _broken_licence(base):
    bundled = base.licences.bundled[0]._replace(files=("other-medicines.txt",))
    return base._replace(licences=base.licences._replace(bundled=(bundled,)))


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


def _broken_page_verdict(base):
    section = base.pages["professionals"].sections[0]._replace(verdicts=("stiffness/hope",))
    return _page(base, "professionals", sections=(section,))


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


def _named(base, name, **changes):
    named = base.names[name]._replace(**changes)
    return base._replace(names={**base.names, name: named})


def _must(base, **changes):
    return base._replace(must_hold=base.must_hold._replace(**changes))


#: The place of what these tests make up.
_HERE = Where("must-hold.yaml", 1, 1)


def _broken_name_twice(base):
    return _named(base, "plumine", brands=(("UK", ("CITRON",)),))


def _broken_name_asked_twice(base):
    return base._replace(ambiguous=(*base.ambiguous, base.ambiguous[0]._replace(names=("juice",))))


def _broken_other(base):
    return base._replace(others="# Invented.\nzitrone\tcitric acid\tNOWHERE\n")


def _broken_brand(base):
    return base._replace(others="zesta\tLemonol hydrochloride / sugar\tNOWHERE\n")


def _broken_fewer(base):
    return _must(base, least={"medicines": 99})


def _broken_must_topic(base):
    return _must(base, topics=("diet",))


def _broken_label_of_none(base):
    return _must(base, other_labels=("dosing-hope",))


def _broken_group(base):
    return _must(base, groups=(MustReach("minerals", "caution", _HERE),))


def _broken_no_group(base):
    return _must(base, groups=(MustReach("stones", "caution", _HERE),))


def _broken_reach(base):
    return _with(base, "interactions", severity="note")


def _broken_long(base):
    return _with(base, says="x" * 241)


def _broken_long_label(base):
    return _with(base, label="x" * 25)


def _broken_leave(base):
    return _with(base, for_patients="Zorblex is safe for all.")


def _broken_no_action(base):
    return _with(base, "cautions", action=None)


def _broken_agreement(base):
    return _with(base, "cautions", severity="caution", action="It must not be eaten.")


def _broken_silence(base):
    return _with(base, "cautions", severity=None, action="Never eat it.")


def _broken_whom(base):
    return _with(base, "cautions", applies=Applies())


def _limit(base, over, under=None, **changes):
    return _with(base, severity="note", limit=Limit(over, under, "mg", "day"), **changes)


def _broken_limit(base):
    return _limit(base, 30)


def _broken_limit_without_figure(base):
    return _limit(base, None)


def _broken_limit_value(base):
    return _limit(base, 3, value=Quantity("mg", low=1, high=30, per="day"))


def _broken_limit_action(base):
    return _limit(base, 3, says="Over 3 mg.", action="Keep to 30 mg or less.")


def _broken_limit_plain(base):
    return _limit(base, 3, says="Over 3 mg.", for_patients="Take no more than 30 mg.")


def _broken_low_limit(base):
    return _limit(base, None, 3, value=Quantity("mg", low=1, high=3, per="day"))


def _broken_label(base):
    return _must(base, other_labels=())


def _broken_brief(base):
    return _with(base, brief="x" * 55)


def _broken_act(base):
    return _with(base, action="x" * 55 + "; then rest.")


def _broken_brief_figure(base):
    return _with(base, brief="up to 4 mg a day")


def _broken_no_brief(base):
    return _with(base, "interactions", brief=None)


def _broken_short(base):
    return _number(base, short="A name of nineteen.")


def _broken_shared_short(base):
    return _number(base, short="a lost leaflet")


def _broken_count(base):
    return _with(base, "interactions", severity="note")


def _broken_limit_count(base):
    return _must(base, counts=(MustCount("dosing", "limit", 2, _HERE),))


def _broken_counted_topic(base):
    return _must(base, counts=(MustCount("diet", "limit", 2, _HERE),))


def _verdict(base, number=0, **changes):
    """The invented base with one of its verdicts changed."""
    verdicts = list(base.verdicts)
    verdicts[number] = verdicts[number]._replace(**changes)
    return base._replace(verdicts=tuple(verdicts))


def _broken_verdict_twice(base):
    return _verdict(base, 1, about="juice")


def _broken_verdict_apart(base):
    return _verdict(base, 3, condition="stiffness", about="peel")


def _broken_verdict_long(base):
    return _verdict(base, says="x" * 151)


def _broken_verdict_brief(base):
    return _verdict(base, brief="x" * 45)


def _broken_verdict_missing(base):
    return base._replace(verdicts=base.verdicts[:-1])


def _broken_verdict_gone(base):
    return base._replace(verdicts=(base.verdicts[0], *base.verdicts[2:]))


def _broken_verdict_surer(base):
    return _verdict(base, certainty="high")


def _broken_paper(base):
    source = base.sources["pineapple-2001"]._replace(doi=None, pmid=None, registry=None, note=None)
    return base._replace(sources={**base.sources, source.id: source})


def _broken_design(base):
    study = base.studies["pineapple-2001"]._replace(design="narrative-review")
    return base._replace(studies={**base.studies, study.id: study})


def _broken_verdict_condition(base):
    return _verdict(base, condition="fruits")


def _broken_verdict_source(base):
    return _verdict(base, sources=(Citation("nobody-1999", _HERE, "page 1"),))


def _broken_verdict_reassuring(base):
    return _verdict(base, brief="zorblex is safe")


def _broken_asks(base):
    topic = base.topics["dosing"]
    asks = topic.asks._replace(about="fruits")
    return base._replace(topics={**base.topics, "dosing": topic._replace(asks=asks)})


def _observed(base, **changes):
    observed = base.records.observed[0]._replace(**changes)
    return base._replace(records=base.records._replace(observed=(observed,)))


def _broken_denial(base):
    denials = (base.records.denied[0]._replace(of="hope"),)
    return base._replace(records=base.records._replace(denied=denials))


def _broken_code(base):
    return base._replace(codes={"rxnorm": "# codes\n9\tlemonoll\tlemonol 5 MG\n"})


CASES = [
    (_broken_code, rules_of_names.codes_stand_for_what_is_held, "'lemonoll' is no medicine"),
    (_broken_denial, rules_of_names.records_speak_of_what_is_held, "'hope' is no medicine"),
    (
        lambda base: _observed(base, of=(), measure="sap"),
        rules_of_names.records_speak_of_what_is_held,
        "'sap' is no measure",
    ),
    (
        lambda base: _observed(base, of=()),
        rules_of_names.records_speak_of_what_is_held,
        "an observation has a 'measure'",
    ),
    (_broken_verdict_twice, rules_of_evidence.verdicts_are_given_once, "two verdicts on 'juice'"),
    (_broken_verdict_apart, rules_of_evidence.verdicts_are_given_once, "do not stand together"),
    (_broken_verdict_long, rules_of_evidence.verdicts_are_short, "'says' has 151 signs; at most"),
    (_broken_verdict_brief, rules_of_evidence.verdicts_are_short, "'brief' has 45 signs; at most"),
    (
        _broken_verdict_missing,
        rules_of_evidence.treated_conditions_have_a_verdict,
        "'severe-stiffness' among 'treated' has no verdict",
    ),
    (_broken_verdict_gone, rules_of_evidence.no_verdict_is_lost, "1 verdicts are of 'very-low'"),
    (_broken_verdict_surer, rules_of_evidence.no_verdict_is_lost, "1 verdicts are of 'high'"),
    (_broken_paper, rules_of_evidence.papers_have_a_number, "'pineapple-2001' has no DOI and no"),
    (
        _broken_design,
        rules_of_evidence.studies_are_as_their_source,
        "'pineapple-2001' is a narrative-review, and its source a trial",
    ),
    (_broken_verdict_condition, links.verdicts_are_on_conditions, "'fruits' is no condition"),
    (_broken_verdict_source, links.cited_sources_exist, "source 'nobody-1999' is not in"),
    (_broken_verdict_reassuring, rules_of_speech.no_statement_reassures, "'is safe' reassures"),
    (_broken_asks, links.names_exist, "'fruits' is no condition"),
    (_broken_name_twice, rules_of_names.names_stand_for_one_thing, "'citron' stands on 'lemonol'"),
    (_broken_name_asked_twice, rules_of_names.ambiguous_names_have_no_entry, "'juice' is 'ambi"),
    (_broken_other, rules_of_names.no_brand_is_lost, "'zitrone' stands on 'lemonol': take this"),
    (_broken_brand, rules_of_names.no_brand_is_lost, "give 'lemonol' this brand"),
    (
        _broken_question,
        rules_of_names.questions_are_no_medicines,
        "'citron' is a name of 'lemonol'",
    ),
    (_broken_question_twice, rules_of_names.questions_are_no_medicines, "asks for 'dosing' too"),
    (_broken_fewer, rules_of_names.nothing_grows_fewer, "there are 14 medicines, and once there"),
    (_broken_must_topic, rules_of_names.what_must_hold_exists, "'diet' is no topic"),
    (_broken_label_of_none, rules_of_names.what_must_hold_exists, "'dosing-hope' is no statement"),
    (_broken_group, links.groups_reach_their_danger, "'stonex' is one of the minerals, and"),
    (_broken_no_group, links.groups_reach_their_danger, "'stones' is no group"),
    (_broken_reach, links.groups_reach_their_danger, "'lemonol' is one of the fruits, and"),
    (_broken_long, rules_of_speech.statements_are_short, "'says' has 241 characters, and room for"),
    (_broken_long_label, rules_of_speech.statements_are_short, "'label' has 25 characters"),
    (_broken_leave, rules_of_speech.no_statement_reassures, "'is safe' reassures"),
    (_broken_no_action, rules_of_speech.what_is_bad_says_what_to_do, "'avoid' needs an 'action'"),
    (_broken_agreement, rules_of_speech.severity_and_action_agree, "'must not' forbids under cau"),
    (_broken_silence, rules_of_speech.severity_and_action_agree, "'never eat' forbids under no"),
    (_broken_whom, rules_of_speech.what_is_bad_says_of_whom, "'avoid' of whom? It needs"),
    (_broken_limit, rules_of_speech.limits_are_said, "the limit of 30 mg does not stand in"),
    (_broken_limit_without_figure, rules_of_speech.limits_are_said, "the limit of None mg does"),
    (_broken_limit_value, rules_of_speech.limits_are_said, "the limit of 3 mg is not its value"),
    (_broken_limit_action, rules_of_speech.limits_are_said_alike, "is not that of 'action'"),
    (_broken_limit_plain, rules_of_speech.limits_are_said_alike, "is not that of 'plain'"),
    (_broken_low_limit, rules_of_speech.limits_are_said, "the limit of 3 mg is not its value"),
    (_broken_label, rules_of_speech.labels_speak_of_full_doses, "a label speaks of full doses"),
    (
        _broken_brief,
        rules_of_speech.briefs_fit_a_line,
        "'brief' has 55 characters, and room for 54",
    ),
    (_broken_act, rules_of_speech.briefs_fit_a_line, "the first clause of 'action' has 55 char"),
    (_broken_brief_figure, rules_of_speech.briefs_say_no_other_figure, "4 in 'brief' is no figure"),
    (_broken_no_brief, rules_of_speech.every_name_has_a_brief, "applies to 'fruits' has a 'brief'"),
    (
        _broken_short,
        rules_of_speech.short_names_fit_and_are_one_source_s,
        "'A name of nineteen.' is long: a 'short' has room for 18",
    ),
    (
        _broken_shared_short,
        rules_of_speech.short_names_fit_and_are_one_source_s,
        "is called 'a lost leaflet' too",
    ),
    (_broken_count, rules_of_speech.no_line_is_lost, "has 1 of 'contraindicated', not 2"),
    (_broken_limit_count, rules_of_speech.no_line_is_lost, "has 1 of 'limit', not 2"),
    (_broken_counted_topic, rules_of_speech.no_line_is_lost, "'diet' is no topic"),
    (_broken_registration, rules.numbers_match_their_patterns, "'NCT0050169' is no registry"),
    (_broken_retold, rules.retold_figures_name_who_retells_them, "needs the 'ref' that retells it"),
    (_broken_page, links.pages_show_what_exists, "'dosing-hope' is no statement"),
    (_broken_plain, links.pages_show_what_exists, "'dosing-usual' has no 'plain'"),
    (_broken_page_verdict, links.pages_show_what_exists, "'stiffness/hope' is no verdict"),
    (_broken_page_point, links.pages_show_what_exists, "'taste' is no disagreement"),
    (_broken_treated, links.studies_point_to_what_exists, "'fruits' among 'treated' is no"),
    (_broken_plan, links.plans_show_statements, "'titration-hope' is no statement"),
    (_broken_list_word, links.what_words_point_to_exists, "'water' is no medicine, group or"),
    (_broken_form, links.what_words_point_to_exists, "'water' is no medicine, group or"),
    (_broken_band, links.what_words_point_to_exists, "'water' is no medicine, group or"),
    (_broken_amount, links.what_words_point_to_exists, "'water' is no medicine, group or"),
    (_broken_whose_doses, links.what_words_point_to_exists, "'water' is no medicine, group or"),
    (_broken_literature, rules.disagreements_have_sides, "the literature on 'ceiling' has no"),
    (_broken_literature_source, links.cited_sources_exist, "source 'nobody-1999' is not in"),
    (_broken_figure, links.cited_sources_exist, "source 'nobody-1999' is not in sources.yaml"),
    (_broken_study, links.studies_point_to_what_exists, "study 'nobody-1999' is not in"),
    (_broken_condition, links.studies_point_to_what_exists, "'fruits' is no condition"),
    (_broken_domain, links.studies_point_to_what_exists, "'pips' is no domain"),
    (_broken_missing_study, rules.cited_studies_exist, "'pineapple-2001' is not in studies.yaml"),
    (_broken_basis, rules.trials_stand_behind_a_trial, "its basis is 'trial', and it cites none"),
    (_broken_url, rules.numbers_match_their_patterns, "'javascript:alert(1)' is no url"),
    (_broken_change, rules_of_changes.changes_name_what_exists, "'dosing-once' was added once"),
    (_broken_order_of_changes, rules_of_changes.changes_are_in_order, "2026-01-20 stands after"),
    (_broken_later_change, rules_of_changes.changes_are_in_order, "is after the date of the"),
    (_broken_licence, rules_of_changes.files_have_a_licence, "'codes/rxnorm.txt' has no licence"),
    (_broken_doi, rules.numbers_match_their_patterns, "'doi:10.1000/fruit.7' is no doi"),
    (_broken_pmid, rules.numbers_match_their_patterns, "'PMID 12345' is no pmid"),
    (_broken_pmcid, rules.numbers_match_their_patterns, "'12345' is no pmcid"),
    (_broken_registry, rules.numbers_match_their_patterns, "'NCT1' is no registry"),
    (_broken_year, rules.numbers_match_their_patterns, "'recently' is no year"),
    (_broken_id_twice, rules.ids_are_used_once, "id 'dosing-ceiling' is used twice"),
    (_broken_id_of_withdrawn, rules.ids_are_used_once, "id 'dosing-taken-back' is used twice"),
    (_broken_topic, rules.ids_begin_with_their_topic, "does not begin with 'dosing-'"),
    (_broken_source, links.cited_sources_exist, "source 'nobody-1999' is not in sources.yaml"),
    (_broken_uncited, rules.sources_are_cited, "nothing cites the source 'pineapple-2002'"),
    (_broken_name, links.names_exist, "'headless' is no medicine, group or condition"),
    (_broken_kind, links.names_exist, "'stiffness' does not belong under 'medicines'"),
    (_broken_wider, links.what_names_point_to_exists, "'metals' is no medicine, group or"),
    (_broken_meaning, links.what_names_point_to_exists, "'water' is no medicine, group or"),
    (_broken_alone, links.medicines_are_in_a_group, "'stonex' is in no group"),
    (_broken_circle, rules.no_name_goes_round_in_a_circle, "lies within itself"),
    (_broken_one_side, rules.disagreements_have_sides, "'ceiling' has fewer than two sides"),
    (_broken_bare_side, rules.disagreements_have_sides, "has no statement or source"),
    (_broken_side, links.sides_name_what_exists, "'dosing-taken-back' in 'ceiling' is no"),
    (_broken_scale, links.topics_show_their_own, "with a value in mg"),
    (_broken_range, links.topics_show_their_own, "'dosing-trial' is no statement with a range"),
    (_broken_day, rules.nothing_was_checked_tomorrow, "checked after the knowledge's date"),
    (_broken_reading_day, rules.nothing_was_checked_tomorrow, "read after the knowledge's date"),
    (_broken_unlisted, rules.topics_are_listed, "does not list the topic 'dosing'"),
    (_broken_regimen, rules.regimen_names_are_used_once, "regimen 'slow' is used twice"),
    (_broken_signature, rules_of_review.signatures_are_of_what_is_said, "is not what A. Example"),
    (
        _broken_notice,
        rules_of_review.notices_count_what_is_signed,
        "'notice' does not say how much",
    ),
    (_broken_page_notice, rules_of_review.notices_count_what_is_signed, "'notice' does not say"),
]


@every(("broken", "rule", "expected"), CASES)
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


def test_a_circle_of_groups_stops_no_rule(base):
    """What lies within itself is told once, and nothing waits for its end."""
    odd = _broken_circle(base)

    assert ["'fruits' lies within itself", "'citrus' lies within itself"] == [
        problem.message for problem in rules.broken(odd)
    ]


def test_what_stands_in_a_topic_that_was_not_opened_is_not_looked_for(base):
    """A question opens what it needs; a point may have sides elsewhere too."""
    part = base._replace(
        topics={"interactions": base.topics["interactions"]}, names={}, pages={}, studies={}
    )

    assert [] == links.loose(part)
    lost = _point(part, sides=(base.disagreements[0].sides[0]._replace(statements=("hope",)),))
    assert ["'hope' in 'ceiling' is no statement"] == [p.message for p in links.loose(lost)]


def test_a_part_without_names_points_to_none(base):
    """Where no names were opened, nothing is missing among them."""
    assert [] == links.loose(base._replace(names={}, must_hold=None))


def test_a_base_that_nothing_is_said_of_is_held_to_nothing(base):
    """Without must-hold.yaml the other rules stand."""
    assert [] == rules.broken(base._replace(must_hold=None))


@pytest.mark.parametrize("says", ["Below 3 mg a day.", "Below 3000 micrograms a day.", "3000 mcg."])
def test_a_limit_is_said_in_milligrams_or_micrograms(base, says):
    """The figure is the same in either unit."""
    limit = Limit(None, Decimal(3), "mg", "day")
    odd = _with(base, severity="note", limit=limit, says=says, value=None)

    assert [] == list(rules_of_speech.limits_are_said(odd))


@pytest.mark.parametrize(
    ("brief", "changes"),
    [
        ("1.5–3 mg", {}),
        (
            "7 of 20 people, at 4.5 mg",
            {"frequency": (Quantity("of 20", exactly=Decimal(7), of="4.5 mg"),)},
        ),
        ("under 5 mg", {"value": Quantity("mg", under=Decimal("5.0"))}),
        ("no figure at all", {}),
    ],
)
def test_a_brief_may_say_what_its_statement_says(base, brief, changes):
    """In its words, its value, its frequency, or in what these are figures of."""
    told = _with(base, brief=brief, **changes)

    assert [] == list(rules_of_speech.briefs_say_no_other_figure(told))


def test_only_the_act_has_to_be_short(base):
    """What follows it, and what is without a brief, stands under --all."""
    for changes in (
        {"action": "Rest; " + "x" * 60},
        {"action": "Rest. " + "x" * 60},
        {"action": "x" * 60, "brief": None},
    ):
        assert [] == list(rules_of_speech.briefs_fit_a_line(_with(base, **changes)))


def test_names_are_compared_as_a_check_compares_them():
    """Two ways of comparing would let a name stand for two things after all."""
    base = open_base([], names=True)
    names = [name for one in base.names.values() for name in (one.name, *one.also, *one.asks)]

    assert list(map(normalise, names)) == list(map(rules_of_names.as_compared, names))
    assert normalise("Größe №3 #4") == rules_of_names.as_compared("Größe №3 #4")


def test_a_study_without_its_source_is_one_fault(base):
    """Each of its figures names it, and a line for each would hide what is wrong."""
    lost = base._replace(
        sources={name: one for name, one in base.sources.items() if name != "pineapple-2001"}
    )

    found = [p.message for p in links.loose(lost) if p.file.endswith("studies.yaml")]

    assert ["study 'pineapple-2001' is not in sources.yaml"] == found
