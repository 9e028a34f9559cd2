using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>Why files cannot be used: every reason is kept, file by file.</summary>
public sealed class RejectionTests
{
    private static readonly DateTimeOffset _day = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_file_keeps_all_reasons_of_its_own()
    {
        var request = Requests.Of("a") with
        {
            ExcludeNewer = _day,
            Builds = new BuildPolicy { NoBuild = true },
        };
        var early = _day.AddDays(-1);
        var verdict = VerdictOf(
            request,
            new()
            {
                FileName = "a-1-cp39-cp39-win_amd64.whl",
                RequiresPython = "<3.9.0,>=3.12",
                Uploaded = early,
            },
            new()
            {
                FileName = "a-1.tar.gz",
                YankedReason = "broken",
                Uploaded = _day,
            }
        );
        Assert.Equal(
            [
                (RejectionKind.RequiresPython, "a-1-cp39-cp39-win_amd64.whl"),
                (RejectionKind.WheelTags, "a-1-cp39-cp39-win_amd64.whl"),
                (RejectionKind.TooNew, "a-1.tar.gz"),
                (RejectionKind.Yanked, "a-1.tar.gz"),
                (RejectionKind.NoBuild, "a-1.tar.gz"),
            ],
            verdict.Rejections.Select(r => (r.Kind, r.File!.FileName))
        );
    }

    [Fact]
    public void A_file_without_a_time_does_not_count_under_a_date() =>
        Assert.Equal(
            RejectionKind.TooNew,
            Assert.Single(VerdictOf(Requests.Of("a") with { ExcludeNewer = _day }, Wheel()).Rejections).Kind
        );

    [Fact]
    public void No_wheels_leaves_the_source_distribution()
    {
        var request = Requests.Of("a") with { Builds = new BuildPolicy { NoBinaryOf = [PackageName.Parse("a")] } };
        Assert.Equal(RejectionKind.NoBinary, Assert.Single(VerdictOf(request, Wheel()).Rejections).Kind);
        Assert.Equal("a-1.tar.gz", ResolvedFile(request, Wheel(), new ListedFile { FileName = "a-1.tar.gz" }));
    }

    [Fact]
    public void A_package_named_in_no_binary_may_be_built_although_nothing_else_is()
    {
        var builds = new BuildPolicy { NoBuild = true, NoBinaryOf = [PackageName.Parse("a")] };
        var request = Requests.Of("a") with { Builds = builds };
        Assert.Equal("a-1.tar.gz", ResolvedFile(request, Wheel(), new ListedFile { FileName = "a-1.tar.gz" }));
    }

    [Theory]
    [InlineData("a", false)]
    [InlineData("a>=1", false)]
    [InlineData("a==1", true)]
    [InlineData("a===1", true)]
    [InlineData("a==1,>0", false)]
    public void A_withdrawn_version_is_taken_only_where_it_is_pinned(string requirement, bool isTaken)
    {
        var index = IndexOf(Wheel() with { YankedReason = "" });
        Assert.Equal(isTaken, Requests.Resolve(Requests.Of(requirement), index) is Resolved);
    }

    [Fact]
    public void A_withdrawn_version_is_not_taken_because_another_package_pins_it()
    {
        var index = IndexOf(Wheel() with { YankedReason = "" });
        index.Add("b", "1", "a==1");
        Requests.Conflict(Requests.Of("b"), index);
    }

    [Theory]
    [InlineData(UpperBoundPolicy.Ignore, true)]
    [InlineData(UpperBoundPolicy.Honour, false)]
    public void Whether_an_upper_bound_on_python_counts_is_a_policy(UpperBoundPolicy policy, bool isTaken)
    {
        var index = IndexOf(Wheel() with { RequiresPython = ">=3.7,<3.11" });
        Assert.Equal(isTaken, Requests.Resolve(Requests.Of("a") with { UpperBounds = policy }, index) is Resolved);
    }

