using System.Buffers;
using Plumb.Checks.Installing;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Requirements;

/// <summary>Requirements that name where the distribution comes from (PEP 508: <c>name @ url</c>): no index has what they mean.</summary>
internal static class UrlRequirement
{
    private static readonly SearchValues<char> _ofShells = SearchValues.Create(" \t\r\n\"'`$;|&<>");

    /// <summary>What an installer is asked for; null where the address is none that is shown and called: it holds a secret, or is no plain one of the web.</summary>
    public static Asked? Ask(Requirement requirement) =>
        requirement.Url is { } url && IsPlain(url)
            ? new Asked($"{requirement.WrittenName}{Extras(requirement)} @ {url}")
            : null;

    /// <summary>Installing it from there. What version that brings is known afterwards.</summary>
    public static ProposedFix? Fix(CheckContext context, Requirement requirement) =>
        Ask(requirement) is { } asked && context.Installers.Own is { } installer
            ? new ProposedFix($"install {asked.Word}", installer.Install(asked), 1, null)
            : null;

    private static string Extras(Requirement requirement) =>
        requirement.Extras.IsEmpty ? "" : $"[{string.Join(',', requirement.Extras)}]";

    private static bool IsPlain(string url) =>
        Uri.TryCreate(
            url.StartsWith("git+", StringComparison.Ordinal) ? url[4..] : url,
            UriKind.Absolute,
            out var parsed
        )
        && parsed.Scheme is "https" or "http" or "ssh"
        && !parsed.UserInfo.Contains(':', StringComparison.Ordinal)
        && !url.AsSpan().ContainsAny(_ofShells)
        && Redaction.Redact(url) == url;
}
