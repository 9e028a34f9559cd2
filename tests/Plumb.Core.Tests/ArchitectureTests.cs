using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Core.Tests;

/// <summary>Holds the order of folders: each may use only those above it.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] _order =
    [
        "Text",
        "Python",
        "Findings",
        "Files",
        "Processes",
        "Formats",
        "Source",
        "Metadata",
        "Knowledge",
        "Stacks",
        "Configuration",
        "Machine",
        "Native",
        "Environments",
        "Index",
        "Models",
        "Resolution",
        "Checks",
        "Repairs",
        "Checkups",
        "Trials",
        "Diagnosis",
        "Linting",
        "Planning",
        "Execution",
    ];

    private static readonly string[] _foldersThatTouchTheWorld =
    [
        "Files",
        "Processes",
        "Environments",
        "Machine",
        "Index",
        "Models",
        "Execution",
    ];

    private static readonly Architecture _architecture = new ArchLoader()
        .LoadAssemblies(typeof(Findings.Finding).Assembly)
        .Build();

    [Fact]
    public void Every_folder_of_the_core_stands_in_the_order()
    {
        var strangers = Types()
            .Select(t => Folder(t.FullName))
            .Where(f => f is not null && !_order.Contains(f))
            .Distinct();
        Assert.Empty(strangers);
    }

    [Fact]
    public void The_page_on_architecture_names_every_folder_in_this_order()
    {
        var page = File.ReadAllLines(Path.Combine(CorpusFile.RepositoryRoot, "docs", "architecture.md"));
        var told = page.Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Contains("/` |"))
            .Select(l => l[3..l.IndexOf('/')]);
        var folders = Types().Select(t => Folder(t.FullName)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(_order.Where(folders.Contains), told);
    }

    [Fact]
    public void A_folder_uses_only_those_above_it()
    {
        var wrong =
            from type in Types()
            let folder = Folder(type.FullName)
            where folder is not null
            from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
            let used = Folder(target)
            where used is not null && Array.IndexOf(_order, used) > Array.IndexOf(_order, folder)
            select $"{type.FullName} ({folder}) uses {target} ({used})";
        Assert.Empty(wrong.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Checks")]
    [InlineData("Repairs")]
    public void What_judges_and_mends_does_not_look_at_the_world_itself(string folder)
    {
        var wrong =
            from type in Types()
            where Folder(type.FullName) == folder
            from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
            where target == "Plumb.Environments.Observing.EnvironmentObserver"
            select type.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_the_folders_that_may_touch_the_world_do()
    {
        string[] world =
        [
            "System.Console",
            "System.IO.File",
            "System.IO.Directory",
            "System.Diagnostics.Process",
            "System.Net.Http.HttpClient",
        ];
        var wrong =
            from type in Types()
            let folder = Folder(type.FullName)
            where folder is null || !_foldersThatTouchTheWorld.Contains(folder)
            from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
            where world.Contains(target)
            select $"{type.FullName} uses {target}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_one_folder_starts_processes()
    {
        var wrong =
            from type in Types()
            where Folder(type.FullName) != "Processes"
            from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
            where target == "System.Diagnostics.Process"
            select type.FullName;
        Assert.Empty(wrong);
    }

    private static IEnumerable<IType> Types() =>
        _architecture.Types.Where(t => t.FullName.StartsWith("Plumb.", StringComparison.Ordinal));

    private static string? Folder(string fullName) =>
        fullName.StartsWith("Plumb.", StringComparison.Ordinal) && fullName.Split('.') is [_, var folder, _, ..]
            ? folder
            : null;
}
