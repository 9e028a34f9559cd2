namespace Plumb.Python;

/// <summary>How the operators of versions are written.</summary>
internal static class VersionOperatorSymbols
{
    extension(VersionOperator comparison)
    {
        /// <summary>"&gt;=" and so on.</summary>
        public string Symbol =>
            comparison switch
            {
                VersionOperator.Compatible => "~=",
                VersionOperator.Equal => "==",
                VersionOperator.NotEqual => "!=",
                VersionOperator.LessOrEqual => "<=",
                VersionOperator.GreaterOrEqual => ">=",
                VersionOperator.Less => "<",
                VersionOperator.Greater => ">",
                _ => "===",
            };
    }

    /// <summary>The operator that a text begins with, the longest first.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out VersionOperator comparison)
    {
        comparison =
            text.StartsWith("===") ? VersionOperator.Arbitrary
            : text.StartsWith("~=") ? VersionOperator.Compatible
            : text.StartsWith("==") ? VersionOperator.Equal
            : text.StartsWith("!=") ? VersionOperator.NotEqual
            : text.StartsWith("<=") ? VersionOperator.LessOrEqual
            : text.StartsWith(">=") ? VersionOperator.GreaterOrEqual
            : text.StartsWith('<') ? VersionOperator.Less
            : VersionOperator.Greater;
        return comparison != VersionOperator.Greater || text.StartsWith('>');
    }
}
