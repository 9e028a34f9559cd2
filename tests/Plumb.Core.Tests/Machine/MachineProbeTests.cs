using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Files;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Machine;

public sealed class MachineProbeTests : IDisposable
{
    private const string Haswell =
        "fpu vme cx8 cmov mmx fxsr sse sse2 syscall lm pni ssse3 fma cx16 movbe popcnt xsave avx f16c lahf_lm abm bmi1 avx2 bmi2 sse4_1 sse4_2";

    private readonly TestWorld _made = new();

    [Fact]
    public void A_root_is_told_by_its_files()
    {
        _made
            .File("/etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n")
            .File("/lib64/ld-linux-x86-64.so.2", new ElfFixture().Build())
            .File("/lib64/libc.so.6", new ElfFixture { Text = "stable release version 2.36.\n" }.Build())
            .File("/proc/sys/kernel/osrelease", "6.1.0-18-amd64\n")
            .File("/proc/meminfo", "MemTotal:       65536 kB\nMemFree: 1 kB\nMemAvailable:    32768 kB\n")
            .File("/proc/cpuinfo", $"processor\t: 0\nmodel name\t: Test CPU\nflags\t\t: {Haswell}\n\nprocessor\t: 1\n");

        var found = Observe();

        Assert.Equal("Debian GNU/Linux 12 (bookworm)", found.System.Name);
        Assert.Equal(("debian", "12", "6.1.0-18-amd64"), (found.System.Id, found.System.Version, found.System.Kernel));
        Assert.Equal((LibcKind.Glibc, 2, 36), (found.Libc!.Kind, found.Libc.Major, found.Libc.Minor));
        Assert.Equal("x86_64", found.Processor.Architecture);
        Assert.Equal(("Test CPU", 2, 3), (found.Processor.Model, found.Processor.Threads, found.Processor.X86Level));
        Assert.True(found.Processor.Has("avx2"));
        Assert.False(found.Processor.Has("avx512f"));
        Assert.Equal(64L << 20, found.Memory.Total?.Value);
        Assert.Equal(32L << 20, found.Memory.Available?.Value);
        Assert.Null(found.Memory.Limit);
        Assert.False(found.IsWsl);
        Assert.Equal(ContainerKind.Unknown, found.Container);
        Assert.Equal(new DiskSpace("/srv", null, null, null), Assert.Single(found.Disks));
    }

    [Fact]
    public void An_empty_root_leaves_everything_unknown()
    {
        var found = Observe();

        Assert.Equal(new OperatingSystemProfile(OperatingSystemFamily.Unknown), found.System);
        Assert.Null(found.Libc);
        Assert.Equal(new ProcessorProfile(), found.Processor);
        Assert.Equal(MemoryProfile.Unknown, found.Memory);
        Assert.Null(found.IsWsl);
        Assert.Equal(ContainerKind.Unknown, found.Container);
        Assert.Empty(found.Gpus.Devices);
    }

    [Theory]
    [InlineData("fpu cx8 cmov mmx fxsr sse sse2 syscall", 1)]
    [InlineData("fpu cx8 cmov mmx fxsr sse sse2 syscall cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3", 2)]
    [InlineData(Haswell, 3)]
    [InlineData(Haswell + " avx512f avx512bw avx512cd avx512dq avx512vl", 4)]
    [InlineData(Haswell + " avx512f", 3)]
    [InlineData("sse", null)]
    public void The_level_of_a_processor_is_that_whose_instructions_are_all_there(string flags, int? level)
    {
        _made.File("/proc/cpuinfo", $"processor : 0\nflags : {flags}\n");

        Assert.Equal(level, Observe().Processor.X86Level);
    }

    [Fact]
    public void A_processor_of_Arm_has_features_and_no_level()
    {
        _made
            .File("/lib/ld-linux-aarch64.so.1")
            .File("/proc/cpuinfo", "processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd aes asimddp\n");

        var processor = Observe().Processor;

        Assert.Equal("aarch64", processor.Architecture);
        Assert.True(processor.Has("asimddp"));
        Assert.Null(processor.X86Level);
    }

