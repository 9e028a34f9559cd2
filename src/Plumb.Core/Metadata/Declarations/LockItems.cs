using Plumb.Metadata.Locks;
using Plumb.Python;

namespace Plumb.Metadata.Declarations;

/// <summary>Says a lock's packages in the terms of requirements.</summary>
internal static class LockItems
{
    /// <summary>The package at exactly its version; from elsewhere than an index, by its source.</summary>
    public static DeclaredItem Of(LockedPackage package)
    {
        var version = package.VersionText ?? package.Version?.ToString();
        var text = version is null ? package.Name.Normalized : $"{package.Name.Normalized}=={version}";
        _ = Requirement.TryParse(text, out var requirement, out _);
        return new DeclaredItem
        {
            Text = text,
            Location = package.Location,
            Requirement = requirement is null ? null : requirement with { Marker = package.Marker },
            Name = package.Name,
            Range = requirement?.Specifiers.ToRange(),
            Marker = package.Marker,
            Url = package.Source.Kind == LockedSourceKind.Index ? null : package.Source.Location,
            IsEditable = package.Source.IsEditable,
            Group = package.Groups is [var only] && only is not ("main" or "default") ? only : null,
        };
    }
}
