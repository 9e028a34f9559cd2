#!/usr/bin/env python3
"""make_sources.py OUT

Writes OUT/sources/made.jsonl.gz: small Python sources written for Plumb, each with what CPython's parser says of it
(source_truth.py). Run by CPython 3.12, whose grammar has everything that the cases use.
Standard library only; the same bytes for the same Python.
"""
import base64, gzip, json, os, sys

from source_truth import row

IMPORTS = [
    "import a", "import a.b.c", "import a as b, c.d as e", "from a import b", "from a import (b, c as d,)",
    "from . import x", "from .. import x as y", "from ...a.b import c", "from .... import d", "from.a import b",
    "import a; import b;", "import a.b, \\\n  c", "from a import \\\n    b", "from a import (\n  b, # one\n\n  c as d\n)",
    "from\\\n a import b", "import a . b", "from . a import b", "from a import b; from c import d; x = 1",
]
BLOCKS = [
    "if x:", "if TYPE_CHECKING:", "try:", "for i in x:", "while x:", "with x as y:", "def f(a, b=1, *c, d: int = {1: 2}, **e) -> dict[1:2]:",
    "class A(B, metaclass=C):", "async def f():", "with (a as b, c as d):", "for a, (b, *c) in d, e:", "while (n := f()):",
    "if lambda: x:", "if x if y else z:", "if {1: 2}[1:2]:", "def f[T: (int, str), *U, **P](x: T) -> lambda: 1:", "class A[T]:",
    "with a, b as (c, d), e as f.g, h as i[0]:", "@d\nclass A:", "@d(lambda: 1)\n@e\nasync def f(): # c",
]
AFTER = {"try:": ["except ImportError:", "except (A, B.c) as e:", "except:", "except* E:", "finally:"]}
TESTS = """x
not x
x and y
x and not y and not z
a or b and c or (d or e)
(a and b) and c
a and b and c > 1 and d == 2
a or b or c or (not d)
x if y else z
(x if y else z) if a else b
x if (y if a else b) else z
lambda: x
lambda x, *y, z=1, **k: (x, y)
lambda *, a: a
lambda a, /, b: a
x := 1
(x := f(y))
a < b <= c != d
a is not b
a not in b
not a in b
(not a) == b
not (a == b)
a | b ^ c & d << e >> f
(a | b) ^ c
a + b - c
a - (b - c)
a - (b + c) * d
a * b / c // d % e @ f
a * (b / c)
-a ** -b
(-a) ** b
a ** b ** c
(a ** b) ** c
2 ** -1
not -x
~x
+x + +y
- - x
await_ + 1
a[0]
a[1:2]
a[:]
a[::2]
a[1:2:3, ...]
a[(1, 2)]
a[()]
a[1,]
a[b, c]
a[b:c, d]
a[*b]
f()
f(a, b=c)
f(*a, **b)
f(a, *b, c=1, *d)
f(x for x in y)
f((x for x in y), 1)
f(a := 1)
f(a)(b)[c].d
f(a,)
[x for x in y if z]
[x for x in y if z if w for a in b]
{x for x in y}
{x: y for x, y in z}
{x: y for x, in z}
[i for i in (1, 2)]
[i for i in 1, ] or 1
[x async for x in y]
[]
[1]
[1, 2,]
{}
{1}
{1, 2}
{1: 2}
{1: 2, **a}
{**a, 'b': c}
{*a, *b}
()
(1,)
(1, 2)
((1, 2), 3)
1, 2
(yield)
(yield x)
(yield from x)
'a'
"a"
"it's"
'say "it\\'s"'
'a' "b" r'\\c'
'\\n\\t\\r\\\\'
'\\x41\\u0041\\101\\0'
'\\q'
b'a\\xff'
b"it's"
rb'\\d'
u'a'
U'a'
u'a' 'b'
'''a
b'''
'é ü 日本'
'\\x00\\x7f\\x80\\xa0\\xad'
'\\u200b\\ue000\\U0001F600\\U000e0001'
'\\
a'
1
0
00
007.5
0x1F
0o17
0b101
1_000_000
0xFFFF_FFFF_FFFF_FFFF_FFFF
1.0
1.5e3
1e16
1e15
123456789012345678.0
1e-4
1e-5
0.00001234
1E5
.5
5.
1e400
1j
1.5j
0j
1e22
1e23
9007199254740993.0
0.1
1_0.5_0e1_0
1 .real
1.0.real
(1).real
x.y.z
...
None is True
sys.version_info >= (3, 8)
sys.version_info[:2] < (3, 8)
hasattr(np, "float")
Version(np.__version__) >= Version("1.24")
not TYPE_CHECKING
a.b == "c" and d['e'].startswith('f') or not g(h)(i)
x == -1
x[-1] == ~y
(a) == (b)
((a))
(a, b) == c
x in (1, 2, 3)
x in ('a',)
x in {'a': 1}
print(*a, sep='')
a if b else c if d else e
lambda: (yield)
x<y
x!=y
a@b
(lambda: 1)()
(a or b).c
(a + b).c
-(a).b
(-a).b
(await_).x
'a'.join(b)
'a' % b
f(x)[1](y=2).z
x is None
a and (b or c) and (d if e else f)
a or (lambda: b)
[*a, b]
x[a:=1]
x[lambda: 1]
f(lambda x: x)
f(x if y else z)
{lambda: 1: 2}
{a if b else c: d}
not not x
a == b == c
(a == b) == c
a << (b << c)
(a, *b)
*a, b""".split("\n")
USES = r'''
import numpy as np|np.float
import numpy|numpy.float(numpy.int)
import numpy.linalg|numpy.linalg.norm
import numpy.linalg as la|la.norm
import PIL.Image|PIL.Image.LINEAR
import PIL.Image as I|I.LINEAR.x
import PIL|PIL.Image.OPEN(PIL.x)
import collections|collections.Mapping, collections.abc.Mapping
import numpy as np|x.np.float
import numpy as np|f().np.float
import numpy as np|np .float; np. float; np \
 . float
import numpy as np|(np
 .float)
import numpy as np|(np. # c
 float)
import numpy as np|f"{np.float} {np.int!r:>{np.bool}} {{np.str}}"
import numpy as np|f'{x:np.float}' 'np.int' "np.bool"
import numpy as np|rf"\{np.float}" + fr'{np.int}\n'
import numpy as np|f"\N{EM DASH}{np.float}"
import numpy as np|f"""{
  np.float
}
{np.int}"""
import numpy as np|f"{f'{np.float}'}{'np.int'}"
import numpy as np|f"{"np.int" + f"{np.float}"}"
import numpy as np|f"{np.float=}"
import numpy as np|f"{ {1: np.float}[1] }"
import numpy as np|f"{(lambda x: np.float)}"
import numpy as np|f"{np.float if x != y else np.int}"
import numpy as np|f"{x!r}{y!s:^10}{np.float:{w}.{p}}"
import numpy as np|f'{np.float:%H:%M}'
import numpy as np|lambda np: np.float
import numpy as np|g(np=np.float, x=[np.int for np in np.y])
import numpy as np|x: np.ndarray = np.zeros(1)
import numpy as np|np.float = 1
import numpy as np|del np.float
import numpy as np|np.random.rand(np.float)
import numpy as np|1if np.float else 2
import numpy as np|x = 0xfor np.float
import numpy as np|np.float32.x, np.np.float
import numpy as np|-np.inf ** np.pi @ np.e
import numpy as np|not np.float
import numpy as np|"np.float".np.int
import numpy as np|[np.float][0].np
import numpy as np|{np.float}.np
import numpy as np|@np.vectorize
def f(x: np.ndarray = np.float) -> np.int: return np.bool
import numpy as np|class A(np.ndarray): x = np.float
import numpy as np|match np.float:
  case np.int: np.bool
  case np.A(np.B): pass
import numpy as np|with np.errstate() as np.x, np.load(y): pass
import numpy as np|for np.x in np.y: np.z
import numpy as np|async def f(): await np.float
import numpy as np|assert np.float, np.int
import numpy as np|raise np.E from np.F
import numpy as np|return_ = np.float;np.int
import numpy as np|try: np.a
except np.E: np.b
import numpy as np|if np.a: np.b
elif np.c: np.d
else: np.e
import numpy as np, collections as np|np.Mapping
import numpy as é|é.float
import numpy as np|# np.float
import numpy as np|"""
np.float
"""
import numpy as np|r"\"np.float"
import numpy as np|'\'np.float' + np.int
import numpy as np|b"np.x" + rb'\'' + np.y
import numpy as np|x = """a"b""c\"""" + np.y
import numpy as np|type X = np.float
import numpy as np|type(np.float); match(np.int); case = np.x; type = np.y; match = np.z; match[np.w]
import numpy as np|print(np.float, file=np.x)
import numpy as np|x = (np.float
    if y
    else np.int)
import numpy as np|x = [
1,
np.float,
  # comment
  np.int]
import numpy as np|np.float.__version__
import numpy as np|np.float	;	np.int
'''.strip("\n")
PLAIN = [
    "from PIL import Image\nImage.ANTIALIAS",
    "from numpy import random\nrandom.rand",
    "if x: import numpy as np\nelse: import collections as np\nnp.y",
    "try: import cupy as np\nexcept ImportError: import numpy as np\nnp.float",
    "def f(): import collections as np\nimport numpy as np\nnp.Mapping",
    "def f(): import numpy as np\nnp.float",
    "from numpy import *\nfloat",
    "from .numpy import np\nnp.float",
    "import numpy as np\nx = ''''a''' + np.y", "import numpy as np\nx = '' + \"\" + \"\"\"\"\"\" + '''''' + np.y",
    "", "\n\n", "# only a comment", "\ufeffimport a", "import a\r\nif x:\r\n    import b\r\n", "import a\rimport b\r",
    "\fimport a\n\f\fimport b\n", "if x:\n\timport a\n        \timport b\n", "if x:\n        import a\n\timport b\n".replace("        import a", "\timport a"),
    "if x:\n  import a\n\n # odd comment\n  import b\nimport c", "if x: import a\nelse: import b\nimport c", "if x: import a; import b\nelif y: import c\nelse: import d",
    "x = '''\nimport a\n'''\nimport b", "x = (\nimport_a,\n)\nimport b", "if x:\n  pass\n# import a\nelse:\n  import b",
    "try:\n import a\nexcept A:\n import b\nexcept (B, C):\n import c\nelse:\n import d\nfinally:\n import e",
    "try:\n import a\nfinally:\n import e", "for x in y:\n import a\nelse:\n import b", "while x:\n import a\nelse:\n import b",
    "try: import a\nexcept: import b\nelse: import c\nfinally: import d",
    "match x:\n case 1: import a\n case [a, *b] if c: import b\n case {'k': v, **r}:\n  import c\n case A(b=c) | d:\n  if y: import d\n case _:\n  import e",
    "match (x):\n case (1): import a", "match = 1\nmatch.x\nmatch(x)\nmatch[x]\nmatch -1\nmatch * x\nimport a", "match x, y:\n case a, b: import c", "match [a]:\n case [b]: import c",
    "match *a, b:\n case _: import c", "match -x:\n case -1: import c", "match x:\n  case y if (lambda: z)(): import c\n  case 'a' 'b': import d\n  case 1+2j: import e\n",
    "case = 1\ncase(x)\nif case: import a", "print(x)\nexec('import a')\nimport b", "type X = int\ntype Y[T] = list[T]\ntype = 1\nimport a",
    "class A:\n def f(self):\n  if x:\n   try:\n    import a\n   except E:\n    import b\n  import c\n import d\nimport e",
    "def f():\n  '''doc'''\n  import a\n\n  def g(): import b\n  return g\nimport c", "async def f():\n async with x as y:\n  import a\n async for z in w:\n  import b",
    "if x:\n    if y:\n        import a\n    elif z:\n        import b\n    else:\n        import c\nelse:\n    import d",
    "if a:\n pass\nelif b:\n pass\nelif c:\n import x\nelse:\n import y", "x = 1 \\\n  + 2\nimport a", "if x and \\\n   y:\n  import a", "if (x and\n    y):\n  import a",
    "import a # c\nimport b # d", "import a\n\\\nimport b", "if x:\n  import a\n\\\n\n  import b\n", "if x:\n    \\\n  import a\n    import b\n",
    "# -*- coding: latin-1 -*-\nx = 'é'\nimport a", "#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\nimport a", "\n\n# coding: nonsense\nimport a",
    "x = 'a\\\nb'\nimport a", "x = f'a\\\nb'\nimport a", "def f(x, *, y=lambda: 1): import a", "lambda: (yield)\nimport a", "x: int\ny: int = 1\n(z): int = 2\na.b: int = 3\nimport c",
    "@a.b\n@c(d)\n@(e := f)\ndef g(): import h", "with open(x) as f: import a", "with (open(x)) as f: import a", "with (open(x) as f): import a", "with (a, b): import c", "with (yield): import c",
    "global a\nimport a", "def f():\n global g\n g = 1\n nonlocal_ = 2\n import h", "if x: pass\nimport a", "if True:pass;import a;", "x = [\n\n# c\n\n1]\nimport a", "x = {'a': [(\n1)]}\nimport a",
    "try:\n  try:\n    import a\n  except A:\n    import b\nexcept (ImportError, ModuleNotFoundError, ImportError):\n  import c", "try: import a\nexcept getattr(x, 'y'): pass", "try: import a\nexcept x[0].y as e: pass",
    "try: import a\nexcept (A): pass", "try: import a\nexcept (A, ): pass", "try: import a\nexcept (): pass", "try: import a\nexcept (*A, B): pass", "try: import a\nexcept A or B: pass", "try: import a\nexcept A if x else B: pass",
    "if x:\n  import a" + "\n" * 5, "if x:\n  import a\n  ", "if x:\n  import a\n# c", "if x:\n  import a\n    # c\nimport b", "import a;", "import a ;import b", "\tif_ = 1".strip() + "\nimport a",
    "x = 1if y else 2\nimport a", "x = 1.\nimport a", "x = 1..real\nimport a", "x = ...\nimport a", "x = a if b else-c\nimport d", "x = not-1\nimport a", "x = 0x1for x in y\nimport a".replace("0x1for x in y", "[0x1for x in y]"),
    "x = 'é'; import a\nnaïve = 1", "变量 = 1\nimport 模块 as m", "x = rb'\\''; y = Rb'a'; z = bR''; import a", "x = F'{1}' fR'\\{2}' rF'{3}'; import a", "x = f'{{}}'; import a", "x = f'{a!r}{b!s:>{c}}{d:%Y-%m}'; import e",
    "x = f'{a:{b}}' f\"{c['d']}\"; import e", "x = f'''{\na\n:{\nb\n}}'''; import e", "x = f'{a:=5}{(b:=5)}'; import c", "x = f'{a!=b}{a==b}{a<=b}'; import c", "x = f'{lambda_}{(lambda: 1)}'; import c", "x = f'{a[b:c]}{ {1: 2}[1] }'; import c",
    "x = f'{'a'}{f'{f'{1}'}'}'; import b", "x = f'{a #c\n}'; import b", "x = f'{*a, b}'; import b", "x = f'{yield_}'; import b", "x = f'\\{a}\\\\{b}\\N{DIGIT ONE}'; import c", "x = rf'\\N{a}'; import c", "x = f'{a:\\n}{b:{{}}}'; import c".replace("{b:{{}}}", ""),
    "class A: import a\nclass B: x = 1; import b", "def f(): return 1; import a", "if x:\n    def f():\n        pass\n    import a", "for i in range(3): import a", "while 1: import a; break", "try: pass\nexcept: pass\nimport a",
    "\n".join(" " * i + "if x:" for i in range(90)) + "\n" + " " * 90 + "import a", "x = " + "(" * 150 + "1" + ")" * 150 + "\nimport a", "if a: pass\n" + "\n".join(f"elif b{i}: pass" for i in range(30)) + "\nelif c: import d",
    "del a, b\nimport b, c\ndel c\n", "if x:\n import a\n del a", "a = b = c, (d, [e, *f]) = 1\ng.h = i[j] = k(l)\n", "a += 1\nb: int\nc: int = 1\n(d) = 2\n[e, f] = g\n", "for a in b: c = 1\nwith d as e, f as (g, h): pass\nwith i: pass",
    "(a := 1)\nif (b := 2): pass\n[c := 3 for d in e]\nf(g := 1)\n", "def a(b=1): c = 2\nclass d(e): f = 1\nlambda g: 1\n", "import a.b.c\nimport d.e as f\nfrom g import h, i as j\n", "if TYPE_CHECKING:\n  import a\n  b = 1\nelse:\n  c = 2\n",
    "if typing.TYPE_CHECKING:\n  from a import b\n", "try:\n  a = 1\nexcept E as b:\n  c = 1\nelse:\n  d = 1\nfinally:\n  e = 1\n", "x = y = lambda a=1, b=2: a\nz = a if b else c\n", "a[b] = c\na.b = c\na(b).c = d\n(a[b], c) = d\n[a.b, *c] = d\n",
    "x = dict(a=1, b=2)\nf(c=1)\nassert d == 1\nreturn_ = 3\n", "async def a(): b = 1\n", "while (a := b): c = 1\n", "for a.b in c: pass\nfor d[e] in f: pass\nfor g, h.i in j: pass\n", "a: b = c = 1\n".replace(" = c = 1", " = 1"), "a = yield_ = 1\n",
    "with (a as b, c as d,): pass\nwith (e) as f: pass\nwith g() as h, i() as j.k: pass\n", "a, = 1\n(b,) = 1\n*c, = 1\n", "type A = int\ntype B[T] = list\n", "@a\ndef b(): pass\n@c\nclass d: pass\n", "global a\na = 1\n", "a = {b: c for b in d}\ne = [f for f in g]\n",
    "x = a == b\ny = a <= b\nz = a != b\n", "print(a, end='')\n", "try: import a\nexcept ImportError: a = None\n", "a, b.c, d[0], (e, f) = g\n", "a = 1; b = 2; c = 3\n", "if x: a = 1\nelif y: b = 1\nelse: c = 1\n", "a = (b) = c\n", "((a)) = 1\n",
]
ERRORS = [
    "import", "import a.", "import .a", "from import a", "from a import", "from a import b,", "from a import (b", "from a import ()", "import a as", "from a import b as", "import a as 1", "import 1", "import a b",
    "import a\n  import b", "if x:\nimport a", "if x:\n    import a\n  import b", "if x\n  import a", "if x:\n\timport a\n        import b", "x = (", "x = )", "x = (]", "x = [1)", "x = 'a", "x = '''a", "x = \"a\nimport b",
    "print 'a'\nimport b", "print x\n", "exec 'a'\n", "x = 0777\n", "x = 10L\n", "x = ur'a'\n", "x = `a`\n", "x = a $ b\n", "x = a ? b\n", "x = a ! b\n", "else: import a", "elif x: import a", "except: import a", "finally: import a",
    "x = 1 \\ \nimport a", "x = \\", "class: pass", "def (): pass", "f'{a'\n", "f'{'\n", "f'}'\n", "f'{a:'\n", "f'{a]}'\n", "x = 1a\n", "x = 1__name\n", "x = a.1\n", "x = “a”\n", "x = a\u00a0b\n", "\x00import a", "import a\nx = '\x00'\nimport b",
    "# coding: nonsense\nimport a", "if x:", "if x:\n# c\n", "try:\n import a\nimport b".replace("import b", "x y"), "for x in y\n pass", "while x\n pass", "x = (" * 250 + ")" * 250, "\n".join(" " * i + "if x:" for i in range(120)) + "\n" + " " * 120 + "pass",
    "class A\n pass", "def f()\n pass", "a b\n", "1 2\n", "a 'b'\n", "(a) b\n", "[a] b\n", "a.b c\n", "import a, \n", "from . import\n", "from a.b. import c\n", "lambda x y: 1\n", "  import a\n", "x = 5\n y = 6\n", "def f():\n\n\nimport a\n",
    b"x = '\xff'\n", b"# coding: ascii\nx = '\xc3\xa9'\n", b"\xef\xbb\xbf# coding: latin-1\nimport a\n", b"import a\n\xfe\n",
]


