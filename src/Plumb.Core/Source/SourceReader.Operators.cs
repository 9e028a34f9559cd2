namespace Plumb.Source;

/// <content>Operators, and what they make of the names before them.</content>
internal ref partial struct SourceReader
{
    private void Operator()
    {
        var @operator = _lexer.Operator;
        var isDot = @operator == '.';
        switch (@operator)
        {
            case (byte)'(' or (byte)'[':
                if (!_afterValue && _grouping == _lexer.Depth - 1)
                {
                    _grouping = _lexer.Depth;
                }

                _afterValue = false;
                break;
            case (byte)')' or (byte)']' or (byte)'}':
                _grouping = Math.Min(_grouping, _lexer.Depth);
                EndAs(_lexer.Depth < _asDepth);
                (_afterValue, _afterText) = (true, false);
                break;
            case (byte)',':
                EndAs(_lexer.Depth == _asDepth);
                _afterValue = false;
                break;
            case PythonOperator.Ellipsis:
                Value(isText: false);
                break;
            default:
                _afterValue = false;
                Assignment(@operator);
                break;
        }

        _afterDot = isDot;
        _endsWithColon &= @operator == ':';
        _found.ExportedIsOpen |=
            _readsExported
            && @operator
                is not (
                    (byte)'='
                    or PythonOperator.AugmentedAssignment
                    or (byte)'['
                    or (byte)']'
                    or (byte)'('
                    or (byte)')'
                    or (byte)','
                    or (byte)'.'
                    or (byte)':'
                    or (byte)'+'
                );
    }

    private void EndAs(bool ends)
    {
        if (_scanned == Targets.AfterAs && _collects && ends)
        {
            Commit(NameEventKind.Bound);
            _collects = false;
        }
    }

    private void Assignment(byte @operator)
    {
        if (@operator == PythonOperator.Walrus)
        {
            BindName(_lastName, _scannedContext);
        }

        if (_scanned != Targets.Assignment || _lexer.Depth > 0)
        {
            return;
        }

        switch (@operator)
        {
            case (byte)'=':
                Commit(NameEventKind.Bound);
                _collects &= !_isAnnotated;
                break;
            case (byte)':':
                _isAnnotated = true;
                _collects = false;
                break;
            case PythonOperator.AugmentedAssignment:
                // Without an earlier binding it fails; that one may come from where no reading finds it.
                _collects = false;
                Commit(NameEventKind.MaybeBound);
                break;
        }
    }

    /// <summary>A name with the attributes behind it. The token after them is read.</summary>
    private void Chain(TextRange name, int depth)
    {
        var isRoot = !_afterDot;
        var end = name.End;
        while (Is((byte)'.'))
        {
            Next();
            if (_lexer.Kind != PythonTokenKind.Name || PythonKeyword.IsWord(_lexer.Token))
            {
                if (_found.Problem is null)
                {
                    Fail("a name is missing after a dot");
                }

                return;
            }

            end = _lexer.End;
            Next();
        }

        if (!_passesName)
        {
            _scanEnd = end;
        }

        (_afterValue, _afterText, _afterDot, _endsWithColon) = (true, false, false, false);
        if (isRoot)
        {
            Root(name, end, depth);
        }
    }

    private void Root(TextRange name, int end, int depth)
    {
        var chain = new TextRange(name.Start, end);
        _found.ExportedIsOpen |=
            _readsExported && !IsExportedItself(chain.In(_text)) && !(_isAnnotated && _targets.Count > 0);
        if (_collectsUses)
        {
            _isTested |= chain.Length >= 7 && IsVersion(chain.In(_text));
        }

        if (end > name.End)
        {
            AddChain(chain);
        }
        else
        {
            _lastName = name;
            if (_collects && (_grouping == depth || _scanned == Targets.Pattern) && !Is((byte)'(') && !Is((byte)'['))
            {
                _targets.Add(name);
            }
        }

        if (Is((byte)'('))
        {
            Call(chain);
        }
        else if (Is((byte)'[') && chain.In(_text).SequenceEqual("sys.modules"u8))
        {
            ModuleTable();
        }
        else if (_collectsUses && Is((byte)'[') && chain.In(_text).EndsWith(".__dict__"u8))
        {
            GivenItem(chain);
        }
    }

    private static bool IsExportedItself(ReadOnlySpan<byte> chain) =>
        chain.SequenceEqual("__all__"u8)
        || chain.SequenceEqual("__all__.extend"u8)
        || chain.SequenceEqual("__all__.append"u8);

    private static bool IsVersion(ReadOnlySpan<byte> chain) =>
        chain.IndexOf("ersion"u8) >= 0 || chain.IndexOf("ERSION"u8) >= 0;

    private readonly void AddChain(TextRange chain)
    {
        if (!_collectsUses)
        {
            return;
        }

        if (_found.Chains.Count >= SourceFindings.MostChains)
        {
            Fail("the file has more names than are read");
            return;
        }

        _found.Chains.Add(new FoundChain(chain, _scannedContext));
    }
}
