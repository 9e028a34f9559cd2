using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Native.Cuda;

namespace Plumb.Checks.Cuda;

/// <summary>What versions and requirements say of the CUDA that a distribution was built with.</summary>
internal static class CudaTag
{
    private const string Runtime = "nvidia-cuda-runtime";

    /// <summary>The build of a version's local part: <c>cu128</c>, also as a part of one (<c>cu121torch2.1</c>, <c>pt21cu118</c>). Null when there is none.</summary>
    public static CudaBuild? Parse(string? local)
    {
        for (var at = local?.IndexOf("cu", StringComparison.OrdinalIgnoreCase) ?? -1; at >= 0; )
        {
            var digits = local.AsSpan(at + 2);
            var end = digits.IndexOfAnyExceptInRange('0', '9');
            var number = end < 0 ? digits : digits[..end];
            if (
                number.Length is 3 or 4
                && int.TryParse(number[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            )
            {
                return new CudaBuild(major, int.Parse(number[2..], CultureInfo.InvariantCulture));
            }

            if (number.Length == 2)
            {
                return new CudaBuild(int.Parse(number, CultureInfo.InvariantCulture), null);
            }

            at = local!.IndexOf("cu", at + 2, StringComparison.OrdinalIgnoreCase);
        }

        return null;
    }

    /// <summary>The CUDA whose runtime a distribution requires: <c>nvidia-cuda-runtime-cu12==12.8.90</c>. Null when it requires none.</summary>
    public static CudaBuild? ByRequirements(ImmutableArray<InstalledRequirement> requirements)
    {
        foreach (var requirement in requirements.Select(r => r.Requirement))
        {
            if (requirement?.Name.Normalized.StartsWith(Runtime, StringComparison.Ordinal) != true)
            {
                continue;
            }

            var text = requirement.Specifiers.ToString();
            if (text.StartsWith("==", StringComparison.Ordinal) && CudaBuild.Parse(Release(text[2..])) is { } pinned)
            {
                return pinned;
            }

            if (Parse(requirement.Name.Normalized[Runtime.Length..].TrimStart('-')) is { } named)
            {
                return named;
            }
        }

        return null;
    }

    private static string Release(string version)
    {
        var parts = version.TrimEnd('*').TrimEnd('.').Split('.');
        return string.Join('.', parts.Take(2));
    }
}