    [Theory]
    [InlineData("NAME='Alpine Linux'\nID=alpine\nVERSION_ID=3.20.1", "Alpine Linux", "alpine", "3.20.1")]
    [InlineData("# x\nPRETTY_NAME=\"A \\\"B\\\" \\$C\"\nID_LIKE=\"rhel fedora\"\n", "A \"B\" $C", null, null)]
    [InlineData("ID=\nNAME=\"\n", "\"", null, null)]
    [InlineData("", null, null, null)]
    public void The_release_file_is_read_as_a_shell_would(string text, string? name, string? id, string? version)
    {
        _made.File("/usr/lib/os-release", text);

        var system = Observe().System;

        Assert.Equal(
            (OperatingSystemFamily.Linux, name, id, version),
            (system.Family, system.Name, system.Id, system.Version)
        );
    }

    [Fact]
    public void A_disk_of_macOS_tells_its_version()
    {
        _made.File(
            "/System/Library/CoreServices/SystemVersion.plist",
            "<plist><dict><key>ProductName</key>\n<string>macOS</string>\n<key>ProductVersion</key><string>14.5</string></dict></plist>"
        );

        var system = Observe().System;

        Assert.Equal((OperatingSystemFamily.MacOs, "macOS 14.5", "14.5"), (system.Family, system.Name, system.Version));
    }

    [Fact]
    public void A_disk_of_Windows_tells_its_family_only()
    {
        _made.Directory_("/Windows/System32");

        Assert.Equal(OperatingSystemFamily.Windows, Observe().System.Family);
    }

    [Theory]
    [InlineData("/proc/self/cgroup", "0::/user.slice/app\n", "/sys/fs/cgroup/user.slice/app/memory.max", "33554432\n")]
    [InlineData("/proc/self/cgroup", "0::/user.slice/app\n", "/sys/fs/cgroup/user.slice/memory.max", "33554432\n")]
    [InlineData("/proc/self/cgroup", "0::/../../x\n", "/sys/fs/cgroup/memory.max", "33554432\n")]
    [InlineData("/unrelated", "", "/sys/fs/cgroup/memory.max", "33554432\n")]
    [InlineData(
        "/proc/self/cgroup",
        "5:cpu,memory:/docker/abc\n1:name=systemd:/\n",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "33554432\n"
    )]
    public void The_limit_of_a_container_counts(string membership, string text, string file, string limit)
    {
        _made
            .File("/proc/meminfo", "MemTotal: 65536 kB\nMemAvailable: 60000 kB\n")
            .File(membership, text)
            .File(file, limit);

        var memory = Observe().Memory;

        Assert.Equal(32L << 20, memory.Limit?.Value);
        Assert.Equal(32L << 20, memory.Usable);
        Assert.Equal(file, memory.Limit?.From);
    }

    [Theory]
    [InlineData("max\n")]
    [InlineData("9223372036854771712\n")]
    [InlineData("99999999999999999999999\n")]
    [InlineData("-1\n")]
    [InlineData("")]
    public void A_limit_that_is_none_does_not_count(string text)
    {
        _made.File("/proc/meminfo", "MemTotal: 65536 kB\n").File("/sys/fs/cgroup/memory.max", text);

        Assert.Null(Observe().Memory.Limit);
    }

    [Fact]
    public void What_a_container_used_is_taken_off_but_for_files_nobody_reads()
    {
        _made
            .File("/proc/meminfo", "MemTotal: 65536 kB\nMemAvailable: 60000 kB\n")
            .File("/sys/fs/cgroup/memory.max", "33554432")
            .File("/sys/fs/cgroup/memory.current", "20000000")
            .File("/sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 5000000\nactive_file 1\n");

        Assert.Equal(33554432 - 15000000, Observe().Memory.Available?.Value);
    }

