using Plumb.Findings;

namespace Plumb.Checks.Stacks;

/// <summary>PLB30: what a stack asks and the machine or environment does not have.</summary>
public static class StackRules
{
    /// <summary>No variant fits, or the one that was asked for does not.</summary>
    public static readonly Rule Variant = new(
        "PLB3001",
        "stack-variant",
        Severity.Error,
        "No variant of the stack fits this machine, or the one that was asked for does not."
    );

    /// <summary>Python, memory, disk.</summary>
    public static readonly Rule Precondition = new(
        "PLB3002",
        "stack-precondition",
        Severity.Warning,
        "The machine or its Python lacks something that the stack asks for before anything is installed."
    );

    /// <summary>Stages that are not installed.</summary>
    public static readonly Rule StageMissing = new(
        "PLB3003",
        "stack-stage-missing",
        Severity.Error,
        "Packages of the stack are not installed."
    );

    /// <summary>Packages in other versions or builds.</summary>
    public static readonly Rule StageWrong = new(
        "PLB3004",
        "stack-stage-wrong",
        Severity.Error,
        "A package of the stack is installed in another version or build than the stack asks for."
    );

    /// <summary>Distributions that exclude each other.</summary>
    public static readonly Rule Exclusive = new(
        "PLB3005",
        "stack-exclusive",
        Severity.Error,
        "Distributions are installed together that the stack says exclude each other."
    );

    /// <summary>A library or program of the system.</summary>
    public static readonly Rule System = new(
        "PLB3006",
        "stack-system",
        Severity.Error,
        "A library or program that the stack wants of the system is not there."
    );

    /// <summary>Model files that are not there.</summary>
    public static readonly Rule ModelMissing = new(
        "PLB3007",
        "stack-model-missing",
        Severity.Error,
        "Model files of the stack are not there."
    );

    /// <summary>Model files that are something else.</summary>
    public static readonly Rule ModelWrong = new(
        "PLB3008",
        "stack-model-wrong",
        Severity.Error,
        "A model file is not the one that the stack names."
    );
}
