using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Follows the imports that certainly run when a module is imported, in their order, and tells the first that fails. Says nothing where
/// it cannot know: files that cannot be read, names that are made at run time, modules that a hook may bring. Each answer depends on the
/// files alone, and not on what was asked before. Safe for several threads.
/// </summary>
internal sealed partial class ImportWalker
{
    // Deeper chains of imports are given up; CPython itself stops at about 1,000 frames, some six to an import.
    private const int MostDepth = 300;
    private readonly ModuleFinder _finder;
    private readonly DefinedNames _names;
    private readonly ImportGraph _graph;

    // An import waits only for those of cycles below its own, and of packages above: never for itself.
    private readonly ConcurrentDictionary<(string Module, bool IsPathChanged), Lazy<FollowedImport>> _followed = new();
    private readonly ConcurrentDictionary<FollowedImport, bool> _asked = new();

    /// <summary>Follows nothing yet.</summary>
    public ImportWalker(FileWorld world, ModuleFinder finder, RemovedNames removed)
    {
        _finder = finder;
        _names = new DefinedNames(world, finder, removed);
        _graph = new ImportGraph(finder, _names);
    }

    /// <summary>Modules without a source, native ones for the most part, that some module imports at its top without a guard.</summary>
    public IEnumerable<string> Reached => Followed().SelectMany(f => f.Reached).Distinct(StringComparer.Ordinal);

    /// <summary>Modules without a source that packages try to import and go on without.</summary>
    public IEnumerable<string> Optional =>
        Followed()
            .SelectMany(f => f.Tried)
            .Except(Followed().SelectMany(f => f.Reached.Concat(f.Untried)), StringComparer.Ordinal);

    /// <summary>Modules without a source that are imported in a function or under a test, and nothing catches a failure.</summary>
    public IEnumerable<string> Untried => Followed().SelectMany(f => f.Untried).Distinct(StringComparer.Ordinal);

    /// <summary>Uses of what is gone in the functions of modules that some import reaches, unless a file that was read brings it itself.</summary>
    public IEnumerable<RemovedUse> Uses =>
        from run in Followed().SelectMany(f => f.Run).DistinctBy(r => r.Key, StringComparer.Ordinal)
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

    /// <summary>Modules that a file that was read puts into <c>sys.modules</c> itself.</summary>
    public IEnumerable<string> Put => _names.Put;

    /// <summary>How many files were read.</summary>
    public int Files => _names.Files;

    /// <summary>Reads in parallel what modules lead to, before they are walked.</summary>
    public void Prepare(IEnumerable<string> packages, CancellationToken cancellation) =>
        _graph.Prepare(packages, cancellation);

    /// <summary>What happens when the module is imported; null when nothing fails as far as can be told.</summary>
    public ImportFailure? Walk(string package) =>
        Import(package, Program()) is { Failure: { } failure, Chain: var chain, Doubt: var doubt }
            ? failure with
            {
                Package = package,
                Chain = chain,
                Doubt = doubt,
            }
            : null;

    /// <summary>Whether the environment's own files bear out that it is gone.</summary>
    public bool IsGone(RemovedApi api) => _names.IsGone(api);

    /// <summary>How an import of a file outside the environment fails by itself; null when it does not, or fails in what it imports.</summary>
    public ImportFailure? Ask(ImportStatement statement, string file) =>
        Execute(statement, statement.Module, file, "__main__", Program()) is { Failure: { } failure, IsCertain: true }
        && failure.File == file
            ? failure
            : null;

    private ImportOutcome Import(string module, ImportStep step)
    {
        var (by, depth, isPathChanged) = step;
        if (by.Open.Contains(module))
        {
            return ImportOutcome.Passes;
        }

        if (by.Of(module) is { } known)
        {
            return known.After(module);
        }

        if (
            _finder.Find(module) is not { Kind: ModuleLocationKind.Source, File: { } file } location
            || _names.Source(file) is not { } source
        )
        {
            return ImportOutcome.Passes;
        }

        // What a package puts on the path stays there.
        isPathChanged |= ParentsOf(module).Any(_names.ChangesPath);
        var cycle = _graph.Of(module);
        if (cycle != by.Cycle)
        {
            var other = Follow(module, cycle, isPathChanged);
            if (by.Cycle is null)
            {
                _asked.TryAdd(other, true);
            }

            by.Others.Add(other);
            return (other.Of(module) ?? ImportOutcome.Passes).After(module);
        }

        if (depth > MostDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return ImportOutcome.Passes;
        }

        by.Open.Add(module);
        by.Run[file] = source;
        var outcome = Run(
            module,
            location,
            file,
            source,
            new ImportStep(by, depth, isPathChanged || source.ChangesPath)
        );
        by.Open.Remove(module);
        by.End(module, outcome);
        return outcome.After(module);
    }

    private FollowedImport Follow(string module, ImportCycle cycle, bool isPathChanged) =>
        _followed
            .GetOrAdd(
                (module, isPathChanged),
                static (key, at) => new(() => at.Walker.FollowNow(key.Module, at.Cycle, key.IsPathChanged)),
                (Walker: this, Cycle: cycle)
            )
            .Value;

    private FollowedImport FollowNow(string module, ImportCycle cycle, bool isPathChanged)
    {
        if (cycle.IsTooLarge)
        {
            return new FollowedImport(cycle, null);
        }

        var before =
            ImportGraph.ParentOf(module) is { } parent
            && _finder.Find(parent).Kind == ModuleLocationKind.Source
            && _graph.Of(parent) == cycle
                ? Follow(parent, cycle, isPathChanged)
                : null;
        if (before?.Of(module) is not null)
        {
            return before;
        }

        var followed = new FollowedImport(cycle, before);
        Import(module, new ImportStep(followed, 0, isPathChanged));
        return followed;
    }

    private static ImportStep Program() => new(new FollowedImport(null, null), 0, false);

    private static IEnumerable<string> ParentsOf(string module)
    {
        for (var at = ImportGraph.ParentOf(module); at is not null; at = ImportGraph.ParentOf(at))
        {
            yield return at;
        }
    }

    private HashSet<FollowedImport> Followed()
    {
        var all = new HashSet<FollowedImport>();
        var left = new Stack<FollowedImport>(_asked.Keys);
        while (left.TryPop(out var at))
        {
            if (!all.Add(at))
            {
                continue;
            }

            foreach (var other in at.Others)
            {
                left.Push(other);
            }

            if (at.Before is { } before)
            {
                left.Push(before);
            }
        }

        return all;
    }
}
