using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Files;

namespace Plumb.Metadata.Requirements;

/// <summary>Where a distribution is to be fetched from: a URL, a version control system or a file, with what pip reads off it.</summary>
internal sealed class PackageLink
{
    private static readonly string[] _vcsSchemes =
    [
        "bzr+http",
        "bzr+https",
        "bzr+ssh",
        "bzr+sftp",
        "bzr+ftp",
        "bzr+lp",
        "bzr+file",
        "git+http",
        "git+https",
        "git+ssh",
        "git+git",
        "git+file",
        "hg+file",
        "hg+http",
        "hg+https",
        "hg+ssh",
        "hg+static-http",
        "svn+ssh",
        "svn+http",
        "svn+https",
        "svn+svn",
        "svn+file",
    ];

    private PackageLink(string url, UrlParts parts, string? egg)
    {
        Url = url;
        Parts = parts;
        Egg = egg;
        Path = Uri.UnescapeDataString(parts.Path);
    }

    public string Url { get; }

    public UrlParts Parts { get; }

    /// <summary>The path with its escapes resolved.</summary>
    public string Path { get; }

    /// <summary>The project that the fragment names (<c>#egg=name</c>); null when it names none.</summary>
    public string? Egg { get; }

    public bool IsVcs => _vcsSchemes.Contains(Parts.Scheme, StringComparer.Ordinal);

    public bool IsFile => Parts.Scheme == "file";

    /// <summary>The last segment of the path.</summary>
    public string FileName => Path.TrimEnd('/') is var path ? path[(path.LastIndexOf('/') + 1)..] : "";

    public bool IsWheel => FileExtension.Of(FileName) == ".whl";

    /// <summary>Fails where pip refuses the link: a host in wrong brackets, an <c>egg</c> that is no name, another machine's file.</summary>
    public static bool TryParse(
        string url,
        [NotNullWhen(true)] out PackageLink? link,
        [NotNullWhen(false)] out string? error
    )
    {
        link = null;
        if (!UrlParts.TrySplit(url, out var parts, out error))
        {
            return false;
        }

        var egg = FragmentValue(url, "egg=");
        if (egg is not null && !Python.PackageName.TryParse(egg, out _))
        {
            error = $"'{egg}' after egg= is no project name";
            return false;
        }

        if (parts.Scheme == "file" && !url.StartsWith("file:", StringComparison.Ordinal))
        {
            error = "pip takes file: in small letters only";
            return false;
        }

        if (parts is { Scheme: "file", Authority: not ("" or "localhost") })
        {
            error = "the file: URL names another machine";
            return false;
        }

        link = new PackageLink(url, parts, egg);
        return true;
    }

    /// <summary>Whether a text begins with a scheme that pip fetches from.</summary>
    public static bool IsUrl(UrlParts parts) =>
        parts.Scheme is "http" or "https" or "file" or "ftp"
        || _vcsSchemes.Contains(parts.Scheme, StringComparer.Ordinal);

    /// <summary>The file: URL of an absolute path.</summary>
    public static string OfPath(string path)
    {
        var result = new StringBuilder("file://");
        if (WorldPath.HasDrive(path))
        {
            result.Append('/').Append(path, 0, 2);
            path = path[2..];
        }

        foreach (var b in Encoding.UTF8.GetBytes(WorldPath.Normalize(path)))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' or '/')
            {
                result.Append(c);
            }
            else
            {
                result.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }

        return result.ToString();
    }

    /// <summary>The value of the first <c>name=</c> that follows a # or an ampersand.</summary>
    private static string? FragmentValue(string url, string name)
    {
        for (
            var at = url.IndexOf(name, StringComparison.Ordinal);
            at >= 0;
            at = url.IndexOf(name, at + 1, StringComparison.Ordinal)
        )
        {
            if (at > 0 && url[at - 1] is '#' or '&')
            {
                var start = at + name.Length;
                var end = url.IndexOf('&', start);
                return end < 0 ? url[start..] : url[start..end];
            }
        }

        return null;
    }
}
