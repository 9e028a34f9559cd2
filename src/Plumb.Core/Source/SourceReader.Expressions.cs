using System.Runtime.InteropServices;

namespace Plumb.Source;

/// <content>The tokens of one statement or header.</content>
internal ref partial struct SourceReader
{
    /// <summary>Reads to the end of the statement, or of a header to its colon. The token that ends it is left.</summary>
    private void Scan(bool isHeader, int context, Targets targets) => ScanFrom(default, isHeader, context, targets);

    /// <summary>As <see cref="Scan"/>, after a name that was read already.</summary>
    private void ScanFrom(TextRange name, bool isHeader, int context, Targets targets)
    {
        var firstChain = _found.Chains.Count;
        BeginScan(context, targets);
        if (name.Length > 0)
        {
            Chain(name, 0);
            // match and type may stand before a value.
            _afterValue = false;
        }

        while (!EndsLine)
        {
            switch (_lexer.Kind)
            {
                case PythonTokenKind.Name:
                    if (Word(isHeader))
                    {
                        continue;
                    }

                    break;
                case PythonTokenKind.Operator:
                    if (_lexer.Depth == 0 && Ends(isHeader))
                    {
                        EndScan(firstChain);
                        return;
                    }

                    Operator();
                    break;
                case PythonTokenKind.Text:
                    Value(isText: true);
                    if (_readsExported)
                    {
                        _found.Exported.Add(new TextRange(_lexer.Start, _lexer.End));
                    }

                    break;
                case PythonTokenKind.Number or PythonTokenKind.FormattedStart:
                    Value(_lexer.Kind == PythonTokenKind.FormattedStart);
                    _found.ExportedIsOpen |= _readsExported;
                    _afterValue = _lexer.Kind == PythonTokenKind.Number;
                    break;
                case PythonTokenKind.FormattedEnd:
                    (_afterValue, _afterText) = (true, true);
                    break;
            }

            if (!_passesName)
            {
                _scanEnd = _lexer.End;
            }

            Next();
        }

        EndScan(firstChain);
    }

    private void BeginScan(int context, Targets targets)
    {
        var isModule = _found.Tree.IsModuleScope(context) && !_found.Tree.IsForTypes(context);
        _scanned = targets is Targets.Exception || isModule ? targets : Targets.None;
        _scannedContext = context;
        _collects = _scanned is Targets.Assignment or Targets.BeforeIn or Targets.Pattern or Targets.Deletion;
        _lambdas = _grouping = _asDepth = 0;
        _isTested = _afterValue = _afterText = _afterDot = _endsWithColon = _isAnnotated = _passesName = false;
        _scanEnd = _lexer.Start;
        _targets.Clear();
    }

    private void EndScan(int firstChain)
    {
        if (_isTested)
        {
            foreach (ref var chain in CollectionsMarshal.AsSpan(_found.Chains)[firstChain..])
            {
                chain.IsTested = true;
            }
        }

        switch (_scanned)
        {
            case Targets.Deletion:
                Commit(_scannedContext == SourceTree.Module ? NameEventKind.Deleted : NameEventKind.MaybeDeleted);
                break;
            case Targets.Pattern:
                Commit(NameEventKind.MaybeBound);
                break;
            case Targets.AfterAs:
                Commit(NameEventKind.Bound);
                break;
        }
    }

    private void Commit(NameEventKind kind)
    {
        foreach (var target in _targets)
        {
            if (kind == NameEventKind.Bound)
            {
                BindName(target, _scannedContext);
            }
            else
            {
                _found.Names.Add(new NameEvent(target, kind));
            }
        }

        _targets.Clear();
    }

    private bool Ends(bool isHeader)
    {
        var ends = _lexer.Operator == ';' || (isHeader && _lexer.Operator == ':' && _lambdas == 0);
        if (_lexer.Operator == ':' && _lambdas > 0)
        {
            _lambdas--;
        }
        else
        {
            _endsWithColon = _lexer.Operator == ':';
        }

        return ends;
    }

    /// <summary>Two values side by side are no Python 3; <c>print "x"</c> is the usual case.</summary>
    private void Value(bool isText)
    {
        if (_afterValue && !(isText && _afterText))
        {
            Fail("two values stand side by side, as in a print statement of Python 2");
        }

        (_afterValue, _afterText) = (true, isText);
        _endsWithColon = false;
    }

    /// <summary>A name; true when the token after it was read already.</summary>
    private bool Word(bool isHeader)
    {
        if (PythonKeyword.IsWord(_lexer.Token))
        {
            Keyword(isHeader);
            return false;
        }

        var name = new TextRange(_lexer.Start, _lexer.End);
        var depth = _lexer.Depth;
        Value(isText: false);
        Next();
        Chain(name, depth);
        return true;
    }

    private void Keyword(bool isHeader)
    {
        (_afterValue, _afterDot, _endsWithColon) = (false, false, false);
        _found.ExportedIsOpen |= _readsExported;
        var word = _lexer.Token;
        if (_scanned == Targets.AfterAs)
        {
            if (word.SequenceEqual("as"u8))
            {
                _collects = true;
                _grouping = _asDepth = _lexer.Depth;
            }
        }
        else if (_scanned == Targets.Assignment && _lexer.Depth == 0)
        {
            // lambda a=1: a binds no a.
            _collects = false;
            _targets.Clear();
        }

        if (_lexer.Depth > 0)
        {
            return;
        }

        if (isHeader && word.SequenceEqual("lambda"u8))
        {
            _lambdas++;
        }
        else if (_scanned == Targets.BeforeIn && _collects && word.SequenceEqual("in"u8))
        {
            Commit(NameEventKind.Bound);
            _collects = false;
        }
        else if (_scanned == Targets.Exception && word.SequenceEqual("as"u8))
        {
            _passesName = true;
        }
    }
}
