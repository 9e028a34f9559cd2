namespace Plumb.Checks.Environment;

/// <summary>Whose home folder a path lies in, by where systems put them.</summary>
internal static class HomeFolder
{
    // macOS has it for what all accounts share.
    private const string OfAll = "Shared";
    private static readonly string[] _parents = ["/home/", "/Users/", "/var/home/"];

    /// <summary>The account's name: <c>root</c> below <c>/root</c>, <c>ann</c> below <c>/home/ann</c>; null elsewhere.</summary>
    public static string? OwnerOf(string path)
    {
        if (path.StartsWith("/root/", StringComparison.Ordinal))
        {
            return "root";
        }

        foreach (var parent in _parents)
        {
            if (path.StartsWith(parent, StringComparison.Ordinal))
            {
                var rest = path[parent.Length..];
                return rest.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && rest[..end] != OfAll
                    ? rest[..end]
                    : null;
            }
        }

        return null;
    }
}
