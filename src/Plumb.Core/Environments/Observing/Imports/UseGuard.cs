using System.Collections.Immutable;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>When the use of a name runs, and what becomes of its failure.</summary>
internal enum UseGuardKind
{
    /// <summary>Something takes care of the name not being there.</summary>
    Guarded,

    /// <summary>When its module is imported.</summary>
    OnImport,

    /// <summary>When a function is called.</summary>
    OnCall,

    /// <summary>When a test has the right outcome, which is not known.</summary>
    Perhaps,
}

/// <summary>Tells from the blocks around the use of a name whether anything takes care of its absence.</summary>
internal static class UseGuard
{
    // Words in a test that make it one of versions, platforms or presence.
    private static readonly ImmutableArray<string> _asks =
    [
        "version",
        "hasattr",
        "getattr",
        "type_checking",
        "platform",
        "os.name",
        "available",
        "installed",
        "supports",
        "py2",
        "py3",
        "python_",
        "numpy_",
        "numpy2",
        "np_",
        "_np",
        "has_",
        "compat",
        "legacy",
        "_ver",
        "is_old",
        "is_new",
        "sys.modules",
        "dir(",
    ];

    /// <summary>Judges the blocks from outside in.</summary>
    /// <param name="context">The blocks.</param>
    /// <param name="catches">Whether an exception of this name in a handler takes care of the failure.</param>
    public static UseGuardKind Of(ImmutableArray<SourceBlock> context, Func<string, bool> catches)
    {
        var kind = UseGuardKind.OnImport;
        foreach (var block in context)
        {
            switch (block.Kind)
            {
                case SourceBlockKind.Except:
                case SourceBlockKind.Try or SourceBlockKind.Suppress when GoesOn(block, catches):
                case SourceBlockKind.If or SourceBlockKind.Else when Asks(block.Test):
                    return UseGuardKind.Guarded;
                case SourceBlockKind.If or SourceBlockKind.Else when kind == UseGuardKind.OnImport:
                    kind = UseGuardKind.Perhaps;
                    break;
                case SourceBlockKind.Function when kind == UseGuardKind.OnImport:
                    kind = UseGuardKind.OnCall;
                    break;
            }
        }

        return kind;
    }

    /// <summary>Whether a block catches what these handlers are for, and something goes on after it.</summary>
    public static bool GoesOn(SourceBlock block, Func<string, bool> catches) =>
        block.Catches.Where(catches).Any(c => !block.Raises.Contains(c, StringComparer.Ordinal));

    /// <summary>Handlers that catch an AttributeError. A name that is no exception of the standard library may stand for any.</summary>
    public static bool CatchesAttributeError(string name) =>
        name is "bare" or "AttributeError" or "Exception" or "BaseException" || !IsOther(name);

    /// <summary>Handlers that catch an ImportError.</summary>
    public static bool CatchesImportError(string name) =>
        name is "bare" or "ImportError" or "ModuleNotFoundError" or "Exception" or "BaseException" || !IsOther(name);

    private static bool IsOther(string name) =>
        name.EndsWith("Error", StringComparison.Ordinal)
        || name.EndsWith("Warning", StringComparison.Ordinal)
        || name is "KeyboardInterrupt" or "SystemExit" or "StopIteration";

    private static bool Asks(string test)
    {
        foreach (var word in _asks)
        {
            if (test.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
