namespace Plumb.Environments;

/// <summary>A file of an environment that says where the environment lies.</summary>
/// <param name="Source">The file: <c>pyvenv.cfg</c> or an activation script.</param>
/// <param name="Prefix">The folder that it names, as written.</param>
/// <param name="IsHere">It is the folder in which the environment lies, links followed.</param>
public sealed record RecordedPrefix(string Source, string Prefix, bool IsHere);
