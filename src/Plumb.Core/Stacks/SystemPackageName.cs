using System.Buffers;

namespace Plumb.Stacks;

/// <summary>Which texts are names of packages to apt, dnf, apk, pacman and Homebrew.</summary>
internal static class SystemPackageName
{
    private static readonly SearchValues<char> _letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+._-:/@"
    );

    /// <summary>
    /// True for one name: letters, digits and <c>+ - . _</c> (Debian policy 5.6.1), <c>:</c> before an architecture, <c>/</c> after a tap
    /// and <c>@</c> before a version of Homebrew's.
    /// </summary>
    public static bool Takes(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(_letters);
}
