using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Checks.Tags;

/// <summary>The native extension modules of one distribution, told apart by whether this interpreter would find them.</summary>
/// <param name="Found">How many it finds: named for it, for the stable ABI, or for none.</param>
/// <param name="NotFound">Those that are there only under the names of other interpreters, one file each.</param>
internal sealed record NativeModules(int Found, ImmutableArray<string> NotFound)
{
    /// <summary>Reads the files that are on disk. Shared libraries, which no import looks for, do not count.</summary>
    public static NativeModules Of(PythonInstallation installation, InstalledDistribution distribution)
    {
        var modules = new Dictionary<(string Folder, string Module), (bool Found, string File)>();
        foreach (var file in distribution.Files)
        {
            if (file.Presence != Presence.File)
            {
                continue;
            }

            var name = WorldPath.Name(file.Path);
            if (!ExtensionName.TryParse(name, out var extension) || IsLibrary(file.Path, extension))
            {
                continue;
            }

            var key = (WorldPath.Parent(file.Path), extension.Module.ToString());
            var found = !extension.IsTagged || Fits(installation, extension);
            modules[key] = modules.TryGetValue(key, out var other)
                ? (other.Found || found, other.File)
                : (found, file.Path);
        }

        return new NativeModules(
            modules.Values.Count(m => m.Found),
            [.. modules.Values.Where(m => !m.Found).Select(m => m.File).Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>True when an import of the interpreter finds the file by its name: it is named for it, for the stable ABI, or for none.</summary>
    public static bool IsFound(PythonInstallation installation, string path)
    {
        var suffix = installation.Platform.System == OperatingSystemFamily.Windows ? ".pyd" : ".so";
        return ExtensionName.TryParse(WorldPath.Name(path), out var name)
            && name.Suffix.Equals(suffix, StringComparison.OrdinalIgnoreCase)
            && (!name.IsTagged || Fits(installation, name));
    }

    /// <summary>True when the interpreter looks for modules under that tag.</summary>
    public static bool Fits(PythonInstallation installation, ExtensionName extension)
    {
        if (installation.ExtensionSuffix is { } suffix)
        {
            return suffix.Length == extension.Tag.Length + extension.Suffix.Length + 1
                && suffix.AsSpan(1).StartsWith(extension.Tag, StringComparison.Ordinal)
                && suffix.EndsWith(extension.Suffix.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        // Without sysconfig's word only the version is compared: a wrong machine is not claimed on a guess.
        var threads = installation.IsFreeThreaded ? "t" : "";
        var version = FormattableString.Invariant($"{installation.Major}{installation.Minor}{threads}");
        var tag = extension.Tag;
        tag =
            tag.StartsWith("cpython-", StringComparison.Ordinal) ? tag[8..]
            : tag.StartsWith("cp", StringComparison.Ordinal) ? tag[2..]
            : tag;
        var end = tag.IndexOf('-');
        var written = (end < 0 ? tag : tag[..end]).TrimEnd("mdu");
        return installation.Implementation != "cpython" || written.SequenceEqual(version);
    }

    // numpy.libs/libopenblas.so is loaded by path; libtorch.so beside modules likewise.
    private static bool IsLibrary(string path, ExtensionName extension) =>
        !extension.IsTagged
        && (
            extension.Module.StartsWith("lib", StringComparison.Ordinal)
            || WorldPath.Parent(path).EndsWith(".libs", StringComparison.Ordinal)
        );
}
