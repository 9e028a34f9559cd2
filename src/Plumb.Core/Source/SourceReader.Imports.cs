using System.Collections.Immutable;
using System.Text;

namespace Plumb.Source;

/// <content>Import statements (language reference 7.11).</content>
internal ref partial struct SourceReader
{
    private void Import(int context, int depth)
    {
        var start = _lexer.Start;
        do
        {
            Next();
            if (Dotted() is not { } module)
            {
                return;
            }

            var alias = Alias(out var bound);
            if (alias is null)
            {
                // import a.b binds a.
                bound = new TextRange(bound.Start, bound.Start + FirstPart(bound));
            }

            BindName(bound, context);
            Add(new FoundImport(start, module, alias, default, context, depth));
        } while (_found.Problem is null && Is((byte)','));
    }

    private readonly int FirstPart(TextRange name)
    {
        var text = name.In(_text);
        var length = 0;
        while (length < text.Length && PythonBytes.IsName(text[length]))
        {
            length++;
        }

        return length;
    }

    private void From(int context, int depth)
    {
        var start = _lexer.Start;
        var dots = 0;
        for (Next(); Is((byte)'.') || Is(PythonOperator.Ellipsis); Next())
        {
            dots += _lexer.Operator == PythonOperator.Ellipsis ? 3 : 1;
        }

        var module = "";
        if (!(dots > 0 && Is("import"u8)))
        {
            if (Dotted() is not { } named)
            {
                return;
            }

            module = named;
        }

        if (!Is("import"u8))
        {
            Fail("the word import is missing");
            return;
        }

        Next();
        if (dots > 0)
        {
            module = new string('.', Math.Min(dots, 255)) + module;
        }

        var names = ImportedNames(module, context);
        Add(new FoundImport(start, module, null, names, context, depth));
    }

    private ImmutableArray<ImportedName> ImportedNames(string module, int context)
    {
        if (Is((byte)'*'))
        {
            Next();
            if (_found.Tree.IsModuleScope(context) && !_found.Tree.IsForTypes(context))
            {
                _found.StarImports.Add(module);
                _found.NamesOpenBecause ??= $"it imports all names of {module}";
            }

            return [new ImportedName("*", null)];
        }

        var names = ImmutableArray.CreateBuilder<ImportedName>(4);
        var inParentheses = Is((byte)'(');
        if (inParentheses)
        {
            Next();
        }

        while (_found.Problem is null)
        {
            var name = Word();
            _lastDotted = new TextRange(_wordStart, _wordEnd);
            var alias = Alias(out var bound);
            BindName(bound, context);
            names.Add(new ImportedName(name, alias));
            if (!Is((byte)','))
            {
                break;
            }

            Next();
            if (inParentheses && Is((byte)')'))
            {
                break;
            }
        }

        if (inParentheses)
        {
            if (!Is((byte)')'))
            {
                Fail("a list of imported names does not end");
            }

            Next();
        }

        return names.DrainToImmutable();
    }

    /// <summary>The name after <c>as</c>; <paramref name="bound"/> is where the bound name stands.</summary>
    private string? Alias(out TextRange bound)
    {
        bound = _lastDotted;
        if (!Is("as"u8))
        {
            return null;
        }

        Next();
        var alias = Word();
        bound = new TextRange(_wordStart, _wordEnd);
        return alias;
    }

    private string Word()
    {
        if (_lexer.Kind != PythonTokenKind.Name || PythonKeyword.IsWord(_lexer.Token))
        {
            Fail("a name is missing in an import");
            return "";
        }

        (_wordStart, _wordEnd) = (_lexer.Start, _lexer.End);
        var word = Encoding.UTF8.GetString(_lexer.Token);
        Next();
        return word;
    }

    /// <summary>A dotted name; null when there is none.</summary>
    private string? Dotted()
    {
        var name = Word();
        var start = _wordStart;
        if (!Is((byte)'.'))
        {
            _lastDotted = new TextRange(start, _wordEnd);
            return _found.Problem is null ? name : null;
        }

        var parts = new StringBuilder(name);
        while (_found.Problem is null && Is((byte)'.'))
        {
            Next();
            parts.Append('.').Append(Word());
        }

        _lastDotted = new TextRange(start, _wordEnd);
        return _found.Problem is null ? parts.ToString() : null;
    }

    private readonly void Add(FoundImport import)
    {
        if (_found.Problem is not null)
        {
            return;
        }

        if (_found.Imports.Count >= SourceFindings.MostImports)
        {
            Fail("the file has more imports than are read");
            return;
        }

        _found.Imports.Add(import);
    }
}
