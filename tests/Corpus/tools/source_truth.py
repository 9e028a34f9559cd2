"""What CPython's own parser says of a Python source: the form of the rows of sources/*.jsonl.gz.

* imports[]: line, module (leading dots = relative), as or names, context = the blocks around it from outside in;
* uses[]: [line, dotted name] of attributes of watched modules, aliases followed by name within the file, without flow;
* bound[]: names that the module binds at its top level and deletes nowhere, by the symtable module; deleted[];
* or error: the class of the exception.
Standard library only; needs Python 3.9 or newer.
"""
import ast, symtable, warnings

WATCHED = ("numpy", "PIL.Image", "collections")
LONGEST_TEST = 80


def row(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
            result = {"imports": imports(tree)}
            if found := uses(tree):
                result["uses"] = found
            result["bound"], result["deleted"] = bound(tree)
            return result
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return {"error": type(error).__name__}


def imports(tree):
    found = []

    def caught(handlers):
        kinds = set()
        for handler in handlers:
            if handler.type is None:
                kinds.add("bare")
            elif isinstance(handler.type, ast.Tuple):
                kinds.update(map(ast.unparse, handler.type.elts))
            else:
                kinds.add(ast.unparse(handler.type))
        return "try:" + ",".join(sorted(kinds))

    def walk(nodes, context):
        for node in nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found.append({"line": node.lineno, "module": alias.name, "as": alias.asname, "context": context})
            elif isinstance(node, ast.ImportFrom):
                names = [a.name if a.asname is None else [a.name, a.asname] for a in node.names]
                module = "." * node.level + (node.module or "")
                found.append({"line": node.lineno, "module": module, "names": names, "context": context})
            elif isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
                walk(node.body, context + [caught(node.handlers)])
                for handler in node.handlers:
                    walk(handler.body, context + ["except"])
                walk(node.orelse, context)
                walk(node.finalbody, context)
            elif isinstance(node, ast.If):
                walk(node.body, context + ["if:" + ast.unparse(node.test)[:LONGEST_TEST]])
                walk(node.orelse, context + ["else"])
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                walk(node.body, context + ["function"])
            elif isinstance(node, ast.ClassDef):
                walk(node.body, context + ["class"])
            else:
                walk(ast.iter_child_nodes(node), context)

    walk(tree.body, [])
    return found


def uses(tree):
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                aliases[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            for alias in node.names:
                aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            parts, value = [node.attr], node.value
            while isinstance(value, ast.Attribute):
                parts.append(value.attr)
                value = value.value
            if isinstance(value, ast.Name) and value.id in aliases:
                name = ".".join([aliases[value.id], *reversed(parts)])
                if name.rpartition(".")[0] in WATCHED:
                    found.add((node.lineno, name))
    return [list(use) for use in sorted(found)]


def bound(tree):
    """Names bound and not deleted again at the top level; what lies below `if TYPE_CHECKING` never runs."""
    tree = Runtime().visit(tree)
    table = symtable.symtable(ast.unparse(tree), "source", "exec")
    deleted = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Del)}
    # Names of handlers are gone after them.
    deleted.update(n.name for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler) and n.name)
    names = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()}
    return sorted(names - deleted), sorted(deleted)


class Runtime(ast.NodeTransformer):
    def visit_If(self, node):
        self.generic_visit(node)
        if ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING", "t.TYPE_CHECKING"):
            node.body = [ast.Pass()]
        return node

    def comprehension(self, node):
        # Its variables are its own; what := binds in it is the module's.
        named = [n for n in ast.walk(node) if isinstance(n, ast.NamedExpr)]
        values = [ast.NamedExpr(n.target, ast.Constant(0)) for n in named]
        return ast.Tuple(values, ast.Load())

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def visit_AnnAssign(self, node):
        # An annotation alone binds nothing.
        return node if node.value else ast.copy_location(ast.Expr(node.annotation), node)
