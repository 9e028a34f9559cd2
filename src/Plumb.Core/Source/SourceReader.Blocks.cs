namespace Plumb.Source;

/// <content>Compound statements: which block a line opens.</content>
internal ref partial struct SourceReader
{
    /// <summary>A logical line that does not open with indentation.</summary>
    private void Line()
    {
        var last = _level.Last;
        _level.Last = Clause.None;
        if (_lexer.Kind == PythonTokenKind.Name && Compound(last))
        {
            return;
        }

        SimpleStatements(_level.Context, _level.Depth);
    }

    private bool Compound(Clause last)
    {
        var word = _lexer.Token;
        switch (word.Length)
        {
            case 2 when word.SequenceEqual("if"u8):
                If(_level.Context, _level.Depth);
                return true;
            case 3 when word.SequenceEqual("def"u8):
                Definition(SourceBlockKind.Function);
                return true;
            case 3 when word.SequenceEqual("for"u8):
                Loop(bindsTargets: true);
                return true;
            case 3 when word.SequenceEqual("try"u8):
                Try();
                return true;
            case 4 when word.SequenceEqual("with"u8):
                With();
                return true;
            case 4 when word.SequenceEqual("elif"u8):
                Elif(last);
                return true;
            case 4 when word.SequenceEqual("else"u8):
                Else(last);
                return true;
            case 4 when _level.IsMatch && word.SequenceEqual("case"u8):
                Header(Targets.Pattern);
                Body(new Level(_level.Context, _level.Depth + 1));
                return true;
            case 5 when word.SequenceEqual("class"u8):
                Definition(SourceBlockKind.Class);
                return true;
            case 5 when word.SequenceEqual("while"u8):
                Loop(bindsTargets: false);
                return true;
            case 5 when word.SequenceEqual("async"u8):
                Next();
                return Compound(Clause.None);
            case 6 when word.SequenceEqual("except"u8):
                Except(last);
                return true;
            case 7 when word.SequenceEqual("finally"u8):
                _level.Last = Clause.None;
                if (last != Clause.Try)
                {
                    Fail("finally stands without try");
                }

                Next();
                Body(new Level(_level.Context, _level.ClauseDepth + 1));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads the rest of a header up to its colon.</summary>
    private TextRange Header(Targets targets = Targets.None)
    {
        Next();
        return HeaderFrom(_lexer.Start, targets);
    }

    private TextRange HeaderFrom(int start, Targets targets)
    {
        Scan(isHeader: true, _level.Context, targets);
        return new TextRange(start, Math.Max(start, _scanEnd));
    }

    private void If(int around, int depth)
    {
        var test = Header();
        var node = _found.Tree.Add(around, SourceBlockKind.If, test, isForTypes: IsForTypes(test.In(_text)));
        _level.Last = Clause.If;
        _level.Node = node;
        _level.Around = around;
        _level.ClauseDepth = depth;
        Body(new Level(node, depth + 1));
    }

    private static bool IsForTypes(ReadOnlySpan<byte> test) =>
        test.SequenceEqual("TYPE_CHECKING"u8)
        || test.SequenceEqual("typing.TYPE_CHECKING"u8)
        || test.SequenceEqual("t.TYPE_CHECKING"u8);

    private void Elif(Clause last)
    {
        if (last != Clause.If)
        {
            Fail("elif stands without if");
            return;
        }

        var otherwise = _found.Tree.Add(_level.Around, SourceBlockKind.Else, of: _level.Node);
        If(otherwise, _level.ClauseDepth + 1);
    }

    private void Else(Clause last)
    {
        if (last == Clause.None)
        {
            Fail("else stands without if, try or loop");
            return;
        }

        var context =
            last == Clause.If ? _found.Tree.Add(_level.Around, SourceBlockKind.Else, of: _level.Node) : _level.Context;
        _level.Last = last == Clause.Try ? Clause.Try : Clause.None;
        Next();
        Body(new Level(context, _level.ClauseDepth + 1));
    }

    private void Try()
    {
        var node = _found.Tree.Add(_level.Context, SourceBlockKind.Try);
        _level.Last = Clause.Try;
        _level.Node = node;
        _level.ClauseDepth = _level.Depth;
        Next();
        Body(new Level(node, _level.Depth + 1));
    }

    private void Except(Clause last)
    {
        if (last != Clause.Try)
        {
            Fail("except stands without try");
            return;
        }

        Next();
        if (Is((byte)'*'))
        {
            Next();
        }

        var start = _lexer.Start;
        var caught = Is((byte)':') ? new TextRange(start, start) : HeaderFrom(start, Targets.Exception);
        _level.Last = Clause.Try;
        Body(new Level(_found.Tree.AddHandler(_level.Node, _level.Context, caught), _level.ClauseDepth + 2));
    }

    /// <summary><c>with suppress(ImportError):</c> is a <c>try</c> whose handler does nothing (contextlib).</summary>
    private void With()
    {
        var header = Header(Targets.AfterAs);
        var text = header.In(_text);
        var start =
            text.StartsWith("suppress("u8) ? "suppress"u8.Length
            : text.StartsWith("contextlib.suppress("u8) ? "contextlib.suppress"u8.Length
            : -1;
        var end = start < 0 ? -1 : text.IndexOf((byte)')');
        var context =
            end < 0
                ? _level.Context
                : _found.Tree.Add(
                    _level.Context,
                    SourceBlockKind.Suppress,
                    new TextRange(header.Start + start, header.Start + end + 1)
                );
        Body(new Level(context, _level.Depth + 1));
    }

    private void Loop(bool bindsTargets)
    {
        Header(bindsTargets ? Targets.BeforeIn : Targets.None);
        _level.Last = Clause.Loop;
        _level.ClauseDepth = _level.Depth;
        Body(new Level(_level.Context, _level.Depth + 1));
    }

    private void Definition(SourceBlockKind kind)
    {
        Next();
        if (_lexer.Kind != PythonTokenKind.Name)
        {
            Fail("a name is missing");
            return;
        }

        BindName(new TextRange(_lexer.Start, _lexer.End), _level.Context, isDefinition: true);
        Next();
        var parameters = default(TextRange);
        if (!Is((byte)':'))
        {
            parameters = HeaderFrom(_lexer.Start, Targets.None);
        }

        Body(new Level(_found.Tree.Add(_level.Context, kind, parameters), _level.Depth + 1));
    }
}
