using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

/// <summary>Tags, file names and supported-tag lists against pypa/packaging's answers and those of real interpreters.</summary>
public sealed class WheelTagCorpusTests
{
    private static readonly IReadOnlyList<JsonElement> Rows = CorpusFile.Rows(
        "packaging/tags.jsonl.gz",
        "cases/tags.jsonl"
    );

    [Fact]
    public void Compressed_tag_sets_stand_for_the_same_tags() =>
        PackagingCorpus.Check(
            Rows.OfKind("tag"),
            row =>
            {
                var (text, options) =
                    row[1].ValueKind == JsonValueKind.String ? (row[1], default) : (row[1][0], row[1][1]);
                var limit = WheelTagSet.DefaultLimit;
                var sorted = false;
                if (options.ValueKind == JsonValueKind.Object)
                {
                    limit = options.TryGetProperty("limit", out var l) ? l.GetInt32() : limit;
                    sorted = options.TryGetProperty("validate_order", out var v) && v.GetBoolean();
                }

                var read = WheelTagSet.TryParse(text.GetString()!, out var tags, out var error, sorted, limit);
                Assert.Equal(read, error is null);
                return Differs(read ? Words(tags) : null, row[2]);
            }
        );

    [Theory]
    [InlineData("wheel", false)]
    [InlineData("wheel_strict", true)]
    public void Wheel_file_names_say_the_same(string kind, bool strict) =>
        PackagingCorpus.Check(
            Rows.OfKind(kind),
            row =>
            {
                var read = WheelFileName.TryParse(row[1].GetString()!, out var name, out _, strict);
                if (!read || row[2].ValueKind == JsonValueKind.Null)
                {
                    return read == (row[2].ValueKind != JsonValueKind.Null) ? null : $"read: {read}";
                }

                var build = name!.Build is { } b ? new[] { b.Number.ToString(Culture), b.Suffix } : [];
                var same =
                    name.Name == row[2][0].GetString()
                    && name.Version.ToString() == row[2][1].GetString()
                    && build.SequenceEqual(row[2][2].ToStrings(), StringComparer.Ordinal);
                return same ? Differs(Words(name.Tags), row[2][3]) : name.ToString();
            }
        );

    [Fact]
    public void Source_file_names_say_the_same() =>
        PackagingCorpus.Check(
            Rows.OfKind("sdist"),
            row =>
            {
                var read = SdistFileName.TryParse(row[1].GetString()!, out var name, out _);
                var answer = read ? $"[\"{name!.Name}\", \"{name.Version}\"]" : "null";
                var expected = row[2].ValueKind == JsonValueKind.Null ? "null" : $"[\"{row[2][0]}\", \"{row[2][1]}\"]";
                return answer == expected ? null : answer;
            }
        );

    [Theory]
    [InlineData("mac_platforms")]
    [InlineData("ios_platforms")]
    [InlineData("android_platforms")]
    public void Platforms_of_phones_and_macs_come_in_the_same_order(string kind) =>
        PackagingCorpus.Check(
            Rows.OfKind(kind),
            row =>
            {
                var (major, minor) = row[1].TryGetProperty("version", out var v) ? Pair(v) : (0, null);
                var tags = kind switch
                {
                    "mac_platforms" => ApplePlatformTags.MacOs(major, minor ?? 0, Text(row[1], "arch")),
                    "ios_platforms" => ApplePlatformTags.Ios(major, minor ?? 0, Text(row[1], "multiarch")),
                    _ => PlatformTags.Android(row[1].GetProperty("api_level").GetInt32(), Text(row[1], "abi")),
                };
                return Differs(tags, row[2], ordered: true);
            }
        );

