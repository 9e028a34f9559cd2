using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>One check: a pure function of what was observed. The same snapshot gives the same findings in the same order.</summary>
public interface ICheck
{
    /// <summary>The rules that it may report.</summary>
    ImmutableArray<Rule> Rules { get; }

    /// <summary>What has to be observed for it; it is not run on less.</summary>
    Observation Needs { get; }

    /// <summary>What it finds.</summary>
    IEnumerable<Judgement> Run(CheckContext context);
}
