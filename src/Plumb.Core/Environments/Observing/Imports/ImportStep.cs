namespace Plumb.Environments.Observing.Imports;

/// <summary>Where an import stands.</summary>
/// <param name="By">The import that is being followed.</param>
/// <param name="Depth">How many imports of its cycle lead here.</param>
/// <param name="IsPathChanged">Something on the way may put folders on <c>sys.path</c>: what is missing may be there.</param>
internal readonly record struct ImportStep(FollowedImport By, int Depth, bool IsPathChanged)
{
    /// <summary>An import inside this one.</summary>
    public ImportStep Deeper() => this with { Depth = Depth + 1 };
}
