using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Plumb.Resolution.Explanations;
using Xunit;

namespace Plumb.Core.Tests.Resolution.Explanations;

public sealed class ConflictExplainerTests
{
    [Fact]
    public void Each_need_is_one_sentence_with_the_specifier_as_it_was_written()
    {
        var index = new MadeIndex();
        index.Add("a", "1", "b >=2,<3");
        index.Add("b", "2.1", "c~=1.0");
        index.Add("d", "1", "c>=2");
        index.Add("c", "1.5");
        index.Add("c", "2");
        Assert.Equal(
            ["a 1 needs b>=2,<3.", "d 1 needs c>=2.", "b 2.1 needs c~=1.0.", "No version of c fits both."],
            Explain(Requests.Of("a", "d"), index).Sentences
        );
    }

    [Fact]
    public void What_is_not_needed_for_the_conflict_is_not_told()
    {
        var index = new MadeIndex();
        index.Add("a", "1", "x", "c<2");
        index.Add("a", "2", "x", "c<2");
        index.Add("x", "1", "y");
        index.Add("y", "1");
        index.Add("c", "1");
        index.Add("c", "2");
        Assert.Equal(
            ["a 1 to 2 need c<2.", "No version of c fits both."],
            Explain(Requests.Of("a", "c>=2"), index).Sentences
        );
    }

    [Fact]
    public void A_long_chain_is_folded_and_says_how_much_is_left_out()
    {
        var index = new MadeIndex();
        for (var i = 0; i < 8; i++)
        {
            index.Add($"p{i}", "1", $"p{i + 1}");
        }

        index.Add("p8", "1", "c<2");
        index.Add("c", "1");
        index.Add("c", "2");
        var told = Explain(Requests.Of("p0", "c>=2"), index);
        Assert.Equal(10, told.Sentences.Length);
        Assert.Equal(
            [
                "p0 1 needs p1.",
                "p1 1 needs p2.",
                "(and 6 steps more; -v shows them)",
                "p8 1 needs c<2.",
                "No version of c fits both.",
            ],
            told.Short
        );
    }

    [Theory]
    [InlineData("gone", "The index has no package named gone.")]
    [InlineData("a==1.5", "a 1.5 does not exist. The nearest are 1, 2 and 3.")]
    [InlineData("a>=9", "a>=9 does not exist. The nearest are 2, 3 and 4.")]
    [InlineData("needs-old", "needs-old 1 needs a==0.1. a 0.1 does not exist. The nearest are 1, 2 and 3.")]
    public void What_does_not_exist_is_said_with_what_does(string requirement, string expected)
    {
        var index = new MadeIndex();
        foreach (var version in (string[])["1", "2", "3", "4"])
        {
            index.Add("a", version);
        }

        index.Add("needs-old", "1", "a==0.1");
        Assert.Equal(expected, string.Join(' ', Explain(Requests.Of(requirement), index).Sentences));
    }

    [Theory]
    [InlineData("p-1-cp39-cp39-manylinux_2_17_x86_64.whl", "p 1 has no wheel for Python 3.11, only for 3.9.")]
    [InlineData("p-1-cp311-cp311-win_amd64.whl", "p 1 has no wheel for Linux x86_64, only for Windows amd64.")]
    [InlineData(
        "p-1-cp311-cp311-manylinux_2_34_x86_64.whl",
        "p 1 has no wheel for glibc 2.28: the wheels need 2.34 or newer."
    )]
    [InlineData(
        "p-1-cp311-cp311-manylinux_2_17_aarch64.whl",
        "p 1 has no wheel for Linux x86_64, only for Linux aarch64."
    )]
    public void A_wheel_that_does_not_fit_is_told_by_what_it_differs_in(string file, string expected)
    {
        var told = Explain(Requests.Of("p"), With(new ListedFile { FileName = file }));
        Assert.Equal([expected], told.Sentences);
    }

    [Fact]
    public void A_withdrawn_version_and_a_bound_on_Python_are_told_as_such()
    {
        const string wheel = "p-1-py3-none-any.whl";
        var yanked = Explain(
            Requests.Of("p>=1"),
            With(new ListedFile { FileName = wheel, YankedReason = "lost\ndata" })
        );
        Assert.Equal(["p 1 was withdrawn by its authors: lost data."], yanked.Sentences);
        var python = Explain(Requests.Of("p"), With(new ListedFile { FileName = wheel, RequiresPython = ">=3.12" }));
        Assert.Equal(["p 1 is for Python >=3.12, not for 3.11."], python.Sentences);
    }

    [Fact]
    public void What_only_a_build_could_tell_is_not_said_to_be_certain()
    {
        var index = new MadeIndex();
        index.Add(PackageName.Parse("p"), PythonVersion.Parse("1"), new CoreMetadata());
        var file = new ListedFile { FileName = "p-1.tar.gz" };
        var told = Explain(Requests.Of("p"), new Unbuilt(file));
        Assert.False(told.IsCertain);
        Assert.Equal(["p 1 must be built to tell what it needs; this index does not know."], told.Sentences);
    }

    [Fact]
    public void A_constraint_is_told_as_one()
    {
        var index = new MadeIndex();
        index.Add("a", "1", "c>=2");
        index.Add("c", "1");
        index.Add("c", "2");
        var request = Requests.Of("a") with { Constraints = [Requirement.Parse("c<2")] };
        Assert.Equal(
            ["a 1 needs c>=2.", "A constraint says c<2.", "No version of c fits both."],
            Explain(request, index).Sentences
        );
    }

    private static MadeIndex With(ListedFile file)
    {
        var index = new MadeIndex();
        index.Add(PackageName.Parse("p"), PythonVersion.Parse("1"), new CoreMetadata(), file);
        return index;
    }

    private static ConflictExplanation Explain(ResolutionRequest request, IPackageIndex index)
    {
        var all = Enumerable.Range(0, request.Requirements.Length);
        return Assert.IsType<ConflictExplanation>(
            new ConflictExplainer(request, index).Explain(all, TestContext.Current.CancellationToken)
        );
    }

    private sealed class Unbuilt(ListedFile file) : IPackageIndex
    {
        public IndexAnswer<PackageListing> ListingOf(PackageName name) =>
            new Known<PackageListing>(
                new PackageListing
                {
                    Name = name,
                    Versions = [new ListedVersion { Version = PythonVersion.Parse("1"), Files = [file] }],
                }
            );

        public IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file) =>
            new Unknown<CoreMetadata>("it is dynamic");
    }
}
