namespace Plumb.Python;

internal static class VersionRangeText
{
    public static string Format(VersionRange range) => range.IsEmpty ? "none" : "any";
}
