namespace Plumb.Diagnosis;

/// <summary>One call of a traceback.</summary>
/// <param name="File">As written.</param>
/// <param name="Line">Its line; 0 when it is not told.</param>
/// <param name="Code">The source line; empty when it is not shown.</param>
public sealed record LogFrame(string File, int Line, string Code)
{
    /// <summary>
    /// The package of <c>site-packages</c> or <c>dist-packages</c> that the file belongs to; null for others. Cython names its sources
    /// from the package on: <c>h5py/_errors.pyx</c>.
    /// </summary>
    public string? Package
    {
        get
        {
            var path = File.Replace('\\', '/');
            var at = path.LastIndexOf("-packages/", StringComparison.Ordinal);
            if (at < 0)
            {
                var slash = path.IndexOf('/', StringComparison.Ordinal);
                return IsCython && slash > 0 ? path[..slash] : null;
            }

            var rest = path[(at + 10)..];
            var end = rest.IndexOf('/', StringComparison.Ordinal);
            return end < 0 ? (rest.EndsWith(".py", StringComparison.Ordinal) ? rest[..^3] : rest) : rest[..end];
        }
    }

    /// <summary>True for code that Cython compiled.</summary>
    public bool IsCython => File.EndsWith(".pyx", StringComparison.Ordinal);

    /// <summary>True for Python's own files.</summary>
    public bool IsPython =>
        File.StartsWith("<frozen", StringComparison.Ordinal)
        || (
            Package is null
            && (
                File.Contains("/lib/python3", StringComparison.Ordinal)
                || File.Contains("/lib/python2", StringComparison.Ordinal)
                || File.Contains("\\lib\\importlib\\", StringComparison.OrdinalIgnoreCase)
                || File.Contains("\\lib\\runpy", StringComparison.OrdinalIgnoreCase)
            )
        );
}
