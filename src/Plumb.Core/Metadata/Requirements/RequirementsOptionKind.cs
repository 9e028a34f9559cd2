namespace Plumb.Metadata.Requirements;

/// <summary>The options that pip 26 takes in a requirements file.</summary>
public enum RequirementsOptionKind
{
    /// <summary><c>-i</c>, <c>--index-url</c>, <c>--pypi-url</c>: the index instead of the default one and of all named before.</summary>
    IndexUrl,

    /// <summary><c>--extra-index-url</c>: one more index.</summary>
    ExtraIndexUrl,

    /// <summary><c>--no-index</c>: no index at all.</summary>
    NoIndex,

    /// <summary><c>-c</c>, <c>--constraint</c>: a file of constraints.</summary>
    Constraint,

    /// <summary><c>-r</c>, <c>--requirement</c>: a further requirements file.</summary>
    Requirement,

    /// <summary><c>-e</c>, <c>--editable</c>: a project to be installed editable.</summary>
    Editable,

    /// <summary><c>-f</c>, <c>--find-links</c>: a folder or page with archives.</summary>
    FindLinks,

    /// <summary><c>--no-binary</c>: packages that must be built from source.</summary>
    NoBinary,

    /// <summary><c>--only-binary</c>: packages that must not be built.</summary>
    OnlyBinary,

    /// <summary><c>--prefer-binary</c>: an older wheel rather than a newer source distribution.</summary>
    PreferBinary,

    /// <summary><c>--require-hashes</c>.</summary>
    RequireHashes,

    /// <summary><c>--no-require-hashes</c>.</summary>
    NoRequireHashes,

    /// <summary><c>--pre</c>: pre-releases of every package.</summary>
    Pre,

    /// <summary><c>--all-releases</c>: packages whose pre-releases may be taken.</summary>
    AllReleases,

    /// <summary><c>--only-final</c>: packages whose pre-releases may not be taken.</summary>
    OnlyFinal,

    /// <summary><c>--trusted-host</c>: a host whose certificate is not checked.</summary>
    TrustedHost,

    /// <summary><c>--use-feature</c>.</summary>
    UseFeature,

    /// <summary><c>--hash</c>: a hash that the requirement's archive may have.</summary>
    Hash,

    /// <summary><c>-C</c>, <c>--config-settings</c>: a setting for the requirement's build backend.</summary>
    ConfigSettings,
}
