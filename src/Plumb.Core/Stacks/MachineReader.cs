using System.Collections.Immutable;
using Plumb.Formats.Fatbins;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>Reads what a manifest says of machines: hardware, variants, what the system brings.</summary>
internal static class MachineReader
{
    private static readonly ImmutableArray<string> _architectures = ["x86_64", "aarch64"];
    private static readonly ImmutableArray<string> _makers = ["nvidia", "amd", "intel", "apple", "any"];
    private static readonly ImmutableArray<string> _distributions =
    [
        "debian",
        "fedora",
        "alpine",
        "arch",
        "macos",
        "windows",
    ];

    public static HardwareNeed Hardware(StackFields fields, TomlTable table)
    {
        const string Owner = "[requires]";
        fields.KnowKeys(table, Owner, "python", "memory", "disk", "gpu-memory");
        return new HardwareNeed(
            fields.Versions(table, "python", Owner),
            fields.Size(table, "memory", Owner),
            fields.Size(table, "disk", Owner),
            fields.Size(table, "gpu-memory", Owner),
            fields.Source(table, Owner)
        );
    }

    public static StackVariant Variant(StackFields fields, TomlTable table)
    {
        const string Owner = "[[variant]]";
        fields.KnowKeys(table, Owner, "name", "when", "index", "gpu-memory");
        var indexes = ImmutableArray.CreateBuilder<StackIndex>();
        foreach (var index in fields.Fields.Tables(table, "index"))
        {
            fields.KnowKeys(index, "index", "url", "packages");
            indexes.Add(new StackIndex(Url(fields, index, "url", "index"), fields.Names(index, "packages", "index")));
        }

        return new StackVariant(
            fields.Fields.Text(table, "name", Owner) ?? "",
            fields.Fields.Table(table, "when") is { } when ? Condition(fields, when) : MachineCondition.Always,
            indexes.DrainToImmutable(),
            fields.Size(table, "gpu-memory", Owner),
            fields.Source(table, Owner),
            fields.Place(table.Offset)
        );
    }

    public static SystemNeed System(StackFields fields, TomlTable table)
    {
        const string Owner = "[[system]]";
        fields.KnowKeys(table, Owner, "library", "command", "systems", "packages", "needed-by", "variants", "optional");
        var (library, command) = (
            fields.Fields.TextOr(table, "library", Owner),
            fields.Fields.TextOr(table, "command", Owner)
        );
        if ((library.Length == 0) == (command.Length == 0))
        {
            fields.Fields.Fail(table.Offset, "[[system]] wants library = \"libGL.so.1\" or command = \"ffmpeg\".");
        }

        var packages = ImmutableArray.CreateBuilder<(string, string)>();
        if (fields.Fields.Table(table, "packages") is { } named)
        {
            fields.Fields.KnowKeys(named, _distributions, "packages");
            packages.AddRange(named.Entries.Select(e => (e.Key, SystemPackages(fields, named, e.Key))));
        }

        return new SystemNeed(
            library,
            command,
            fields.Systems(table, "systems", Owner),
            packages.DrainToImmutable(),
            fields.Fields.TextOr(table, "needed-by", Owner),
            fields.Texts(table, "variants", Owner, single: true),
            fields.Fields.Truth(table, "optional", Owner, otherwise: false),
            fields.Source(table, Owner),
            fields.Place(table.Offset)
        );
    }

    // They stand behind an installer's command; on Windows they are words for people.
    private static string SystemPackages(StackFields fields, TomlTable named, string system)
    {
        var text = fields.Fields.Text(named, system, "packages") ?? "";
        if (text.Length > 0 && system != "windows" && !text.Split(' ').All(SystemPackageName.Takes))
        {
            fields.Fields.Fail(
                named[system]!.Offset,
                $"{system} of packages wants names of packages such as \"libgl1\", divided by spaces."
            );
        }

        return text;
    }

    /// <summary>An address that begins with http or https.</summary>
    public static string Url(StackFields fields, TomlTable table, string key, string owner)
    {
        var url = fields.Fields.Text(table, key, owner) ?? "";
        if (url.Length > 0)
        {
            RequireUrl(fields, url, table[key]!.Offset, $"{key} of {owner}");
        }

        return url;
    }

    /// <summary>Refuses what is no address of HTTP, and one that holds a secret: manifests are published.</summary>
    public static void RequireUrl(StackFields fields, string url, int offset, string what)
    {
        if (Redaction.Redact(url) != url)
        {
            fields.Fields.Fail(
                offset,
                $"{what} holds a password or token: leave it out here, and keep it in .netrc or in the settings of pip or uv."
            );
        }
        else if (!IsUrl(url))
        {
            fields.Fields.Fail(offset, $"{what} wants an address that begins with https://, not \"{url}\".");
        }
    }

    /// <summary>True for an address of HTTP.</summary>
    public static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private static MachineCondition Condition(StackFields fields, TomlTable table)
    {
        const string Owner = "when";
        fields.Fields.KnowKeys(
            table,
            ["system", "architecture", "gpu", "driver", "cuda", "capability", "gpu-memory"],
            Owner
        );
        return new MachineCondition(
            fields.Systems(table, "system", Owner),
            fields.Words(table, "architecture", Owner, _architectures),
            fields.Words(table, "gpu", Owner, _makers),
            fields.Versions(table, "driver", Owner),
            Cuda(fields, table),
            fields.Versions(table, "capability", Owner),
            fields.Size(table, "gpu-memory", Owner)
        );
    }

    private static CudaVersion? Cuda(StackFields fields, TomlTable table)
    {
        if (table["cuda"] is not { } value)
        {
            return null;
        }

        if (value is TomlString text && CudaVersion.TryParse(text.Text, out var cuda))
        {
            return cuda;
        }

        fields.Fields.Fail(value.Offset, "cuda of when wants the version that the packages were built for: \"12.8\".");
        return null;
    }
}
