using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>A text of a project's file with its place.</summary>
internal readonly record struct PlacedText(string Text, Location Location);

/// <summary>What setup.py and setup.cfg hand to setuptools, before it makes metadata of it.</summary>
internal sealed class SetuptoolsFields
{
    public PlacedText? Name { get; set; }

    public PlacedText? Version { get; set; }

    public PlacedText? PythonRequires { get; set; }

    public List<PlacedText> InstallRequires { get; } = [];

    /// <summary>By extra, which may have a condition after a colon.</summary>
    public List<KeyValuePair<string, List<PlacedText>>> ExtrasRequire { get; } = [];

    /// <summary>The extra's requirements, to be added to.</summary>
    public List<PlacedText> Extra(string name)
    {
        foreach (var extra in ExtrasRequire)
        {
            if (extra.Key == name)
            {
                return extra.Value;
            }
        }

        ExtrasRequire.Add(KeyValuePair.Create(name, new List<PlacedText>()));
        return ExtrasRequire[^1].Value;
    }

    /// <summary>Writes the requirements as setuptools does: a key "extra:condition" puts both on its requirements.</summary>
    public void WriteRequirements(ProjectBuilder builder)
    {
        foreach (var (text, location) in InstallRequires)
        {
            builder.AddText(text, location);
        }
    }

    /// <summary>Writes the extras and what they need.</summary>
    public void WriteExtras(ProjectBuilder builder)
    {
        foreach (var (key, requirements) in ExtrasRequire)
        {
            var colon = key.IndexOf(':', StringComparison.Ordinal);
            var extra = (colon < 0 ? key : key[..colon]).Trim();
            var condition = colon < 0 ? null : key[(colon + 1)..].Trim();
            if (extra.Length > 0)
            {
                builder.AddExtra(extra);
            }

            foreach (var (text, location) in requirements)
            {
                builder.AddText(text, location, extra.Length > 0 ? extra : null, condition);
            }
        }
    }

    /// <summary>
    /// The requirements in a text with a line each, as <c>install_requires</c> takes it: comments after a blank and a #,
    /// backslashes join lines.
    /// </summary>
    public static IEnumerable<PlacedText> Lines(PlacedText text)
    {
        var line = text.Location.Line - 1;
        var open = "";
        foreach (var raw in text.Text.Split('\n'))
        {
            line++;
            var kept = raw.Trim();
            if (kept.Length == 0 || kept[0] == '#')
            {
                continue;
            }

            var comment = kept.IndexOf(" #", StringComparison.Ordinal);
            kept = comment < 0 ? kept : kept[..comment].TrimEnd();
            if (kept.EndsWith('\\'))
            {
                // setuptools takes the character before the backslash away too, as if it were always a blank.
                open += kept[..Math.Max(0, kept.Length - 2)].Trim();
                continue;
            }

            yield return new PlacedText(open + kept, text.Location with { Line = line });
            open = "";
        }

        if (open.Length > 0)
        {
            yield return new PlacedText(open, text.Location with { Line = line });
        }
    }
}
