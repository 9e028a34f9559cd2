using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>
/// Evaluates the markers of a lock for one machine. <c>extra == 'x'</c> asks whether x is among the wanted extras, as uv and poetry
/// read it. Where only the minor version of Python is known, an answer that all its releases share is still an answer.
/// </summary>
internal sealed class LockMarkers(MarkerEnvironment environment)
{
    private readonly ImmutableArray<MarkerEnvironment> _environments = environment
        is { PythonFullVersion: null, PythonVersion: { } minor }
        ? [WithRelease(environment, minor + ".0"), WithRelease(environment, minor + ".99")]
        : [environment];

    public MarkerOutcome Evaluate(Marker? marker, IReadOnlySet<string> extras)
    {
        if (marker is null)
        {
            return MarkerOutcome.True;
        }

        var first = Evaluate(marker.Expression, _environments[0], extras);
        return _environments.Length == 1 || Evaluate(marker.Expression, _environments[1], extras) == first
            ? first
            : MarkerOutcome.Unknown;
    }

    /// <summary>As written, with the environment's own values for <c>extra</c>, <c>extras</c> and <c>dependency_groups</c>.</summary>
    public MarkerOutcome Evaluate(Marker? marker, Func<MarkerEnvironment, MarkerEnvironment> adjust)
    {
        if (marker is null)
        {
            return MarkerOutcome.True;
        }

        var first = marker.Evaluate(adjust(_environments[0]));
        return _environments.Length == 1 || marker.Evaluate(adjust(_environments[1])) == first
            ? first
            : MarkerOutcome.Unknown;
    }

    /// <summary>Whether a Python is allowed; null when that is not known.</summary>
    public bool? Allows(VersionSpecifiers? specifiers)
    {
        if (specifiers is null || _environments[0].PythonFullVersion is not { } version)
        {
            return specifiers is null ? true : null;
        }

        var first = specifiers.Contains(version);
        return _environments.Length == 1 || specifiers.Contains(_environments[1].PythonFullVersion!) == first
            ? first
            : null;
    }

    private static MarkerEnvironment WithRelease(MarkerEnvironment environment, string release) =>
        environment with
        {
            PythonFullVersion = release,
            ImplementationVersion =
                environment.ImplementationVersion ?? (environment.ImplementationName == "cpython" ? release : null),
        };

    private static MarkerOutcome Evaluate(
        MarkerExpression expression,
        MarkerEnvironment environment,
        IReadOnlySet<string> extras
    ) =>
        expression switch
        {
            MarkerConjunction { Parts: var parts } => All(parts, environment, extras, MarkerOutcome.False),
            MarkerDisjunction { Parts: var parts } => All(parts, environment, extras, MarkerOutcome.True),
            MarkerComparison comparison => Evaluate(comparison, environment, extras),
            _ => MarkerOutcome.Unknown,
        };

    // One part that decides is enough; a part that cannot be evaluated counts only when none decides.
    private static MarkerOutcome All(
        ImmutableArray<MarkerExpression> parts,
        MarkerEnvironment environment,
        IReadOnlySet<string> extras,
        MarkerOutcome decides
    )
    {
        var outcome = decides == MarkerOutcome.False ? MarkerOutcome.True : MarkerOutcome.False;
        foreach (var part in parts)
        {
            var one = Evaluate(part, environment, extras);
            if (one == decides)
            {
                return one;
            }

            outcome = one is MarkerOutcome.True or MarkerOutcome.False ? outcome : one;
        }

        return outcome;
    }

    private static MarkerOutcome Evaluate(
        MarkerComparison comparison,
        MarkerEnvironment environment,
        IReadOnlySet<string> extras
    )
    {
        var name = (comparison.Left, comparison.Right) switch
        {
            ({ Variable: MarkerVariable.Extra }, { Variable: null, Text: var text }) => text,
            ({ Variable: null, Text: var text }, { Variable: MarkerVariable.Extra }) => text,
            _ => null,
        };
        return (name, comparison.Operator) switch
        {
            (not null, MarkerOperator.Equal) => extras.Contains(name) ? MarkerOutcome.True : MarkerOutcome.False,
            (not null, MarkerOperator.NotEqual) => extras.Contains(name) ? MarkerOutcome.False : MarkerOutcome.True,
            _ => new MarkerEvaluator(environment).Evaluate(comparison),
        };
    }
}
