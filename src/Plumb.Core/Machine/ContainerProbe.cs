using Plumb.Files;

namespace Plumb.Machine;

/// <summary>Tells whether a machine is a container, and whether it is Linux under Windows.</summary>
internal static class ContainerProbe
{
    private static readonly string[] _kernelFiles = ["/proc/sys/kernel/osrelease", "/proc/version"];

    public static ContainerKind Observe(FileWorld world, WorldVariables variables)
    {
        var isHere = world.Root is null;
        return (isHere && variables.GetNonEmpty("KUBERNETES_SERVICE_HOST") is not null)
            || world.IsDirectory("/var/run/secrets/kubernetes.io/serviceaccount")
                ? ContainerKind.Kubernetes
            : Exists(world, "/run/.containerenv") ? ContainerKind.Podman
            : Exists(world, "/.dockerenv") ? ContainerKind.Docker
            : Exists(world, "/.singularity.d") ? ContainerKind.Apptainer
            : ByManager(world) ?? ByGroup(world) ?? (isHere ? ContainerKind.None : ContainerKind.Unknown);
    }

    /// <summary>The kernel of the Windows Subsystem for Linux names Microsoft; null when no file of the kernel can be read.</summary>
    public static bool? IsWsl(FileWorld world)
    {
        if (world.Root is null && !OperatingSystem.IsLinux())
        {
            return false;
        }

        foreach (var file in _kernelFiles)
        {
            if (SystemFile.Line(world, file) is { } line)
            {
                return line.Contains("microsoft", StringComparison.OrdinalIgnoreCase);
            }
        }

        return null;
    }

    // systemd and container managers agree on this file (systemd, The Container Interface).
    private static ContainerKind? ByManager(FileWorld world) =>
        SystemFile.Line(world, "/run/systemd/container") switch
        {
            null => null,
            "docker" => ContainerKind.Docker,
            "podman" => ContainerKind.Podman,
            "lxc" or "lxc-libvirt" => ContainerKind.Lxc,
            "systemd-nspawn" => ContainerKind.Nspawn,
            "wsl" => null,
            _ => ContainerKind.Other,
        };

    private static ContainerKind? ByGroup(FileWorld world)
    {
        var groups = SystemFile.Text(world, "/proc/self/cgroup") ?? "";
        return groups.Contains("kubepods", StringComparison.Ordinal) ? ContainerKind.Kubernetes
            : groups.Contains("/libpod", StringComparison.Ordinal) ? ContainerKind.Podman
            : groups.Contains("/docker", StringComparison.Ordinal) ? ContainerKind.Docker
            : groups.Contains("/lxc", StringComparison.Ordinal) ? ContainerKind.Lxc
            : groups.Contains("containerd", StringComparison.Ordinal) ? ContainerKind.Other
            : null;
    }

    private static bool Exists(FileWorld world, string path) => world.TryStat(path, out _);
}
