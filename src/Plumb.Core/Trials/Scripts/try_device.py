# Lets one library multiply two matrices of small whole numbers on one device, and compares the product with the exact one.
import time

SIZE = 1024
LEAST_SECONDS = 0.2


# The numbers repeat: row i of the first depends on i modulo 11 and is 1 or -1 at 94 places at most, else 0; column k of
# the second depends on k modulo 13 and goes from -2 to 2. No sum or part of one, in any order, leaves -188 to 188: the
# eight bits of bfloat16 hold it exactly, and so does whatever computes with more.
def matrices():
    first = [[(1 if (i + j // 11) % 3 else -1) if j % 11 == i else 0 for j in range(SIZE)] for i in range(11)]
    second = [[(5 * j + 2 * k) % 13 % 5 - 2 for k in range(13)] for j in range(SIZE)]
    product = [[sum(first[i][j] * second[j][k] for j in range(SIZE)) for k in range(13)] for i in range(11)]
    return (
        [first[i % 11] for i in range(SIZE)],
        [[row[k % 13] for k in range(SIZE)] for row in second],
        [[product[i % 11][k % 13] for k in range(SIZE)] for i in range(SIZE)],
    )


def differing(given, wanted):
    count = 0
    for given_row, wanted_row in zip(given, wanted):
        if given_row != wanted_row:
            count += sum(1 for g, w in zip(given_row, wanted_row) if g != w)
    return count


def best_of(run):
    run()
    clock = getattr(time, "perf_counter", time.time)
    best, start = None, clock()
    while best is None or clock() - start < LEAST_SECONDS:
        before = clock()
        run()
        took = clock() - before
        best = took if best is None else min(best, took)
    return best * 1000


class Torch(object):
    def __init__(self):
        import torch

        self.library = torch
        self.version = text_of(torch.__version__)

    def devices(self):
        torch, found = self.library, [("cpu", "CPU")]
        if torch.cuda.is_available():
            for i in range(torch.cuda.device_count()):
                found.append(("cuda:%d" % i, text_of(torch.cuda.get_device_name(i))))
        mps = getattr(getattr(torch, "backends", None), "mps", None)
        if mps is not None and mps.is_available():
            found.append(("mps", "Apple"))
        xpu = getattr(torch, "xpu", None)
        if xpu is not None and xpu.is_available():
            for i in range(xpu.device_count()):
                found.append(("xpu:%d" % i, text_of(xpu.get_device_name(i))))
        return found

    def remark(self):
        torch = self.library
        if getattr(torch.version, "cuda", None) or getattr(torch.version, "hip", None):
            if not torch.cuda.is_available():
                try:
                    torch.cuda.init()
                except Exception as error:
                    return text_of(error)
                return "torch.cuda.is_available() is False"
        return None

    def product(self, device, first, second):
        torch = self.library
        a = torch.tensor(first, dtype=torch.float32).to(device)
        b = torch.tensor(second, dtype=torch.float32).to(device)
        # Reading one number waits for the device.
        return torch.matmul(a, b).cpu().tolist(), best_of(lambda: torch.matmul(a, b)[0, 0].item())


class Unloaded(Exception):
    pass


class OnnxRuntime(object):
    def __init__(self):
        import onnxruntime

        self.library = onnxruntime
        self.version = text_of(onnxruntime.__version__)

    def devices(self):
        # These are the ones that it was built with; what this machine has is judged by who asks.
        known = self.library.get_available_providers()
        return [("cpu", "CPUExecutionProvider")] + [(p, p) for p in known if p != "CPUExecutionProvider"]

    def remark(self):
        return None

    def product(self, device, first, second):
        import numpy

        provider = "CPUExecutionProvider" if device == "cpu" else device
        options = self.library.SessionOptions()
        if device != "cpu":
            # A provider whose library does not load is left out in silence, or with it the whole session is refused.
            used = self.library.InferenceSession(model(), options, providers=[provider]).get_providers()
            if provider not in used:
                raise Unloaded()
            options.add_session_config_entry("session.disable_cpu_ep_fallback", "1")
        session = self.library.InferenceSession(model(), options, providers=[provider])
        feed = {"a": numpy.array(first, dtype=numpy.float32), "b": numpy.array(second, dtype=numpy.float32)}
        given = session.run(None, feed)[0].tolist()
        return given, best_of(lambda: session.run(None, feed))


class CTranslate2(object):
    def __init__(self):
        import ctranslate2

        self.library = ctranslate2
        self.version = text_of(ctranslate2.__version__)

    def devices(self):
        count = self.library.get_cuda_device_count()
        return [("cpu", "CPU")] + [("cuda:%d" % i, "CUDA") for i in range(count)]

    def remark(self):
        return "CTranslate2 computes with models only: its devices are asked for their types, and no product is made."

    def product(self, device, first, second):
        kind, _, index = device.partition(":")
        self.library.get_supported_compute_types(kind, int(index or 0))
        return None, None


# ModelProto of one MatMul, as protocol buffers write it (onnx.proto: field numbers).
def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(tag, value):
    if isinstance(value, int):
        return number(tag << 3) + number(value)
    if not isinstance(value, bytes):
        value = value.encode("ascii")
    return number(tag << 3 | 2) + number(len(value)) + value


def tensor(name):
    shape = field(1, field(1, SIZE)) + field(1, field(1, SIZE))
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, shape)))


def model():
    node = field(1, "a") + field(1, "b") + field(2, "c") + field(4, "MatMul")
    graph = field(1, node) + field(2, "product") + field(11, tensor("a")) + field(11, tensor("b")) + field(12, tensor("c"))
    return field(1, 7) + field(8, field(1, "") + field(2, 13)) + field(7, graph)


LIBRARIES = {"torch": Torch, "onnxruntime": OnnxRuntime, "ctranslate2": CTranslate2}


def main():
    begin()
    name, device = ARGUMENTS
    try:
        library = LIBRARIES[name]()
        if device == "":
            devices = [{"device": d, "name": n} for d, n in library.devices()]
            answer({"outcome": "devices", "version": library.version, "devices": devices, "remark": library.remark()})
            leave()
        first, second, wanted = matrices()
        given, took = library.product(device, first, second)
        if given is None:
            answer({"outcome": "untried"})
        else:
            wrong = differing(given, wanted)
            answer(
                {
                    "outcome": "works" if wrong == 0 else "wrong",
                    "milliseconds": took,
                    "wrong": wrong,
                    "numbers": SIZE * SIZE,
                }
            )
    except Unloaded:
        answer({"outcome": "unloaded"})
    except BaseException as error:
        kind = type(error).__name__
        answer({"outcome": "error", "type": kind, "message": text_of(error)})
    leave()


if __name__ == "__main__":
    main()
