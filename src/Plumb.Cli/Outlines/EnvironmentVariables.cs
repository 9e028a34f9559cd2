using System.Collections.Immutable;

namespace Plumb.Cli.Outlines;

/// <summary>The environment variables that Plumb reads, for the pages that tell them.</summary>
internal static class EnvironmentVariables
{
    /// <summary>Name and meaning, in order.</summary>
    public static ImmutableArray<(string Name, string Meaning)> All { get; } =
    [
        ("VIRTUAL_ENV", "The environment to look at where no PATH is given and the folder holds no application."),
        ("CONDA_PREFIX", "The same for conda."),
        ("PYTHONHOME, PYTHONPATH, PYTHONNOUSERSITE", "Change what Python would import; check takes them into account."),
        ("NO_COLOR", "Set and not empty: no colour unless --color always."),
        ("LC_ALL, LC_CTYPE, LANG", "The first one set says whether characters beyond ASCII are printed."),
    ];
}
