#!/usr/bin/env python3
"""cut_environments.py SHARED OUT

Cuts the environment skeletons and the descriptions of interpreters that the repository carries out of the larger collection:

* the environments named below, the interpreters and the machine that they were judged with, and their truth files;
* of native files only their first bytes, in which the headers lie, and what says which interpreter and which C library it is
  (the rest of their symbol tables becomes holes);
* of distributions that are not under a permissive licence only their metadata: every other content becomes a hole;
* of the pools only the contents that are still referred to;
* of the interpreters what they say and what their files hold, without the .pth files of the recording machine.

Writes OUT/environments/** and OUT/interpreters.json.gz, the same bytes for the same input.
Standard library only.
"""
import base64, csv, gzip, io, json, os, re, sys

ENVIRONMENTS = """c-web311 c-cv312 c-py39 d-base-gone d-control d-dup-distinfo d-editable d-modified d-norecord d-target d-tilde
d-truncated-so d-usersite d-wrong-python f-mac-arm64-cp311-core f-win-cp311-core s1-both-ort s1-opencv-broken-a""".split()

# Declared by the distribution itself; what is not matched is not permissive.
PERMISSIVE = re.compile(
    r"\b(MIT|MIT-CMU|BSD|0BSD|[23]-Clause BSD|BSD-[23]-Clause|Apache([- ]2\.0| Software License)?|PSF(-2\.0)?|Python Software Foundation|ISC|HPND|NumPy Developers|SciPy Developers)\b")
# Stricter than what they declare: parts of them are under other terms.
EMPTIED = {"certifi", "tqdm", "easydict", "num2words", "soxr", "codeformer", "lmdb", "orjson", "pathspec"}
# Written for this collection.
OWN = {"alpha", "beta", "gone"}
COPYLEFT = re.compile(r"\b(A?L?GPL|General Public|MPL|Mozilla|EPL|CC-BY-NC)\b")
METADATA_FOLDER = re.compile(r"(^|/)[^/]+\.(dist-info|egg-info)(/|$)")
INTERPRETER = re.compile(r"^(bin/python[0-9.]*|lib/libpython[0-9.]+\.so[0-9.]*|x86_64-linux-gnu/(ld-linux-x86-64\.so\.2|libc\.so\.6))$")
CONTENT = ("text", "b64", "head", "ranges")
# ELF program headers, PE section headers, the first load commands of Mach-O.
HEADER_BYTES = 2048


class Pools:
    def __init__(self, folder):
        self.folder, self.loaded = folder, {}

    def get(self, ref):
        group, key = ref.rsplit("#", 1)
        if group not in self.loaded:
            with gzip.open(f"{self.folder}/{group}.jsonl.gz", "rt", encoding="utf-8", newline="\n") as lines:
                self.loaded[group] = dict(line.rstrip("\n").split("\t", 1) for line in lines)
        return self.loaded[group][key]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(data)


def licences(rows, content):
    """{file: (distribution, version, what it declares, whether its sources may be carried)} by RECORD."""
    owners, named = {}, {}
    for row in rows:
        if not row["path"].endswith(".dist-info/METADATA"):
            continue
        text = content(row).get("text") or content(row).get("head") or ""
        name = re.search(r"^Name: *(.*?)\s*$", text, re.M)
        if not name:
            continue
        version = re.search(r"^Version: *(.*?)\s*$", text, re.M)
        said = [m.strip() for m in re.findall(r"^License-Expression: *(.*)$", text, re.M)]
        said = said or [m.strip() for m in re.findall(r"^Classifier: License :: (?:OSI Approved :: )?(.*)$", text, re.M)]
        said = said or [m.strip() for m in re.findall(r"^License: *(.*)$", text, re.M)]
        said = "; ".join(s for s in said if s)
        fine = bool(PERMISSIVE.search(said)) and not COPYLEFT.search(said) and normal(name[1]) not in EMPTIED
        if normal(name[1]) in OWN:
            said, fine = "made for this collection", True
        named[name[1], version[1] if version else ""] = (said or "none declared", fine)
        folder = row["path"].rsplit("/", 1)[0]
        record = next((r for r in rows if r["path"] == folder + "/RECORD" and r.get("root") == row.get("root")), None)
        site = folder.rsplit("/", 1)[0] if "/" in folder else ""
        for line in csv.reader(io.StringIO((content(record).get("text") if record else "") or "")):
            if line:
                owners.setdefault((row.get("root"), os.path.normpath(os.path.join(site, line[0]))), []).append(fine)
    return owners, named


