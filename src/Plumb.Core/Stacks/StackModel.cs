using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>A model file.</summary>
/// <param name="Name">Its name in the stack, once there.</param>
/// <param name="Path">Where the application looks for it: absolute, from <c>~</c>, or from the application's folder.</param>
/// <param name="Bytes">Its size; null when not stated.</param>
/// <param name="Sha256">64 hexadecimal digits in lower case; "" when not stated.</param>
/// <param name="Urls">Where it can be had.</param>
/// <param name="Licence">Its licence, as its owner names it; "" when not stated.</param>
/// <param name="IsOptional">The application runs without it.</param>
/// <param name="Preprocessing">How a picture or text is prepared for it, by keys such as <c>size</c>, <c>mean</c>, <c>colour</c>; values as written.</param>
/// <param name="Source">Why it is so.</param>
/// <param name="Place">Where it stands.</param>
public sealed record StackModel(
    string Name,
    string Path,
    long? Bytes,
    string Sha256,
    ImmutableArray<string> Urls,
    string Licence,
    bool IsOptional,
    ImmutableArray<(string Key, string Value)> Preprocessing,
    StackSource Source,
    Location Place
);
