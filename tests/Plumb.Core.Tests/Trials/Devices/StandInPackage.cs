namespace Plumb.Core.Tests.Trials.Devices;

/// <summary>A package of one file that takes the place of a large library while the test runs.</summary>
internal sealed class StandInPackage : IDisposable
{
    private readonly string _package;
    private readonly string _metadata;

    public StandInPackage(
        string site,
        string distribution,
        string version,
        string module,
        string code,
        string metadata = ""
    )
    {
        (_package, _metadata) = ($"{site}/{module}", $"{site}/{distribution.Replace('-', '_')}-{version}.dist-info");
        Directory.CreateDirectory(_package);
        File.WriteAllText(_package + "/__init__.py", code);
        Directory.CreateDirectory(_metadata);
        File.WriteAllText(
            _metadata + "/METADATA",
            $"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\nSummary: A stand-in.\n{metadata}"
        );
        File.WriteAllText(_metadata + "/RECORD", $"{module}/__init__.py,,\n");
    }

    public void Dispose()
    {
        Directory.Delete(_package, recursive: true);
        Directory.Delete(_metadata, recursive: true);
    }
}
