namespace Plumb.Linting;

/// <summary>Finds and judges the claims of one form.</summary>
internal interface IClaimRule
{
    /// <summary>All of a document, in any order.</summary>
    IEnumerable<Claim> Judge(LintDocument document);
}
