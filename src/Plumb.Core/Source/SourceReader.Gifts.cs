namespace Plumb.Source;

/// <content>What a file gives to other modules by names in strings.</content>
internal ref partial struct SourceReader
{
    /// <summary><c>setattr(np, "float", float)</c>; the opening parenthesis is the current token.</summary>
    private readonly void GivenByCall()
    {
        var ahead = _lexer;
        if (ahead.Read() != PythonTokenKind.Name)
        {
            return;
        }

        var owner = new TextRange(ahead.Start, ahead.End);
        while (ahead.Read() == PythonTokenKind.Operator && ahead.Operator == '.')
        {
            if (ahead.Read() != PythonTokenKind.Name)
            {
                return;
            }

            owner = new TextRange(owner.Start, ahead.End);
        }

        if (ahead.Kind == PythonTokenKind.Operator && ahead.Operator == ',' && ahead.Read() == PythonTokenKind.Text)
        {
            _found.Gifts.Add(new FoundGift(owner, new TextRange(ahead.Start, ahead.End), _scannedContext));
        }
    }

    /// <summary><c>np.__dict__["float"] = float</c>; the opening bracket is the current token.</summary>
    private readonly void GivenItem(TextRange table)
    {
        var owner = new TextRange(table.Start, table.End - ".__dict__".Length);
        if (owner.Length > 0 && IsGivenItem(out var key))
        {
            _found.Gifts.Add(new FoundGift(owner, key, _scannedContext));
        }
    }

    private readonly void PutByCall()
    {
        var ahead = _lexer;
        if (ahead.Read() == PythonTokenKind.Text)
        {
            _found.PutModules.Add(new TextRange(ahead.Start, ahead.End));
        }
    }

    /// <summary><c>["text"] =</c></summary>
    private readonly bool IsGivenItem(out TextRange key)
    {
        var ahead = _lexer;
        var isText = ahead.Read() == PythonTokenKind.Text;
        key = new TextRange(ahead.Start, ahead.End);
        return isText
            && ahead.Read() == PythonTokenKind.Operator
            && ahead.Operator == ']'
            && ahead.Read() == PythonTokenKind.Operator
            && ahead.Operator == '=';
    }
}
