using Plumb.Linting;

namespace Plumb.Core.Tests.Linting;

/// <summary>Short ways to judge a few lines.</summary>
internal static class Lint
{
    /// <summary>The claims of one form in a Markdown document.</summary>
    public static List<Claim> Text(string text, string rule) =>
        [.. DocumentLinter.Lint("README.md", text).Where(c => c.Rule == rule)];

    /// <summary>The same of commands, in a block of their own below a line.</summary>
    public static List<Claim> Commands(string commands, string rule, string label = "Install:") =>
        Text($"{label}\n\n```bash\n{commands}\n```\n", rule);

    /// <summary>The verdicts that say something is wrong.</summary>
    public static List<Claim> Wrong(IEnumerable<Claim> claims) =>
        [.. claims.Where(c => c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise)];
}
