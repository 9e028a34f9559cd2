using Plumb.Cli;
using Plumb.Cli.Hosting;

using var process = ProcessWorld.Open();
try
{
    return CommandLine.Run(args, process.World);
}
catch (OperationCanceledException) when (process.World.Cancellation.IsCancellationRequested)
{
    return ExitCode.Cancelled;
}
catch (Exception trouble)
{
    return Trouble.Report(trouble, args, process.World);
}
