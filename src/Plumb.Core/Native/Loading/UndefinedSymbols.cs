using System.Collections.Immutable;
using System.Text;
using Plumb.Formats.Elf;

namespace Plumb.Native.Loading;

/// <summary>Symbols that one file of a closure needs and that nothing loaded with it defines.</summary>
/// <param name="Member">Index in the closure of the file that needs them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Examples">Some of them, as they stand in the file (mangled).</param>
public sealed record UndefinedIn(int Member, int Count, ImmutableArray<string> Examples)
{
    /// <summary>True where they are looked for when one of them is first called (delayed imports of Windows): the file loads without them.</summary>
    public bool IsDelayed { get; init; }

    /// <summary>The libraries that should define them, where versions of theirs stand on the symbols.</summary>
    public ImmutableArray<string> Libraries { get; init; } = [];
}

/// <summary>
/// Looks for symbols that must be found and are not (STB_GLOBAL; weak ones may be missing): the file's, minus the exports of its closure,
/// minus those of the interpreter, of its libraries and of the loader itself. Names only: a version that is lacking is told by <see cref="LibraryClosure.MissingVersions"/>.
/// </summary>
public sealed class UndefinedSymbols(OpenImages images, LibraryClosure? interpreter, LoadableLibrary? loader)
{
    /// <summary>How many names are kept as examples.</summary>
    public const int MostExamples = 6;

    // Of a closure: several times what the largest real ones have.
    private const long MostBytes = 16 << 20;

    /// <summary>What is undefined in the members that <paramref name="isAsked"/> names.</summary>
    /// <param name="closure">What is loaded together.</param>
    /// <param name="isAsked">Takes the index of a member.</param>
    /// <param name="isWhole">False where there are more names than any real file asks for: those members are left out with which they are too many.</param>
    public ImmutableArray<UndefinedIn> Find(LibraryClosure closure, Func<int, bool> isAsked, out bool isWhole)
    {
        var all = ImmutableArray.CreateBuilder<UndefinedIn>();
        isWhole = TryVisit(
            closure,
            isAsked,
            MostExamples,
            found =>
            {
                if (found.Count > 0)
                {
                    all.Add(found);
                }
            }
        );
        return all.ToImmutable();
    }

    /// <summary>The names of all that is undefined in those members, for a comparison; as far as <see cref="Find"/> goes.</summary>
    public ImmutableHashSet<string> NamesOf(LibraryClosure closure, Func<int, bool> isAsked)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        TryVisit(closure, isAsked, int.MaxValue, found => names.UnionWith(found.Examples));
        return names.ToImmutable();
    }

    private bool TryVisit(LibraryClosure closure, Func<int, bool> isAsked, int most, Action<UndefinedIn> visit)
    {
        var scope = Scope(closure);
        var (isWhole, left) = (true, MostBytes);
        for (var member = 0; member < closure.Members.Length; member++)
        {
            if (isAsked(member) && images.Hold(closure.Members[member].Library.Path) is { } image)
            {
                if (FindIn(image, member, scope, most, ref left) is { } found)
                {
                    visit(found);
                }
                else
                {
                    isWhole = false;
                }
            }
        }

        return isWhole;
    }

    private UndefinedIn? FindIn(ElfImage image, int member, List<string> scope, int most, ref long left)
    {
        var count = 0;
        var examples = ImmutableArray.CreateBuilder<string>();
        var libraries = new SortedSet<string>(StringComparer.Ordinal);
        var versions = default(ImmutableArray<ElfVersionNeed>);
        var last = 0;
        foreach (var named in image.UndefinedSymbols)
        {
            if (named.Symbol.IsDefined || named.Symbol.Binding != ElfSymbolBinding.Global)
            {
                continue;
            }

            left -= named.Name.Length;
            if (left < 0)
            {
                return null;
            }

            if (!IsDefined(named.Name, scope, ref last))
            {
                count++;
                versions = versions.IsDefault ? image.NeededVersions : versions;
                var index = named.Symbol.Version & 0x7FFF;
                if (versions.FirstOrDefault(v => v.Index == index) is { } version)
                {
                    libraries.Add(version.Library);
                }

                if (examples.Count < most)
                {
                    examples.Add(Encoding.UTF8.GetString(named.Name));
                }
            }
        }

        return new UndefinedIn(member, count, examples.ToImmutable()) { Libraries = [.. libraries] };
    }

    // Neighbours in the table are mostly brought by one library, so that the one that had the last is asked first.
    private bool IsDefined(ReadOnlySpan<byte> name, List<string> scope, ref int last)
    {
        if (last < scope.Count && images.Open(scope[last]) is { } recent && recent.Exports(name))
        {
            return true;
        }

        for (var i = 0; i < scope.Count; i++)
        {
            if (i != last && images.Open(scope[i]) is { } image && image.Exports(name))
            {
                last = i;
                return true;
            }
        }

        return false;
    }

    private List<string> Scope(LibraryClosure closure)
    {
        var paths = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var members = (interpreter?.Members ?? []).Concat(closure.Members).Select(m => m.Library);
        foreach (var library in loader is null ? members : members.Append(loader))
        {
            if (seen.Add(library.Path))
            {
                paths.Add(library.Path);
            }
        }

        return paths;
    }
}
