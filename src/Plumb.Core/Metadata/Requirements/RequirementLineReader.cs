using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>Makes a requirement of the text and the options of one line.</summary>
internal sealed class RequirementLineReader
{
    private readonly RequirementReferenceReader _names;
    private readonly EditableReferenceReader _editables;

    public RequirementLineReader(FileWorld world, string workingDirectory)
    {
        _names = new RequirementReferenceReader(world, workingDirectory);
        _editables = new EditableReferenceReader(_names);
    }

    public RequirementLine Read(
        string text,
        List<OptionWord> options,
        bool isEditable,
        bool isConstraint,
        Location location,
        out string? warning
    )
    {
        FormatError? refusal;
        RequirementReference reference = default;
        if (isEditable && isConstraint)
        {
            refusal = new FormatError("a constraint cannot be editable");
        }
        else if (isEditable)
        {
            _ = _editables.TryRead(text, out reference, out refusal);
        }
        else
        {
            _ = _names.TryRead(text, out reference, out refusal);
        }

        warning = reference.Warning;
        return new RequirementLine
        {
            Text = text,
            Location = location,
            IsEditable = isEditable,
            IsConstraint = isConstraint,
            Requirement = reference.Requirement,
            Marker = reference.Marker,
            Extras = reference.Extras.IsDefault ? [] : reference.Extras,
            Link = reference.Link,
            Hashes = isEditable ? [] : Hashes(options),
            ConfigSettings =
            [
                .. options
                    .Where(o => o.Kind == RequirementsOptionKind.ConfigSettings)
                    .Select(o => o.Value.Split('=', 2))
                    .Select(pair => KeyValuePair.Create(pair[0], pair[1])),
            ],
            Refusal = refusal,
        };
    }

    private static ImmutableArray<ArchiveHash> Hashes(List<OptionWord> options) =>
        [
            .. options
                .Where(o => o.Kind == RequirementsOptionKind.Hash)
                .Select(o => o.Value.Split(':', 2))
                .Select(pair => new ArchiveHash(pair[0], pair[1])),
        ];
}
