using System.Collections.Immutable;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Native.Loading;

namespace Plumb.Checks.Native;

/// <summary>Who should have brought the symbols that nothing defines, as far as names, versions and the state of the files tell.</summary>
internal static class SymbolOrigin
{
    // What nearly every library names, and a package does not bring in another version.
    private static readonly ImmutableArray<string> _runtime =
    [
        "libc",
        "libm",
        "libdl",
        "librt",
        "libpthread",
        "libutil",
        "libgcc_s",
        "libstdc++",
        "ld-linux-x86-64",
        "ld-linux-aarch64",
    ];

    /// <summary>Why they are gone, in a sentence.</summary>
    public static string Explain(CheckContext context, NativeModule module, UndefinedIn undefined)
    {
        var python = context.Snapshot.Installation;
        if (python.Implementation == "cpython" && undefined.Examples.All(IsOfPython))
        {
            return FormattableString.Invariant(
                $"Python {python.Major}.{python.Minor} does not have {Prose.List(undefined.Examples)}: it was built for another version of Python."
            );
        }

        var member = module.Closure.Members[undefined.Member].Library;
        var own = context.Ownership.OwnerOf(module.Path)?.Location;
        var brings = module
            .Closure.Members.Select(m => context.Ownership.OwnerOf(m.Library.Path))
            .OfType<InstalledDistribution>()
            .Where(d => d.Location != own)
            .DistinctBy(d => d.Location, StringComparer.Ordinal)
            .Select(d => d.Label)
            .ToList();
        var meant = undefined.Libraries.IsEmpty
            ? [.. member.Needed.Where(n => !_runtime.Contains(Stem(n), StringComparer.Ordinal))]
            : undefined.Libraries;
        return brings.Count > 0
                ? $"It was built against another version of {Prose.List(brings)} than the one that is here."
            : meant.Length == 1 ? $"It was built against another {meant[0]} than the one that is here."
            : "It was built against another version of a library than the one that is here.";
    }

    /// <summary>What became of a library that is loaded with the module since it was installed; null when all are as they were.</summary>
    public static (InstalledDistribution Owner, FileDeviation Deviation)? Changed(
        CheckContext context,
        NativeModule module
    )
    {
        foreach (var library in module.Closure.Members.Select(m => m.Library.Path))
        {
            if (
                context.Ownership.OwnerOf(library) is { } owner
                && context
                    .Deviations.For(owner)
                    .FirstOrDefault(d => d.File.Path == library && (d.IsDamage || d.Kind == FileDeviationKind.Altered))
                    is { } deviation
            )
            {
                return (owner, deviation);
            }
        }

        return null;
    }

    // Py_DecRef, PyErr_GetRaisedException, _PyType_Lookup.
    private static bool IsOfPython(string symbol)
    {
        var name = symbol.AsSpan(symbol.StartsWith('_') ? 1 : 0);
        var part = name.IndexOf('_');
        return name.StartsWith("Py", StringComparison.Ordinal)
            && part >= 2
            && name[2..part].IndexOfAnyExcept(_letters) < 0
            && (part == 2 || char.IsAsciiLetterUpper(name[2]))
            && part + 1 < name.Length
            && char.IsAsciiLetterUpper(name[part + 1]);
    }

    private static readonly System.Buffers.SearchValues<char> _letters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    private static string Stem(string library) =>
        library.IndexOf(".so", StringComparison.Ordinal) is > 0 and var end ? library[..end] : WorldPath.Name(library);
}
