using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Finds the folder of Windows itself, which need not lie on C:.</summary>
internal static class WindowsFolder
{
    private const string Usual = "C:/Windows";

    /// <summary>
    /// The first that holds System32: what <c>SystemRoot</c> or <c>windir</c> names, <c>C:/Windows</c>, <c>Windows</c> on the drive of the
    /// interpreter. <c>C:/Windows</c> where none does.
    /// </summary>
    public static string Of(FileWorld world, WorldVariables variables, PythonInstallation installation) =>
        Candidates(variables, installation).FirstOrDefault(f => world.IsDirectory(f + "/System32")) ?? Usual;

    private static IEnumerable<string> Candidates(WorldVariables variables, PythonInstallation installation)
    {
        foreach (var (name, value) in variables.Values)
        {
            var isFolder =
                name.Equals("SystemRoot", StringComparison.OrdinalIgnoreCase)
                || name.Equals("windir", StringComparison.OrdinalIgnoreCase);
            if (isFolder && value.Length > 0)
            {
                yield return WorldPath.Normalize(value.Replace('\\', '/')).TrimEnd('/');
            }
        }

        yield return Usual;
        foreach (var folder in new[] { installation.BasePrefix, installation.Prefix })
        {
            if (folder is not null && WorldPath.HasDrive(folder))
            {
                yield return folder[..2] + "/Windows";
            }
        }
    }
}