def cases():
    for statement in IMPORTS:
        yield statement
    for block in BLOCKS:
        for index, statement in enumerate(IMPORTS):
            for indent in ("  ", "\t"):
                if indent == "\t" and index % 4:
                    continue
                yield block_of(block, statement, indent)
        if "\n" not in block:
            yield f"{block} import a; import b" + ("\nexcept E: import c" if block == "try:" else "") + "\nimport d"
    for outer in BLOCKS:
        for inner in BLOCKS[::3]:
            yield block_of(outer, block_of(inner, "import a", " "), "  ") + "\nimport b"
    for clause in AFTER["try:"]:
        yield f"try:\n  import a\n{clause}\n  import b\nimport c"
        yield f"def f():\n  try: import a\n  {clause} import b\n  import c"
    for test in TESTS:
        yield f"if {test}: import a" if ":=" in test or "lambda" not in test else f"if ({test}): import a"
        yield f"if ({test}\n  ): import a\nelif {test} : import b".replace("(*a, b\n", "(*a, b\n")
    for case in USES.split("\nimport "):
        case = case if case.startswith(("import ", "from ")) else "import " + case
        yield case.replace("|", "\n", 1)
    yield from PLAIN


def block_of(block, statement, indent):
    body = "\n".join(indent + line if line else line for line in statement.split("\n"))
    text = f"{block}\n{body}"
    return text + "\nexcept (A, B):\n" + indent + "pass" if block == "try:" else text


def main():
    seen, lines, refused, accepted = set(), [], [], []
    for expected, sources in ((False, cases()), (True, ERRORS)):
        for source in sources:
            data = source if isinstance(source, bytes) else encoded(source)
            if data in seen:
                continue
            seen.add(data)
            truth = row(data)
            if ("error" in truth) != expected:
                (accepted if expected else refused).append(source)
                continue
            lines.append(json.dumps({"source": base64.b64encode(data).decode(), **truth}, ensure_ascii=False))
    print(f"{len(lines)} cases; refused by CPython, left out: {len(refused)}; not refused: {accepted}", file=sys.stderr)
    for source in refused:
        print(repr(source), file=sys.stderr)
    path = os.path.join(sys.argv[1], "sources", "made.jsonl.gz")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("".join(line + "\n" for line in lines).encode())


def encoded(source):
    return source.encode("latin-1" if "coding: latin-1" in source else "utf-8")


if __name__ == "__main__":
    main()
