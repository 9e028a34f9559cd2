using System.Collections.Immutable;

namespace Plumb.Native.Loading;

/// <summary>A library that the loader brings in, in its order (breadth first).</summary>
/// <param name="Library">What was found.</param>
/// <param name="Name">The name that was asked for.</param>
/// <param name="By">How it was found.</param>
/// <param name="Requester">Index in the closure of the one that asked first; -1 for the root.</param>
public sealed record ClosureMember(LoadableLibrary Library, string Name, FoundBy By, int Requester);

/// <summary>A library that the loader cannot find.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Requester">Index in the closure of the one that asks.</param>
public sealed record MissingLibrary(string Name, int Requester)
{
    /// <summary>True where the path is absolute and its folder is there.</summary>
    public bool HasFolder { get; init; }

    /// <summary>A file in that folder whose name differs in the version only; null when there is none.</summary>
    public string? Other { get; init; }
}

/// <summary>A symbol version that the library which was found does not define.</summary>
/// <param name="Version">Such as <c>GLIBC_2.38</c>.</param>
/// <param name="Provider">Index in the closure of the library that lacks it.</param>
/// <param name="Requester">Index in the closure of the one that asks.</param>
public sealed record MissingVersion(string Version, int Provider, int Requester);

/// <summary>Everything that is loaded with one file, and what stands in the way.</summary>
public sealed record LibraryClosure
{
    /// <summary>The file itself first, then its libraries in the order of loading.</summary>
    public required ImmutableArray<ClosureMember> Members { get; init; }

    /// <summary>Libraries that are not found, in the order in which the loader would miss them.</summary>
    public ImmutableArray<MissingLibrary> Missing { get; init; } = [];

    /// <summary>Versions that libraries lack.</summary>
    public ImmutableArray<MissingVersion> MissingVersions { get; init; } = [];

    /// <summary>True where the search was given up: more may be loaded, and more may be missing.</summary>
    public bool IsCut { get; init; }

    /// <summary>The file that was asked about.</summary>
    public LoadableLibrary Root => Members[0].Library;

    /// <summary>The way from the root to a member: root first, the member last.</summary>
    public ImmutableArray<ClosureMember> ChainTo(int member)
    {
        var chain = new Stack<ClosureMember>();
        for (var at = member; at >= 0; at = Members[at].Requester)
        {
            chain.Push(Members[at]);
        }

        return [.. chain];
    }
}
