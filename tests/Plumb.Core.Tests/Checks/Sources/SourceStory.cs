using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>A small environment with NumPy and one package that uses it.</summary>
internal static class SourceStory
{
    public static SmallEnvironment With(string numpy, string source, string python = "3.11.7")
    {
        var environment = new SmallEnvironment(python: python);
        environment.File(environment.Site + "/numpy/__init__.py", "def __getattr__(name):\n    raise AttributeError\n");
        environment.File(environment.Site + "/old/__init__.py", source);
        return environment.Install("numpy", numpy, ["numpy/__init__.py"]).Install("old", "1.0", ["old/__init__.py"]);
    }

    public static ImmutableArray<Finding> Findings(
        this SmallEnvironment environment,
        string select,
        string? application = null
    )
    {
        var snapshot = environment.Observe(application, Observation.Files | Observation.Sources);
        return
        [
            .. CheckRunner
                .Run(new CheckContext(snapshot), new RuleSelection([.. select.Split(',')], []))
                .Select(j => j.Finding),
        ];
    }
}
