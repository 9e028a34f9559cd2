namespace Plumb.Knowledge;

/// <summary>A knowledge file of an application or a user: rows as those of the file of the same name that Plumb ships.</summary>
/// <param name="Name">The name of the shipped file, such as <c>import-names.toml</c>.</param>
/// <param name="Path">Where it lies, for people.</param>
/// <param name="Toml">Its text.</param>
public sealed record OwnFactFile(string Name, string Path, string Toml);
