# What every script of ours begins with. For Python 2.7 to 3.14.
import os
import sys

ANSWER, SECONDS = sys.argv[1], float(sys.argv[2])
ARGUMENTS = sys.argv[3:]
HERE = os.path.abspath(__file__)


def begin():
    try:
        import faulthandler

        faulthandler.enable()
        faulthandler.dump_traceback_later(max(0.1, SECONDS * 0.9), exit=False)
    except (ImportError, AttributeError, RuntimeError, ValueError, OSError):
        pass
    # The folder of this script is no place to import from.
    if sys.path and os.path.realpath(sys.path[0]) == os.path.realpath(os.path.dirname(HERE)):
        del sys.path[0]
    del sys.argv[1:]


def quote(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ",".join(quote(str(k)) + ":" + quote(v) for k, v in sorted(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(quote(v) for v in value) + "]"
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    parts = []
    for letter in value[:20000]:
        code = ord(letter)
        if code > 0xFFFF:
            code -= 0x10000
            parts.append("\\u%04x\\u%04x" % (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)))
        elif 0xD800 <= code <= 0xDFFF:
            parts.append("\\ufffd")
        elif code < 32 or code > 126 or letter in '"\\':
            parts.append("\\u%04x" % code)
        else:
            parts.append(letter)
    return '"' + "".join(parts) + '"'


# The answer appears whole or not at all. No module is used that the environment may have replaced.
def answer(value):
    part = ANSWER + ".part"
    with open(part, "wb") as target:
        target.write(quote(value).encode("ascii"))
    if hasattr(os, "replace"):
        os.replace(part, ANSWER)
    else:
        os.rename(part, ANSWER)


def text_of(value):
    try:
        text = str(value)
    except Exception:
        text = "?"
    return text[:4000]


# Threads and exit handlers of what was imported are not waited for.
def leave():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
    os._exit(0)


