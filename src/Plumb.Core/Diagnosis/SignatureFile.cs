using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>One file of signatures, read.</summary>
/// <param name="Failures">Its signatures, in order.</param>
/// <param name="Success">What a log says when all went well after all.</param>
/// <param name="Signs">What tells how a step went.</param>
/// <param name="Error">Why the file is refused; null when it is not.</param>
internal sealed record SignatureFile(
    ImmutableArray<FailureSignature> Failures,
    ImmutableArray<LogPattern> Success,
    ImmutableArray<SignPattern> Signs,
    FormatError? Error
)
{
    /// <summary>Reads a file; errors name it and the row. The words of shipped ones were read by a test.</summary>
    public static SignatureFile Read(string name, string toml, bool isShipped)
    {
        if (!FailureFile.TryRead(name, toml, out var file, out var error))
        {
            return Refused(error.Message);
        }

        var failures = ImmutableArray.CreateBuilder<FailureSignature>();
        foreach (var row in file.Failure)
        {
            if (!SignatureReader.TryRead(row, file, isShipped, out var signature, out var problem))
            {
                return Refused($"{name}: {row.Code}: {problem.Message}");
            }

            failures.Add(signature);
        }

        var success = ImmutableArray.CreateBuilder<LogPattern>();
        foreach (var row in file.Success)
        {
            if (!LogPattern.TryParse(row, out var pattern, out var problem))
            {
                return Refused($"{name}: {row}: {problem.Message}");
            }

            success.Add(pattern);
        }

        var signs = ImmutableArray.CreateBuilder<SignPattern>();
        foreach (var (text, isGood, meaning) in file.Signs)
        {
            if (!LogPattern.TryParse(text, out var pattern, out var problem))
            {
                return Refused($"{name}: {text}: {problem.Message}");
            }

            signs.Add(new SignPattern(pattern, isGood, meaning));
        }

        return new SignatureFile(
            failures.DrainToImmutable(),
            success.DrainToImmutable(),
            signs.DrainToImmutable(),
            null
        );
    }

    private static SignatureFile Refused(string message) => new([], [], [], new FormatError(message));
}
