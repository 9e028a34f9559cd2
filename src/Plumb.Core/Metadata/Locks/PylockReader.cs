using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>
/// Checks a document in the order in which pypa/packaging does, so that of several errors the same one is found first.
/// </summary>
internal sealed class PylockReader
{
    private static readonly PythonVersion First = PythonVersion.Parse("1");
    private static readonly PythonVersion Next = PythonVersion.Parse("2");

    private readonly PylockTrouble _trouble = new();

    public Pylock? Read(TomlTable root, out PylockError? error)
    {
        var scope = new PylockScope(root, "", _trouble);
        var version = scope.Converted<TomlString, PythonVersion?>("lock-version", PylockValues.Version);
        scope.Require("lock-version", version is not null);
        var environments = scope.ConvertedList<TomlString, Marker>("environments", PylockValues.Marker);
        var extras = scope.ConvertedList<TomlString, string>("extras", PylockValues.NormalizedText);
        var groups = scope.List<TomlString>("dependency-groups");
        var defaults = scope.List<TomlString>("default-groups");
        var createdBy = scope.RequiredText("created-by");
        var requiresPython = scope.Converted<TomlString, VersionSpecifiers>("requires-python", PylockValues.Specifiers);
        var tables = scope.List<TomlTable>("packages");
        var packages = ImmutableArray.CreateBuilder<PylockPackage>(tables.Length);
        for (var i = 0; i < tables.Length && !_trouble.IsSet; i++)
        {
            packages.Add(new PylockPackageReader(scope.Inner(PylockScope.Item("packages", i), tables[i])).Read());
        }

        scope.Require("packages", root["packages"] is not null);
        scope.Optional<TomlTable>("tool");
        if (version is { } v && (v < First || v >= Next))
        {
            var offset = root["lock-version"]!.Offset;
            _trouble.Set(PylockErrorKind.UnsupportedVersion, null, $"Version {v} of the format is not known", offset);
        }

        error = _trouble.Error;
        return error is not null
            ? null
            : new Pylock
            {
                LockVersion = version!.Value,
                Environments = environments,
                RequiresPython = requiresPython,
                Extras = extras,
                DependencyGroups = [.. groups.Select(group => group.Text)],
                DefaultGroups = [.. defaults.Select(group => group.Text)],
                CreatedBy = createdBy,
                Packages = packages.ToImmutable(),
            };
    }
}
