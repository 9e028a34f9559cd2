using System.Text.Json;
using Plumb.Core.Tests.Python;
using Plumb.Metadata.Locks;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>Lock files against what uv, pypa/packaging and the files themselves say of them.</summary>
public sealed class LockFileCorpusTests
{
    private static readonly string[] Platforms = ["linux", "windows", "macos"];
    private static readonly string[] Minors = ["3.9", "3.10", "3.11", "3.12", "3.13"];

    [Fact]
    public void Standard_locks_select_the_same_packages_and_files() =>
        LockCorpus.Check(
            LockCorpus.With("selections"),
            row =>
            {
                var file = LockCorpus.Read(row);
                return Complaints(
                    row.GetProperty("selections"),
                    truth =>
                    {
                        var selection = file.Select(
                            LockCorpus.Target(truth.Text("platform"), truth.Text("python")).WithChoice(truth)
                        );
                        if (truth.TryGetProperty("selected", out var selected))
                        {
                            var expected = selected
                                .EnumerateArray()
                                .Select(s => $"{s.Text("name")} {s.Text("version")} {s.Text("file")}");
                            var found = selection.Packages.Select(p =>
                                $"{p.Package.Name} {p.Package.VersionText} {p.File?.Name}"
                            );
                            return Differs(found, expected) ?? selection.Problems.FirstOrDefault()?.ToString();
                        }

                        var error = truth.Text("error");
                        var problem = selection.Problems.FirstOrDefault();
                        var named =
                            problem?.Package is null
                            || problem.Kind == LockSelectionProblemKind.Marker
                            || error.Contains($"'{problem.Package.Name}'", StringComparison.Ordinal);
                        return problem?.Kind == KindOf(error) && named ? null : problem?.ToString() ?? "no problem";
                    }
                );
            }
        );

    [Fact]
    public void Locks_of_uv_export_the_same_packages() =>
        LockCorpus.Check(
            LockCorpus.With("exports"),
            row =>
            {
                var file = LockCorpus.Read(row);
                return Complaints(
                    row.GetProperty("exports"),
                    export =>
                        string.Join(
                            '\n',
                            from platform in Platforms
                            from minor in Minors
                            let complaint = ExportComplaint(file, export, LockCorpus.Target(platform, minor))
                            where complaint is not null
                            select $"{platform} {minor}: {complaint}"
                        )
                            is { Length: > 0 } all
                            ? all
                            : null
                );
            }
        );

    [Fact]
    public void Locks_of_uv_reach_the_same_packages() =>
        LockCorpus.Check(
            LockCorpus.With("trees").Where(row => row.GetProperty("trees").GetArrayLength() > 0),
            row =>
            {
                var file = LockCorpus.Read(row);
                // For extras that conflict uv shows a tree that no installation has.
                return !file.Conflicts.IsEmpty
                    ? null
                    : Complaints(row.GetProperty("trees"), tree => TreeComplaint(file, tree));
            }
        );

    [Fact]
    public void Locks_of_poetry_say_what_their_entries_say() =>
        LockCorpus.Check(
            LockCorpus.With("packages"),
            row =>
                Differs(
                    LockCorpus
                        .Read(row)
                        .Packages.Select(p =>
                            $"{p.Name} {p.VersionText} {string.Join(',', p.Groups)} {p.Marker} {p.IsOptional} {p.Files.Length} "
                            + string.Join(',', p.Dependencies.Select(d => d.UnderExtra).OfType<string>())
                        ),
                    row.GetProperty("packages")
                        .EnumerateArray()
                        .Select(p =>
                            $"{p.Text("name")} {p.Text("version")} {string.Join(',', p.GetProperty("groups").ToStrings())} "
                            + $"{p.GetProperty("marker").GetString()} {p.GetProperty("optional").GetBoolean()} "
                            + $"{p.GetProperty("files").GetInt32()} {Extras(p.GetProperty("extras"))}"
                        )
                )
        );

    private static string Extras(JsonElement extras) =>
        extras.ValueKind == JsonValueKind.Object
            ? string.Join(',', extras.EnumerateObject().SelectMany(e => e.Value.EnumerateArray().Select(_ => e.Name)))
            : "";

