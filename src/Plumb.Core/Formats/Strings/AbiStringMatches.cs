using System.Buffers.Text;
using System.Text;

namespace Plumb.Formats.Strings;

/// <summary>
/// Searches pieces of a file. Each vectorised search is for a part that several strings share and that little else has;
/// what lies around a hit decides which string it is. What has been found once is not searched for again.
/// </summary>
internal sealed class AbiStringMatches
{
    /// <summary>Bytes that a string and what is read after it take at most.</summary>
    public const int LongestContext = 256;

    private const int MostNames = 16;
    private const int LongestName = 128;
    private readonly SortedSet<string> _pybind11 = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _nanobind = new(StringComparer.Ordinal);
    private bool _coreUmath;
    private bool _core2Umath;
    private bool _coreMultiarray;
    private bool _core2Multiarray;
    private bool _arrayApi;
    private bool _failure;
    private bool _versionCheck;
    private bool _hasNanobind;
    private bool _sizeCheck;
    private bool _addsImportArray;
    private (int, int)? _minimum;

    /// <summary>False once something was left out.</summary>
    public bool IsWhole { get; set; } = true;

    /// <summary>Searches one piece.</summary>
    public void Search(ReadOnlySpan<byte> bytes)
    {
        SearchModules(bytes);
        SearchArrayApi(bytes);
        SearchVersionChecks(bytes);
        SearchInternals(bytes);
        _hasNanobind = _hasNanobind || bytes.IndexOf("nanobind"u8) >= 0;
        _sizeCheck = _sizeCheck || bytes.IndexOf("size changed, may indicate binary incompatib"u8) >= 0;
        _addsImportArray = _addsImportArray || bytes.IndexOf("(auto-generated because you didn't call 'numpy."u8) >= 0;
    }

    public AbiStrings ToStrings() =>
        new()
        {
            NumpyCoreUmath = _coreUmath,
            Numpy2CoreUmath = _core2Umath,
            NumpyCoreMultiarray = _coreMultiarray,
            Numpy2CoreMultiarray = _core2Multiarray,
            ArrayApi = _arrayApi,
            MinimumNumpy = _minimum,
            Numpy1VersionCheck = _versionCheck,
            ArrayApiFailure = _failure,
            Pybind11Internals = [.. _pybind11],
            NanobindInternals = [.. _nanobind],
            Nanobind = _hasNanobind || _nanobind.Count > 0,
            CythonSizeCheck = _sizeCheck,
            CythonAddsImportArray = _addsImportArray,
            IsWhole = IsWhole,
        };

    private void SearchModules(ReadOnlySpan<byte> bytes)
    {
        var part = "core._multiarray_umath\0"u8;
        for (var at = 0; !(_coreUmath && _core2Umath) && TryFind(bytes, part, ref at); at++)
        {
            _coreUmath |= bytes[..at].EndsWith("numpy."u8);
            _core2Umath |= bytes[..at].EndsWith("numpy._"u8);
        }

        part = "core.multiarray\0"u8;
        for (var at = 0; !(_coreMultiarray && _core2Multiarray) && TryFind(bytes, part, ref at); at++)
        {
            _coreMultiarray |= bytes[..at].EndsWith("numpy."u8);
            _core2Multiarray |= bytes[..at].EndsWith("numpy._"u8);
        }
    }

    private void SearchArrayApi(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; !(_arrayApi && _failure) && TryFind(bytes, "_ARRAY_API"u8, ref at); at++)
        {
            _arrayApi |= at + 10 < bytes.Length && bytes[at + 10] == 0;
            _failure |= bytes[..at].EndsWith("FAILURE obtaining numpy "u8);
        }
    }

    private void SearchVersionChecks(ReadOnlySpan<byte> bytes)
    {
        var part = " compiled against "u8;
        for (var at = 0; !(_versionCheck && _minimum is not null) && TryFind(bytes, part, ref at); at++)
        {
            var after = bytes[(at + part.Length)..];
            _versionCheck |=
                bytes[..at].EndsWith("module"u8) && after.StartsWith("API version 0x%x but this version of numpy is"u8);
            var start = "NumPy C-API version 0x%x (NumPy "u8;
            if (bytes[..at].EndsWith("module was"u8) && after.StartsWith(start))
            {
                _minimum ??= ReadVersion(after[start.Length..]);
            }
        }
    }

    private void SearchInternals(ReadOnlySpan<byte> bytes)
    {
        var part = "_internals_v"u8;
        for (var at = 0; TryFind(bytes, part, ref at); at++)
        {
            if (bytes[..at].EndsWith("__pybind11"u8))
            {
                Add(_pybind11, bytes[(at - 10)..]);
            }
            else if (bytes[..at].EndsWith("__nb"u8))
            {
                Add(_nanobind, bytes[(at - 4)..]);
            }
        }
    }

    private static bool TryFind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> part, ref int at)
    {
        var found = bytes[Math.Min(at, bytes.Length)..].IndexOf(part);
        at += Math.Max(found, 0);
        return found >= 0;
    }

    // A name that the piece cuts off is found whole in the next one, which begins before it.
    private static void Add(SortedSet<string> names, ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, LongestName)].IndexOf((byte)0);
        if (end > 0 && names.Count < MostNames)
        {
            names.Add(Encoding.UTF8.GetString(text[..end]));
        }
    }

    private static (int, int)? ReadVersion(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int major, out var used)
        && used < text.Length
        && text[used] == '.'
        && Utf8Parser.TryParse(text[(used + 1)..], out int minor, out var more)
        && used + 1 + more < text.Length
        && text[used + 1 + more] == ')'
            ? (major, minor)
            : null;
}
