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
        (
            "PLUMB_SELECT, PLUMB_IGNORE, PLUMB_FAIL_ON, PLUMB_FORMAT, PLUMB_COLOR, PLUMB_BASELINE, PLUMB_AGAINST",
            "Stand for the options of check that are called like them, where the command line says nothing."
        ),
        ("XDG_CONFIG_HOME, HOME, APPDATA", "Say where the user's plumb/plumb.toml lies."),
        ("NO_COLOR", "Set and not empty: no colour unless --color always."),
        ("LC_ALL, LC_CTYPE, LANG", "The first one set says whether characters beyond ASCII are printed."),
    ];
}
