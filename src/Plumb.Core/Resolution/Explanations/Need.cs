using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>That one package needs another, whatever their versions.</summary>
/// <param name="Of">Who needs it.</param>
/// <param name="On">What is needed.</param>
internal readonly record struct Need(PackageName Of, PackageName On);
