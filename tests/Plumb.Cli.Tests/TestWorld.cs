using System.Collections.Immutable;
using System.Text;
using Plumb.Cli.Commands;
using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Tests;

/// <summary>Runs the program in this process, with a world made for one test.</summary>
internal sealed class TestWorld : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TestWorld(CheckReport? report = null)
    {
        Report = report ?? Samples.Clean;
        Folder = Directory.CreateTempSubdirectory("plumb-").FullName;
        World = new World
        {
            Version = "1.2.3",
            Output = _output,
            Error = _error,
            Input = Stream.Null,
            Terminal = Terminal.None,
            Variables = WorldVariables.None,
            CurrentFolder = Folder,
            Clock = new StandingClock(),
        };
    }

    public CheckReport Report { get; }

    public string Folder { get; }

    public World World { get; set; }

    public CheckRequest? Request { get; private set; }

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string Error => _error.ToString();

    public int Run(params string[] arguments) =>
        CommandLine.Run(
            arguments,
            World,
            (request, _) =>
            {
                Request = request;
                return Report with { Findings = [.. Report.Findings.Where(f => request.Selection.Includes(f.Rule))] };
            }
        );

    /// <summary>Runs the program with its own way to look at environments.</summary>
    public int Inspect(params string[] arguments) => CommandLine.Run(arguments, World);

    public TestWorld With(params (string Name, string Value)[] variables)
    {
        World = World with
        {
            Variables = new WorldVariables(
                variables.ToImmutableDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal)
            ),
        };
        return this;
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override long GetTimestamp() => 0;
    }
}
