using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Files;

namespace Plumb.Configuration;

/// <summary>
/// All that is configured. A variable wins over the application's file, and that over the user's;
/// what is silenced anywhere is silenced.
/// </summary>
/// <param name="Check">For <c>check</c>.</param>
/// <param name="Sources">The files and variables that say something, the strongest first.</param>
public sealed record LoadedConfiguration(CheckSettings Check, ImmutableArray<string> Sources)
{
    /// <summary>Nothing is configured.</summary>
    public static LoadedConfiguration None { get; } = new(CheckSettings.None, []);

    /// <summary>Reads it.</summary>
    /// <param name="world">The inspected world, which holds the application's file.</param>
    /// <param name="folder">The folder there from which the application's file is looked for, upward.</param>
    /// <param name="variables">Of this process; they also say where the user's file lies.</param>
    /// <param name="currentFolder">On this machine: what relative paths in variables are meant from.</param>
    /// <param name="words">What may be said.</param>
    /// <param name="configuration">What is configured; null on a mistake.</param>
    /// <param name="error">The first mistake; null when there is none.</param>
    public static bool TryRead(
        FileWorld world,
        string folder,
        WorldVariables variables,
        string currentFolder,
        SettingWords words,
        [NotNullWhen(true)] out LoadedConfiguration? configuration,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        configuration = null;
        var here = new FileWorld();
        if (
            !SettingVariables.TryRead(variables, words, currentFolder, out var said, out error)
            || !ConfigurationFile.TryFindNearest(world, folder, out var own, out error)
            || !TryRead(own, world, words, out var application, out error)
        )
        {
            return false;
        }

        ConfigurationFile? users = null;
        var usersPath = UsersFile(variables);
        if (usersPath is not null && !(world.Root is null && own?.Document.File == usersPath))
        {
            if (!ConfigurationFile.TryRead(here, usersPath, out users, out error))
            {
                return false;
            }
        }

        if (!TryRead(users, here, words, out var user, out error))
        {
            return false;
        }

        configuration = new LoadedConfiguration(
            said.Over(application).Over(user),
            [
                .. SettingVariables.Names.Where(n => variables.GetNonEmpty(n) is not null),
                .. new[] { own, users }.OfType<ConfigurationFile>().Select(f => f.Document.File),
            ]
        );
        return true;
    }

    private static bool TryRead(
        ConfigurationFile? file,
        FileWorld world,
        SettingWords words,
        [NotNullWhen(true)] out CheckSettings? settings,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        if (file is null)
        {
            (settings, error) = (CheckSettings.None, null);
            return true;
        }

        var folder = WorldPath.Parent(file.Document.File);
        string Absolute(string path)
        {
            var inside = WorldPath.Normalize(WorldPath.Join(folder, path));
            return world.Root is { } root ? world.ToHost(inside) ?? root + inside : inside;
        }

        return new SettingsReader(file.Document, words, Absolute).TryRead(file.Settings, out settings, out error);
    }

    /// <summary>XDG Base Directory Specification 0.8 (a relative XDG_CONFIG_HOME is passed over); APPDATA on Windows.</summary>
    internal static string? UsersFile(WorldVariables variables)
    {
        var home = variables.GetNonEmpty("HOME");
        var folder =
            variables.GetNonEmpty("XDG_CONFIG_HOME") is { } xdg && WorldPath.IsAbsolute(xdg) ? xdg
            : OperatingSystem.IsWindows() ? variables.GetNonEmpty("APPDATA")
            : home is not null && WorldPath.IsAbsolute(home) ? WorldPath.Join(home, ".config")
            : null;
        return folder is null
            ? null
            : WorldPath.Join(WorldPath.Normalize(folder), "plumb/" + ConfigurationFile.OwnName);
    }
}
