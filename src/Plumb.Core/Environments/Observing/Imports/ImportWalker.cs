using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Follows the imports that certainly run when a module is imported, in their order, and tells the first that fails. Says nothing where
/// it cannot know: files that cannot be read, names that are made at run time, modules that a hook may bring. Safe for several threads.
/// </summary>
internal sealed class ImportWalker(FileWorld world, ModuleFinder finder, RemovedNames removed)
{
    // Deeper chains of imports are given up; CPython itself stops at about 1,000 frames.
    private const int MostDepth = 300;
    private readonly DefinedNames _names = new(world, finder, removed);
    private readonly ConcurrentDictionary<string, Outcome> _outcomes = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _reached = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModuleSource> _run = new(StringComparer.Ordinal);

    /// <summary>Modules without a source, native ones for the most part, that some module imports at its top without a guard.</summary>
    public IEnumerable<string> Reached => _reached.Keys;

    /// <summary>Uses of what is gone in the functions of modules that some import reaches, unless a file that was read brings it itself.</summary>
    public IEnumerable<RemovedUse> Uses =>
        from run in _run
        from use in run.Value.Uses
        where use.Guard != UseGuardKind.OnImport && _names.IsGone(use.Api)
        select new RemovedUse(
            use.Api,
            run.Key,
            use.Line,
            use.Guard == UseGuardKind.OnCall ? RemovedUseKind.OnCall : RemovedUseKind.Perhaps
        );

    /// <summary>What is gone and given a value by a file that was read.</summary>
    public IEnumerable<RemovedApi> Given => _names.Given;

    /// <summary>How many files were read.</summary>
    public int Files => _names.Files;

    /// <summary>What happens when the module is imported; null when nothing fails as far as can be told.</summary>
    public ImportFailure? Walk(string package) =>
        Import(package, new Path(package, null, 0))
            is { Failure: { } failure, Chain: var chain, IsCertain: var isCertain }
            ? failure with
            {
                Package = package,
                Chain = chain,
                IsCertain = isCertain,
            }
            : null;

    /// <summary>Whether the environment's own files bear out that it is gone.</summary>
    public bool IsGone(RemovedApi api) => _names.IsGone(api);

    /// <summary>How an import of a file outside the environment fails by itself; null when it does not, or fails in what it imports.</summary>
    public ImportFailure? Ask(ImportStatement statement, string file) =>
        Execute(statement, statement.Module, file, "__main__", new Path("__main__", null, 0))
            is { Failure: { } failure, IsCertain: true }
        && failure.File == file
            ? failure
            : null;

    private Outcome Import(string module, Path path)
    {
        if (_outcomes.TryGetValue(module, out var known))
        {
            return known.After(module);
        }

        if (path.Depth > MostDepth || path.IsBeingImported(module))
        {
            return Outcome.Passes;
        }

        var location = finder.Find(module);
        var outcome =
            location is { Kind: ModuleLocationKind.Source, File: { } file } && _names.Source(file) is { } source
                ? Run(module, location, file, source, path)
                : Outcome.Passes;
        _outcomes.TryAdd(module, outcome);
        return outcome.After(module);
    }

    private Outcome Run(string module, ModuleLocation location, string file, ModuleSource source, Path path)
    {
        _run.TryAdd(file, source);
        var failedBefore = false;
        var uses = source.Uses.Where(u => u.Guard == UseGuardKind.OnImport && _names.IsGone(u.Api)).ToList();
        foreach (var (statement, guard) in source.Imports)
        {
            if (uses.Count > 0 && uses[0].Line < statement.Line)
            {
                break;
            }

            if (
                Absolute(statement, module, location) is not { Length: > 0 } target
                || (guard == ImportGuardKind.Handler && !failedBefore)
            )
            {
                continue;
            }

            if (guard == ImportGuardKind.None)
            {
                Reach(statement, target);
            }

            var outcome = Execute(statement, target, file, module, path);
            if (outcome.Failure is not null && guard != ImportGuardKind.Tried)
            {
                return outcome.Unless(location.IsCompiled);
            }

            failedBefore = guard == ImportGuardKind.Tried && outcome is { Failure: not null, IsCertain: true };
        }

        if (uses.Count > 0)
        {
            return Lacks(uses[0].Api, ImportFailureKind.NoAttribute, file, uses[0].Line).Unless(location.IsCompiled);
        }

        return source.ImportsFolder && !location.Folders.IsEmpty ? RunFolder(module, location, path) : Outcome.Passes;
    }