    private static string? ExportComplaint(LockFile file, JsonElement export, LockTarget target)
    {
        var selection = file.Select(
            target.WithOptions(file, export.GetProperty("options").ToStrings()) with
            {
                Tags = null,
            }
        );
        var problems = selection.Problems.Where(p => p.Kind != LockSelectionProblemKind.PythonNotSupported).ToList();
        if (export.GetProperty("rc").GetInt32() != 0)
        {
            return problems.Any(p => p.Kind == LockSelectionProblemKind.Conflict) ? null : "no conflict found";
        }

        var expected = export
            .GetProperty("lines")
            .ToStrings()
            .Select(line => Requirement.TryParse(line, out var requirement, out _) ? requirement : null)
            .Where(r => r is { Specifiers.Items.Length: 1 } && (r.Marker is null || r.Marker.Holds(target.Environment)))
            .Select(r => $"{r!.Name} {r.Specifiers.Items[0].ToString()[2..]}");
        var found = selection
            .Packages.Where(p => p.Package.Source.Kind == LockedSourceKind.Index)
            .Select(p => $"{p.Package.Name} {p.Package.VersionText}");
        // Under each line of an export stand the environments that the lock is for.
        return problems.Any(p => p.Kind == LockSelectionProblemKind.EnvironmentNotSupported)
            ? Differs([], expected)
            : Differs(found, expected) ?? problems.FirstOrDefault()?.ToString();
    }

    private static string? TreeComplaint(LockFile file, JsonElement tree)
    {
        var target = LockCorpus.Target(tree.Text("platform"), tree.Text("python")) with
        {
            Tags = null,
            AllExtras = true,
            Projects = file.Members,
        };
        // uv shows the default groups unless it is asked for all; the corpus does not say which it was.
        return TreeComplaint(file, tree, target) is { } first
            ? TreeComplaint(file, tree, target with { AllGroups = true }) is null
                ? null
                : first
            : null;
    }

    private static string? TreeComplaint(LockFile file, JsonElement tree, LockTarget target)
    {
        var selection = file.Select(target);
        // Of a Python or a platform that the lock is not for, uv shows the projects alone.
        if (!selection.Problems.IsEmpty)
        {
            return selection.Problems.All(p =>
                p.Kind
                    is LockSelectionProblemKind.PythonNotSupported
                        or LockSelectionProblemKind.EnvironmentNotSupported
            )
                ? null
                : selection.Problems[0].ToString();
        }

        var found = selection.Packages.Select(p => $"{p.Package.Name} {p.Package.VersionText}");
        var expected = tree.GetProperty("packages").ToStrings().Where(p => !IsVirtual(file, p));
        return Differs(found, expected);
    }

    private static bool IsVirtual(LockFile file, string nameAndVersion) =>
        file.Packages.Any(p =>
            p.Source.Kind == LockedSourceKind.Virtual && $"{p.Name} {p.VersionText}" == nameAndVersion
        );

    private static LockSelectionProblemKind KindOf(string error) =>
        error.Contains("No wheel found", StringComparison.Ordinal) ? LockSelectionProblemKind.NoFile
        : error.StartsWith("Undefined", StringComparison.Ordinal) ? LockSelectionProblemKind.Marker
        : error.Contains("Multiple packages", StringComparison.Ordinal) ? LockSelectionProblemKind.Ambiguous
        : error.Contains("any of the environments", StringComparison.Ordinal)
            ? LockSelectionProblemKind.EnvironmentNotSupported
        : LockSelectionProblemKind.PythonNotSupported;

    private static string? Complaints(JsonElement truths, Func<JsonElement, string?> complaint)
    {
        var all = truths
            .EnumerateArray()
            .Select(t =>
                complaint(t) is { } c ? $"{t.GetRawText()[..Math.Min(120, t.GetRawText().Length)]}: {c}" : null
            );
        var found = all.OfType<string>().ToList();
        return found.Count == 0 ? null : string.Join("\n    ", found.Take(5));
    }

    private static string? Differs(IEnumerable<string> found, IEnumerable<string> expected)
    {
        var (f, e) = (found.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        return f.SetEquals(e)
            ? null
            : $"too many: {string.Join(", ", f.Except(e))}; missing: {string.Join(", ", e.Except(f))}";
    }
}
