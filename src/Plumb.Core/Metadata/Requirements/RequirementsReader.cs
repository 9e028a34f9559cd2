using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>Walks a requirements file and the files it names. One reader reads one file and its company.</summary>
internal sealed class RequirementsReader(FileWorld world, RequirementsContext context)
{
    private const int LargestFile = 32 << 20;
    private const int MostSources = 1_000;
    private const int MostRequirements = 200_000;
    private const int DeepestNesting = 100;

    // A file of nothing but faults would otherwise be told of line by line.
    private const int MostProblems = 1_000;

    private readonly ImmutableArray<RequirementLine>.Builder _requirements =
        ImmutableArray.CreateBuilder<RequirementLine>();
    private readonly ImmutableArray<RequirementsOption>.Builder _optionLines =
        ImmutableArray.CreateBuilder<RequirementsOption>();
    private readonly ImmutableArray<RequirementsSource>.Builder _sources =
        ImmutableArray.CreateBuilder<RequirementsSource>();
    private readonly ImmutableArray<RequirementsProblem>.Builder _errors =
        ImmutableArray.CreateBuilder<RequirementsProblem>();
    private readonly ImmutableArray<RequirementsProblem>.Builder _warnings =
        ImmutableArray.CreateBuilder<RequirementsProblem>();
    private readonly RequirementsOptionsBuilder _options = new(world);
    private readonly RequirementLineReader _lines = new(world, context.WorkingDirectory ?? "/");
    private bool _isFull;

    public RequirementsFile ReadAll(string path)
    {
        ReadFile(new RequirementsPlace(path, path, IsUrl: false), context.IsConstraint, null, [path]);
        return Build(path);
    }

    public RequirementsFile ReadLines(string path, IEnumerable<KeyValuePair<string, Location>> lines)
    {
        var place = new RequirementsPlace(path, path, IsUrl: false);
        foreach (var (text, location) in lines)
        {
            foreach (var line in LogicalLines.Read(text, context.Variables))
            {
                TakeLine(
                    line with
                    {
                        IsVerbatim = false,
                    },
                    new LineContext(place, context.IsConstraint, location, [path])
                );
            }
        }

        return Build(path);
    }

    private RequirementsFile Build(string path) =>
        new()
        {
            Path = path,
            Requirements = _requirements.DrainToImmutable(),
            Options = _options.Build(),
            OptionLines = _optionLines.DrainToImmutable(),
            Sources = _sources.DrainToImmutable(),
            Errors = _errors.DrainToImmutable(),
            Warnings = _warnings.DrainToImmutable(),
        };

    private void ReadFile(
        RequirementsPlace place,
        bool isConstraint,
        Location? namedAt,
        ImmutableList<string> openFiles
    )
    {
        var (text, failure) = ReadText(place);
        _sources.Add(new RequirementsSource(place.Name, isConstraint, namedAt, text is not null));
        if (text is null)
        {
            _errors.Add(
                failure with
                {
                    Location = failure.Location.Line > 0 ? failure.Location : namedAt ?? failure.Location,
                }
            );
            return;
        }

        foreach (var line in LogicalLines.Read(text, context.Variables))
        {
            TakeLine(
                line,
                new LineContext(place, isConstraint, new Location(place.Path, line.Line, line.Column), openFiles)
            );
        }
    }

    private void TakeLine(LogicalLine line, LineContext at)
    {
        if (_isFull)
        {
            return;
        }

        var words = LineWords.Split(line.Text);
        var options = new List<OptionWord>();
        var error = words.Error;
        if (error is null)
        {
            _ = OptionWords.TryParse(words.Options, options, out error);
            options.ForEach(_options.ApplyAtOnce);
        }

        if (error is null)
        {
            Take(line, words.Arguments, options, at);
        }
        else
        {
            Fail(error, at.Location);
        }
    }

    private readonly record struct LineContext(
        RequirementsPlace Place,
        bool IsConstraint,
        Location Location,
        ImmutableList<string> OpenFiles
    );

    private void Take(LogicalLine line, string arguments, List<OptionWord> options, LineContext at)
    {
        var editable = options.FindIndex(o => o.Kind == RequirementsOptionKind.Editable);
        var nested = options.FindIndex(o => o.Kind == RequirementsOptionKind.Requirement);
        var isNestedConstraint = nested < 0;
        nested = nested < 0 ? options.FindIndex(o => o.Kind == RequirementsOptionKind.Constraint) : nested;
        var isRequirement = arguments.Length > 0 || editable >= 0;
        Record(options, isRequirement, nested, at.Location);
        if (isRequirement)
        {
            if (_requirements.Count == MostRequirements)
            {
                _isFull = true;
                Fail($"more than {MostRequirements} requirements; the rest is not looked at", at.Location);
                return;
            }

            var text = arguments.Length > 0 ? arguments : options[editable].Value;
            var requirement = _lines.Read(text, options, editable >= 0, at.IsConstraint, at.Location, out var warning);
            _requirements.Add(Place(requirement, line, arguments.Length > 0));
            if (warning is not null)
            {
                Warn(warning, at.Location);
            }
        }
        else if (nested >= 0)
        {
            Include(options[nested].Value, isNestedConstraint, at);
        }
        else if (_options.ApplyLine(options, WorldPath.Parent(at.Place.Path)) is { } error)
        {
            Fail(error, at.Location);
        }
    }

