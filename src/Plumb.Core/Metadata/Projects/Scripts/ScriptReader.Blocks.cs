namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    private void ReadWith()
    {
        do
        {
            var value = ReadExpression();
            if (Accept("as") && IsAt(ScriptTokenKind.Name))
            {
                _scope.Assign(TextOf(Token), value, LocationOf(Token));
                _next++;
            }
        } while (Accept(","));
        SkipToSuite();
        ReadSuite();
    }

    private void ReadIf()
    {
        var outer = _scope.Conditions;
        var soFar = outer;
        var isChainKnown = true;
        var isDone = false;
        do
        {
            var condition = ScriptCondition.Read(ReadHeader());
            if (isDone)
            {
                SkipSuite();
            }
            else if (condition is null || !isChainKnown)
            {
                isChainKnown = false;
                ReadDoubtfulSuite();
            }
            else
            {
                _scope.Conditions = condition.Length == 0 ? soFar : soFar.Add(condition);
                ReadSuite();
                isDone = condition.Length == 0;
                soFar = condition.Length == 0 ? soFar : soFar.Add(ScriptCondition.Invert(condition));
            }

            _scope.Conditions = outer;
        } while (Accept("elif"));

        if (!Is("else") || !IsAhead(1, ":"))
        {
            return;
        }

        _next += 2;
        if (isDone)
        {
            SkipSuite();
        }
        else if (!isChainKnown)
        {
            ReadDoubtfulSuite();
        }
        else
        {
            _scope.Conditions = soFar;
            ReadSuite();
            _scope.Conditions = outer;
        }
    }

    /// <summary>The tokens up to the colon of a suite, strings without quotes.</summary>
    private string[] ReadHeader()
    {
        var start = _next;
        SkipToSuite();
        return
        [
            .. _tokens
                .Skip(start)
                .Take(Math.Max(0, _next - 1 - start))
                .Select(t =>
                    t.Kind == ScriptTokenKind.Text
                        ? ScriptText.Read(source.Text.AsSpan(t.Start, t.End - t.Start)).Text
                        : TextOf(t)
                ),
        ];
    }
}
