using Plumb.Diagnosis;
using Plumb.Knowledge;
using Plumb.Python;
using Plumb.Stacks;
using Xunit;

namespace Plumb.Core.Tests.Stacks;

public sealed class ShippedStacksTests
{
    public static TheoryData<string> Names => [.. ShippedStacks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_stack_loads_under_the_name_of_its_file(string name)
    {
        Assert.True(
            StackReader.TryRead($"{name}.toml", ShippedStacks.Text(name), out var stack, out var mistake),
            mistake?.ToString()
        );
        Assert.Equal(name, stack.Name);
        Assert.NotEmpty(stack.Summary);
        Assert.NotEmpty(stack.Stages);
        Assert.NotEmpty(stack.Variants);
        Assert.Equal(MachineCondition.Always, stack.Variants[^1].When);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_statement_of_a_shipped_stack_has_a_source_that_can_be_checked(string name)
    {
        foreach (var (what, source) in Sources(ShippedStacks.Find(name)!))
        {
            Assert.True(source.Fact is not null, $"{name}: {what} has no source");
            Assert.True(
                source.Fact.Text.StartsWith("https://", StringComparison.Ordinal)
                    && !source.Fact.Text.Contains("public file", StringComparison.Ordinal),
                $"{name}: {what}: {source.Fact.Text}"
            );
            Assert.NotEqual(Grade.Folklore, source.Fact.Grade);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_failure_of_a_shipped_stack_has_a_signature(string name)
    {
        var known = FailureSignatures.Embedded.All.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        Assert.All(ShippedStacks.Find(name)!.Failures, f => Assert.Contains(f.Signature, known));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_models_of_a_shipped_stack_are_those_of_the_knowledge(string name)
    {
        var facts = ModelFiles.Embedded.All.ToLookup(m => m.File, StringComparer.OrdinalIgnoreCase);
        foreach (var model in ShippedStacks.Find(name)!.Models.Where(m => m.Sha256.Length > 0))
        {
            var file = model.Path[(model.Path.LastIndexOf('/') + 1)..];
            Assert.NotNull(model.Bytes);
            if (facts[file].Any())
            {
                Assert.Contains(facts[file], f => f.Sha256 == model.Sha256 && f.Bytes == model.Bytes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_variant_of_a_shipped_stack_asks_for_packages_that_exclude_each_other(string name)
    {
        var stack = ShippedStacks.Find(name)!;
        foreach (var variant in stack.Variants)
        {
            var asked = Asked(stack, variant);
            Assert.All(
                stack.Exclusions,
                e => Assert.True(e.Packages.Count(asked.Contains) <= 1, $"{name}, {variant.Name}: {e.Packages[0]}")
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_index_of_a_shipped_stack_serves_packages_that_its_variant_asks_for(string name)
    {
        var stack = ShippedStacks.Find(name)!;
        foreach (var variant in stack.Variants)
        {
            var asked = Asked(stack, variant);
            Assert.All(variant.Indexes.SelectMany(i => i.Packages), p => Assert.Contains(p, asked));
        }
    }

    private static HashSet<PackageName> Asked(Stack stack, StackVariant variant) =>
        [.. stack.Stages.SelectMany(s => Stack.RequirementsOf(s, variant)).Select(r => r.Requirement.Name)];

    private static IEnumerable<(string What, StackSource Source)> Sources(Stack stack)
    {
        if (stack.Requires.Source is { } requires)
        {
            yield return ("requires", requires);
        }

        foreach (
            var row in stack
                .Variants.Select(v => ($"variant {v.Name}", v.Source))
                .Concat(stack.Stages.Select(s => ($"stage {s.Name}", s.Source)))
                .Concat(stack.Exclusions.Select(e => ($"exclusive {e.Packages[0]}", e.Source)))
                .Concat(stack.System.Select(s => ($"system {s.Name}", s.Source)))
                .Concat(stack.Models.Select(m => ($"model {m.Name}", m.Source)))
                .Concat(stack.Variables.Select(v => ($"variable {v.Name}", v.Source)))
                .Concat(stack.Launchers.Select(l => ($"launcher {l.Name}", l.Source)))
                .Concat(stack.Pipeline.Select(p => ($"step {p.Name}", p.Source)))
                .Concat(stack.Failures.Select(f => ($"failure {f.Signature}", f.Source)))
                .Concat(stack.Corrections.Select(c => ($"correction {c.Says}", c.Source)))
        )
        {
            yield return row;
        }
    }
}