    [Theory]
    [InlineData("/.dockerenv", "", ContainerKind.Docker)]
    [InlineData("/run/.containerenv", "engine=podman", ContainerKind.Podman)]
    [InlineData("/run/systemd/container", "systemd-nspawn\n", ContainerKind.Nspawn)]
    [InlineData("/run/systemd/container", "lxc\n", ContainerKind.Lxc)]
    [InlineData("/run/systemd/container", "flatpak\n", ContainerKind.Other)]
    [InlineData("/proc/self/cgroup", "12:memory:/kubepods/burstable/pod1/abc\n", ContainerKind.Kubernetes)]
    [InlineData("/proc/self/cgroup", "0::/docker/abc\n", ContainerKind.Docker)]
    [InlineData("/var/run/secrets/kubernetes.io/serviceaccount/token", "x", ContainerKind.Kubernetes)]
    [InlineData("/etc/hostname", "x", ContainerKind.Unknown)]
    public void A_container_is_known_by_its_marks(string file, string text, ContainerKind kind)
    {
        _made.File(file, text);

        Assert.Equal(kind, Observe().Container);
    }

    [Theory]
    [InlineData("5.15.153.1-microsoft-standard-WSL2\n", true)]
    [InlineData("4.4.0-19041-Microsoft\n", true)]
    [InlineData("6.1.0-18-amd64\n", false)]
    public void The_kernel_of_WSL_names_its_maker(string release, bool isWsl)
    {
        _made.File("/proc/sys/kernel/osrelease", release);

        Assert.Equal(isWsl, Observe().IsWsl);
    }

    [Fact]
    public void Rubbish_in_the_kernel_s_files_is_passed_over()
    {
        var rubbish = new byte[2 << 20];
        new Random(3).NextBytes(rubbish);
        foreach (
            var path in (string[])
                [
                    "/etc/os-release",
                    "/proc/meminfo",
                    "/proc/cpuinfo",
                    "/proc/self/cgroup",
                    "/sys/fs/cgroup/memory.max",
                    "/run/systemd/container",
                    "/proc/sys/kernel/osrelease",
                ]
        )
        {
            _made.File(path, rubbish);
        }

        Assert.Null(Observe().Memory.Total);
    }

    [Fact]
    public void This_machine_is_told_as_far_as_its_system_tells()
    {
        var variables = new WorldVariables(
            System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("PLUMB_NVML", "/nowhere/nvml.so")
        );
        var found = MachineProbe.Observe(
            new FileWorld(),
            variables,
            new MachineRequest { DiskPaths = [Path.GetTempPath().TrimEnd('/'), "/nowhere/at/all"] }
        );

        Assert.NotEqual(OperatingSystemFamily.Unknown, found.System.Family);
        Assert.NotNull(found.Processor.Architecture);
        Assert.NotNull(found.Processor.Features);
        Assert.True(found.Memory.Total?.Value > 0);
        Assert.All(found.Disks, d => Assert.True(d.TotalBytes >= d.FreeBytes));
        Assert.All(found.Disks, d => Assert.NotNull(d.Mount));
        Assert.Equal(new NvmlOutcome(null, null), found.Gpus.Nvml);
        Assert.NotEqual(ContainerKind.Unknown, found.Container);
    }

    [Fact]
    public void The_processor_itself_and_the_system_s_file_tell_the_same_level()
    {
        var asked = ProcessorInstructions.Complete(new ProcessorProfile());
        var read = ProcessorProbe.Observe(new FileWorld(), null);

        Assert.Equal(read.X86Level, asked.X86Level);
        Assert.NotEmpty(asked.Features!.Value);
    }

    public void Dispose() => _made.Dispose();

    private MachineProfile Observe() =>
        MachineProbe.Observe(_made.World, WorldVariables.None, new MachineRequest { DiskPaths = ["/srv"] });
}
