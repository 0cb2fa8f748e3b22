"""Where a fault can be seen at all: which tests come to a value that it changes.

A probe stands around the expression in which a fault would be, and takes its value with the fault
beside the sound one; around what is no value it stands before the statement. A test that never
comes to another value cannot see the fault, and need not be tried with it.
"""

import ast
from contextlib import contextmanager

#: What may be taken twice beside the smallest expression with the fault.
_PLAIN = (
    *(ast.Subscript, ast.Slice, ast.BinOp, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.IfExp),
    *(ast.Attribute, ast.Tuple, ast.List, ast.JoinedStr, ast.FormattedValue),
)
#: What is another thing the second time, or binds a name.
_ONCE = {
    *("next", "iter", "pop", "popleft", "append", "add", "update", "setdefault", "remove"),
    *("extend", "clear", "discard", "write", "send"),
}
_BINDS = (ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await)
#: What is no expression of its own.
_NO_VALUE = (ast.Slice, ast.Starred, ast.FormattedValue)

#: The faults whose places a test came to; those of what is made once, and is there for all tests.
came: set[int] = set()
always: set[int] = set()
_busy = [False]


def probe(number, value=None, other=None):
    """The value; and noted is whether it is another one with the fault."""
    if number in came or _busy[0]:
        return value
    _busy[0] = True
    try:
        changed = other and other()
        same = other is not None and type(changed) is type(value) and bool(changed == value)
    except BaseException:  # noqa: BLE001 - that it fails is a difference too
        same = False
    finally:
        _busy[0] = False
    if not same:
        came.add(number)
    return value


@contextmanager
def for_all():
    """What is made here once is there for all tests."""
    before = {*came}
    came.clear()
    try:
        yield
    finally:
        always.update(came)
        came.clear()
        came.update(before)


def probed(code, faulty):
    """The code of a module with a probe for each of its faults, by their numbers."""
    tree = ast.parse(code)
    # All are found before the first is put in: a probe is a difference too.
    ways = {number: [*_differing(tree, ast.parse(one))] for number, one in faulty.items()}
    for number, way in ways.items():
        if not (_around(number, way) or _before(number, way)):
            always.add(number)
    return ast.unparse(ast.fix_missing_locations(tree))


def _differing(sound, faulty):
    """From the whole module to the smallest difference: in what, where, the sound, the faulty."""
    while True:
        if type(sound) is not type(faulty) or not isinstance(sound, ast.AST):
            return
        found = [step for step in _parts(sound, faulty) if not _same(*step[2:])]
        if len(found) != 1:
            return
        yield sound, *found[0]
        _, _, sound, faulty = found[0]


def _parts(sound, faulty):
    for field in sound._fields:
        one, other = getattr(sound, field, None), getattr(faulty, field, None)
        if isinstance(one, list) and len(one) == len(other):
            yield from ((field, at, *pair) for at, pair in enumerate(zip(one, other, strict=True)))
        else:
            yield field, None, one, other


def _same(one, other):
    if isinstance(one, ast.AST) and isinstance(other, ast.AST):
        return ast.dump(one) == ast.dump(other)
    if isinstance(one, list):
        # Of what a dict takes over from another one there is no key.
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _around(number, way):
    """Put a probe around the largest expression that may be taken twice; whether there is one."""
    inner = next((at for at, step in enumerate(way) if isinstance(step[2], ast.stmt)), len(way))
    if not any(isinstance(step[0], ast.FunctionDef) and step[1] == "body" for step in way):
        return False
    wrapped = None
    last = [
        at
        for at, step in enumerate(way)
        if at > inner and isinstance(step[2], ast.expr) and isinstance(step[3], ast.expr)
    ]
    for at in reversed(last):
        _, field, _, sound, faulty = way[at]
        if wrapped is not None and not isinstance(sound, _PLAIN):
            break
        if not _twice(sound) or not _twice(faulty) or field in ("annotation", "returns"):
            break
        if isinstance(getattr(sound, "ctx", None), ast.Store | ast.Del):
            break
        if not isinstance(sound, _NO_VALUE):
            wrapped = at
    if wrapped is None or any(isinstance(step[0], ast.pattern) for step in way):
        return False
    parent, field, place, _, faulty = way[wrapped]
    held = getattr(parent, field)
    now = held if place is None else held[place]
    none = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    new = _call(number, now, ast.Lambda(none, faulty))
    if place is None:
        setattr(parent, field, new)
    else:
        held[place] = new
    return True


def _twice(node):
    """Whether it may be taken a second time."""
    return not any(
        isinstance(one, _BINDS)
        or (isinstance(one, ast.Name) and one.id in _ONCE)
        or (isinstance(one, ast.Attribute) and one.attr in _ONCE)
        for one in ast.walk(node)
    )


def _before(number, way):
    """Put a probe before the statement with the fault; whether it stands in a function."""
    inside, found = False, None
    for parent, field, place, sound, _ in way:
        if isinstance(sound, ast.stmt) and place is not None and inside:
            found = getattr(parent, field), sound
        if isinstance(sound, ast.FunctionDef):
            inside, found = True, None
        elif isinstance(parent, ast.FunctionDef) and field != "body":
            return False
    if inside and found is None and isinstance(way[-1][0], ast.FunctionDef):
        found = way[-1][0].body, None
    if found is None:
        return False
    body, statement = found
    at = 0 if statement is None else next(n for n, one in enumerate(body) if one is statement)
    body.insert(at, ast.Expr(_call(number)))
    return True


def _call(number, *more):
    return ast.Call(ast.Name("__probe__", ast.Load()), [ast.Constant(number), *more], [])
