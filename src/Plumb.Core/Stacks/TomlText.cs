using System.Globalization;
using System.Text;
using Plumb.Metadata.Toml;

namespace Plumb.Stacks;

/// <summary>Writes tables of TOML 1.0, one key a line.</summary>
internal sealed class TomlText
{
    private readonly StringBuilder _text = new();

    /// <summary>What was written; every line ends with LF.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A comment, one line for each of the text.</summary>
    public void Comment(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            _text.Append("# ").Append(Printable(line)).Append('\n');
        }
    }

    /// <summary>A header after a free line: <c>[name]</c> or <c>[[name]]</c>.</summary>
    public void Header(string header) => _text.Append(_text.Length == 0 ? "" : "\n").Append(header).Append('\n');

    /// <summary>A text; nothing for "".</summary>
    public void Key(string key, string value)
    {
        if (value.Length > 0)
        {
            _text.Append(key).Append(" = ").Append(Quote(value)).Append('\n');
        }
    }

    /// <summary>A number.</summary>
    public void Key(string key, long value) => _text.Append(CultureInfo.InvariantCulture, $"{key} = {value}\n");

    /// <summary>A list of texts.</summary>
    public void Key(string key, IReadOnlyCollection<string> values)
    {
        var items = values.Select(Quote).ToList();
        var line = string.Join(", ", items);
        const int Wide = 100;
        _text.Append(key).Append(" = [");
        _text.Append(line.Length <= Wide ? line : "\n" + string.Concat(items.Select(i => $"    {i},\n"))).Append("]\n");
    }

    /// <summary>Anything that is TOML already.</summary>
    public void Raw(string key, string toml) => _text.Append(key).Append(" = ").Append(toml).Append('\n');

    /// <summary>A basic string.</summary>
    public static string Quote(string text) => TomlQuoting.Basic(text);

    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
