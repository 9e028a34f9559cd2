using System.Globalization;

namespace Plumb.Machine.Gpus;

/// <summary>How asking NVIDIA's management library (NVML) went.</summary>
/// <param name="Code">The code of NVML (<c>nvmlReturn_t</c>); 0 is success; null when the library could not be loaded.</param>
/// <param name="Library">The file or name that was loaded; null when none could be.</param>
public sealed record NvmlOutcome(int? Code, string? Library)
{
    /// <summary>True when it answered.</summary>
    public bool Answered => Code == 0;

    /// <summary>What the code means and what to do about it, one sentence.</summary>
    public string Sentence =>
        Code is { } code
            ? Explain(code)
            : "NVIDIA's management library is not there: no driver of NVIDIA is installed.";

    /// <summary>A code in words (NVML API Reference Guide, <c>nvmlReturn_t</c>).</summary>
    public static string Explain(int code) =>
        code switch
        {
            0 => "NVIDIA's driver answers.",
            1 => "NVIDIA's management library was not initialised.",
            2 => "NVIDIA's management library refused an argument.",
            3 => "The card or its driver does not support this question.",
            4 =>
                "This account may not ask NVIDIA's driver: look at the permissions of /dev/nvidiactl and /dev/nvidia0.",
            6 => "NVIDIA's driver found nothing by that name or number.",
            7 => "The space for an answer was too small.",
            8 => "A card lacks its power cables.",
            9 => "NVIDIA's driver is installed but not loaded: load it (modprobe nvidia) or restart.",
            10 => "NVIDIA's driver took too long to answer.",
            11 => "An interrupt of a card does not reach the driver.",
            12 => "NVIDIA's management library does not find the driver's own library.",
            13 => "This version of NVIDIA's management library lacks a function.",
            14 => "A card's small memory (infoROM) is damaged.",
            15 => "A card fell off the bus or cannot be reached: restart, then look at its power and seat.",
            16 => "A card has to be reset before it can be used.",
            17 => "The system refuses the driver access to the card.",
            18 =>
                "The driver's library and its kernel module are of different versions: restart, or install one version of both.",
            19 => "The card is in use.",
            20 => "There is not enough memory to ask the driver.",
            21 => "The driver has no answer.",
            22 => "The card's memory protection (ECC) reports an error.",
            23 => "The card has no room for more.",
            25 => "NVIDIA's management library and the driver do not understand each other's versions.",
            26 => "This question is deprecated.",
            27 => "The card is not ready.",
            28 => "NVIDIA's driver does not find the card.",
            29 => "The card is in a state that does not allow this.",
            999 => "NVIDIA's driver failed inside, and says no more.",
            _ => string.Create(CultureInfo.InvariantCulture, $"NVIDIA's driver answered with code {code}."),
        };
}
