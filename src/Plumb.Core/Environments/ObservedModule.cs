namespace Plumb.Environments;

/// <summary>What <c>import NAME</c> would find, in the order in which the import system prefers them within one folder.</summary>
public enum ModuleKind
{
    /// <summary>A folder with an <c>__init__</c> file.</summary>
    Package,

    /// <summary>A native extension module.</summary>
    Extension,

    /// <summary>A <c>.py</c> file.</summary>
    Source,

    /// <summary>A folder without an <c>__init__</c> file: a portion of a namespace package (PEP 420), imported only when nothing else is found on the whole path.</summary>
    Namespace,
}

/// <summary>Something in a folder of <c>sys.path</c> that can be imported by its bare name.</summary>
/// <param name="Name">The name in an <c>import</c> statement.</param>
/// <param name="Path">The file or folder, absolute in the inspected world.</param>
/// <param name="Kind">What it is.</param>
public sealed record ObservedModule(string Name, string Path, ModuleKind Kind);
