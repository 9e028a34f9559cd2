using System.Collections.Immutable;

namespace Plumb.Metadata.Locks;

/// <summary>Why a lock cannot be installed as it is asked to be.</summary>
public enum LockSelectionProblemKind
{
    /// <summary>The lock, or a package of it, is for other versions of Python.</summary>
    PythonNotSupported,

    /// <summary>The lock is for other environments.</summary>
    EnvironmentNotSupported,

    /// <summary>Two entries of one package count at once.</summary>
    Ambiguous,

    /// <summary>No wheel fits the machine, and there is no source distribution.</summary>
    NoFile,

    /// <summary>Extras or groups were asked for that must not come together.</summary>
    Conflict,

    /// <summary>A dependency names a package that the lock does not have.</summary>
    MissingPackage,

    /// <summary>A marker compares what cannot be compared.</summary>
    Marker,

    /// <summary>An extra, group or project was asked for that the lock does not have.</summary>
    UnknownName,

    /// <summary>The lock is larger than any that a tool writes, and was not looked at to its end.</summary>
    TooLarge,
}

/// <summary>One reason why a lock cannot be installed as it is asked to be.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Message">One plain sentence.</param>
/// <param name="Package">The package that it is about; null when the whole lock is meant.</param>
public sealed record LockSelectionProblem(LockSelectionProblemKind Kind, string Message, LockedPackage? Package = null);

/// <summary>A package to be installed.</summary>
/// <param name="Package">The entry of the lock.</param>
/// <param name="File">The file to install from; null where the source is no file or no tags were given.</param>
public sealed record LockedChoice(LockedPackage Package, LockedFile? File);

/// <summary>What a lock asks to be installed.</summary>
/// <param name="Packages">The packages in the order of the file, projects that are not installed themselves left out.</param>
/// <param name="Problems">Why it cannot be installed so; empty when it can.</param>
/// <param name="Undecided">Packages whose markers ask for something that is not known of the machine; they are not among the packages.</param>
public sealed record LockSelection(
    ImmutableArray<LockedChoice> Packages,
    ImmutableArray<LockSelectionProblem> Problems,
    ImmutableArray<LockedPackage> Undecided
);
