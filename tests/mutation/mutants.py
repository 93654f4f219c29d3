"""The small changes: where a module has a place for one, and the module with it.

A place is told by its number in the order of the tree. Left alone is what no test could notice or no reader would call
the code: types, decorators, texts, the words of an error, and `strict`, which only speaks up where the code is wrong.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_OTHER = {"max": "min", "min": "max", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Place:
    number: int
    line: int
    kind: str
    text: str
    """The line as it stands."""


def places(source: str) -> list[Place]:
    """Every place of a module where a small change can be made."""
    lines = source.splitlines()
    return [
        Place(number, node.lineno, kind, lines[node.lineno - 1].strip())
        for number, (node, kind) in enumerate(_sites(ast.parse(source)))
    ]


def mutated(source: str, number: int) -> ast.Module:
    """The module with the change at that place."""
    tree = ast.parse(source)
    node, kind = list(_sites(tree))[number]
    _CHANGES[kind](node)
    return ast.fix_missing_locations(tree)


def _sites(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in _code(tree):
        kind = _kind(node)
        if kind and isinstance(node, ast.expr | ast.stmt):
            yield node, kind


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a tree that do anything, in order."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST) and not _left_alone(each):
                yield each
                yield from _code(each)


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom)


def _kind(node: ast.AST) -> str:
    match node:
        case ast.Compare() if type(node.ops[0]) in _COMPARED:
            return "comparison"
        case ast.BinOp() if type(node.op) in _RECKONED:
            return "" if isinstance(node.left, ast.JoinedStr) else "reckoning"
        case ast.BoolOp():
            return "and, or"
        case ast.UnaryOp(op=ast.Not()):
            return "not"
        case ast.Constant(value=bool()):
            return "truth"
        case ast.Constant(value=int()):
            return "number"
        case ast.Name(ctx=ast.Load()) if node.id in _OTHER:
            return "most, least"
        case ast.AugAssign() | ast.Expr(value=ast.Call()):
            return "left out"
    return ""


def _compare(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops[0] = _COMPARED[type(node.ops[0])]()


def _reckon(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp)
    node.op = _RECKONED[type(node.op)]()


def _join(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _affirm(node: ast.AST) -> None:
    """`not x` becomes `bool(x)`: the call takes the place of the operand, and + that of not."""
    assert isinstance(node, ast.UnaryOp)
    node.op = ast.UAdd()
    node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])


def _turn(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    node.value = not node.value


def _raise_by_one(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant) and isinstance(node.value, int)
    node.value += 1


def _other(node: ast.AST) -> None:
    assert isinstance(node, ast.Name)
    node.id = _OTHER[node.id]


def _leave_out(node: ast.AST) -> None:
    """The statement does nothing; it is made an expression of a constant."""
    node.__class__ = ast.Expr
    node.value = ast.Constant(None)  # type: ignore[attr-defined]  # what the node has just become has a value


_CHANGES = {
    "comparison": _compare,
    "reckoning": _reckon,
    "and, or": _join,
    "not": _affirm,
    "truth": _turn,
    "number": _raise_by_one,
    "most, least": _other,
    "left out": _leave_out,
}
