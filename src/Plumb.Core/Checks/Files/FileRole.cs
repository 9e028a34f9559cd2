using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>What a file of a distribution is for, by its name alone: it decides how bad it is when the file is gone.</summary>
public enum FileRole
{
    /// <summary>It belongs to the metadata folder.</summary>
    Metadata,

    /// <summary>Python source or an extension module that imports need.</summary>
    Code,

    /// <summary>A native library that extension modules need (<c>numpy.libs/</c>, <c>nvidia/…/lib/</c>).</summary>
    Library,

    /// <summary>A command in the scripts folder.</summary>
    Script,

    /// <summary>A bundle of trusted certificates, which companies replace by their own.</summary>
    Certificates,

    /// <summary>Something that the code may read: data, headers, templates.</summary>
    Other,

    /// <summary>Tests, type stubs and documentation: nothing fails without them.</summary>
    Unneeded,
}

/// <summary>Tells roles by names.</summary>
public static class FileRoles
{
    /// <summary>The role of a recorded file.</summary>
    public static FileRole Of(InstalledDistribution distribution, RecordedFile file)
    {
        var path = file.Row.Path.AsSpan();
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (WorldPath.IsWithin(file.Path, distribution.Location) || IsInMetadataFolder(path))
        {
            return FileRole.Metadata;
        }

        if (name is "cacert.pem" or "ca-bundle.crt" or "cacerts.txt")
        {
            return FileRole.Certificates;
        }

        if (IsUnneeded(path, name))
        {
            return FileRole.Unneeded;
        }

        if (path.StartsWith("../"))
        {
            return IsScript(path) ? FileRole.Script : FileRole.Other;
        }

        return name.EndsWith(".py", StringComparison.OrdinalIgnoreCase) || NativeFileName.IsExtensionModule(name)
                ? FileRole.Code
            : NativeFileName.IsLibrary(name) ? FileRole.Library
            : FileRole.Other;
    }

    private static bool IsUnneeded(ReadOnlySpan<char> path, ReadOnlySpan<char> name) =>
        name.EndsWith(".pyi", StringComparison.Ordinal)
        || name.EndsWith(".pxd", StringComparison.Ordinal)
        || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".rst", StringComparison.OrdinalIgnoreCase)
        || name is "py.typed" or "conftest.py"
        || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("LICENCE", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase)
        || HasFolder(path, "tests")
        || HasFolder(path, "test")
        || HasFolder(path, "doc")
        || HasFolder(path, "docs")
        || HasFolder(path, "man")
        || HasFolder(path, "examples");

    private static bool IsInMetadataFolder(ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        return slash > 0 && path[..slash].EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasFolder(ReadOnlySpan<char> path, ReadOnlySpan<char> folder)
    {
        for (var at = 0; at < path.Length; )
        {
            var slash = path[at..].IndexOf('/');
            if (slash < 0)
            {
                return false;
            }

            if (path.Slice(at, slash).SequenceEqual(folder))
            {
                return true;
            }

            at += slash + 1;
        }

        return false;
    }

    private static bool IsScript(ReadOnlySpan<char> path)
    {
        var inside = path[(path.LastIndexOf("../") + 3)..];
        return inside.StartsWith("bin/") || inside.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase);
    }
}
