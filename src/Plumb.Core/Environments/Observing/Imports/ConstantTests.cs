using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Settles tests of a name that its file binds once, to <c>True</c>, <c>False</c> or <c>None</c>: <c>__SETUP__ = False</c> after
/// <c>except NameError</c>, which NumPy's own build alone makes another.
/// </summary>
internal ref struct ConstantTests(ModuleDefinitions definitions, ReadOnlySpan<byte> bytes)
{
    private const int LongestName = 100;

    // What stands in a line before "=" when that gives no plain name a value.
    private static readonly SearchValues<byte> _ofOthers = SearchValues.Create(" .([,:"u8);
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private Dictionary<string, bool?>? _constants;

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

    private bool? Constant(string name) => (_constants ??= Read(_bytes)).GetValueOrDefault(name);

    // Every line that gives a plain name a value; null where that is no constant, or lines disagree. A line of a text may look like one.
    private static Dictionary<string, bool?> Read(ReadOnlySpan<byte> bytes)
    {
        var constants = new Dictionary<string, bool?>(StringComparer.Ordinal);
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range].Trim(" \t\r"u8);
            var equals = line.IndexOf((byte)'=');
            if (equals < 1 || (equals + 1 < line.Length && line[equals + 1] == '='))
            {
                continue;
            }

            var name = line[..equals].TrimEnd(" \t"u8);
            if (name.Length > LongestName || name.ContainsAny(_ofOthers))
            {
                continue;
            }

            var text = line[(equals + 1)..].Trim(" \t"u8);
            bool? says =
                text.SequenceEqual("True"u8) ? true
                : text.SequenceEqual("False"u8) || text.SequenceEqual("None"u8) ? false
                : null;
            var key = Encoding.UTF8.GetString(name);
            constants[key] = constants.TryGetValue(key, out var before) && before != says ? null : says;
        }

        return constants;
    }
}
