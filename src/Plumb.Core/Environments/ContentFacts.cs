using Plumb.Files;

namespace Plumb.Environments;

/// <summary>What was learnt by reading a file whose size or hash is not what RECORD says.</summary>
public sealed record ContentFacts
{
    /// <summary>Libraries and model files below this many bytes are read unasked: no real one is so small, a git-lfs pointer is.</summary>
    public const int SmallBytes = 1024;

    /// <summary>The SHA-256 of the file; null when it could not be read to its end.</summary>
    public Sha256Digest? Digest { get; init; }

    /// <summary>The SHA-256 with every CRLF made LF; null when the file has no CRLF or is too large.</summary>
    public Sha256Digest? DigestWithLf { get; init; }

    /// <summary>The SHA-256 with every LF made CRLF; null when the file has no bare LF or is too large.</summary>
    public Sha256Digest? DigestWithCrLf { get; init; }

    /// <summary>The file is a git-lfs pointer: the real file was never fetched.</summary>
    public bool IsLfsPointer { get; init; }

    /// <summary>The file holds only zero bytes.</summary>
    public bool IsAllZero { get; init; }

    /// <summary>An ELF, PE or Mach-O file whose own headers name bytes beyond its end.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>The file begins as an ELF, PE or Mach-O file does, so that <see cref="IsCutOff"/> means something.</summary>
    public bool IsNative { get; init; }

    /// <summary>The file begins as a page of HTML does: what a server or proxy sent instead of the file.</summary>
    public bool IsHtml { get; init; }

    /// <summary>An ELF file whose symbol table was stripped off, as distributions do.</summary>
    public bool IsStripped { get; init; }

    /// <summary>How many names the file has on its disk; 0 when unknown. More than one: an installer's cache may share its bytes.</summary>
    public uint HardLinks { get; init; }

    /// <summary>The beginning of the file as text, for a pointer or a short foreign file; null when it is not text.</summary>
    public string? Beginning { get; init; }
}
