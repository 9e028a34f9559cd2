using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>
/// Evaluates markers as <c>packaging</c> and so pip do: versions are compared as versions where both sides are such; otherwise texts
/// can only be equal or not, and <c>&lt;=</c> and <c>&gt;=</c> then mean equal. Every comparison is looked at, so that an undefined one
/// is never hidden by another.
/// </summary>
internal readonly struct MarkerEvaluator(MarkerEnvironment environment)
{
    public MarkerOutcome Evaluate(MarkerExpression expression) =>
        expression switch
        {
            MarkerComparison comparison => Compare(comparison),
            MarkerConjunction all => Join(all.Parts, MarkerOutcome.False),
            MarkerDisjunction any => Join(any.Parts, MarkerOutcome.True),
            _ => MarkerOutcome.UndefinedComparison,
        };

    // Three-valued logic (Kleene): one decisive part decides, otherwise one unknown part leaves the whole unknown.
    private MarkerOutcome Join(ImmutableArray<MarkerExpression> parts, MarkerOutcome decisive)
    {
        var result = decisive == MarkerOutcome.True ? MarkerOutcome.False : MarkerOutcome.True;
        foreach (var part in parts)
        {
            var outcome = Evaluate(part);
            if (outcome is MarkerOutcome.UndefinedComparison or MarkerOutcome.UndefinedVariable)
            {
                return outcome;
            }

            if (outcome == decisive || (outcome == MarkerOutcome.Unknown && result != decisive))
            {
                result = outcome;
            }
        }

        return result;
    }

    private MarkerOutcome Compare(MarkerComparison comparison)
    {
        // As packaging does: the right side is looked up only when the left side is a quoted text, and then by its text.
        var isVariableLeft = comparison.Left.Variable is not null;
        var name = isVariableLeft ? comparison.Left.Text : comparison.Right.Text;
        var variable = MarkerVariables.Find(name);
        if (variable is { IsSet: true })
        {
            return CompareSet(comparison, variable.Value, isVariableLeft);
        }

        if (variable == MarkerVariable.Extra && environment.IsExtraOpen)
        {
            return MarkerOutcome.Unknown;
        }

        if (ValueOf(variable, name) is not { } value)
        {
            return variable is null or MarkerVariable.Extra ? MarkerOutcome.UndefinedVariable : MarkerOutcome.Unknown;
        }

        var (left, right) = isVariableLeft ? (value, comparison.Right.Text) : (comparison.Left.Text, value);
        var specifier =
            isVariableLeft ? comparison.Specifier
            : variable is { IsVersion: true } ? MarkerComparison.ReadSpecifier(comparison.Operator, value)
            : null;
        return specifier is null ? CompareTexts(left, comparison.Operator, right) : ToOutcome(specifier.Allows(left));
    }

    private MarkerOutcome CompareSet(MarkerComparison comparison, MarkerVariable variable, bool isVariableLeft)
    {
        var set = variable == MarkerVariable.Extras ? environment.Extras : environment.DependencyGroups;
        if (set is null)
        {
            return MarkerOutcome.UndefinedVariable;
        }

        var isMember = set.Any(m => PackageName.Normalize(m) == PackageName.Normalize(comparison.Left.Text));
        return (isVariableLeft, comparison.Operator) switch
        {
            (false, MarkerOperator.In) => ToOutcome(isMember),
            (false, MarkerOperator.NotIn) => ToOutcome(!isMember),
            (true, _) or (_, MarkerOperator.Compatible or MarkerOperator.Arbitrary) =>
                MarkerOutcome.UndefinedComparison,
            // A text is never equal to a set, and never above or below one.
            _ => ToOutcome(comparison.Operator == MarkerOperator.NotEqual),
        };
    }

    private static MarkerOutcome CompareTexts(string left, MarkerOperator comparison, string right) =>
        comparison switch
        {
            MarkerOperator.In => ToOutcome(right.Contains(left, StringComparison.Ordinal)),
            MarkerOperator.NotIn => ToOutcome(!right.Contains(left, StringComparison.Ordinal)),
            MarkerOperator.Equal or MarkerOperator.LessOrEqual or MarkerOperator.GreaterOrEqual => ToOutcome(
                left == right
            ),
            MarkerOperator.NotEqual => ToOutcome(left != right),
            MarkerOperator.Less or MarkerOperator.Greater => MarkerOutcome.False,
            _ => MarkerOutcome.UndefinedComparison,
        };

    private string? ValueOf(MarkerVariable? variable, string name) =>
        variable switch
        {
            MarkerVariable.PythonVersion => environment.PythonVersion,
            // A build from a working copy ends its version with a bare "+", which would be no version.
            MarkerVariable.PythonFullVersion => environment.PythonFullVersion is { } full && full.EndsWith('+')
                ? full + "local"
                : environment.PythonFullVersion,
            MarkerVariable.OsName => environment.OsName,
            MarkerVariable.SysPlatform => environment.SysPlatform,
            MarkerVariable.PlatformRelease => environment.PlatformRelease,
            MarkerVariable.PlatformSystem => environment.PlatformSystem,
            MarkerVariable.PlatformVersion => environment.PlatformVersion,
            MarkerVariable.PlatformMachine => environment.PlatformMachine,
            MarkerVariable.PlatformPythonImplementation => environment.PlatformPythonImplementation,
            MarkerVariable.ImplementationName => environment.ImplementationName,
            MarkerVariable.ImplementationVersion => environment.ImplementationVersion,
            MarkerVariable.Extra => environment.Extra is { } extra ? PackageName.Normalize(extra) : null,
            _ => environment.Others.GetValueOrDefault(name),
        };

    private static MarkerOutcome ToOutcome(bool holds) => holds ? MarkerOutcome.True : MarkerOutcome.False;
}
