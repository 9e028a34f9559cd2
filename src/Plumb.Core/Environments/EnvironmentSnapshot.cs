using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Machine.Gpus;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>How much of an environment is looked at.</summary>
[Flags]
public enum Observation
{
    /// <summary>Names, versions and requirements only.</summary>
    Metadata = 0,

    /// <summary>RECORD, and whether each file is there with its size.</summary>
    Files = 1,

    /// <summary>The SHA-256 of each file.</summary>
    Hashes = 2,

    /// <summary>What native modules load, and from where.</summary>
    Native = 4,

    /// <summary>The machine's GPUs, and the code for them in native libraries.</summary>
    Devices = 8,

    /// <summary>Which imports fail, by the sources.</summary>
    Sources = 16,
}

/// <summary>One Python environment as it lay on disk at one moment. Checks are functions of it and of nothing else.</summary>
public sealed record EnvironmentSnapshot
{
    /// <summary>The interpreter and its paths.</summary>
    public required PythonInstallation Installation { get; init; }

    /// <summary>The folder of the application that the environment serves; null when none was named or found.</summary>
    public string? Application { get; init; }

    /// <summary>The name of the project in <see cref="Application"/>, as its own files state it; null when they state none.</summary>
    public PackageName? ApplicationName { get; init; }

    /// <summary>What can be imported from <see cref="Application"/> itself.</summary>
    public ImmutableArray<ObservedModule> ApplicationModules { get; init; } = [];

    /// <summary>What can be imported from folders of PYTHONPATH that no installer filled; their files are not looked at.</summary>
    public ImmutableArray<ObservedModule> PathModules { get; init; } = [];

    /// <summary>How much was looked at.</summary>
    public required Observation Observed { get; init; }

    /// <summary>The folders that hold distributions, in the order of <c>sys.path</c>.</summary>
    public ImmutableArray<SiteFolder> Sites { get; init; } = [];

    /// <summary>Every distribution on the path, by site, then by name, then by location.</summary>
    public ImmutableArray<InstalledDistribution> Distributions { get; init; } = [];

    /// <summary>
    /// Metadata folders whose name begins with <c>~</c>: pip moved them aside to uninstall them and did not come to delete them.
    /// Their rows name the paths from before.
    /// </summary>
    public ImmutableArray<InstalledDistribution> Leftovers { get; init; } = [];

    /// <summary>The names below the environment's own folders; empty unless files were observed.</summary>
    public FileTree Tree { get; init; } = FileTree.Empty;

    /// <summary>What was read from files that differ from their RECORD, by absolute path.</summary>
    public FrozenDictionary<string, ContentFacts> Contents { get; init; } =
        FrozenDictionary<string, ContentFacts>.Empty;

    /// <summary>What the native modules load.</summary>
    public NativeObservation Native { get; init; } = NativeObservation.None;

    /// <summary>What it holds for NVIDIA's GPUs.</summary>
    public CudaObservation Cuda { get; init; } = CudaObservation.None;

    /// <summary>The GPUs of its machine; none unless devices were observed.</summary>
    public GpuInventory Gpus { get; init; } = GpuInventory.Empty;

    /// <summary>The imports that fail when packages are imported, by their sources.</summary>
    public ImportObservation Imports { get; init; } = ImportObservation.None;

    /// <summary>What the extension modules were built for.</summary>
    public ExtensionObservation Extensions { get; init; } = ExtensionObservation.None;

    /// <summary>The <c>.pth</c> files of the sites.</summary>
    public ImmutableArray<ObservedPth> PthFiles { get; init; } = [];

    /// <summary>The scripts of <see cref="PythonInstallation.ScriptsFolder"/> that have a shebang or launcher.</summary>
    public ImmutableArray<ObservedScript> Scripts { get; init; } = [];

    /// <summary>What was seen of the things that a stack needs; null unless a stack was asked about.</summary>
    public StackObservation? Stack { get; init; }

    /// <summary>Where the editable installs import their code from.</summary>
    public ImmutableArray<ObservedEditable> Editables { get; init; } = [];

    /// <summary>Where the environment's own files say that it lies.</summary>
    public ImmutableArray<RecordedPrefix> RecordedPrefixes { get; init; } = [];

    /// <summary>Files below the environment's folders that the system's package manager has on its list and that are not there.</summary>
    public ImmutableArray<SystemPackageFile> SystemMissing { get; init; } = [];

    /// <summary>Folders of packages in the environment into which its Python does not look.</summary>
    public ImmutableArray<OtherPackageFolder> OtherFolders { get; init; } = [];

    /// <summary>uv is on PATH or among the environment's scripts; null where nobody can tell, as on another machine's disk.</summary>
    public bool? HasUv { get; init; }

    /// <summary>The folders that Python's variables name, with what lies there.</summary>
    public ImmutableArray<ObservedVariable> VariablePaths { get; init; } = [];

    /// <summary>The packages that conda says are in this prefix, by their records in <c>conda-meta</c>; empty elsewhere.</summary>
    public ImmutableArray<CondaPackage> CondaPackages { get; init; } = [];

    /// <summary>The day on which it was looked at; null when nobody told, and then nothing is judged by date.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Files, and packages by their names, on which Plumb itself failed: nothing is known of them.</summary>
    public ImmutableArray<string> Troubles { get; init; } = [];

    /// <summary>The variables under which it would run.</summary>
    public WorldVariables Variables { get; init; } = WorldVariables.None;

    /// <summary>The distributions in use: the first of each name on the path.</summary>
    public IEnumerable<InstalledDistribution> Visible => Distributions.Where(d => !d.IsHidden);
}

/// <summary>A script and the interpreter that it names.</summary>
/// <param name="Path">The script.</param>
/// <param name="Interpreter">The path after <c>#!</c>, or the one inside a Windows launcher.</param>
/// <param name="InterpreterExists">Something runnable is there.</param>
/// <param name="IsOwn">The interpreter lies in the script's own folder, links followed, or is the environment's: the script belongs to it.</param>
public sealed record ObservedScript(string Path, string Interpreter, bool InterpreterExists, bool IsOwn);

/// <summary>A <c>.pth</c> file in a site folder.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">Its lines that mean something to site.py.</param>
/// <param name="Failure">Why it could not be read.</param>
public sealed record ObservedPth(string Path, ImmutableArray<ObservedPthLine> Lines, FileFailure Failure);

/// <summary>One line of a <c>.pth</c> file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">As written.</param>
/// <param name="IsCode">It begins with <c>import</c> and is run at start.</param>
/// <param name="Target">The folder that it puts on the path; null for code.</param>
/// <param name="TargetExists">Something is there.</param>
public sealed record ObservedPthLine(int Number, string Text, bool IsCode, string? Target, bool TargetExists)
{
    /// <summary>A module that the code imports first of all and that is nowhere on the path; null when there is none, or nobody can tell.</summary>
    public string? MissingModule { get; init; }
}
