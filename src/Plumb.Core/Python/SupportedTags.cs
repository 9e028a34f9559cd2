using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>
/// The wheel tags that a Python accepts, in order of preference. A thousand tags are held as a few dozen runs times a few
/// dozen platforms, so making the list is cheap and a question costs two look-ups.
/// </summary>
public sealed class SupportedTags
{
    private readonly ImmutableArray<TagRun> _runs;
    private readonly ImmutableArray<string> _platforms;
    private readonly Dictionary<TagRun, int> _firstRank = [];
    private readonly Dictionary<string, int> _platformRank = new(StringComparer.Ordinal);

    /// <summary>Makes a list from runs and platforms; a tag that comes twice keeps its first rank.</summary>
    public SupportedTags(ImmutableArray<TagRun> runs, ImmutableArray<string> platforms)
    {
        _runs = runs;
        _platforms = platforms;
        foreach (var run in runs)
        {
            _firstRank.TryAdd(run, Count);
            Count += run.AnyPlatform ? 1 : platforms.Length;
        }

        for (var i = 0; i < platforms.Length; i++)
        {
            _platformRank.TryAdd(platforms[i], i);
        }
    }

    /// <summary>How many tags the list has.</summary>
    public int Count { get; }

    /// <summary>The tags, best first.</summary>
    public IEnumerable<WheelTag> InOrder
    {
        get
        {
            foreach (var run in _runs)
            {
                if (run.AnyPlatform)
                {
                    yield return new WheelTag(run.Interpreter, run.Abi, "any");
                    continue;
                }

                foreach (var platform in _platforms)
                {
                    yield return new WheelTag(run.Interpreter, run.Abi, platform);
                }
            }
        }
    }

    /// <summary>The list of a Python build.</summary>
    /// <param name="platform">What it runs on; see <see cref="PlatformTags.For"/> for what an unknown version means.</param>
    /// <param name="major">Major version of Python.</param>
    /// <param name="minor">Minor version of Python.</param>
    /// <param name="abi">Implementation and ABI.</param>
    /// <param name="nativeFirst">The place of <c>linux_*</c>: see <see cref="PlatformTags.For"/>.</param>
    public static SupportedTags For(
        TargetPlatform platform,
        int major,
        int minor,
        InterpreterAbi abi,
        bool nativeFirst = true
    )
    {
        // A version read from a damaged file must not make a list without end.
        minor = Math.Clamp(minor, 0, 200);
        var interpreter = abi.InterpreterTag(major, minor);
        var runs =
            abi.Implementation == "cpython"
                ? InterpreterTags.CPython(major, minor, abi.Tags(major, minor, platform.System))
                : InterpreterTags.Generic(interpreter, abi.Tags(major, minor, platform.System));
        var compatibleWith = abi.Implementation switch
        {
            "cpython" => interpreter,
            "pypy" => "pp3",
            _ => null,
        };
        return new SupportedTags(
            [.. runs, .. InterpreterTags.Compatible(major, minor, compatibleWith)],
            PlatformTags.For(platform, nativeFirst)
        );
    }

    /// <summary>The place of a tag in the list, 0 being the best; -1 when the Python does not accept it.</summary>
    public int RankOf(WheelTag tag)
    {
        var rank = -1;
        if (
            _platformRank.TryGetValue(tag.Platform, out var platform)
            && _firstRank.TryGetValue(new TagRun(tag.Interpreter, tag.Abi), out var first)
        )
        {
            rank = first + platform;
        }

        if (
            tag.Platform == "any"
            && _firstRank.TryGetValue(new TagRun(tag.Interpreter, tag.Abi, AnyPlatform: true), out var any)
        )
        {
            rank = rank < 0 ? any : Math.Min(rank, any);
        }

        return rank;
    }

    /// <summary>The best place among the tags of a wheel; -1 when the Python accepts none of them.</summary>
    public int BestRank(ImmutableArray<WheelTag> tags)
    {
        var best = -1;
        foreach (var tag in tags)
        {
            var rank = RankOf(tag);
            if (rank >= 0 && (best < 0 || rank < best))
            {
                best = rank;
            }
        }

        return best;
    }

    /// <summary>True when the Python accepts the tag.</summary>
    public bool Contains(WheelTag tag) => RankOf(tag) >= 0;

    /// <summary>True when the Python accepts a wheel with these tags.</summary>
    public bool Accepts(ImmutableArray<WheelTag> tags) => BestRank(tags) >= 0;
}