    // `for file in scandir(folder): import_module(…)`: some of the folder's modules are imported, which ones is made at run time.
    private Outcome RunFolder(string module, ModuleLocation location, Path path)
    {
        foreach (var name in finder.ModulesIn(location))
        {
            var submodule = module + "." + name;
            var outcome = Import(submodule, path.To(submodule));
            if (outcome.Failure is not null)
            {
                return outcome with { IsCertain = false };
            }
        }

        return Outcome.Passes;
    }

    private void Reach(ImportStatement statement, string target)
    {
        var names = statement.IsFrom ? statement.Names.Select(n => target + "." + n.Name).Prepend(target) : [target];
        foreach (var name in names)
        {
            if (name.Contains('.', StringComparison.Ordinal) && finder.Find(name).Kind == ModuleLocationKind.Opaque)
            {
                _reached.TryAdd(name, true);
            }
        }
    }

    private Outcome Execute(ImportStatement statement, string target, string file, string module, Path path)
    {
        for (var end = target.IndexOf('.', StringComparison.Ordinal); ; end = target.IndexOf('.', end + 1))
        {
            var part = end < 0 ? target : target[..end];
            if (finder.Find(part).Kind == ModuleLocationKind.Missing)
            {
                return _names.MayBeInjected(part) || path.Modules.Any(_names.ChangesPath)
                    ? Outcome.Passes
                    : Outcome.Fails(
                        new ImportFailure(
                            "",
                            part.Contains('.', StringComparison.Ordinal)
                                ? ImportFailureKind.NoSubmodule
                                : ImportFailureKind.NoModule,
                            part,
                            null,
                            file,
                            statement.Line,
                            [],
                            true
                        )
                    );
            }

            if (part != module && Import(part, path.To(part)) is { Failure: not null } failed)
            {
                return failed;
            }

            if (end < 0)
            {
                break;
            }
        }

        return statement.IsFrom ? TakeNames(statement, target, file, module, path) : Outcome.Passes;
    }

    private Outcome TakeNames(ImportStatement statement, string target, string file, string module, Path path)
    {
        foreach (var (name, _) in statement.Names)
        {
            if (name == "*")
            {
                continue;
            }

            if (_names.Removed(target, name) is { } api)
            {
                return Lacks(api, ImportFailureKind.NoName, file, statement.Line);
            }

            var submodule = target + "." + name;
            var defined = _names.Find(target, name);
            // `from . import x` binds x in the package itself, by importing it.
            if (
                defined == NameAnswer.Yes
                && (target != module || finder.Find(submodule).Kind != ModuleLocationKind.Source)
            )
            {
                continue;
            }

            if (defined != NameAnswer.Unknown && finder.Find(submodule).Kind == ModuleLocationKind.Missing)
            {
                var failure = new ImportFailure(
                    "",
                    ImportFailureKind.NoName,
                    target,
                    name,
                    file,
                    statement.Line,
                    [],
                    true
                );
                return Outcome.Fails(failure).Unless(defined == NameAnswer.Unlikely);
            }

            if (
                finder.Find(submodule).Kind == ModuleLocationKind.Source
                && Import(submodule, path.To(submodule)) is { Failure: not null } failed
            )
            {
                return failed;
            }
        }

        return Outcome.Passes;
    }

    private static Outcome Lacks(RemovedApi api, ImportFailureKind kind, string file, int line) =>
        Outcome.Fails(new ImportFailure("", kind, api.Module, api.Name, file, line, [], true) { Removal = api });

    private static string? Absolute(ImportStatement statement, string module, ModuleLocation location) =>
        statement.Level == 0 ? statement.Module : DefinedNames.Resolve(statement.Module, module, location);

    private sealed record Outcome(ImportFailure? Failure, ImmutableArray<string> Chain, bool IsCertain)
    {
        public static Outcome Passes { get; } = new(null, [], true);

        public static Outcome Fails(ImportFailure failure) => new(failure, [], true);

        public Outcome Unless(bool isDoubtful) => isDoubtful ? this with { IsCertain = false } : this;

        public Outcome After(string module) => Failure is null ? this : this with { Chain = Chain.Insert(0, module) };
    }

    private sealed record Path(string Module, Path? From, int Depth)
    {
        public Path To(string module) => new(module, this, Depth + 1);

        public IEnumerable<string> Modules
        {
            get
            {
                for (var at = this; at is not null; at = at.From)
                {
                    yield return at.Module;
                }
            }
        }

        public bool IsBeingImported(string module)
        {
            for (var at = From; at is not null; at = at.From)
            {
                if (at.Module == module)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
