using Plumb.Core.Tests.Checks.Native;
using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Native.Loading;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Native;

public sealed class LoaderProbeTests
{
    private const string Glibc = "/lib64/ld-linux-x86-64.so.2";
    private const string Musl = "/lib/ld-musl-x86_64.so.1";
    private const string Nix = "/nix/store/0c7c96gikmzv87i7lv3vq5s1cmfjd6zf-glibc-2.38/lib/ld-linux-x86-64.so.2";

    [Theory]
    [InlineData(Glibc, LibcKind.Glibc)]
    [InlineData(Musl, LibcKind.Musl)]
    public void Where_there_are_two_loaders_the_program_says_which_one_is_its_own(string interpreter, LibcKind libc)
    {
        using var made = new TestWorld();
        made.File(Glibc).File(Musl);

        var settings = Read(made, interpreter);

        Assert.Equal(interpreter, settings.Loader);
        Assert.Equal(libc, settings.Libc);
    }

    [Fact]
    public void A_program_that_names_no_loader_is_judged_by_the_first_that_is_there()
    {
        using var made = new TestWorld();

        Assert.Equal(Musl, Read(made.File(Musl), null).Loader);
        Assert.Equal(Glibc, Read(made.File(Glibc), null).Loader);
    }

    [Theory]
    [InlineData(Nix)]
    [InlineData("/gnu/store/zvlp3n8iwa1svxmwv4q22pv1pb1c9pjq-glibc-2.39/lib/ld-linux-x86-64.so.2")]
    [InlineData("/home/linuxbrew/.linuxbrew/lib/ld.so")]
    [InlineData("/lib/ld-linux-aarch64.so.1")]
    [InlineData("")]
    public void A_loader_of_other_rules_is_none_to_judge_by(string interpreter)
    {
        using var made = new TestWorld();
        made.File(Glibc).File(Musl).File(interpreter.Length == 0 ? "/other" : interpreter);

        Assert.Null(Read(made, interpreter).Loader);
    }

    [Theory]
    [InlineData(Glibc, Musl)]
    [InlineData(Musl, Glibc)]
    public void A_loader_that_is_not_there_is_not_replaced_by_another(string interpreter, string there)
    {
        using var made = new TestWorld();

        Assert.Null(Read(made.File(there), interpreter).Loader);
    }

    [Fact]
    public void What_stands_in_the_place_of_glibc_s_loader_is_not_taken_for_it()
    {
        using var nix = new TestWorld();
        using var alpine = new TestWorld();
        nix.File(Nix).Link(Glibc, Nix);
        alpine.File(Glibc).File(Musl).File("/lib/libgcompat.so.0");

        Assert.Null(Read(nix, Glibc).Loader);
        Assert.Null(Read(alpine, Glibc).Loader);
        Assert.Equal(Musl, Read(alpine, Musl).Loader);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(Glibc, 1)]
    [InlineData(Nix, 0)]
    [InlineData("/nix/store/collected/lib/ld-linux-x86-64.so.2", 0)]
    public void A_library_is_missing_only_where_the_interpreter_s_loader_is_known(string? interpreter, int count)
    {
        using var made = new LoaderWorld();
        made.Module(new ElfFixture { Needed = ["libnone.so.1"] })
            .Environment.File(Nix, new ElfFixture { SoName = "ld-linux-x86-64.so.2" }.Build())
            .File(
                "/usr/local/bin/python3.11",
                new ElfFixture { Interpreter = interpreter, Needed = ["libc.so.6"] }.Build()
            );

        Assert.Equal(count, made.Check("PLB20").Count(f => f.Severity >= Severity.Warning));
        Assert.Equal(
            count == 1,
            made.Environment.Observe(observation: Observation.Files | Observation.Native).Native.IsJudged
        );
    }

    private static LoaderSettings Read(TestWorld made, string? interpreter)
    {
        made.File("/usr/bin/python3", new ElfFixture { Interpreter = interpreter, Needed = ["libc.so.6"] }.Build());
        var world = made.World;
        var program = new ElfLibraryStore(world).Read("/usr/bin/python3");
        Assert.NotNull(program);
        return LoaderProbe.Read(world, WorldVariables.None, program);
    }
}
