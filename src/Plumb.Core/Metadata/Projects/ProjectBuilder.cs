using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Gathers what the files of a project say.</summary>
internal sealed class ProjectBuilder
{
    private readonly List<ProjectRequirement> _requirements = [];
    private readonly List<string> _extras = [];

    public string? Name { get; set; }

    public string? Version { get; set; }

    public PythonRequirement? RequiresPython { get; set; }

    public Completeness Completeness { get; private set; }

    public BuildBackend Backend { get; set; }

    public List<ProjectGroup> Groups { get; } = [];

    public List<ProjectProblem> Errors { get; } = [];

    public List<ProjectProblem> Warnings { get; } = [];

    public List<string> Sources { get; } = [];

    public bool HasRequirements => _requirements.Count > 0;

    public void Fail(string message, Location location) =>
        Errors.Add(new ProjectProblem(Redaction.Redact(message), location));

    public void Warn(string message, Location location) =>
        Warnings.Add(new ProjectProblem(Redaction.Redact(message), location));

    /// <summary>Something about the requirements cannot be told; what is known stays.</summary>
    public void Lacks(Completeness at, string message, Location location)
    {
        Completeness = at > Completeness ? at : Completeness;
        Warn(message, location);
    }

    /// <summary>False when the extra is there already.</summary>
    public bool AddExtra(string name)
    {
        var normalized = PackageName.Normalize(name);
        if (_extras.Contains(normalized, StringComparer.Ordinal))
        {
            return false;
        }

        _extras.Add(normalized);
        return true;
    }

    public void Add(ProjectRequirement requirement) => _requirements.Add(requirement);

    /// <summary>Adds a requirement in PEP 508's form; one that cannot be read is an error of the project.</summary>
    public void AddText(string text, Location location, string? extra = null, string? condition = null)
    {
        // hatchling takes no line end around a requirement; the others cut it off.
        var bare = Backend == BuildBackend.Hatchling ? text : text.Trim();
        var requirement = ReadText(bare, location, extra, condition, isExtraFirst: Backend == BuildBackend.Flit);
        _requirements.Add(requirement);
        if (requirement.Refusal is { } refusal)
        {
            Fail($"'{text}' is no requirement: {refusal.Message}", location);
        }
    }

    /// <summary>A requirement in PEP 508's form under an extra and a further condition.</summary>
    public static ProjectRequirement ReadText(
        string text,
        Location location,
        string? extra = null,
        string? condition = null,
        bool isExtraFirst = false
    )
    {
        var normalized = extra is null ? null : PackageName.Normalize(extra);
        if (!Requirement.TryParse(text, out var requirement, out var refusal))
        {
            return new ProjectRequirement
            {
                Text = text,
                Location = location,
                Extra = normalized,
                Refusal = refusal,
            };
        }

        if (!TryCombine(requirement.Marker, condition, normalized, out var marker, out refusal, isExtraFirst))
        {
            return new ProjectRequirement
            {
                Text = text,
                Location = location,
                Extra = normalized,
                Refusal = refusal,
            };
        }

        return Of(requirement with { Marker = marker }, location, normalized);
    }

    public static ProjectRequirement Of(Requirement requirement, Location location, string? extra = null) =>
        new()
        {
            Text = requirement.ToString(),
            Location = location,
            Requirement = requirement,
            Name = requirement.Name,
            Range = requirement.Specifiers.ToRange(),
            Marker = requirement.Marker,
            Extra = extra,
        };

    /// <summary>All of these conditions at once; null for none.</summary>
    public static bool TryCombine(
        Marker? own,
        string? condition,
        string? extra,
        out Marker? combined,
        out FormatError? error,
        bool isExtraFirst = false
    )
    {
        List<string> parts = [];
        if (own is not null)
        {
            parts.Add($"({own})");
        }

        if (!string.IsNullOrEmpty(condition))
        {
            parts.Add($"({condition})");
        }

        if (extra is not null)
        {
            parts.Insert(isExtraFirst ? 0 : parts.Count, $"extra == \"{extra}\"");
        }

        (combined, error) = (null, null);
        return parts.Count == 0 || Marker.TryParse(string.Join(" and ", parts), out combined, out error);
    }

    public Project Build(string folder) =>
        new()
        {
            Folder = folder,
            Backend = Backend,
            Name = Name,
            Version = Version,
            RequiresPython = RequiresPython,
            Requirements = [.. _requirements],
            Extras = Backend is BuildBackend.Hatchling or BuildBackend.Poetry or BuildBackend.Flit
                ? [.. _extras.Order(StringComparer.Ordinal)]
                : [.. _extras],
            Groups = [.. Groups],
            Completeness =
                Completeness == Completeness.Unknown && HasRequirements ? Completeness.Partial : Completeness,
            Errors = [.. Errors],
            Warnings = [.. Warnings],
            Sources = [.. Sources],
        };

    /// <summary>Takes a version, whose form PEP 440 asks for.</summary>
    public void SetVersion(string text, Location location)
    {
        if (PythonVersion.TryParse(text.Trim(), out var version))
        {
            Version = version.ToString();
        }
        else
        {
            Fail($"'{text}' is no version", location);
        }
    }

    /// <summary>Takes Requires-Python in PEP 440's form.</summary>
    public void SetRequiresPython(string text, Location location)
    {
        if (!VersionSpecifiers.TryParse(text, out var specifiers, out var error))
        {
            Fail($"'{text}' says no Python versions: {error.Message}", location);
        }

        RequiresPython = new PythonRequirement(specifiers?.ToString() ?? text, specifiers, location);
    }
}
