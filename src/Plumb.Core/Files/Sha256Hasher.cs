using System.Security.Cryptography;

namespace Plumb.Files;

/// <summary>
/// SHA-256 over pieces. The system's own implementation where it can be loaded (on Linux that is OpenSSL, which a bare machine may lack),
/// else ours: slower, and equal.
/// </summary>
public sealed class Sha256Hasher : IDisposable
{
    // To load OpenSSL takes 4 MiB and some milliseconds: more than our own implementation needs for such a piece.
    private const int SmallBytes = 1 << 16;
    private static readonly Lazy<bool> _systemWorks = new(Probe);
    private readonly IncrementalHash? _system;
    private readonly ManagedSha256? _managed;

    /// <summary>Begins an empty digest; <paramref name="preferManaged"/> takes our own implementation.</summary>
    public Sha256Hasher(bool preferManaged = false)
    {
        if (!preferManaged && _systemWorks.Value)
        {
            _system = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }
        else
        {
            _managed = new ManagedSha256();
        }
    }

    /// <summary>Takes the next piece.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _system?.AppendData(bytes);
        _managed?.Append(bytes);
    }

    /// <summary>The digest of all pieces; the hasher begins anew.</summary>
    public Sha256Digest Finish()
    {
        Span<byte> hash = stackalloc byte[32];
        if (_system is not null)
        {
            _system.GetHashAndReset(hash);
        }
        else
        {
            _managed!.Finish(hash);
        }

        return Sha256Digest.Of(hash);
    }

    /// <summary>The digest of one piece.</summary>
    public static Sha256Digest Hash(ReadOnlySpan<byte> bytes)
    {
        using var hasher = new Sha256Hasher(preferManaged: bytes.Length < SmallBytes);
        hasher.Append(bytes);
        return hasher.Finish();
    }

    /// <inheritdoc />
    public void Dispose() => _system?.Dispose();

    private static bool Probe()
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            return true;
        }
        catch (Exception e)
            when (e
                    is CryptographicException
                        or TypeInitializationException
                        or DllNotFoundException
                        or PlatformNotSupportedException
            )
        {
            return false;
        }
    }
}
