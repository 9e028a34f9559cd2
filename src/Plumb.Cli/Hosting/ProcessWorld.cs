using System.Runtime.InteropServices;
using System.Text;
using Plumb.Files;

namespace Plumb.Cli.Hosting;

/// <summary>This process as a <see cref="World"/>, and its answer to Ctrl-C.</summary>
internal sealed class ProcessWorld : IDisposable
{
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration _interrupt;

    private ProcessWorld()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        var variables = WorldVariables.OfThisProcess();
        World = new World
        {
            Version = typeof(ProcessWorld).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
            Output = StandardStream.Output(),
            Error = new StreamWriter(StandardStream.Error(), new UTF8Encoding(false))
            {
                AutoFlush = true,
                NewLine = "\n",
            },
            Input = Console.OpenStandardInput(),
            Terminal = DescribeTerminal(variables),
            Variables = variables,
            CurrentFolder = Environment.CurrentDirectory,
            Clock = TimeProvider.System,
            Processors = Environment.ProcessorCount,
            Cancellation = _cancellation.Token,
        };
    }

    /// <summary>The process as commands see it.</summary>
    public World World { get; }

    /// <summary>Takes hold of the streams and of Ctrl-C.</summary>
    public static ProcessWorld Open() => new();

    /// <inheritdoc />
    public void Dispose()
    {
        _interrupt.Dispose();
        _cancellation.Dispose();
    }

    // A read that hangs (a dead network drive) never looks at the token: then the process ends without it.
    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_cancellation.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Cancelled);
        }

        _cancellation.Cancel();
        _ = new Timer(static _ => Environment.Exit(ExitCode.Cancelled), null, _grace, Timeout.InfiniteTimeSpan);
    }

    private static Terminal DescribeTerminal(WorldVariables variables)
    {
        var output = !Console.IsOutputRedirected;
        var usual = (Terminal.UsualWidth, Terminal.UsualHeight);
        var (width, height) = (output ? TerminalSize.Read() : null) ?? usual;
        var utf8 = OperatingSystem.IsWindows()
            ? !output || Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage
            : Terminal.LocaleIsUtf8(variables);
        return new Terminal(output, !Console.IsErrorRedirected, width, height, utf8)
        {
            InputIsTerminal = !Console.IsInputRedirected,
        };
    }
}
