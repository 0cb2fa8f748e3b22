"""How near two words are, and which names are near a word: against a plain way to find both."""

import itertools
from functools import cache

import pytest
from cases import every

from ldnref.answers.named.near import Hints, Names, Others, distance, near
from ldnref.answers.named.register import ALIKE, Register, lines
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_sources import Where

#: Every word of up to three of these, and some longer ones: `a` and `e` are heard alike, as `t`
#: and `d` are, and no other two.
LETTERS = "aet"
WORDS = ["".join(one) for size in range(4) for one in itertools.product(LETTERS, repeat=size)]
LONG = ["tadeta", "tadeat", "atdeta", "atdeat", "tadta", "tadet", "adeta", "tadetad", "dadetd"]


def _slips(one, other, any_letter):
    """The slips between two words, letter by letter, each counted where it stands."""

    @cache
    def least(n, m):
        if not (n and m):
            return n + m
        pair = {one[n - 1], other[m - 1]}
        alike = any_letter or pair in ({"a", "e"}, {"t", "d"})
        wrong = 0 if len(pair) == 1 else 1 if alike else 2
        ways = [least(n - 1, m) + 1, least(n, m - 1) + 1, least(n - 1, m - 1) + wrong]
        if n > 1 and m > 1 and one[n - 2 : n] == other[m - 2 : m][::-1]:
            ways.append(least(n - 2, m - 2) + 1)
        return min(ways)

    return least(len(one), len(other))


@pytest.mark.no_cover
@pytest.mark.parametrize("any_letter", [True, False])
def test_the_slips_between_two_words_are_counted(any_letter):
    """A letter wrong, missing, too many, or two turned: as many as there are, or over the most."""
    pairs = [*itertools.product(WORDS[::2], WORDS), *itertools.product(LONG, LONG)]
    for one, other in pairs:
        slips = _slips(one, other, any_letter)
        for most in (0, 1, 2):
            found = distance(one, other, most, any_letter=any_letter)
            assert min(slips, most + 1) == min(found, most + 1), (one, other, most)


#: Names that begin alike, of all lengths; one of two words, and one that nothing is near.
NAMES = [
    *("tadala", "tadalat", "tadalade", "tadaladet", "tadaladete", "tadaladetet", "tadeladete"),
    *("ta dalat", "atdalat", "tadadalet", "tadaladetz{", "tadaladet7"),
]
BUT, OWN = ["tadalade"], ["tadalat", "tadeladete", "tadaladet"]


def _names(names):
    return Register(lines(dict.fromkeys(names, "x")), str)


def _typed():
    """Each name, and it with one slip and with two."""
    for name in NAMES:
        yield name
        for at in range(len(name) + 1):
            for put in ("", "a", "q"):
                one = name[:at] + put + name[at + 1 :]
                yield one
                yield name[:at] + put + name[at:]
                yield one[:4] + one[5:]


def test_every_name_is_found_that_is_so_near():
    """As many slips as both lengths allow: two from nine letters on; and no other name."""
    held = Names(_names(NAMES), BUT, OWN)
    plain = [(name, name.replace(" ", "")) for name in NAMES if name not in BUT]

    for word in sorted({*_typed()}):
        alike = [one for one in plain if word[:ALIKE] == one[1][:ALIKE]]
        apart = [(_slips(word, one[1], one[0] in OWN), one[1]) for one in alike]
        for slips in (-1, 0, 1, 2):
            most = [(least, min(slips, 2 if len(name) >= 9 else 1)) for least, name in apart]
            wanted = sorted(least for least, allowed in most if least <= allowed)
            assert wanted == sorted(one[0] for one in held.within(word, slips)), word


def test_another_name_is_nearer_where_fewer_slips_lead_to_it():
    """Of other medicines it is only asked whether one is nearer, any letter being the wrong one."""
    held = Others(_names(NAMES))
    plain = [name.replace(" ", "") for name in NAMES]

    for word in sorted({*_typed()}):
        apart = min(
            (_slips(word, one, True) for one in plain if word[:ALIKE] == one[:ALIKE]), default=9
        )
        for than in (0, 1, 2):
            assert (apart < than) == held.nearer(word, than), word


def _near(word, ours, others=()):
    names = {name: Named(name, Where("", 1, 1), "medicine", name, "") for name in ours}
    register = Register(lines(dict(zip(ours, ours, strict=True))), names.__getitem__)
    return [one.id for one in near(word, Names(register, (), ours), Others(_names(others)))]


@every(
    ("word", "ours", "others", "wanted"),
    [
        # In five letters everything is near something; longer than forty is no name.
        ("tadal", ["tadala"], [], []),
        ("tadalt", ["tadala"], [], ["tadala"]),
        ("t" * 40, ["t" * 39], [], ["t" * 39]),
        ("t" * 41, ["t" * 40], [], []),
        # From nine letters on two may be wrong.
        ("tadalxxe", ["tadalade"], [], []),
        ("tadalxxet", ["tadaladet"], [], ["tadaladet"]),
        # The nearest, in the order of their names, and three at the most.
        ("tadaladet", ["tadaladxx", "tadaladez"], [], ["tadaladez"]),
        ("tadaladet", ["tadaladeb", "tadaladec", "tadaladea"], [], "b c a"),
        ("tadaladet", ["tadaladea", "tadaladeb", "tadaladec", "tadaladed"], [], "a b c"),
        # Another medicine that is nearer still; none that is as near.
        ("tadaladet", ["tadaladxx"], ["tadaladez"], []),
        ("tadaladet", ["tadaladxx"], ["tadaladyy"], ["tadaladxx"]),
        ("tadaladet", ["tadaladex"], ["tadaladez"], ["tadaladex"]),
        ("tadaladet", ["tadaladex"], ["tadaladet"], []),
    ],
)
def test_the_nearest_of_ours_are_offered(word, ours, others, wanted):
    """Where no other medicine is nearer."""
    told = [f"tadalade{one}" for one in wanted.split()] if isinstance(wanted, str) else wanted

    assert told == _near(word, ours, others)


@every(
    ("word", "suggested"),
    [
        ("tadalate", ["within"]),
        ("dalat", ["within", "at its end"]),
        ("xdala", ["within"]),
        ("lat", ["at its end"]),
        ("late", []),
        ("tadal", []),
        ("d", []),
        ("", []),
    ],
)
def test_a_part_of_a_word_suggests_what_it_means(word, suggested):
    """Wherever it stands, or at the end alone; in the order of the list."""
    hints = Hints([("dala", "within"), ("lat$", "at its end"), ("zzz", "no word")])

    assert suggested == hints.within(word)