    /// <summary>Moves the place of a refusal to the very column, where the text stands in the file as it is read.</summary>
    private static RequirementLine Place(RequirementLine requirement, LogicalLine line, bool isAtStart) =>
        requirement.Refusal is { Offset: > 0 } refusal && line.IsVerbatim && isAtStart
            ? requirement with
            {
                Location = requirement.Location with { Column = line.Column + (int)refusal.Offset },
            }
            : requirement;

    private void Include(string name, bool isConstraint, LineContext at)
    {
        if (at.Place.Resolve(name) is not { } place)
        {
            _sources.Add(new RequirementsSource(name, isConstraint, at.Location, IsRead: false));
            Warn($"{name} lies on the network and is not looked at", at.Location);
        }
        else if (at.OpenFiles.Contains(place.Name, StringComparer.Ordinal))
        {
            Fail($"{place.Name} includes itself", at.Location);
        }
        else if (at.OpenFiles.Count == DeepestNesting)
        {
            Fail($"files include each other more than {DeepestNesting} levels deep", at.Location);
        }
        else if (_sources.Count >= MostSources)
        {
            _isFull = true;
            Fail($"more than {MostSources} files are included; the rest is not looked at", at.Location);
        }
        else
        {
            ReadFile(place, isConstraint, at.Location, at.OpenFiles.Add(place.Name));
        }
    }

    private void Record(List<OptionWord> options, bool isRequirement, int nested, Location location)
    {
        for (var i = 0; i < options.Count && _optionLines.Count < MostRequirements; i++)
        {
            var kind = options[i].Kind;
            var isOfRequirement =
                kind
                is RequirementsOptionKind.Hash
                    or RequirementsOptionKind.ConfigSettings
                    or RequirementsOptionKind.Editable;
            var isIgnored = isRequirement
                ? !isOfRequirement && !IsSet(kind)
                : isOfRequirement || (nested >= 0 && i != nested);
            _optionLines.Add(new RequirementsOption(kind, options[i].Value, location, isIgnored && !IsSet(kind)));
            if (isIgnored && kind == RequirementsOptionKind.Hash)
            {
                Warn("the hash belongs to no requirement and is ignored", location);
            }
        }
    }

    private static bool IsSet(RequirementsOptionKind kind) =>
        kind
            is RequirementsOptionKind.NoBinary
                or RequirementsOptionKind.OnlyBinary
                or RequirementsOptionKind.AllReleases
                or RequirementsOptionKind.OnlyFinal;

    private void Fail(string message, Location location) => Note(_errors, message, location);

    private void Warn(string message, Location location) => Note(_warnings, message, location);

    private static void Note(ImmutableArray<RequirementsProblem>.Builder problems, string message, Location location)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(new RequirementsProblem(Redaction.Redact(message), location));
        }
    }

    private (string? Text, RequirementsProblem Failure) ReadText(RequirementsPlace place)
    {
        var read = place.Path.Contains('\0', StringComparison.Ordinal)
            ? new ReadResult(FileFailure.NotFound, null)
            : world.Read(place.Path, LargestFile);
        if (!read.Succeeded)
        {
            var reason = read.Failure switch
            {
                FileFailure.NotFound => "does not exist",
                FileFailure.PermissionDenied => "may not be read",
                FileFailure.TooLarge => $"is larger than {LargestFile >> 20} MiB",
                FileFailure.NotAFile => "is not a file",
                _ => "cannot be read",
            };
            return (null, new RequirementsProblem($"{place.Name} {reason}", new Location(place.Path)));
        }

        if (place.IsUrl)
        {
            return (
                System.Text.Encoding.UTF8.GetString(read.Bytes),
                new RequirementsProblem("", new Location(place.Path))
            );
        }

        if (RequirementsEncoding.TryDecode(read.Bytes, context.LocaleEncoding, out var text, out var error))
        {
            return (text, new RequirementsProblem("", new Location(place.Path)));
        }

        var line = 1 + read.Bytes.AsSpan(0, (int)Math.Clamp(error.Offset, 0, read.Bytes.Length)).Count((byte)'\n');
        return (null, new RequirementsProblem(error.Message, new Location(place.Path, line)));
    }
}
