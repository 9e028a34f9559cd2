using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Diagnosis;

/// <summary>What a question is about.</summary>
internal enum QuestionKind
{
    /// <summary>An installed distribution.</summary>
    Distribution,

    /// <summary>A module that can be found on the path.</summary>
    Module,

    /// <summary>A file.</summary>
    File,
}

/// <summary>What a signature asks of the environment in which the log was written.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">A <see cref="WordTemplate"/> that gives its name or path.</param>
/// <param name="Answers">
/// Any of these makes the signature right: <c>missing</c>, <c>present</c>, a range of versions; of files also <c>lfs-pointer</c>, <c>html</c>,
/// <c>cut-off</c>.
/// </param>
internal sealed record EnvironmentQuestion(QuestionKind Kind, string Name, ImmutableArray<string> Answers)
{
    /// <summary>Reads the tables <c>installed</c>, <c>modules</c> or <c>files</c> of a signature; null when an answer is none.</summary>
    public static EnvironmentQuestion? Parse(QuestionKind kind, string name, string answers)
    {
        var words = answers.Split('|').ToImmutableArray();
        return words.All(w => IsAnswer(kind, w)) ? new EnvironmentQuestion(kind, name, words) : null;
    }

    private static bool IsAnswer(QuestionKind kind, string word) =>
        word is "missing" or "present"
        || (kind == QuestionKind.File && word is "lfs-pointer" or "html" or "cut-off")
        || (kind == QuestionKind.Distribution && word.Length > 0 && VersionSpecifiers.TryParse(word, out _, out _));
}
