using Plumb.Core.Tests.Corpus;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class ScriptInterpreterCorpusTests
{
    /// <summary>Case and tool of every row.</summary>
    public static TheoryData<string, string> Rows =>
        new(Launchers().Select(r => (r.GetProperty("case").GetString()!, r.GetProperty("tool").GetString()!)));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_launcher_names_the_interpreter_of_its_environment(string name, string tool)
    {
        var row = Launchers()
            .Single(r => r.GetProperty("case").GetString() == name && r.GetProperty("tool").GetString() == tool);
        var prefix = row.GetProperty("where").GetString()!;
        var scripts = row.GetProperty("scripts").EnumerateObject().ToList();

        Assert.All(
            scripts,
            script =>
            {
                var text = script.Value.GetProperty("text").GetString()!;
                var expected = script.Name == "pe-sh-script" ? null : prefix + "/bin/python";
                Assert.Equal(expected, ScriptInterpreter.Of(text, prefix + "/bin"));
            }
        );
    }

    private static IReadOnlyList<System.Text.Json.JsonElement> Launchers() =>
        CorpusFile.Rows("install/launchers.jsonl.gz", "cases/install/launchers.jsonl");
}
