using System.Text.Json;

namespace Plumb.Metadata;

/// <summary>direct_url.json (PEP 610): where a distribution came from when it did not come from an index.</summary>
/// <param name="Url">As written; it may hold credentials, so it is never printed without <c>Redaction</c>.</param>
/// <param name="Editable">Installed in place: its code lies in the folder of <paramref name="Url"/>.</param>
/// <param name="Vcs">git, hg, bzr or svn; null for archives and folders.</param>
/// <param name="CommitId">The commit of a version control source.</param>
public sealed record DirectUrl(string Url, bool Editable, string? Vcs, string? CommitId)
{
    /// <summary>The folder of a <c>file:</c> URL in the inspected world; null for other URLs.</summary>
    public string? LocalPath
    {
        get
        {
            if (!Url.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var path = Uri.UnescapeDataString(Url["file://".Length..]);
            if (path.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase))
            {
                path = path["localhost".Length..];
            }

            // file:///C:/x names C:/x.
            return path is ['/', _, ':', ..] && char.IsAsciiLetter(path[1]) ? path[1..] : path;
        }
    }

    /// <summary>False when the bytes are no JSON object with a url.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DirectUrl? value
    )
    {
        value = null;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 16 });
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || Text(document.RootElement, "url") is not { } url
            )
            {
                return false;
            }

            var editable =
                document.RootElement.TryGetProperty("dir_info", out var folder)
                && folder.ValueKind == JsonValueKind.Object
                && folder.TryGetProperty("editable", out var flag)
                && flag.ValueKind == JsonValueKind.True;
            string? vcs = null,
                commit = null;
            if (document.RootElement.TryGetProperty("vcs_info", out var info) && info.ValueKind == JsonValueKind.Object)
            {
                vcs = Text(info, "vcs");
                commit = Text(info, "commit_id");
            }

            value = new DirectUrl(url, editable, vcs, commit);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // Strings that are no valid UTF-16.
            return false;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
