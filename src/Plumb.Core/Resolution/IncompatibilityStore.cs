namespace Plumb.Resolution;

/// <summary>An incompatibility that is looked at.</summary>
internal sealed class StoredIncompatibility(Incompatibility incompatibility)
{
    public Incompatibility Value { get; } = incompatibility;

    /// <summary>True while one of its statements cannot hold: nothing follows from it.</summary>
    public bool IsContradicted { get; set; }
}

/// <summary>The incompatibilities that are looked at, by package, and at which level each was found contradicted.</summary>
internal sealed class IncompatibilityStore
{
    private readonly List<List<StoredIncompatibility>> _byPackage = [];
    private readonly Stack<(StoredIncompatibility Incompatibility, int Level)> _contradicted = new();
    private readonly Dictionary<(int Package, int Needs), List<StoredIncompatibility>> _dependencies = [];

    public void AddPackage() => _byPackage.Add([]);

    public List<StoredIncompatibility> Of(int package) => _byPackage[package];

    public void MarkContradicted(StoredIncompatibility incompatibility, int level)
    {
        incompatibility.IsContradicted = true;
        _contradicted.Push((incompatibility, level));
    }

    /// <summary>Forgets what was found above a level.</summary>
    public void Backtrack(int level)
    {
        while (_contradicted.TryPeek(out var last) && last.Level > level)
        {
            last.Incompatibility.IsContradicted = false;
            _contradicted.Pop();
        }
    }

    public StoredIncompatibility Add(Incompatibility incompatibility)
    {
        var stored = new StoredIncompatibility(incompatibility);
        foreach (var (package, _) in incompatibility.Terms)
        {
            _byPackage[package].Add(stored);
        }

        return stored;
    }

    /// <summary>
    /// Adds what a candidate needs. Candidates that need the same are joined into one incompatibility: it then spans a stretch of
    /// versions and is learnt from once. Gives what now stands for it.
    /// </summary>
    public Incompatibility AddDependency(Incompatibility incompatibility, DependencyCause cause)
    {
        var key = (cause.Package, cause.Needs);
        if (!_dependencies.TryGetValue(key, out var known))
        {
            _dependencies[key] = known = [];
        }

        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].Value.Cause is DependencyCause { Allowed: var allowed } && allowed == cause.Allowed)
            {
                var joined = Join(known[i].Value, incompatibility, cause);
                known[i] = Replace(known[i], joined);
                return joined;
            }
        }

        known.Add(Add(incompatibility));
        return incompatibility;
    }

    private static Incompatibility Join(Incompatibility left, Incompatibility right, DependencyCause cause)
    {
        var terms = left.Terms.ToArray();
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i].Key == cause.Package && right.TermOf(cause.Package) is { } term)
            {
                terms[i] = new(cause.Package, terms[i].Value.Or(term));
            }
        }

        return Incompatibility.Of(cause, terms);
    }

    private StoredIncompatibility Replace(StoredIncompatibility old, Incompatibility joined)
    {
        foreach (var (package, _) in old.Value.Terms)
        {
            _byPackage[package].Remove(old);
        }

        return Add(joined);
    }
}
