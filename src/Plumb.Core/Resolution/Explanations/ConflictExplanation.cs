using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>Why requirements cannot be met together, in plain sentences; the requirements themselves are not said again.</summary>
/// <param name="Sentences">All steps, from the requirements on.</param>
/// <param name="IsCertain">False where unknown metadata or a package that is not in the index could still change the answer.</param>
/// <param name="NotRecorded">The packages of which the index knows nothing and on which the answer rests.</param>
public sealed record ConflictExplanation(
    ImmutableArray<string> Sentences,
    bool IsCertain,
    ImmutableArray<PackageName> NotRecorded
)
{
    /// <summary>The packages of which the index leaves out versions that could bring a solution.</summary>
    public ImmutableArray<PackageName> LeftOut { get; init; } = [];

    /// <summary>The most sentences of a short report.</summary>
    public const int Few = 5;

    /// <summary>At most <see cref="Few"/> sentences: the first and the last, and how many lie between.</summary>
    public ImmutableArray<string> Short
    {
        get
        {
            if (Sentences.Length <= Few)
            {
                return Sentences;
            }

            var left = Sentences.Length - Few + 1;
            var steps = left == 1 ? "step" : "steps";
            return
            [
                .. Sentences[..2],
                FormattableString.Invariant($"(and {left} {steps} more; -v shows them)"),
                .. Sentences[^2..],
            ];
        }
    }
}