    [Theory]
    [InlineData("cpython_tags")]
    [InlineData("generic_tags")]
    [InlineData("compatible_tags")]
    [InlineData("pure_python_tags")]
    [InlineData("sys_like")]
    public void Supported_tags_come_in_the_same_order(string kind) =>
        PackagingCorpus.Check(
            Rows.OfKind(kind),
            row =>
            {
                var supported = Supported(kind, row[1]);
                Assert.Equal(supported.Count, supported.InOrder.Count());
                return Differs([.. supported.InOrder.Select(t => t.ToString())], row[2], ordered: true);
            }
        );

    [Fact]
    public void Real_interpreters_begin_their_lists_alike()
    {
        var rows = CorpusFile.ReadLines(CorpusFile.PathOf("packaging/interpreter_tags.jsonl.gz"));
        Assert.NotEmpty(rows);
        PackagingCorpus.Check(
            rows,
            row =>
            {
                var version = PythonVersion.Parse(Text(row, "version"));
                var first = row.GetProperty("tags_first").ToStrings();
                // The machine that was asked ran glibc 2.36, and older packaging puts linux_* last.
                var supported = SupportedTags.For(
                    new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
                    version.Major,
                    version.Minor,
                    new InterpreterAbi { Soabi = Text(row, "soabi") },
                    nativeFirst: first[0].EndsWith("-linux_x86_64", StringComparison.Ordinal)
                );
                var same =
                    supported.Count == row.GetProperty("tags_count").GetInt32()
                    && supported
                        .InOrder.Take(first.Length)
                        .Select(t => t.ToString())
                        .SequenceEqual(first, StringComparer.Ordinal);
                return same ? null : $"{supported.Count} tags";
            }
        );
    }

    private static SupportedTags Supported(string kind, JsonElement arguments)
    {
        var (major, minor) = arguments.TryGetProperty("python_version", out var v) ? Pair(v) : (0, null);
        ImmutableArray<string> abis = arguments.TryGetProperty("abis", out var a) ? [.. a.ToStrings()] : [];
        ImmutableArray<string> platforms = arguments.TryGetProperty("platforms", out var p) ? [.. p.ToStrings()] : [];
        switch (kind)
        {
            case "cpython_tags":
                return new SupportedTags(InterpreterTags.CPython(major, minor, abis), platforms);
            case "generic_tags":
                return new SupportedTags(InterpreterTags.Generic(Text(arguments, "interpreter"), abis), platforms);
            case "compatible_tags":
                return new SupportedTags(
                    InterpreterTags.Compatible(major, minor, Text(arguments, "interpreter")),
                    platforms
                );
            case "pure_python_tags":
                return new SupportedTags(InterpreterTags.PurePython(major, minor), []);
            default:
                var (glibcMajor, glibcMinor) = Pair(arguments.GetProperty("glibc"));
                var platform = new TargetPlatform(
                    OperatingSystemFamily.Linux,
                    Text(arguments, "arch"),
                    LibcKind.Glibc,
                    glibcMajor,
                    glibcMinor ?? 0
                );
                return SupportedTags.For(platform, major, minor ?? 0, InterpreterAbi.CPython, nativeFirst: false);
        }
    }

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.InvariantCulture;

    private static (int Major, int? Minor) Pair(JsonElement version) =>
        (version[0].GetInt32(), version.GetArrayLength() > 1 ? version[1].GetInt32() : null);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static ImmutableArray<string> Words(ImmutableArray<WheelTag> tags) => [.. tags.Select(t => t.ToString())];

    private static string? Differs(ImmutableArray<string>? answer, JsonElement expected, bool ordered = false)
    {
        if (answer is not { } words || expected.ValueKind == JsonValueKind.Null)
        {
            return answer is null == (expected.ValueKind == JsonValueKind.Null) ? null : $"answer: {answer?.Length}";
        }

        var wanted = expected.ToStrings();
        var same = ordered
            ? words.SequenceEqual(wanted, StringComparer.Ordinal)
            : words.ToHashSet(StringComparer.Ordinal).SetEquals(wanted);
        return same ? null : string.Join(' ', words.Take(30));
    }
}
