namespace Plumb.Source;

/// <summary>Operators of more than one character, told by what they do to a statement; the others are their own byte.</summary>
internal static class PythonOperator
{
    /// <summary><c>+=</c> and its like.</summary>
    public const byte AugmentedAssignment = 1;

    /// <summary><c>:=</c>.</summary>
    public const byte Walrus = 2;

    /// <summary><c>-&gt;</c>.</summary>
    public const byte Arrow = 3;

    /// <summary><c>...</c>, an operand.</summary>
    public const byte Ellipsis = 4;

    /// <summary><c>**</c>.</summary>
    public const byte Power = 5;

    /// <summary><c>//</c>.</summary>
    public const byte FloorDivision = 6;

    /// <summary><c>==</c>, <c>!=</c>, <c>&lt;=</c>, <c>&gt;=</c>.</summary>
    public const byte Comparison = 7;

    /// <summary><c>&lt;&lt;</c> and <c>&gt;&gt;</c>.</summary>
    public const byte Shift = 8;

    /// <summary>The operator at the start of a text, and its length; length 0 when there is none.</summary>
    public static (byte Operator, int Length) Read(ReadOnlySpan<byte> text)
    {
        var first = text[0];
        if (first is (byte)'(' or (byte)')' or (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}')
        {
            return (first, 1);
        }

        var second = text.Length > 1 ? text[1] : (byte)0;
        if (first is (byte)'.' or (byte)':' or (byte)'=' && second is not ((byte)'.' or (byte)'='))
        {
            return (first, 1);
        }

        var third = text.Length > 2 ? text[2] : (byte)0;
        return (first, second, third) switch
        {
            ((byte)'.', (byte)'.', (byte)'.') => (Ellipsis, 3),


            ((byte)'*', (byte)'*', (byte)'=')
            or
            ((byte)'/', (byte)'/', (byte)'=')
            or
            ((byte)'<', (byte)'<', (byte)'=')
            or ((byte)'>', (byte)'>', (byte)'=') => (AugmentedAssignment, 3),
            ((byte)'*', (byte)'*', _) => (Power, 2),
            ((byte)'/', (byte)'/', _) => (FloorDivision, 2),
            ((byte)'<', (byte)'<', _) or ((byte)'>', (byte)'>', _) => (Shift, 2),
            ((byte)'-', (byte)'>', _) => (Arrow, 2),
            ((byte)':', (byte)'=', _) => (Walrus, 2),
            ((byte)'=' or (byte)'!' or (byte)'<' or (byte)'>', (byte)'=', _) => (Comparison, 2),
            ((byte)'+' or (byte)'-' or (byte)'*' or (byte)'/' or (byte)'%' or (byte)'&', (byte)'=', _)
            or ((byte)'|' or (byte)'^' or (byte)'@', (byte)'=', _) => (AugmentedAssignment, 2),
            ((byte)'!' or (byte)'$' or (byte)'?' or (byte)'`', _, _) => (first, 0),
            _ => (first, 1),
        };
    }
}
