using Plumb.Files;

namespace Plumb.Machine;

/// <summary>Tells memory: of the machine by <c>/proc/meminfo</c>, of a container or service by its control group (both versions).</summary>
internal static class MemoryProbe
{
    private const string Machine = "/proc/meminfo";
    private const string Membership = "/proc/self/cgroup";
    private const string Version2 = "/sys/fs/cgroup";
    private const string Version1 = "/sys/fs/cgroup/memory";
    private const int MostLevels = 64;

    // The first version writes the largest multiple of a page for "none".
    private const long NoLimit = 1L << 60;

    public static MemoryProfile Observe(FileWorld world)
    {
        var text = SystemFile.Text(world, Machine);
        if (text is null)
        {
            return world.Root is null ? OfThisProcess() : MemoryProfile.Unknown;
        }

        var total = Kilobytes(text, "MemTotal");
        var available = Kilobytes(text, "MemAvailable");
        var group = Group(world);
        if (group is not { } limit || limit.Bytes >= total?.Value)
        {
            return new MemoryProfile { Total = total, Available = available };
        }

        var room = limit.Used is { } used ? Math.Max(0, limit.Bytes - used) : (long?)null;
        return new MemoryProfile
        {
            Total = total,
            Limit = new Observed<long>(limit.Bytes, limit.File),
            Available =
                room is { } free && free < (available?.Value ?? long.MaxValue)
                    ? new Observed<long>(free, limit.File)
                    : available,
        };
    }

    // The tightest limit between the group and its root counts.
    private static (long Bytes, long? Used, string File)? Group(FileWorld world)
    {
        var membership = SystemFile.Text(world, Membership) ?? "0::/";
        (long Bytes, long? Used, string File)? tightest = null;
        foreach (var line in membership.AsSpan().EnumerateLines())
        {
            var first = line.IndexOf(':');
            var second = first < 0 ? -1 : line[(first + 1)..].IndexOf(':') + first + 1;
            if (second <= first)
            {
                continue;
            }

            var controllers = line[(first + 1)..second];
            var path = line[(second + 1)..].ToString();
            var isSecond = controllers.IsEmpty;
            if (!isSecond && !HasMemory(controllers))
            {
                continue;
            }

            // A container often sees its own group as the root, though its membership names the machine's path.
            foreach (var group in Upwards(path))
            {
                var found = Limit(world, isSecond, group);
                tightest = found is { } limit && limit.Bytes < (tightest?.Bytes ?? long.MaxValue) ? found : tightest;
            }
        }

        return tightest;
    }

    private static (long Bytes, long? Used, string File)? Limit(FileWorld world, bool isSecond, string group)
    {
        var folder = WorldPath.Normalize((isSecond ? Version2 : Version1) + group);
        var file = folder + (isSecond ? "/memory.max" : "/memory.limit_in_bytes");
        if (SystemFile.Number(world, file) is not (> 0 and < NoLimit and var limit))
        {
            return null;
        }

        var used = SystemFile.Number(world, folder + (isSecond ? "/memory.current" : "/memory.usage_in_bytes"));
        var statistics = SystemFile.Text(world, folder + "/memory.stat") ?? "";
        var cache = SystemFile.ToNumber(
            SystemFile.Value(statistics, isSecond ? "inactive_file" : "total_inactive_file")
        );

        // Files that nobody reads now are given back before anything is killed.
        return (limit, used - Math.Min(cache ?? 0, used ?? 0), file);
    }

    private static IEnumerable<string> Upwards(string path)
    {
        var group = path.StartsWith('/') ? WorldPath.Normalize(path) : "/";
        for (var i = 0; i < MostLevels && group.Length > 1; i++)
        {
            yield return group;
            group = WorldPath.Parent(group);
        }

        yield return "";
    }

    private static bool HasMemory(ReadOnlySpan<char> controllers)
    {
        foreach (var range in controllers.Split(','))
        {
            if (controllers[range].SequenceEqual("memory"))
            {
                return true;
            }
        }

        return false;
    }

    private static Observed<long>? Kilobytes(string text, string key)
    {
        var value = SystemFile.Value(text, key);
        return
            value is not null
            && value.EndsWith(" kB", StringComparison.Ordinal)
            && SystemFile.ToNumber(value.AsSpan(0, value.Length - 3)) is > 0 and <= long.MaxValue / 1024 and var number
            ? new Observed<long>(number * 1024, Machine)
            : null;
    }

    private static MemoryProfile OfThisProcess()
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return total > 0
            ? new MemoryProfile { Total = new Observed<long>(total, "the system") }
            : MemoryProfile.Unknown;
    }
}
