using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Machine;

/// <summary>Tells the operating system: by os-release(5) on Linux, by SystemVersion.plist on macOS, by .NET on Windows.</summary>
internal static class OperatingSystemProbe
{
    private const string Release = "/proc/sys/kernel/osrelease";
    private const string MacVersion = "/System/Library/CoreServices/SystemVersion.plist";
    private const int FirstBuildOfWindows11 = 22000;
    private static readonly string[] _releases = ["/etc/os-release", "/usr/lib/os-release"];

    public static OperatingSystemProfile Observe(FileWorld world)
    {
        var isHere = world.Root is null;
        if (isHere && OperatingSystem.IsWindows())
        {
            return Windows();
        }

        if (isHere ? OperatingSystem.IsMacOS() : world.IsFile(MacVersion))
        {
            return Mac(world);
        }

        foreach (var path in _releases)
        {
            if (SystemFile.Text(world, path) is { } text)
            {
                return Linux(world, text);
            }
        }

        var kernel = SystemFile.Line(world, Release);
        var family =
            (isHere && OperatingSystem.IsLinux()) || kernel is not null || LibcProbe.FindLoader(world) is not null
                ? OperatingSystemFamily.Linux
            : !isHere && world.IsDirectory("/Windows/System32") ? OperatingSystemFamily.Windows
            : OperatingSystemFamily.Unknown;
        return new OperatingSystemProfile(family) { Kernel = kernel };
    }

    /// <summary>A value of os-release: the quotes and escapes of a shell are taken off. Null when it is not set.</summary>
    public static string? Value(string text, string key)
    {
        string? value = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim();
            if (
                trimmed.Length > key.Length
                && trimmed.StartsWith(key, StringComparison.Ordinal)
                && trimmed[key.Length] == '='
            )
            {
                value = Unquote(trimmed[(key.Length + 1)..].Trim());
            }
        }

        return value is { Length: > 0 } ? value : null;
    }

    private static OperatingSystemProfile Linux(FileWorld world, string text) =>
        new(OperatingSystemFamily.Linux)
        {
            Name = Value(text, "PRETTY_NAME") ?? Value(text, "NAME"),
            Id = Value(text, "ID"),
            IdLike = Value(text, "ID_LIKE"),
            Version = Value(text, "VERSION_ID"),
            Kernel = SystemFile.Line(world, Release),
        };

    private static OperatingSystemProfile Mac(FileWorld world)
    {
        var text = SystemFile.Text(world, MacVersion) ?? "";
        var version = Property(text, "ProductVersion");
        var name = Property(text, "ProductName") ?? "macOS";
        return new OperatingSystemProfile(OperatingSystemFamily.MacOs)
        {
            Name = version is null ? name : $"{name} {version}",
            Version = version,
            Kernel = world.Root is null ? Environment.OSVersion.Version.ToString() : null,
        };
    }

    private static OperatingSystemProfile Windows()
    {
        var version = Environment.OSVersion.Version;
        var name = version.Build >= FirstBuildOfWindows11 ? "Windows 11" : RuntimeInformation.OSDescription;
        return new OperatingSystemProfile(OperatingSystemFamily.Windows)
        {
            Name = name,
            Version = version.ToString(3),
            Kernel = string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}.{version.Build}"),
        };
    }

    // A property list in XML: <key>ProductVersion</key> <string>14.5</string>
    private static string? Property(string text, string key)
    {
        var at = text.IndexOf($"<key>{key}</key>", StringComparison.Ordinal);
        var start = at < 0 ? -1 : text.IndexOf("<string>", at, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("</string>", start, StringComparison.Ordinal);
        return end < 0 ? null : text[(start + 8)..end].Trim();
    }

    private static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('"' or '\'') || text[^1] != text[0])
        {
            return text.ToString();
        }

        var quote = text[0];
        var inner = text[1..^1];
        var value = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (quote == '"' && inner[i] == '\\' && i + 1 < inner.Length)
            {
                i++;
            }

            value.Append(inner[i]);
        }

        return value.ToString();
    }
}
