namespace Plumb.Source;

/// <content>Simple statements and the expressions in all statements.</content>
internal ref partial struct SourceReader
{
    /// <summary>Which names of a statement it binds.</summary>
    private enum Targets
    {
        None,

        /// <summary>Those before each <c>=</c>.</summary>
        Assignment,

        /// <summary>Those before <c>in</c>.</summary>
        BeforeIn,

        /// <summary>Those after <c>as</c>.</summary>
        AfterAs,

        /// <summary>None; <c>as</c> ends what is asked for.</summary>
        Exception,

        /// <summary>All plain names, perhaps.</summary>
        Pattern,

        /// <summary>All plain names, which are deleted.</summary>
        Deletion,
    }

    private void SimpleStatement(int context, int depth)
    {
        if (_lexer.Kind == PythonTokenKind.Name)
        {
            var word = _lexer.Token;
            switch (word.Length)
            {
                case 3 when word.SequenceEqual("del"u8):
                    Next();
                    Scan(isHeader: false, context, Targets.Deletion);
                    return;
                case 4 when word.SequenceEqual("from"u8):
                    From(context, depth);
                    return;
                case 4 when word.SequenceEqual("type"u8) && TypeAlias(context):
                    return;
                case 5 when word.SequenceEqual("raise"u8):
                    _found.Tree.Raise(context);
                    break;
                case 5 when word.SequenceEqual("break"u8):
                case 6 when word.SequenceEqual("return"u8):
                case 8 when word.SequenceEqual("continue"u8):
                    _found.Tree.Leave(context);
                    break;
                case 5 when word.SequenceEqual("match"u8):
                    Match(context);
                    return;
                case 6 when word.SequenceEqual("import"u8):
                    Import(context, depth);
                    return;
                case 6 when word.SequenceEqual("global"u8):
                    Global();
                    return;
                case 7 when word.SequenceEqual("__all__"u8) && _found.Tree.IsModuleScope(context):
                    _readsExported = true;
                    _found.HasExported = true;
                    break;
            }
        }
        else if (Is((byte)'@'))
        {
            Next();
        }

        Scan(isHeader: false, context, Targets.Assignment);
        _readsExported = false;
    }

    /// <summary><c>type X = …</c> (PEP 695); false when <c>type</c> is an ordinary name, which is then read by the caller.</summary>
    private bool TypeAlias(int context)
    {
        var start = _lexer.Start;
        Next();
        if (_lexer.Kind == PythonTokenKind.Name && !PythonKeyword.IsWord(_lexer.Token))
        {
            BindName(new TextRange(_lexer.Start, _lexer.End), context);
            Scan(isHeader: false, context, Targets.Assignment);
            return true;
        }

        ScanFrom(new TextRange(start, start + 4), isHeader: false, context, Targets.Assignment);
        return true;
    }

    /// <summary><c>match X:</c> opens a block (PEP 634); otherwise <c>match</c> is an ordinary name.</summary>
    private void Match(int context)
    {
        var start = _lexer.Start;
        Next();
        ScanFrom(new TextRange(start, start + 5), isHeader: false, context, Targets.Assignment);
        if (_lexer.Kind == PythonTokenKind.Newline && _endsWithColon)
        {
            _next = new Level(context, _level.Depth + 1) { IsMatch = true };
            _expectsBlock = true;
        }
    }

    private void Global()
    {
        do
        {
            Next();
            if (_lexer.Kind == PythonTokenKind.Name)
            {
                _found.Names.Add(new NameEvent(new TextRange(_lexer.Start, _lexer.End), NameEventKind.MaybeBound));
                Next();
            }
        } while (Is((byte)','));
    }

    private void BindName(TextRange name, int context, bool isDefinition = false)
    {
        if (name.Length > 0 && _found.Tree.IsModuleScope(context) && !_found.Tree.IsForTypes(context))
        {
            _found.Names.Add(new NameEvent(name, NameEventKind.Bound));
            if (name.In(_text).SequenceEqual("__getattr__"u8))
            {
                _found.NamesOpenBecause ??= "it answers for further names (__getattr__)";
                // What another package made answers from anywhere (lazy_loader from a .pyi).
                _found.MakesNames |= !isDefinition;
            }
        }
    }
}
