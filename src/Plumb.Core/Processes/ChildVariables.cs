using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Processes;

/// <summary>The environment variables of a child: those of the person who asked, without credentials and without a way to the network.</summary>
internal static class ChildVariables
{
    // Nothing listens on port 9 (discard) of an ordinary machine: a connection is refused at once.
    private const string NoProxy = "http://127.0.0.1:9";

    private static readonly ImmutableArray<(string Name, string Value)> _set =
    [
        ("HTTP_PROXY", NoProxy),
        ("HTTPS_PROXY", NoProxy),
        ("FTP_PROXY", NoProxy),
        ("ALL_PROXY", NoProxy),
        ("http_proxy", NoProxy),
        ("https_proxy", NoProxy),
        ("ftp_proxy", NoProxy),
        ("all_proxy", NoProxy),
        ("HF_HUB_OFFLINE", "1"),
        ("HF_DATASETS_OFFLINE", "1"),
        ("TRANSFORMERS_OFFLINE", "1"),
        ("HF_HUB_DISABLE_TELEMETRY", "1"),
        ("DO_NOT_TRACK", "1"),
        ("GRADIO_ANALYTICS_ENABLED", "False"),
        ("WANDB_MODE", "offline"),
        ("NO_ALBUMENTATIONS_UPDATE", "1"),
        ("PIP_NO_INDEX", "1"),
        ("UV_OFFLINE", "1"),
        ("UV_NO_INDEX", "1"),
        ("PYTHONDONTWRITEBYTECODE", "1"),
        ("PYTHONIOENCODING", "utf-8:backslashreplace"),
        ("MPLBACKEND", "Agg"),
    ];

    private static readonly ImmutableArray<string> _never =
    [
        "NO_PROXY",
        "no_proxy",
        "PYTHONSTARTUP",
        "PYTHONINSPECT",
        "PYTHONBREAKPOINT",
        "PYTHONPROFILEIMPORTTIME",
        "COVERAGE_PROCESS_START",
    ];

    // Parts of names that hold what others must not have.
    private static readonly ImmutableArray<string> _secret =
    [
        "TOKEN",
        "SECRET",
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "CREDENTIAL",
        "APIKEY",
        "API_KEY",
        "ACCESS_KEY",
        "PRIVATE_KEY",
        "AUTH",
        "COOKIE",
        "INDEX_URL",
        "NETRC",
        "KUBECONFIG",
        "SSHPASS",
        "CONNECTION_STRING",
        "WEBHOOK",
    ];

    private static readonly ImmutableArray<string> _secretEnds = ["_KEY", "_PAT", "_PASS", "_PWD", "_DSN"];

    private static readonly ImmutableArray<string> _threads =
    [
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
    ];

    /// <summary>All of them.</summary>
    /// <param name="variables">Those of the person who asked.</param>
    /// <param name="temporary">A folder for temporary files and caches.</param>
    public static ImmutableDictionary<string, string> Of(WorldVariables variables, string temporary)
    {
        var all = variables.Values.ToBuilder();
        all.RemoveRange(variables.Values.Where(v => IsSecret(v.Key, v.Value)).Select(v => v.Key));
        all.RemoveRange(_never);
        foreach (var (name, value) in _set)
        {
            all[name] = value;
        }

        foreach (var name in (string[])["TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "MPLCONFIGDIR", "NUMBA_CACHE_DIR"])
        {
            all[name] = temporary;
        }

        return all.ToImmutable();
    }

    /// <summary>The same, with one thread for each library that starts one for each processor at once, unless its number is set.</summary>
    public static WorldVariables WithOneThread(WorldVariables variables) =>
        new(_threads.Aggregate(variables.Values, (all, name) => all.ContainsKey(name) ? all : all.SetItem(name, "1")));

    private static bool IsSecret(string name, string value) =>
        _secret.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase))
        || _secretEnds.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase))
        || Redaction.Redact(value) != value;
}
