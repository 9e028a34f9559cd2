namespace Plumb.Knowledge;

/// <summary><c>numpy-abi.toml</c> as it is written.</summary>
internal sealed class NumpyAbiFile : SourcedRow
{
    public List<NumpyReleaseRow> Numpy { get; set; } = [];

    public List<BuiltForNumpy2Row> Built { get; set; } = [];
}

/// <summary>One <c>[[numpy]]</c>.</summary>
internal sealed class NumpyReleaseRow : SourcedRow
{
    public string Version { get; set; } = "";

    public string PythonFrom { get; set; } = "";

    public string PythonTo { get; set; } = "";
}

/// <summary>One <c>[[built]]</c>.</summary>
internal sealed class BuiltForNumpy2Row : SourcedRow
{
    public List<string> Packages { get; set; } = [];

    public string Since { get; set; } = "";

    public string? SinceWindows { get; set; }
}