    [Fact]
    public void The_wheel_with_the_best_tag_and_then_the_highest_build_is_used() =>
        Assert.Equal(
            "a-1-10-cp311-cp311-manylinux_2_17_x86_64.whl",
            ResolvedFile(
                Requests.Of("a"),
                Wheel(),
                new() { FileName = "a-1-9-cp311-cp311-manylinux_2_17_x86_64.whl" },
                new() { FileName = "a-1-10-cp311-cp311-manylinux_2_17_x86_64.whl" },
                new() { FileName = "a-1-11-cp311-cp311-manylinux_2_39_x86_64.whl" }
            )
        );

    [Theory]
    [InlineData(false, "3")]
    [InlineData(true, "2")]
    public void A_version_with_a_wheel_can_be_taken_before_a_newer_one_to_be_built(bool prefersWheels, string version)
    {
        var index = new MadeIndex();
        index.Add("a", "1");
        index.Add("a", "2");
        index.Add(
            PackageName.Parse("a"),
            PythonVersion.Parse("3"),
            CoreMetadata.Read([], [], null),
            new ListedFile { FileName = "a-3.tar.gz" }
        );
        var request = Requests.Of("a") with { PrefersWheels = prefersWheels };
        Assert.Equal("a==" + version, Requests.Solution(request, index));
        Assert.Equal("a==3", Requests.Solution(request with { Requirements = [Requirement.Parse("a>2")] }, index));
    }

    [Fact]
    public void Reasons_against_newer_versions_are_kept_with_a_solution()
    {
        var index = IndexOf(Wheel());
        index.Add(
            PackageName.Parse("a"),
            PythonVersion.Parse("2"),
            CoreMetadata.Read([], [], null),
            new ListedFile { FileName = "a-2-cp312-cp312-win_amd64.whl" }
        );
        var resolved = Assert.IsType<Resolved>(Requests.Resolve(Requests.Of("a"), index));
        var verdict = resolved.Evidence.VerdictOf(PackageName.Parse("a"), 1);
        Assert.Equal("cp312-cp312-win_amd64", Assert.Single(verdict!.Rejections).Detail);
    }

    [Fact]
    public void Unknown_metadata_makes_a_conflict_uncertain()
    {
        var index = new MadeIndex();
        index.Add("b", "1", "a");
        var snapshot = new Unrecorded(index);
        var conflict = Requests.Conflict(Requests.Of("b"), snapshot);
        Assert.False(conflict.Evidence.IsCertain(conflict.Proof));
        var verdict = conflict.Evidence.VerdictOf(PackageName.Parse("a"), 0);
        Assert.Equal(RejectionKind.MetadataUnknown, Assert.Single(verdict!.Rejections).Kind);
    }

    private static ListedFile Wheel() => new() { FileName = "a-1-py3-none-any.whl" };

    private static MadeIndex IndexOf(params ListedFile[] files)
    {
        var index = new MadeIndex();
        index.Add(PackageName.Parse("a"), PythonVersion.Parse("1"), CoreMetadata.Read([], [], null), files);
        return index;
    }

    private static CandidateVerdict VerdictOf(ResolutionRequest request, params ListedFile[] files)
    {
        var conflict = Requests.Conflict(request, IndexOf(files));
        Assert.True(conflict.Evidence.IsCertain(conflict.Proof));
        return conflict.Evidence.VerdictOf(PackageName.Parse("a"), 0)!;
    }

    private static string ResolvedFile(ResolutionRequest request, params ListedFile[] files) =>
        Assert.IsType<Resolved>(Requests.Resolve(request, IndexOf(files))).Packages[0].File!.FileName;

    /// <summary>An index that has a package "a" whose metadata nobody knows.</summary>
    private sealed class Unrecorded(MadeIndex index) : IPackageIndex
    {
        public IndexAnswer<PackageListing> ListingOf(PackageName name) =>
            name == PackageName.Parse("a")
                ? new Known<PackageListing>(
                    new PackageListing
                    {
                        Name = name,
                        Versions = [new ListedVersion { Version = PythonVersion.Parse("1"), Files = [Wheel()] }],
                    }
                )
                : index.ListingOf(name);

        public IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file) => index.MetadataOf(name, file);
    }
}
