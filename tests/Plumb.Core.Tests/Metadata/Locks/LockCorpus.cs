using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Python;
using Plumb.Metadata.Locks;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>Lock files with what the tools themselves make of them.</summary>
internal static class LockCorpus
{
    public static IReadOnlyList<JsonElement> Rows { get; } =
    [
        .. CorpusFile.Rows("formats/locks.jsonl.gz", "cases/formats/locks.jsonl"),
        .. CorpusFile.ReadLines(CorpusFile.PathOf("formats/uv_locks.jsonl.gz")),
        .. CorpusFile.ReadLines(CorpusFile.PathOf("formats/pylock_selections.jsonl.gz")),
    ];

    /// <summary>The rows that have a member; fails when there is none, so that no test passes on nothing.</summary>
    public static IReadOnlyList<JsonElement> With(string member)
    {
        var found = Rows.Where(row => row.TryGetProperty(member, out _)).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>Runs a check on every row and fails once, with the names of the rows that went wrong.</summary>
    public static void Check(IEnumerable<JsonElement> rows, Func<JsonElement, string?> complaint)
    {
        var complaints = string.Join(
            '\n',
            rows.Select(row => complaint(row) is { } c ? $"{row.Text("id")}\n    {c}" : null).OfType<string>().Take(20)
        );
        Assert.True(complaints.Length == 0, complaints);
    }

    public static LockFile Read(JsonElement row)
    {
        var file = row.GetProperty("files").EnumerateObject().Single(f => LockFileReader.FormatOf(f.Name) is not null);
        var format = LockFileReader.FormatOf(file.Name)!.Value;
        Assert.True(
            LockFileReader.TryRead(format, file.Name, file.Value.GetString()!, out var read, out var error),
            error?.ToString()
        );
        Assert.Empty(read.Problems);
        return read;
    }

    /// <summary>A target of the corpus: "linux", "windows", "macos" or what uv calls a platform, and a minor version.</summary>
    public static LockTarget Target(string platform, string python)
    {
        var machine = platform switch
        {
            "windows" => new TargetPlatform(OperatingSystemFamily.Windows, "amd64"),
            "macos" or "aarch64-apple-darwin" => new TargetPlatform(
                OperatingSystemFamily.MacOs,
                "arm64",
                LibcKind.None,
                14
            ),
            "linux" => new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
            _ => new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 17),
        };
        var version = PythonVersion.Parse(python);
        return new LockTarget(MarkerEnvironment.For(machine, python + ".0"))
        {
            Tags = SupportedTags.For(machine, version.Major, version.Minor, InterpreterAbi.CPython),
        };
    }

    /// <summary>Adds the extras and groups that a selection was made with; groups that are not given are the default ones.</summary>
    public static LockTarget WithChoice(this LockTarget target, JsonElement truth)
    {
        if (truth.TryGetProperty("extras", out var extras))
        {
            target = target with { Extras = [.. extras.ToStrings()] };
        }

        return truth.TryGetProperty("groups", out var groups) && groups.ValueKind == JsonValueKind.Array
            ? target with
            {
                Groups = [.. groups.ToStrings()],
                WithoutDefaultGroups = true,
            }
            : target;
    }

    /// <summary>Adds the choice that the options of <c>uv export</c> make.</summary>
    public static LockTarget WithOptions(this LockTarget target, LockFile file, IReadOnlyList<string> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            target = options[i] switch
            {
                "--extra" => target with { Extras = target.Extras.Add(options[++i]) },
                "--all-extras" => target with { AllExtras = true },
                "--group" => target with { Groups = target.Groups.Add(options[++i]) },
                "--only-group" => target with { Groups = target.Groups.Add(options[++i]), OnlyGroups = true },
                "--only-dev" => target with { Groups = target.Groups.Add("dev"), OnlyGroups = true },
                "--all-groups" => target with { AllGroups = true },
                "--no-dev" => target with { WithoutGroups = target.WithoutGroups.Add("dev") },
                "--no-group" => target with { WithoutGroups = target.WithoutGroups.Add(options[++i]) },
                "--no-default-groups" => target with { WithoutDefaultGroups = true },
                "--package" => target with { Projects = [PackageName.Parse(options[++i])] },
                "--all-packages" => target with { Projects = file.Members },
                var other => throw new InvalidOperationException($"The option {other} is not known"),
            };
        }

        return target;
    }

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
