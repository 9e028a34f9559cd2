namespace Plumb.Native.NumpyAbi;

/// <summary>What a person sees of a native module under one version of NumPy.</summary>
public enum NumpyOutcome
{
    /// <summary>Nothing: it runs.</summary>
    Fine,

    /// <summary>The import fails: "numpy.core.multiarray failed to import", after NumPy's own text about modules compiled for 1.x.</summary>
    ImportError,

    /// <summary>The import fails: "numpy.dtype size changed, may indicate binary incompatibility".</summary>
    SizeChanged,

    /// <summary>NumPy's text is printed; the import goes on unless the module's own code stops it.</summary>
    Printed,

    /// <summary>A warning at import, and later "Numpy is not available".</summary>
    NotAvailableLater,

    /// <summary>The import fails: "module was compiled against NumPy C-API version … but the running NumPy has …".</summary>
    BelowMinimum,

    /// <summary>The same text is printed or comes late.</summary>
    BelowMinimumPrinted,

    /// <summary>It is imported, but reads data types as NumPy 1 laid them out.</summary>
    OldLayout,

    /// <summary>Its strings do not tell.</summary>
    Unknown,
}
