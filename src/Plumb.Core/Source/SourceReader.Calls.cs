namespace Plumb.Source;

/// <content>Calls that import by a name in a string, ask for attributes, or make names of the module.</content>
internal ref partial struct SourceReader
{
    /// <summary>The opening parenthesis after a dotted name is the current token.</summary>
    private void Call(TextRange function)
    {
        var name = function.In(_text);
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("exit"u8) || name.SequenceEqual("quit"u8):
            case 8 when name.SequenceEqual("sys.exit"u8) || name.SequenceEqual("os._exit"u8):
                _found.Tree.Raise(_scannedContext);
                break;
            case 4 when name.SequenceEqual("exec"u8) && _found.Tree.IsModuleScope(_scannedContext):
                _found.NamesOpenBecause ??= "it runs text as code (exec)";
                _found.MakesNames = true;
                break;
            case 6 when name.SequenceEqual("locals"u8) && _found.Tree.IsModuleScope(_scannedContext):
                NameTable();
                break;
            case 7 when name.SequenceEqual("globals"u8):
                NameTable();
                break;
            case 7 when name.SequenceEqual("setattr"u8):
                GivenByCall();
                break;
            case 22 when name.SequenceEqual("sys.modules.setdefault"u8):
                PutByCall();
                break;
            case 7 when name.SequenceEqual("hasattr"u8):
                _isTested = true;
                break;
            case 9 when name.SequenceEqual("find_spec"u8):
            case 14 when name.SequenceEqual("util.find_spec"u8):
            case 24 when name.SequenceEqual("importlib.util.find_spec"u8):
                NamedModule(function.Start, DynamicImportKind.FindSpec);
                break;
            case 10 when name.SequenceEqual("__import__"u8):
                NamedModule(function.Start, DynamicImportKind.Import);
                break;
            case 11 when name.SequenceEqual("importorskip"u8):
            case 19 when name.SequenceEqual("pytest.importorskip"u8):
                NamedModule(function.Start, DynamicImportKind.ImportOrSkip);
                break;
            case 13 when name.SequenceEqual("import_module"u8):
            case 23 when name.SequenceEqual("importlib.import_module"u8):
                NamedModule(function.Start, DynamicImportKind.ImportModule);
                break;
        }
    }

    private readonly void NamedModule(int start, DynamicImportKind kind)
    {
        var ahead = _lexer;
        if (ahead.Read() != PythonTokenKind.Text)
        {
            return;
        }

        var literal = new TextRange(ahead.Start, ahead.End);
        if (ahead.Read() == PythonTokenKind.Operator && ahead.Operator is (byte)')' or (byte)',')
        {
            _found.Calls.Add(new FoundCall(start, literal, kind, _scannedContext, _lexer.Depth));
        }
    }

    /// <summary><c>globals()[…] = …</c>, <c>globals().update(…)</c>, or the table handed on: names that no reading finds.</summary>
    private readonly void NameTable()
    {
        var ahead = _lexer;
        if (ahead.Read() != PythonTokenKind.Operator || ahead.Operator != ')')
        {
            return;
        }

        var outer = ahead.Depth;
        if (ahead.Read() != PythonTokenKind.Operator)
        {
            return;
        }

        var makesNames = ahead.Operator switch
        {
            (byte)')' or (byte)',' => true,
            (byte)'.' => ahead.Read() == PythonTokenKind.Name
                && (ahead.Token.SequenceEqual("update"u8) || ahead.Token.SequenceEqual("setdefault"u8)),
            (byte)'[' => IsAssigned(ref ahead, outer),
            _ => false,
        };
        if (makesNames)
        {
            _found.NamesOpenBecause ??= "it makes names while it runs (globals())";
            _found.MakesNames = true;
        }
    }

    private const int LongestIndex = 64;

    private static bool IsAssigned(ref PythonLexer ahead, int outer)
    {
        for (var tokens = 0; tokens < LongestIndex; tokens++)
        {
            if (ahead.Read() is PythonTokenKind.End or PythonTokenKind.Error)
            {
                return false;
            }

            if (ahead.Depth == outer)
            {
                return ahead.Read() == PythonTokenKind.Operator
                    && ahead.Operator is (byte)'=' or (byte)':' or (byte)',' or PythonOperator.AugmentedAssignment;
            }
        }

        return true;
    }

    /// <summary><c>sys.modules[__name__]</c>: the module may be put in another's place, or given attributes.</summary>
    private readonly void ModuleTable()
    {
        var ahead = _lexer;
        if (ahead.Read() == PythonTokenKind.Name && ahead.Token.SequenceEqual("__name__"u8))
        {
            _found.NamesOpenBecause ??= "it changes or replaces itself in sys.modules";
        }
        else if (IsGivenItem(out var key))
        {
            _found.PutModules.Add(key);
        }
    }
}