def keeps(row, kind, owners):
    """Whether the content of a file is carried."""
    if "native" in row:
        return bool(kind in ("base", "host") and INTERPRETER.match(row["path"]))
    if METADATA_FOLDER.search(row["path"]):
        return True
    fine = owners.get((row.get("root"), row["path"]))
    if fine is not None:
        return all(fine)
    # Nobody's files: written by the installers, by a recipe of the damage, or part of the interpreter and the system.
    return not re.search(r"(^|/)(certifi|tqdm)/|dist-packages/[^/]+/", row["path"])


def header_of(content):
    """The first bytes of a native file as ranges; none where its beginning was not recorded."""
    ranges = content.get("ranges", [])
    if "b64" in content:
        ranges = [[0, content["b64"]]]
    kept = []
    for offset, packed in ranges:
        piece = base64.b64decode(packed)[: max(0, HEADER_BYTES - offset)].rstrip(b"\0")
        if piece:
            kept.append([offset, base64.b64encode(piece).decode()])
    return kept


def cut_interpreters(source, out):
    with open(source, encoding="utf-8") as text:
        data = json.load(text)
    layouts = [{key: row[key] for key in ("layout", "how", "says", "files")} for row in data["layouts"]]
    for row in layouts:
        row["files"]["pth"] = [name for name in row["files"]["pth"] if name == "distutils-precedence.pth"]
    kept = {"layouts": layouts, "install_schemes": data["install_schemes"]}
    write(out, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())


def main(shared, corpus):
    cut_interpreters(shared + "/cases/interpreters.json", corpus + "/interpreters.json.gz")
    source, out = shared + "/environments", corpus + "/environments"
    pools, used, listed = Pools(source + "/pool"), {}, {}
    ids, done = list(ENVIRONMENTS), set()
    while ids:
        one = ids.pop(0)
        if one in done:
            continue
        done.add(one)
        with gzip.open(f"{source}/{one}.skel.jsonl.gz", "rt", encoding="utf-8", newline="\n") as lines:
            head, *rows = map(json.loads, lines)
        ids += [head[key] for key in ("base", "host") if head.get(key)]
        content = lambda row: json.loads(pools.get(row["ref"])) if row and "ref" in row else row or {}
        owners, named = licences(rows, content)
        listed.update(named)
        for row in rows:
            if "link" not in row and not row.get("dir") and not keeps(row, head["kind"], owners):
                header = header_of(content(row)) if "native" in row else []
                for field in ("ref", *CONTENT):
                    if field in row and not (field == "text" and row["text"] == ""):
                        del row[field]
                if header:
                    row["ranges"] = header
            if "ref" in row:
                group, key = row["ref"].rsplit("#", 1)
                used.setdefault(group, set()).add(key)
        dump = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        write(f"{out}/{one}.skel.jsonl.gz", "".join(dump(row) + "\n" for row in [head, *rows]).encode())
        if os.path.exists(f"{source}/{one}.truth.json"):
            with open(f"{source}/{one}.truth.json", encoding="utf-8") as truth:
                write(f"{out}/{one}.truth.json.gz", dump(json.load(truth)).encode())
    for group, keys in used.items():
        lines = "".join(key + "\t" + pools.get(group + "#" + key) + "\n" for key in sorted(keys))
        write(f"{out}/pool/{group}.jsonl.gz", lines.encode())
    with open(out + "/NOTICE.md", "w", encoding="utf-8", newline="\n") as notice:
        notice.write(NOTICE)
        for (name, version), (said, fine) in sorted(listed.items(), key=lambda item: (item[0][0].lower(), item[0][1])):
            said = re.sub(r"\s+", " ", said).replace("|", "/")[:120]
            notice.write(f"| {name} | {version} | {said} | {'sources and metadata' if fine else 'metadata only'} |\n")


NOTICE = """# Distributions in these environments

The trees were made by installing published wheels of these distributions with uv and pip, and by damaging some of them on purpose;
`tools/cut_environments.py` says what was left away. Of every native file only its name, size and first bytes (its headers) are carried, save for the interpreters' and the C library's symbol tables.
CPython's own files are under the PSF licence. Activation scripts are virtualenv's and uv's (MIT). A distribution's own licence file lies in its `dist-info` folder, or its text is named by the licence.

| distribution | version | licence it declares | carried |
|---|---|---|---|
"""

if __name__ == "__main__":
    main(*sys.argv[1:3])
