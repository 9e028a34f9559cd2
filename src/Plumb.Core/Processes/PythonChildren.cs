using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;

namespace Plumb.Processes;

/// <summary>
/// Runs an environment's own interpreter in children. Each has a process group, a time limit, a bound on its memory, no standard input, no
/// way to the network and no credentials, and writes into one folder that is deleted with this object.
/// </summary>
public sealed class PythonChildren : IDisposable
{
    // More than any answer that a script of ours writes.
    private const int MostAnswerBytes = 4 << 20;
    private readonly string _interpreter;
    private readonly string _folder;
    private readonly string _script;
    private readonly ImmutableArray<string> _enter;
    private readonly ImmutableDictionary<string, string> _variables;
    private readonly ChildLimits _limits;
    private int _count;

    private PythonChildren(
        string interpreter,
        string folder,
        string script,
        ImmutableArray<string> enter,
        ImmutableDictionary<string, string> variables,
        ChildLimits limits
    )
    {
        (_interpreter, _folder, _script) = (interpreter, folder, script);
        (_enter, _variables, _limits) = (enter, variables, limits);
    }

    /// <summary>Makes the folder and writes the script into it.</summary>
    /// <param name="interpreter">The environment's executable on this machine, its links not followed.</param>
    /// <param name="script">What each child runs once it is bounded: Python 2.7 to 3.14.</param>
    /// <param name="variables">Those of the person who asked.</param>
    /// <param name="limits">How much each child may take.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static PythonChildren Open(string interpreter, string script, WorldVariables variables, ChildLimits limits)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-").FullName;
        var file = Path.Combine(folder, "script.py");
        File.WriteAllText(file, Resource("bootstrap.py") + script);
        Directory.CreateDirectory(Path.Combine(folder, "work"));
        return new PythonChildren(
            interpreter,
            folder,
            file,
            Enter(interpreter, folder, variables, limits),
            ChildVariables.Of(variables, Path.Combine(folder, "work")),
            limits
        );
    }

    /// <summary>Runs one child.</summary>
    /// <param name="arguments">What the script is asked.</param>
    /// <param name="cancellation">Ends the child; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <returns>How it ended, and what it answered (JSON); null when it did not come to that.</returns>
    public async Task<(ChildEnd End, ReadOnlyMemory<byte>? Answer)> RunAsync(
        ImmutableArray<string> arguments,
        CancellationToken cancellation
    )
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var answer = Path.Combine(_folder, "answer-" + number);
        var end = await ChildProcess.RunAsync(
            _interpreter,
            [.. _enter, _script, answer, Seconds(_limits), .. arguments],
            Path.Combine(_folder, "work"),
            _variables,
            _limits.Time,
            cancellation
        );
        return (end, Read(answer));
    }

    /// <summary>Deletes what the children left.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What a child has locked or protected stays with the system's other temporary files.
        }
    }

    // A child that is hostile may leave anything there.
    private static ReadOnlyMemory<byte>? Read(string file)
    {
        try
        {
            var status = new FileInfo(file);
            if (!status.Exists || status.LinkTarget is not null || status.Length > MostAnswerBytes)
            {
                return null;
            }

            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// The arguments with which the interpreter first bounds itself, without the environment's site (-S, -s) and the person's variables (-E),
    /// and then becomes itself again. Windows has no <c>exec</c> and none of these bounds.
    /// </summary>
    private static ImmutableArray<string> Enter(
        string interpreter,
        string folder,
        WorldVariables variables,
        ChildLimits limits
    )
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        var file = Path.Combine(folder, "enter.py");
        File.WriteAllText(file, Resource("enter.py"));
        // Who sets PYTHONHOME may have an interpreter that does not find its library without it.
        ImmutableArray<string> bare = variables.Values.ContainsKey("PYTHONHOME")
            ? ["-B", "-S", "-s"]
            : ["-B", "-S", "-s", "-E"];
        return [.. bare, file, Seconds(limits), limits.MemoryBytes.ToString(CultureInfo.InvariantCulture), interpreter];
    }

    private static string Seconds(ChildLimits limits) =>
        limits.Time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Resource(string name)
    {
        using var stream = typeof(PythonChildren).Assembly.GetManifestResourceStream("scripts/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
