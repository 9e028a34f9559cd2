# Imports one module and tells what came of it.
import time


def frames_of(trace):
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename != __file__ and not code.co_filename.startswith("<frozen"):
            frames.append(
                {
                    "file": text_of(code.co_filename),
                    "line": trace.tb_lineno or 0,
                    "module": text_of(trace.tb_frame.f_globals.get("__name__") or ""),
                    "function": text_of(code.co_name),
                }
            )
        trace = trace.tb_next
    return frames if len(frames) <= 80 else frames[:30] + frames[-50:]


def describe(error, link, trace):
    kind = type(error)
    module = kind.__module__
    told = {
        "type": kind.__name__ if module in ("builtins", "exceptions") else module + "." + kind.__name__,
        "message": text_of(error),
        "link": link,
        "frames": frames_of(trace),
    }
    name = getattr(error, "name", None)
    if isinstance(error, ImportError) and isinstance(name, str):
        told["name"] = name
    if isinstance(error, SyntaxError) and error.filename:
        told["frames"].append(
            {"file": text_of(error.filename), "line": error.lineno or 0, "module": "", "function": ""}
        )
    return told


def chain_of(error, trace):
    told, seen, link = [], [], "raised"
    while error is not None and len(told) < 12 and not any(error is s for s in seen):
        seen.append(error)
        told.append(describe(error, link, getattr(error, "__traceback__", trace)))
        cause = getattr(error, "__cause__", None)
        link = "cause" if cause is not None else "context"
        error = cause if cause is not None else getattr(error, "__context__", None)
    return told


def main():
    begin()
    name = ARGUMENTS[0]
    if name == "":
        answer({"outcome": "imported", "milliseconds": 0.0, "version": sys.version.split()[0]})
        leave()
    clock = getattr(time, "perf_counter", time.time)
    start = clock()
    try:
        __import__(name)
    except BaseException:
        error, trace = sys.exc_info()[1:]
        took = (clock() - start) * 1000
        outcome = "exception"
        if isinstance(error, SystemExit):
            outcome = "exit"
        elif isinstance(error, MemoryError):
            outcome = "memory"
        answer({"outcome": outcome, "milliseconds": took, "chain": chain_of(error, trace)})
        leave()
    took = (clock() - start) * 1000
    module = sys.modules.get(name)
    told = {"outcome": "imported", "milliseconds": took}
    for member, key in (("__file__", "file"), ("__version__", "version")):
        try:
            value = getattr(module, member, None)
            if isinstance(value, str):
                told[key] = text_of(value)
        except Exception:
            pass
    answer(told)
    leave()


if __name__ == "__main__":
    main()
