namespace Plumb.Machine;

/// <summary>What kind of container a machine is.</summary>
public enum ContainerKind
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>None.</summary>
    None,

    /// <summary>Docker.</summary>
    Docker,

    /// <summary>Podman.</summary>
    Podman,

    /// <summary>A pod of Kubernetes, whatever runs it.</summary>
    Kubernetes,

    /// <summary>LXC or LXD.</summary>
    Lxc,

    /// <summary>systemd-nspawn.</summary>
    Nspawn,

    /// <summary>Apptainer or Singularity.</summary>
    Apptainer,

    /// <summary>A container of another kind.</summary>
    Other,
}
