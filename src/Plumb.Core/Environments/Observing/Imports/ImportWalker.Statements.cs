using Plumb.Knowledge;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

internal sealed partial class ImportWalker
{
    private ImportOutcome Run(string module, ModuleLocation location, string file, ModuleSource source, ImportStep step)
    {
        foreach (var (statement, guard) in source.Attempts)
        {
            if (DefinedNames.Absolute(statement, module, location) is { Length: > 0 } target)
            {
                Reach(statement, target, guard == ImportGuardKind.Tried ? step.By.Tried : step.By.Untried);
            }
        }

        var failedBefore = false;
        var uses = source.Uses.Where(u => u.Guard == UseGuardKind.OnImport && _names.IsGone(u.Api)).ToList();
        foreach (var (statement, guard) in source.Imports)
        {
            if (uses.Count > 0 && uses[0].Line < statement.Line)
            {
                break;
            }

            if (
                DefinedNames.Absolute(statement, module, location) is not { Length: > 0 } target
                || (guard == ImportGuardKind.Handler && !failedBefore)
            )
            {
                continue;
            }

            if (guard == ImportGuardKind.None)
            {
                Reach(statement, target, step.By.Reached);
            }

            var outcome = Execute(statement, target, file, module, step);
            if (outcome.Failure is not null && guard != ImportGuardKind.Tried)
            {
                return outcome.Unless(location.IsCompiled, ImportDoubt.Compiled);
            }

            failedBefore = guard == ImportGuardKind.Tried && outcome is { Failure: not null, IsCertain: true };
        }

        if (uses.Count > 0)
        {
            return Lacks(uses[0].Api, ImportFailureKind.NoAttribute, file, uses[0].Line)
                .Unless(location.IsCompiled, ImportDoubt.Compiled);
        }

        return source.ImportsFolder && !location.Folders.IsEmpty
            ? RunFolder(module, location, step)
            : ImportOutcome.Passes;
    }

    // `for file in scandir(folder): import_module(…)`: some of the folder's modules are imported, which ones is made at run time.
    private ImportOutcome RunFolder(string module, ModuleLocation location, ImportStep step)
    {
        foreach (var name in _finder.ModulesIn(location))
        {
            var submodule = module + "." + name;
            var outcome = Import(submodule, step.Deeper());
            if (outcome.Failure is not null)
            {
                return outcome.Unless(true, ImportDoubt.Folder);
            }
        }

        return ImportOutcome.Passes;
    }

    private void Reach(ImportStatement statement, string target, HashSet<string> modules)
    {
        var names = statement.IsFrom ? statement.Names.Select(n => target + "." + n.Name).Prepend(target) : [target];
        foreach (var name in names)
        {
            if (name.Contains('.', StringComparison.Ordinal) && _finder.Find(name).Kind == ModuleLocationKind.Opaque)
            {
                modules.Add(name);
            }
        }
    }

    private ImportOutcome Execute(ImportStatement statement, string target, string file, string module, ImportStep step)
    {
        for (var end = target.IndexOf('.', StringComparison.Ordinal); ; end = target.IndexOf('.', end + 1))
        {
            var part = end < 0 ? target : target[..end];
            if (_finder.Find(part).Kind == ModuleLocationKind.Missing)
            {
                return _names.MayBeInjected(part) || step.IsPathChanged
                    ? ImportOutcome.Passes
                    : ImportOutcome.Fails(
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
                            ImportDoubt.None
                        )
                    );
            }

            if (part != module && Import(part, step.Deeper()) is { Failure: not null } failed)
            {
                return failed;
            }

            if (end < 0)
            {
                break;
            }
        }

        return statement.IsFrom ? TakeNames(statement, target, file, module, step) : ImportOutcome.Passes;
    }

    private ImportOutcome TakeNames(
        ImportStatement statement,
        string target,
        string file,
        string module,
        ImportStep step
    )
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
                && (target != module || _finder.Find(submodule).Kind != ModuleLocationKind.Source)
            )
            {
                continue;
            }

            if (defined != NameAnswer.Unknown && _finder.Find(submodule).Kind == ModuleLocationKind.Missing)
            {
                var failure = new ImportFailure(
                    "",
                    ImportFailureKind.NoName,
                    target,
                    name,
                    file,
                    statement.Line,
                    [],
                    ImportDoubt.None
                );
                return ImportOutcome
                    .Fails(failure)
                    .Unless(
                        defined == NameAnswer.Unlikely,
                        _finder.Find(target).IsCompiled ? ImportDoubt.Compiled : ImportDoubt.MadeNames
                    );
            }

            if (
                _finder.Find(submodule).Kind == ModuleLocationKind.Source
                && Import(submodule, step.Deeper()) is { Failure: not null } failed
            )
            {
                return failed;
            }
        }

        return ImportOutcome.Passes;
    }

    private static ImportOutcome Lacks(RemovedApi api, ImportFailureKind kind, string file, int line) =>
        ImportOutcome.Fails(
            new ImportFailure("", kind, api.Module, api.Name, file, line, [], ImportDoubt.None) { Removal = api }
        );
}
