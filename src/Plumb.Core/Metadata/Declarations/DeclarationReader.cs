using System.Text;
using Plumb.Files;
using Plumb.Metadata.Conda;
using Plumb.Metadata.Locks;
using Plumb.Metadata.Projects;
using Plumb.Metadata.Requirements;
using Plumb.Text;

namespace Plumb.Metadata.Declarations;

/// <summary>Reads one declaration of whichever kind.</summary>
internal sealed class DeclarationReader(FileWorld world, WorldVariables variables, string? workingDirectory)
{
    private const int LargestFile = 64 << 20;
    private const int HeadLength = 64 << 10;

    public Declaration Read(string path)
    {
        var name = WorldPath.Name(path);
        return (DeclarationNames.KindOf(name) ?? KindByContent(path)) switch
        {
            DeclarationKind.PyProject or DeclarationKind.Setuptools => ReadProject(path),
            DeclarationKind.Lock => ReadLock(path, LockFileReader.FormatOf(name) ?? FormatByContent(name)),
            DeclarationKind.CondaEnvironment => ReadConda(path),
            DeclarationKind.Pipfile => ReadPipfile(path),
            _ => ReadRequirements(path, DeclarationNames.IsConstraints(name)),
        };
    }

    /// <summary>Files of unusual names: a lock or an environment is known by its first words, everything else is for pip.</summary>
    private DeclarationKind KindByContent(string path)
    {
        var head = world.ReadHead(path, HeadLength);
        if (!head.Succeeded)
        {
            return DeclarationKind.RequirementsFile;
        }

        var text = Encoding.UTF8.GetString(head.Bytes);
        var name = WorldPath.Name(path);
        if (
            name.EndsWith(".toml", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".lock", StringComparison.Ordinal)
        )
        {
            return text.Contains("[[package", StringComparison.Ordinal)
                ? DeclarationKind.Lock
                : DeclarationKind.Pipfile;
        }

        var isYaml =
            name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
        return isYaml && text.Contains("dependencies:", StringComparison.Ordinal)
            ? DeclarationKind.CondaEnvironment
            : DeclarationKind.RequirementsFile;
    }

    private static LockFormat FormatByContent(string name) =>
        name.Contains("poetry", StringComparison.OrdinalIgnoreCase) ? LockFormat.Poetry
        : name.Contains("uv", StringComparison.OrdinalIgnoreCase) ? LockFormat.Uv
        : LockFormat.Pylock;

    private Declaration ReadRequirements(string path, bool isConstraint)
    {
        var file = RequirementsFile.Read(world, path, Context(isConstraint));
        return new RequirementsDeclaration(world).Of(file, path);
    }

    private RequirementsContext Context(bool isConstraint) =>
        new()
        {
            WorkingDirectory = workingDirectory,
            Variables = variables,
            IsConstraint = isConstraint,
        };

    private Declaration ReadProject(string path)
    {
        var kind = DeclarationNames.KindOf(WorldPath.Name(path)) ?? DeclarationKind.PyProject;
        return Project.Read(world, WorldPath.Parent(path)) is { } project
            ? ProjectDeclaration.Of(project, path, kind)
            : Unread(path, kind, "it does not exist");
    }

    private Declaration ReadPipfile(string path) =>
        ReadText(path, DeclarationKind.Pipfile, out var text) ?? PipfileReader.Read(path, text);

    private Declaration ReadConda(string path)
    {
        if (ReadText(path, DeclarationKind.CondaEnvironment, out var text) is { } unread)
        {
            return unread;
        }

        if (!CondaEnvironmentFile.TryParse(path, text, out var file, out var error))
        {
            return Unread(path, DeclarationKind.CondaEnvironment, error.Message, Place(path, text, error));
        }

        var pip = RequirementsFile.ReadLines(
            world,
            path,
            file.PipLines.Select(l => KeyValuePair.Create(l.Text, l.Location)),
            Context(isConstraint: false)
        );
        return new RequirementsDeclaration(world).WithConda(file, pip);
    }

    private Declaration ReadLock(string path, LockFormat format)
    {
        if (ReadText(path, DeclarationKind.Lock, out var text) is { } unread)
        {
            return unread;
        }

        if (!LockFileReader.TryRead(format, path, text, out var file, out var error))
        {
            return Unread(path, DeclarationKind.Lock, error.Message, Place(path, text, error));
        }

        return new Declaration
        {
            Path = path,
            Kind = DeclarationKind.Lock,
            Lock = file,
            Items = [.. file.Packages.Where(p => p.Source.Kind != LockedSourceKind.Virtual).Select(LockItems.Of)],
            RequiresPython = file.RequiresPython is { } python
                ? new PythonRequirement(python.ToString(), python, new Location(path))
                : null,
            Troubles = [.. file.Problems.Select(p => new DeclarationTrouble(Redaction.Redact(p.Message), p.Location))],
            Sources = [path],
        };
    }

    /// <summary>A declaration without content when the file cannot be read as UTF-8 text; null when it can.</summary>
    private Declaration? ReadText(string path, DeclarationKind kind, out string text)
    {
        text = "";
        var read = world.Read(path, LargestFile);
        if (!read.Succeeded)
        {
            return Unread(
                path,
                kind,
                read.Failure switch
                {
                    FileFailure.NotFound => "it does not exist",
                    FileFailure.PermissionDenied => "it may not be read",
                    FileFailure.TooLarge => $"it is larger than {LargestFile >> 20} MiB",
                    _ => "it cannot be read",
                }
            );
        }

        text = Encoding.UTF8.GetString(read.Bytes);
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        return null;
    }

    private static Location Place(string path, string text, FormatError error) =>
        error.Offset < 0 ? new Location(path) : new SourceText(path, text).LocationOf((int)error.Offset);

    private static Declaration Unread(string path, DeclarationKind kind, string message, Location? location = null) =>
        new()
        {
            Path = path,
            Kind = kind,
            Completeness = Completeness.Unknown,
            Troubles = [new DeclarationTrouble(Redaction.Redact(message), location ?? new Location(path))],
        };
}
