using System.Text;

namespace Plumb.Core.Tests.Metadata;

/// <summary>Damages bytes in the ways in which files are damaged, the same way for the same seed.</summary>
internal static class DamagedBytes
{
    private static readonly string[] _pieces =
    [
        "\0",
        "\r",
        "\n",
        "\\\n",
        "\uFEFF",
        "\u2028",
        "((((",
        "[[[[",
        "{{{{",
        "\"\"\"",
        "'",
        "-r requirements.txt\n",
        "-e .\n",
        "${A}",
        " ; ",
        "#egg=",
        "https://[",
        "file://x/",
        "%(a)s",
        "=",
        "^",
        "||",
        "9999999999999999999999",
        "if sys.platform==",
        "setup(**",
        "lambda:",
    ];

    public static byte[] Of(byte[] source, int seed)
    {
        var random = new Random(seed);
        var bytes = source.ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(_pieces[random.Next(_pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(200))));
                    break;
                default:
                    var from = random.Next(bytes.Count + 1);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(40), bytes.Count - from)));
                    break;
            }
        }

        return [.. bytes];
    }
}
