using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>
/// Follows the statements of a Python script as far as plain values go, and calls nothing of it. Whatever it does not
/// understand becomes an unknown value; no statement is ever carried out.
/// </summary>
internal sealed partial class ScriptReader(SourceText source, ScriptFileReader files)
{
    private const int MostSteps = 1_000_000;
    private const int LargestScript = 1 << 19;
    private const int LongestText = 1 << 20;
    private const int DeepestNesting = 60;
    private readonly List<ScriptToken> _tokens = new ScriptLexer(
        source.Text.Length > LargestScript ? "" : source.Text
    ).Read();
    private ScriptScope _scope = new(null);
    private int _next;
    private int _steps;
    private int _depth;

    /// <summary>The names at the end of the module.</summary>
    public ScriptScope Module => _scope;

    /// <summary>The arguments of the call of <c>setup</c> by name; null when none was met.</summary>
    public ScriptDictionary? SetupArguments { get; private set; }

    /// <summary>Where <c>setup</c> is called.</summary>
    public Location? SetupLocation { get; private set; }

    /// <summary>True when it is not certain that this call is the one that is made.</summary>
    public bool IsSetupDoubtful { get; private set; }

    /// <summary>Reads the whole script; when its module level does not call <c>setup</c>, also the functions that do.</summary>
    public void ReadModule()
    {
        var functions = new List<ScriptFunction>();
        ReadBlock(functions);
        foreach (var function in functions)
        {
            if (SetupArguments is not null || _steps > MostSteps)
            {
                break;
            }

            _ = CallFunction(function, [], []);
        }
    }

    private ScriptToken Token => _tokens[Math.Min(_next, _tokens.Count - 1)];

    private bool IsAt(ScriptTokenKind kind) => Token.Kind == kind;

    private bool Is(string text) => Is(Token, text);

    private bool Is(ScriptToken token, string text) =>
        token.Kind is ScriptTokenKind.Name or ScriptTokenKind.Operator
        && source.Text.AsSpan(token.Start, token.End - token.Start).SequenceEqual(text);

    private bool IsAhead(int count, string text) => Is(_tokens[Math.Min(_next + count, _tokens.Count - 1)], text);

    private string TextOf(ScriptToken token) => source.Text[token.Start..token.End];

    private Location LocationOf(ScriptToken token) => source.LocationOf(token.Start);

    private bool Accept(string text)
    {
        var isThere = Is(text);
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private ScriptUnknown Unknown(string reason) => new(reason, LocationOf(Token));

    /// <summary>Reads statements up to the end of the indented block or of the file.</summary>
    private void ReadBlock(List<ScriptFunction>? functions)
    {
        while (!IsAt(ScriptTokenKind.End) && !IsAt(ScriptTokenKind.Dedent) && ++_steps < MostSteps)
        {
            var before = _next;
            ReadStatement(functions);
            if (_next == before)
            {
                _next++;
            }
        }
    }

    /// <summary>Reads what follows a colon: a block, or statements on the same line.</summary>
    private void ReadSuite()
    {
        if (++_depth > DeepestNesting)
        {
            _scope.Returned ??= Unknown("functions call each other too deeply");
            SkipSuite();
        }
        else if (IsAt(ScriptTokenKind.LineEnd))
        {
            _next++;
            if (IsAt(ScriptTokenKind.Indent))
            {
                _next++;
                ReadBlock(null);
                _next += IsAt(ScriptTokenKind.Dedent) ? 1 : 0;
            }
        }
        else
        {
            ReadSimpleLine();
        }

        _depth--;
    }

    private void ReadDoubtfulSuite()
    {
        _scope.Doubt++;
        ReadSuite();
        _scope.Doubt--;
    }

    private void SkipSuite()
    {
        if (!IsAt(ScriptTokenKind.LineEnd))
        {
            SkipLine();
            return;
        }

        _next++;
        var depth = 0;
        do
        {
            depth +=
                IsAt(ScriptTokenKind.Indent) ? 1
                : IsAt(ScriptTokenKind.Dedent) ? -1
                : 0;
            _next += depth > 0 || IsAt(ScriptTokenKind.Dedent) ? 1 : 0;
        } while (depth > 0 && !IsAt(ScriptTokenKind.End));
    }

    private void SkipLine()
    {
        while (!IsAt(ScriptTokenKind.LineEnd) && !IsAt(ScriptTokenKind.End))
        {
            _next++;
        }

        _next += IsAt(ScriptTokenKind.LineEnd) ? 1 : 0;
    }

    /// <summary>Passes over the rest of a header up to the colon that opens its suite.</summary>
    private void SkipToSuite()
    {
        var depth = 0;
        while (!IsAt(ScriptTokenKind.LineEnd) && !IsAt(ScriptTokenKind.End) && !(depth == 0 && Is(":")))
        {
            depth +=
                Is("(") || Is("[") || Is("{") ? 1
                : Is(")") || Is("]") || Is("}") ? -1
                : 0;
            _next++;
        }

        _ = Accept(":");
    }

    private void ReadSimpleLine()
    {
        do
        {
            ReadSimpleStatement();
        } while (Accept(";") && !IsAt(ScriptTokenKind.LineEnd) && !IsAt(ScriptTokenKind.End));
        SkipLine();
    }

    private void ReadStatement(List<ScriptFunction>? functions)
    {
        if (Accept("if"))
        {
            ReadIf();
        }
        else if (Is("def") || (Is("async") && IsAhead(1, "def")))
        {
            ReadFunction(functions);
        }
        else if (Accept("class"))
        {
            SkipToSuite();
            SkipSuite();
        }
        else if (Accept("with"))
        {
            ReadWith();
        }
        else if (Accept("try") || Accept("finally"))
        {
            _ = Accept(":");
            ReadSuite();
        }
        else if (Accept("for"))
        {
            ReadFor();
        }
        else if (Accept("while") || Accept("except") || Accept("else") || Accept("async"))
        {
            SkipToSuite();
            ReadDoubtfulSuite();
        }
        else
        {
            ReadSimpleLine();
        }
    }

    private void ReadFunction(List<ScriptFunction>? functions)
    {
        _ = Accept("async");
        _next++;
        var name = IsAt(ScriptTokenKind.Name) ? TextOf(Token) : "";
        _next++;
        var parameters = ImmutableArray.CreateBuilder<string>();
        var start = _next;
        SkipToSuite();
        for (var i = start; i < _next; i++)
        {
            if (_tokens[i].Kind == ScriptTokenKind.Name && (Is(_tokens[i - 1], "(") || Is(_tokens[i - 1], ",")))
            {
                parameters.Add(TextOf(_tokens[i]));
            }
        }

        var function = new ScriptFunction(parameters.DrainToImmutable(), _next);
        SkipSuite();
        _scope.Assign(name, function, LocationOf(Token));
        if (CallsSetup(function.Body, _next))
        {
            functions?.Add(function);
        }
    }

    private bool CallsSetup(int start, int end)
    {
        for (var i = start; i < end - 1; i++)
        {
            if (Is(_tokens[i], "setup") && Is(_tokens[i + 1], "("))
            {
                return true;
            }
        }

        return false;
    }
}
