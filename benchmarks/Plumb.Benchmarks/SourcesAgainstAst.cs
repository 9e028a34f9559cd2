using System.Buffers;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Plumb.Source;

namespace Plumb.Benchmarks;

/// <summary>
/// How long it takes to read all imports with their guards and all uses of watched names out of a packed tree of Python sources, beside
/// CPython's <c>ast</c>: parse, and one walk for the same answers. The two run turn by turn in one go, start of the programs left out; both
/// read the files from disk.
/// </summary>
internal static class SourcesAgainstAst
{
    private const int Runs = 3;
    private static readonly string[] _watched = ["numpy", "PIL.Image", "collections"];

    private const string Script = """
        import ast, os, sys, time, warnings
        warnings.simplefilter("ignore")
        sys.setrecursionlimit(10000)
        watched = set(sys.argv[2:])
        paths = [os.path.join(folder, f) for folder, _, files in os.walk(sys.argv[1]) for f in files if f.endswith(".py")]
        start, cpu, imports, uses = time.perf_counter(), time.process_time(), 0, 0
        def read(path):
            global imports, uses
            with open(path, "rb") as file:
                try:
                    tree = ast.parse(file.read())
                except SyntaxError:
                    return
            aliases, chains = {}, []
            stack = [(tree, (), 0)]
            while stack:
                node, context, depth = stack.pop()
                kind = type(node)
                if kind is ast.Import:
                    for alias in node.names:
                        imports += 1
                        root = alias.name.partition(".")[0]
                        bound = (alias.asname, alias.name) if alias.asname else (root, root)
                        if aliases.get(bound[0], ("", -1))[1] <= depth: aliases[bound[0]] = (bound[1], depth)
                    continue
                if kind is ast.ImportFrom:
                    imports += 1
                    if not node.level:
                        for alias in node.names:
                            name = alias.asname or alias.name
                            if aliases.get(name, ("", -1))[1] <= depth: aliases[name] = (node.module + "." + alias.name, depth)
                    continue
                if kind is ast.Attribute:
                    chains.append((node, context))
                elif kind is ast.If:
                    inner, other = context + ("if",), context + ("else",)
                    stack.extend((n, other, depth + 1) for n in reversed(node.orelse))
                    stack.extend((n, inner, depth + 1) for n in reversed(node.body))
                    stack.append((node.test, context, depth + 1))
                    continue
                elif kind is ast.Try:
                    caught = tuple(h.type for h in node.handlers)
                    stack.extend((n, context, depth + 1) for n in reversed(node.finalbody))
                    stack.extend((n, context, depth + 1) for n in reversed(node.orelse))
                    stack.extend((h, context + ("except",), depth + 1) for h in reversed(node.handlers))
                    stack.extend((n, context + (caught,), depth + 1) for n in reversed(node.body))
                    continue
                elif kind is ast.FunctionDef or kind is ast.AsyncFunctionDef:
                    context += ("function",)
                elif kind is ast.ClassDef:
                    context += ("class",)
                stack.extend([(n, context, depth + 1) for n in ast.iter_child_nodes(node)][::-1])
            found = set()
            for node, context in chains:
                parts, value = [node.attr], node.value
                while type(value) is ast.Attribute:
                    parts.append(value.attr)
                    value = value.value
                if type(value) is ast.Name and value.id in aliases:
                    name = ".".join([aliases[value.id][0], *reversed(parts)])
                    if name.rpartition(".")[0] in watched:
                        found.add((node.lineno, name))
            uses += len(found)
        for path in paths:
            read(path)
        print(time.perf_counter() - start, time.process_time() - cpu, imports, uses, sys.version.split()[0])
        """;

    public static int Run(string[] args)
    {
        if (args is not [var packed, .. var rest])
        {
            return 2;
        }

        var python = rest is [var named, ..] ? named : "python3.11";
        var cores = rest is [_, var count, ..]
            ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)
            : 1;
        var folder = Directory.CreateTempSubdirectory("plumb-sources").FullName;
        try
        {
            using (var stream = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress))
            {
                TarFile.ExtractToDirectory(stream, folder, overwriteFiles: true);
            }

            return Compare(python, folder, cores);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Compare(string python, string folder, int cores)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.py", SearchOption.AllDirectories)];
        // The just-in-time compiler needs some readings to compile the reader well: the shipped program is compiled ahead.
        for (var i = 0; i < 6; i++)
        {
            _ = Read(files, cores);
        }

        var (ours, theirs) = (new List<Measurement>(), new List<Measurement>());
        var version = "";
        for (var run = 0; run < Runs; run++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            var found = Read(files, cores);
            ours.Add(
                new Measurement(
                    Stopwatch.GetElapsedTime(start).TotalSeconds,
                    (Environment.CpuUsage.TotalTime - cpu).TotalSeconds
                )
            );
            var words = PythonScript.Run(python, Script, [folder, .. _watched])[0].Split(' ');
            theirs.Add(new Measurement(PythonScript.Number(words[0]), PythonScript.Number(words[1])));
            version = words[4];
            if (words[2..4] is not [var imports, var uses] || $"{imports} {uses}" != $"{found.Imports} {found.Uses}")
            {
                Console.Error.WriteLine($"The answers differ: {found} against {words[2]} imports and {words[3]} uses");
                return 1;
            }
        }

        var bytes = files.Sum(f => new FileInfo(f).Length);
        Console.WriteLine(
            FormattableString.Invariant(
                $"{files.Length} sources, {bytes / 1e6:F1} MB: plumb on {cores} core(s) against ast in CPython {version}, medians of {Runs}"
            )
        );
        Print("wall", ours, theirs, m => m.Wall);
        Print("CPU", ours, theirs, m => m.Cpu);
        return 0;
    }

    private static void Print(
        string what,
        List<Measurement> ours,
        List<Measurement> theirs,
        Func<Measurement, double> of
    )
    {
        var (a, b) = (MeasuredProcess.Median(ours.Select(of)), MeasuredProcess.Median(theirs.Select(of)));
        Console.WriteLine(
            FormattableString.Invariant(
                $"  {what, -5} plumb {a * 1000, 8:F1} ms   ast {b * 1000, 9:F1} ms   ratio {b / a:F1}"
            )
        );
    }

    private static (int Imports, int Uses) Read(string[] files, int cores)
    {
        var watched = new WatchedNames(_watched);
        var (imports, uses) = (0, 0);
        Parallel.ForEach(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = cores },
            file =>
            {
                using var handle = File.OpenHandle(file);
                var length = (int)RandomAccess.GetLength(handle);
                var buffer = ArrayPool<byte>.Shared.Rent(length);
                var source = PythonSource.Read(
                    buffer.AsSpan(0, RandomAccess.Read(handle, buffer.AsSpan(0, length), 0)),
                    watched
                );
                ArrayPool<byte>.Shared.Return(buffer);
                if (source.Error is null)
                {
                    Interlocked.Add(ref imports, source.Imports.Length);
                    Interlocked.Add(ref uses, source.Uses.DistinctBy(u => (u.Line, u.Name)).Count());
                }
            }
        );
        return (imports, uses);
    }
}
