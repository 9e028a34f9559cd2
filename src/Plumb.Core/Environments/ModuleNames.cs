namespace Plumb.Environments;

/// <summary>Which names of files and folders the import system takes for modules (the language reference, "The import system").</summary>
public static class ModuleNames
{
    /// <summary>True for a Python identifier, by which alone a module can be imported.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!(char.IsLetterOrDigit(c) || c == '_'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The module that a file would be, whatever interpreter it was built for; false for other files.</summary>
    public static bool TryParseFile(ReadOnlySpan<char> file, out string name, out ModuleKind kind)
    {
        name = "";
        kind = ModuleKind.Source;
        if (file.EndsWith(".py", StringComparison.Ordinal))
        {
            file = file[..^3];
        }
        else if (ExtensionName.TryParse(file, out var extension))
        {
            file = extension.Module;
            kind = ModuleKind.Extension;
        }
        else
        {
            return false;
        }

        if (!IsIdentifier(file))
        {
            return false;
        }

        name = file.ToString();
        return true;
    }

    /// <summary>True for a file that makes its folder a regular package.</summary>
    public static bool IsInit(ReadOnlySpan<char> file) =>
        file is "__init__.py" or "__init__.pyc"
        || (ExtensionName.TryParse(file, out var extension) && extension.Module is "__init__");
}
