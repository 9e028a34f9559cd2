using System.Collections.Immutable;
using Plumb.Checks.Sources;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

public sealed class DisprovedFindingsTests
{
    [Theory]
    [InlineData(ImportOutcomeKind.Imported, ImportOutcomeKind.Imported, 0)]
    [InlineData(ImportOutcomeKind.Imported, ImportOutcomeKind.Exception, 1)]
    public void What_all_its_packages_disprove_is_dropped(ImportOutcomeKind first, ImportOutcomeKind second, int left)
    {
        var finding = new Finding
        {
            Rule = SourceRules.NoModule,
            Severity = Severity.Error,
            Title = "fqdn is not installed: a and b cannot be imported.",
            Message = "",
            Subject = new Subject(SubjectKind.Distribution, "a"),
            About = "fqdn",
        };
        ImmutableArray<ImportFailure> failures = [Failure("a"), Failure("b")];
        ImmutableArray<JoinedImport> imports = [Import("a", first), Import("b", second)];

        Assert.Equal(left, DisprovedFindings.Without([finding], failures, imports).Length);
        Assert.Single(DisprovedFindings.Without([finding with { About = "other" }], failures, imports));
    }

    private static ImportFailure Failure(string package) =>
        new(package, ImportFailureKind.NoModule, "fqdn", null, "/x.py", 1, [package], ImportDoubt.None);

    private static JoinedImport Import(string module, ImportOutcomeKind kind) =>
        new(new ImportTarget(module, null), new ImportOutcome(module, kind, 1));
}
