using System.Collections.Immutable;

namespace Plumb.Trials.Devices;

/// <summary>What came of a product on a device.</summary>
public enum DeviceOutcomeKind
{
    /// <summary>Every number is right.</summary>
    Works,

    /// <summary>Some numbers are wrong.</summary>
    Wrong,

    /// <summary>An exception.</summary>
    Error,

    /// <summary>The process was ended by a signal, or ended itself.</summary>
    Crashed,

    /// <summary>It took longer than allowed.</summary>
    Timeout,

    /// <summary>
    /// No product was made: the library makes none without a model, or it does without the device's own library, as
    /// <see cref="DeviceOutcome.Error"/> then says.
    /// </summary>
    Untried,
}

/// <summary>What came of a product on one device.</summary>
/// <param name="Device">As the library names it: <c>cpu</c>, <c>cuda:0</c>, <c>mps</c>, <c>CUDAExecutionProvider</c>.</param>
/// <param name="Name">The device's name, as the library tells it.</param>
/// <param name="Kind">What.</param>
public sealed record DeviceOutcome(string Device, string Name, DeviceOutcomeKind Kind)
{
    /// <summary>The best time of a product of two matrices of 1024 by 1024 after one that does not count; null unless it was made.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>How many of <see cref="Numbers"/> are wrong.</summary>
    public int Wrong { get; init; }

    /// <summary>How many numbers were compared.</summary>
    public int Numbers { get; init; }

    /// <summary>What the library says, or how the process ended; null when it works.</summary>
    public string? Error { get; init; }

    /// <summary>True for the processor.</summary>
    public bool IsCpu => Device == "cpu";
}

/// <summary>What came of the products of one library.</summary>
/// <param name="Library">The module: <c>torch</c>, <c>onnxruntime</c>, <c>ctranslate2</c>.</param>
/// <param name="Distribution">The distribution that brings it.</param>
/// <param name="Version">Its version, as it tells it, else as its metadata says.</param>
/// <param name="Devices">One for each device that it says it has, the processor first; empty when it cannot be imported.</param>
public sealed record LibraryTrial(
    string Library,
    string Distribution,
    string Version,
    ImmutableArray<DeviceOutcome> Devices
)
{
    /// <summary>Why its devices could not be listed; null when they were.</summary>
    public string? Trouble { get; init; }

    /// <summary>What it says of devices that it was built for and does not have; null when it says nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>How many times faster than on the processor; null where either was not measured.</summary>
    public double? Rate(DeviceOutcome device) =>
        !device.IsCpu
        && device.Milliseconds is > 0 and var here
        && Devices.FirstOrDefault(d => d.IsCpu)?.Milliseconds is > 0 and var there
            ? there / here
            : null;
}
