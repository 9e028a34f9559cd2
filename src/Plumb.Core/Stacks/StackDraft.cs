using System.Collections.Immutable;
using Plumb.Metadata.Declarations;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>A model file that lies in an application's folder.</summary>
/// <param name="Path">From that folder, with slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">64 hexadecimal digits; "" when it was not asked for.</param>
public sealed record FoundModel(string Path, long Bytes, string Sha256);

/// <summary>Writes a first manifest from what an application declares. It says nothing that was not declared or found.</summary>
/// <param name="name">The stack's name.</param>
/// <param name="declaration">What the application declares; null when nothing does.</param>
/// <param name="models">The model files in its folder.</param>
/// <param name="launchers">The files in its folder by which it may be started.</param>
public sealed class StackDraft(
    string name,
    Declaration? declaration,
    ImmutableArray<FoundModel> models,
    ImmutableArray<string> launchers
)
{
    private readonly TomlText _text = new();

    /// <summary>How many requirements were taken over.</summary>
    public int Requirements { get; private set; }

    /// <summary>How many stages they are in.</summary>
    public int Stages { get; private set; }

    /// <summary>What was declared and could not be taken over, each a sentence without credentials.</summary>
    public ImmutableArray<string> LeftOut { get; private set; } = [];

    /// <summary>The manifest's text.</summary>
    public string Write()
    {
        var items = declaration?.Items.Where(i => i.IsDefault && !i.IsConstraint).ToList() ?? [];
        var taken = items.Where(IsPlain).Select(i => i.Requirement!).ToList();
        LeftOut =
        [
            .. items.Where(i => !IsPlain(i)).Select(i => $"{i} ({i.Location})"),
            .. (declaration?.Troubles ?? []).Select(t => t.ToString()),
            .. Options(declaration),
        ];
        var extras = new DraftExtras(declaration, IsPlain, taken);
        LeftOut = [.. LeftOut, .. extras.LeftOut];
        Head();
        var variants = new DraftVariants(taken);
        variants.Write(_text);
        foreach (var stage in DraftStages.Of(taken))
        {
            WriteStage(stage.Name, stage.Requirements, variants);
        }

        foreach (var extra in extras.Taken)
        {
            WriteStage(extra.Key, [.. extra], variants, optional: true);
        }

        DraftFacts.Write(_text, taken);
        WriteModels();
        foreach (var file in launchers)
        {
            _text.Header("[[launcher]]");
            _text.Key("name", file);
            _text.Key("command", ["python", file]);
        }

        foreach (var left in LeftOut)
        {
            _text.Comment("Not taken over: " + left);
        }

        return _text.ToString();
    }

    // Addresses of indexes may carry tokens.
    private static IEnumerable<string> Options(Declaration? declaration)
    {
        if (declaration is { Options.IndexUrls.IsEmpty: false } or { Options.FindLinks.IsEmpty: false })
        {
            yield return "the indexes and folders that the file names: an index of a variant can name its packages";
        }

        if (declaration is { Options.RequireHashes: true })
        {
            yield return "hashes: a stack has none";
        }
    }

    private void Head()
    {
        _text.Header("[stack]");
        _text.Key("name", name);
        if (declaration?.RequiresPython?.Specifiers is not { Items.IsEmpty: false } python)
        {
            return;
        }

        if (python.ToRange().IsEmpty)
        {
            LeftOut = LeftOut.Add($"requires-python {python}, which no version of Python meets");
            return;
        }

        _text.Header("[requires]");
        _text.Key("python", python.ToRange().ToString());
    }

    private void WriteStage(string stage, List<Requirement> requirements, DraftVariants variants, bool optional = false)
    {
        _text.Header("[[stage]]");
        _text.Key("name", stage);
        var (general, own, without) = variants.Divide(requirements);
        if (general.Count > 0)
        {
            _text.Key("packages", general);
        }

        var byVariant = new[] { (DraftVariants.Gpu, own), (DraftVariants.Cpu, without) }
            .Where(v => v.Item2.Count > 0)
            .Select(v => $"{v.Item1} = [{string.Join(", ", v.Item2.Select(TomlText.Quote))}]")
            .ToList();
        if (byVariant.Count > 0)
        {
            _text.Raw("variants", $"{{ {string.Join(", ", byVariant)} }}");
        }

        if (optional)
        {
            _text.Raw("optional", "true");
        }

        Requirements += requirements.Count;
        Stages++;
    }

    private void WriteModels()
    {
        foreach (var model in models)
        {
            _text.Header("[[model]]");
            _text.Key("name", model.Path);
            _text.Key("path", model.Path);
            _text.Key("bytes", model.Bytes);
            _text.Key("sha256", model.Sha256);
        }
    }

    // An address may carry a token, and a path means nothing on another machine.
    private static bool IsPlain(DeclaredItem item) =>
        item is { Requirement: not null, IsConda: false, IsEditable: false, Refusal: null }
        && (item.Url is null || item.Requirement.Url is not null)
        && (
            item.Requirement.Url is null
            || (
                MachineReader.IsUrl(item.Requirement.Url.Replace("git+", "", StringComparison.Ordinal))
                && Redaction.Redact(item.Requirement.Url) == item.Requirement.Url
            )
        );
}
