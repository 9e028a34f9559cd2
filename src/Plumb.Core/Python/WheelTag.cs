namespace Plumb.Python;

/// <summary>
/// One compatibility tag of a wheel, such as <c>cp312-cp312-manylinux_2_17_x86_64</c> (PEP 425). The three parts are held
/// in lower case; two tags are equal when their parts are.
/// </summary>
public readonly record struct WheelTag : IComparable<WheelTag>
{
    /// <summary>Takes the three parts, in any case. None of them is checked: <see cref="WheelTagSet"/> does that.</summary>
    public WheelTag(string interpreter, string abi, string platform)
    {
        Interpreter = interpreter.ToLowerInvariant();
        Abi = abi.ToLowerInvariant();
        Platform = platform.ToLowerInvariant();
    }

    /// <summary>The implementation and its version: <c>cp312</c>, <c>py3</c>, <c>pp310</c>.</summary>
    public string Interpreter { get; }

    /// <summary>The binary interface: <c>cp312</c>, <c>cp313t</c>, <c>abi3</c>, <c>none</c>.</summary>
    public string Abi { get; }

    /// <summary>The platform: <c>manylinux_2_28_x86_64</c>, <c>win_amd64</c>, <c>macosx_11_0_arm64</c>, <c>any</c>.</summary>
    public string Platform { get; }

    /// <summary>True when the tag asks for no platform and no binary interface: the wheel holds nothing compiled.</summary>
    public bool IsPure => Abi == "none" && Platform == "any";

    /// <summary>Ordinal order of the parts, for output that does not depend on chance.</summary>
    public int CompareTo(WheelTag other)
    {
        var order = string.CompareOrdinal(Interpreter, other.Interpreter);
        order = order != 0 ? order : string.CompareOrdinal(Abi, other.Abi);
        return order != 0 ? order : string.CompareOrdinal(Platform, other.Platform);
    }

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator <(WheelTag left, WheelTag right) => left.CompareTo(right) < 0;

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator >(WheelTag left, WheelTag right) => left.CompareTo(right) > 0;

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator <=(WheelTag left, WheelTag right) => left.CompareTo(right) <= 0;

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator >=(WheelTag left, WheelTag right) => left.CompareTo(right) >= 0;

    /// <summary>The parts joined by hyphens.</summary>
    public override string ToString() => $"{Interpreter}-{Abi}-{Platform}";
}
