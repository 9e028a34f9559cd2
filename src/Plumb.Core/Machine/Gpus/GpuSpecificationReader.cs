using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Machine.Gpus;

/// <summary>Reads a <see cref="GpuSpecification"/> part by part.</summary>
internal sealed class GpuSpecificationReader
{
    private const int Longest = 500;
    private const string Grammar =
        "write here, a product such as \"RTX 4090\", or facts such as sm_120,driver=580.95,memory=16GB";
    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> _decimal = SearchValues.Create("0123456789.");
    private readonly string _text;
    private readonly NvidiaGpus _products;
    private GpuSpecification _read;
    private FormatError? _error;

    public GpuSpecificationReader(string text, NvidiaGpus products)
    {
        _text = text;
        _products = products;
        _read = new GpuSpecification(text);
    }

    public bool TryRead(
        [NotNullWhen(true)] out GpuSpecification? specification,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        specification = null;
        if (_text.Length > Longest || string.IsNullOrWhiteSpace(_text))
        {
            error = new FormatError("a GPU is missing: " + Grammar, 0);
            return false;
        }

        for (var start = 0; start <= _text.Length && _error is null; )
        {
            var comma = _text.IndexOf(',', start);
            var end = comma < 0 ? _text.Length : comma;
            ReadPart(start, end);
            start = end + 1;
        }

        error = _error;
        specification = error is null ? _read : null;
        return error is null;
    }

    private void ReadPart(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
        {
            start++;
        }

        var part = _text[start..end].TrimEnd();
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (part.Length == 0)
        {
            _error = new FormatError("a part is empty: " + Grammar, start);
        }
        else if (equals >= 0)
        {
            var value = part[(equals + 1)..];
            ReadFact(
                part[..equals].TrimEnd(),
                value.Trim(),
                start,
                start + equals + 1 + value.Length - value.TrimStart().Length
            );
        }
        else
        {
            ReadCard(part, start);
        }
    }

    private void ReadCard(string part, int at)
    {
        var isFirst = _read is { IsHere: false, Name: null, Capability: null, Gfx: null };
        if (!isFirst)
        {
            _error = new FormatError($"one card is meant already; give --gpu again for a second one (\"{part}\")", at);
        }
        else if (part.Equals("here", StringComparison.OrdinalIgnoreCase))
        {
            _read = _read with { IsHere = true };
        }
        else if (
            part.StartsWith("sm_", StringComparison.OrdinalIgnoreCase)
            || part.StartsWith("compute_", StringComparison.OrdinalIgnoreCase)
            || (part.Contains('.', StringComparison.Ordinal) && char.IsAsciiDigit(part[0]))
        )
        {
            ReadCapability(part, at);
        }
        else if (part.StartsWith("gfx", StringComparison.OrdinalIgnoreCase))
        {
            ReadGfx(part, at);
        }
        else
        {
            ReadProduct(part, at);
        }
    }

    private void ReadCapability(string part, int at)
    {
        // A device has no letter: code has.
        if (
            !FatbinArchitecture.TryParse(part, out var architecture, out _)
            || architecture.Capability is not { } capability
        )
        {
            _error = new FormatError($"\"{part}\" is no compute capability; it looks like sm_120 or 12.0", at);
        }
        else if (_products.MayExist(capability))
        {
            _read = _read with { Capability = capability };
        }
        else
        {
            _error = new FormatError(
                $"\"{part}\" is compute capability {capability}, of which Plumb knows no GPU; it knows {string.Join(", ", _products.Capabilities)}",
                at
            );
        }
    }

    private void ReadGfx(string part, int at)
    {
        if (part.Length is >= 6 and <= 8 && !part.AsSpan(3).ContainsAnyExcept(_hexadecimal))
        {
            _read = _read with { Gfx = part.ToLowerInvariant() };
        }
        else
        {
            _error = new FormatError($"\"{part}\" is no GPU of AMD; it looks like gfx1100", at);
        }
    }

    private void ReadProduct(string part, int at)
    {
        var match = _products.Find(part);
        if (match is null)
        {
            _error = new FormatError(
                $"Plumb knows no card named \"{part}\"; say what it is by its compute capability and memory (sm_NN,memory=NNGB), or for AMD's by gfxNNNN",
                at
            );
        }
        else if (match.Capability is null)
        {
            _error = new FormatError($"\"{part}\" may mean {match.Choices}: name one of them", at);
        }
        else
        {
            _read = _read with
            {
                Match = match,
                Name = match.Product?.Name ?? part,
                Capability = match.Capability,
                MemoryBytes = _read.MemoryBytes ?? match.MemoryBytes,
            };
        }
    }

    private void ReadFact(string key, string value, int at, int valueAt)
    {
        switch (key.ToLowerInvariant())
        {
            case "driver" when DriverVersion.TryParse(value, out var driver):
                _read = _read with { Driver = driver };
                break;
            case "cuda" when CudaVersion.TryParse(value, out var cuda):
                _read = _read with { Cuda = cuda };
                break;
            case "memory" when TryMemory(value, out var bytes):
                _read = _read with { MemoryBytes = bytes };
                break;
            case "driver":
                _error = new FormatError($"\"{value}\" is no driver's version; it looks like 580.95", valueAt);
                break;
            case "cuda":
                _error = new FormatError($"\"{value}\" is no version of CUDA; it looks like 12.8", valueAt);
                break;
            case "memory":
                _error = new FormatError($"\"{value}\" is no size of memory; it looks like 16GB", valueAt);
                break;
            default:
                _error = new FormatError($"\"{key}\" is no fact of a GPU: there are driver, cuda and memory", at);
                break;
        }
    }

    // A card's GB are those of its memory chips: 2^30 bytes.
    private static bool TryMemory(string text, out long bytes)
    {
        bytes = 0;
        var unit = text.AsSpan().IndexOfAnyExcept(_decimal);
        if (
            unit <= 0
            || !decimal.TryParse(
                text.AsSpan(0, unit),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return false;
        }

        var scale = text[unit..].Trim().ToUpperInvariant() switch
        {
            "B" => 1L,
            "M" or "MB" or "MIB" => 1L << 20,
            "G" or "GB" or "GIB" => 1L << 30,
            "T" or "TB" or "TIB" => 1L << 40,
            _ => 0,
        };
        if (scale == 0 || number <= 0 || number > (1L << 50) / scale)
        {
            return false;
        }

        bytes = (long)(number * scale);
        return bytes > 0;
    }
}
