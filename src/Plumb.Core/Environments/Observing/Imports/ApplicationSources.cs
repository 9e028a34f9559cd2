using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Metadata.Projects;
using Plumb.Python;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>Reads an application's own sources once and asks the environment for what they import and use.</summary>
internal sealed class ApplicationSources(FileWorld world, ImportWalker walker, RemovedNames removed)
{
    // What nobody runs to use the application.
    private static readonly ImmutableArray<string> _besides =
    [
        "tests",
        "test",
        "testing",
        "examples",
        "example",
        "docs",
        "doc",
        "benchmarks",
        "benchmark",
        "third_party",
        "thirdparty",
        "vendor",
        "_vendor",
        "external",
        "extern",
        "submodules",
        "notebooks",
    ];

    /// <summary>Reads.</summary>
    public ApplicationObservation Read(string folder, string prefix, CancellationToken cancellation)
    {
        var files = ApplicationFiles.List(world, folder, prefix, cancellation);
        var failures = new ConcurrentBag<ApplicationFailure>();
        var given = new ConcurrentBag<string>();
        var modules = new ConcurrentBag<string>();
        Parallel.ForEach(
            files.Sources,
            new ParallelOptions { CancellationToken = cancellation },
            file => Read(folder, file, files, failures, given, modules)
        );
        var put = given.ToHashSet(StringComparer.Ordinal);
        var putModules = modules.Concat(walker.Put).ToHashSet(StringComparer.Ordinal);
        return new ApplicationObservation
        {
            Files = files.Sources.Length,
            IsCut = files.IsCut,
            Failures =
            [
                .. failures
                    .Where(f => f.Kind != ImportFailureKind.NoAttribute || !put.Contains(f.Removal!.FullName))
                    .Where(f => !ImportReader.IsPut(putModules, f.Module))
                    .OrderBy(f => f.File, StringComparer.Ordinal)
                    .ThenBy(f => f.Line)
                    .ThenBy(f => f.Module, StringComparer.Ordinal)
                    .ThenBy(f => f.Name, StringComparer.Ordinal),
            ],
            Optional = files.Sources.IsEmpty ? [] : Optional(folder),
        };
    }

    private void Read(
        string folder,
        string file,
        ApplicationFiles files,
        ConcurrentBag<ApplicationFailure> failures,
        ConcurrentBag<string> given,
        ConcurrentBag<string> modules
    )
    {
        var read = world.Read(file, PythonSource.MostBytes);
        if (!read.Succeeded)
        {
            return;
        }

        var source = PythonSource.Read(read.Bytes, removed.Watched);
        if (source.Error is not null)
        {
            return;
        }

        var isBeside = IsBeside(WorldPath.Relative(file, folder));
        var changesPath = read.Bytes.AsSpan().IndexOf("sys.path"u8) >= 0;
        foreach (var import in source.Imports.Where(i => i.Level == 0 && !files.Names.Contains(i.Module.Split('.')[0])))
        {
            var guard = UseGuard.Of(import.Context, UseGuard.CatchesImportError);
            if (guard != UseGuardKind.Guarded && walker.Ask(import, file) is { } f)
            {
                var isDoubtful = isBeside || (changesPath && f.Kind == ImportFailureKind.NoModule);
                failures.Add(
                    new(
                        f.Kind,
                        f.Module,
                        f.Name,
                        file,
                        import.Line,
                        Time(guard, isDoubtful),
                        f.Removal ?? removed.Of(f)
                    )
                );
            }
        }

        foreach (var module in source.PutModules)
        {
            modules.Add(module);
        }

        foreach (var use in source.Uses.Where(u => u.IsAssigned))
        {
            given.Add(use.Name);
        }

        foreach (var use in RemovedUses.Of(source, removed, ModuleSource.AsksVersions(read.Bytes), withImports: false))
        {
            if (walker.IsGone(use.Api))
            {
                failures.Add(
                    new(
                        ImportFailureKind.NoAttribute,
                        use.Api.Module,
                        use.Api.Name,
                        file,
                        use.Line,
                        Time(use.Guard, isBeside),
                        use.Api
                    )
                );
            }
        }
    }

    private static ApplicationFailureTime Time(UseGuardKind guard, bool isDoubtful) =>
        isDoubtful ? ApplicationFailureTime.Perhaps
        : guard == UseGuardKind.OnImport ? ApplicationFailureTime.OnImport
        : guard == UseGuardKind.OnCall ? ApplicationFailureTime.OnCall
        : ApplicationFailureTime.Perhaps;

    private static bool IsBeside(string relative)
    {
        var parts = relative.Split('/');
        return parts[..^1].Any(p => _besides.Contains(p, StringComparer.OrdinalIgnoreCase))
            || parts[^1].StartsWith("test_", StringComparison.Ordinal)
            || parts[^1] is "setup.py" or "conftest.py" or "noxfile.py";
    }

    private ImmutableHashSet<PackageName> Optional(string folder) =>
        Project.Read(world, folder) is { } project
            ? [.. project.Requirements.Where(r => r.Extra is not null).Select(r => r.Name)]
            : [];
}
