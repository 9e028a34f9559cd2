using System.Collections.Immutable;
using Plumb.Configuration;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>What <c>check</c> found out, without any judgement of how to show it: the input of every renderer.</summary>
internal sealed record CheckReport
{
    /// <summary>The environment that was looked at; null when none was found.</summary>
    public EnvironmentFacts? Environment { get; init; }

    /// <summary>The installed distributions, by name.</summary>
    public ImmutableArray<DistributionFacts> Distributions { get; init; } = [];

    /// <summary>The findings in the order of <see cref="FindingOrder"/>.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>How many files were compared with what their distributions declare.</summary>
    public long FilesCompared { get; init; }

    /// <summary>What was looked at and found to agree, each in a few words: "requirements", "1,702 files".</summary>
    public ImmutableArray<string> LookedAt { get; init; } = [];

    /// <summary>What was not looked at, each in a few words with the option that would: "file hashes (--verify)".</summary>
    public ImmutableArray<string> NotLookedAt { get; init; } = [];

    /// <summary>How the environment was chosen where several fit, each a sentence.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>How and where the commands of fixes are run, each a sentence.</summary>
    public ImmutableArray<string> CommandRemarks { get; init; } = [];

    /// <summary>What was seen before any rule judged it, listed only when a format asks for it; null when nothing was.</summary>
    public Lazy<EnvironmentVerdict>? Verdict { get; init; }

    /// <summary>The imports that were tried; null when nothing was run.</summary>
    public ImportsReport? Imports { get; init; }

    /// <summary>The environment beside a stack; null when none was asked about.</summary>
    public StackReport? Stack { get; init; }

    /// <summary>Findings that a baseline knew already; they are no longer among <see cref="Findings"/>.</summary>
    public int Known { get; init; }

    /// <summary>Findings that configuration silences; they are not among <see cref="Findings"/>.</summary>
    public ImmutableArray<SilencedFinding> Silenced { get; init; } = [];

    /// <summary>The configuration files and variables that say something, the strongest first.</summary>
    public ImmutableArray<string> Configuration { get; init; } = [];

    /// <summary>Why the work could not be finished; null when it was.</summary>
    public ReportError? Error { get; init; }

    /// <summary>How many findings are that bad.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);
}

/// <summary>The environment that was looked at.</summary>
/// <param name="Prefix">What <c>sys.prefix</c> would name.</param>
/// <param name="Kind">How it was made: "venv", "conda", …</param>
/// <param name="Python">The version of the interpreter; null when no file tells it.</param>
/// <param name="Abi">The tag of native modules, such as "cpython-310-x86_64-linux-gnu".</param>
/// <param name="Platform">As <c>sysconfig.get_platform()</c> tells it: "linux-x86_64".</param>
/// <param name="SitePackages">The folders that installers fill.</param>
/// <param name="Executable">The interpreter.</param>
/// <param name="PlatformWords">System, architecture and C library for people.</param>
internal sealed record EnvironmentFacts(
    string Prefix,
    string Kind,
    string? Python,
    string? Abi,
    string? Platform,
    ImmutableArray<string> SitePackages,
    string? Executable = null,
    string? PlatformWords = null
);

/// <summary>One installed distribution.</summary>
/// <param name="Name">As its METADATA writes it.</param>
/// <param name="Version">As its METADATA writes it; null when it tells none.</param>
/// <param name="Location">Its <c>.dist-info</c> or <c>.egg-info</c>.</param>
/// <param name="Requires">What it requires here.</param>
internal sealed record DistributionFacts(
    string Name,
    string? Version,
    string Location,
    ImmutableArray<RequirementFacts> Requires
);

/// <summary>A requirement that counts in this environment.</summary>
/// <param name="Name">The distribution that is asked for, normalised (PEP 503).</param>
/// <param name="Text">As it is written.</param>
/// <param name="IsMet">Something installed meets it.</param>
internal sealed record RequirementFacts(string Name, string Text, bool IsMet);

/// <summary>Why a command could not be finished.</summary>
/// <param name="Code">A kebab-case word for scripts.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Hint">What to do; null when nothing can be advised.</param>
internal sealed record ReportError(string Code, string Message, string? Hint = null);
