using System.Collections.Immutable;
using System.Text;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Settles tests of a name that its file binds once, to <c>True</c>, <c>False</c> or <c>None</c>: <c>__SETUP__ = False</c> after
/// <c>except NameError</c>, which NumPy's own build alone makes another.
/// </summary>
internal readonly ref struct ConstantTests(ModuleDefinitions definitions, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The blocks without those whose test is settled and met; false where one is never met, so that what stands there never runs.</summary>
    public bool Settle(ImmutableArray<SourceBlock> context, out ImmutableArray<SourceBlock> rest)
    {
        rest = context;
        for (var i = context.Length - 1; i >= 0; i--)
        {
            var block = context[i];
            if (block.Kind is SourceBlockKind.If or SourceBlockKind.Else && Value(block.Test) is { } value)
            {
                if (value != (block.Kind == SourceBlockKind.If))
                {
                    return false;
                }

                rest = rest.RemoveAt(i);
            }
        }

        return true;
    }

    private bool? Value(string test)
    {
        const string not = "not ";
        var name = test.StartsWith(not, StringComparison.Ordinal) ? test[not.Length..] : test;
        return ModuleNames.IsIdentifier(name) && definitions.Bindings(name) == 1 && Constant(name) is { } value
            ? value == (name.Length == test.Length)
            : null;
    }

    private bool? Constant(string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        bool? found = null;
        foreach (var range in _bytes.Split((byte)'\n'))
        {
            var line = _bytes[range].Trim(" \t\r"u8);
            if (!line.StartsWith(wanted) || line[wanted.Length..].TrimStart(" \t"u8) is not [(byte)'=', .. var value])
            {
                continue;
            }

            var text = value.Trim(" \t"u8);
            bool? says =
                text.SequenceEqual("True"u8) ? true
                : text.SequenceEqual("False"u8) || text.SequenceEqual("None"u8) ? false
                : null;
            // A line of a text may look like an assignment: they have to agree.
            if (says is null || (found is not null && found != says))
            {
                return null;
            }

            found = says;
        }

        return found;
    }
}
