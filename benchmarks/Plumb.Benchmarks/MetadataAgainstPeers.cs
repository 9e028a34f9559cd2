namespace Plumb.Benchmarks;

/// <summary>Metadata checks (who requires what) of one environment, beside the same question asked of uv and pip.</summary>
internal static class MetadataAgainstPeers
{
    public static int Run(string[] args)
    {
        if (args is not [var plumb, var venv, .. var peers])
        {
            return 2;
        }

        var python = Path.Combine(venv, "bin", "python");
        var ours = new Command("plumb", plumb, "check", venv, "--select", "PLB1001,PLB1002,PLB1003", "--no-config");
        if (peers is [var uv, ..])
        {
            Pairs.Compare(
                "metadata checks",
                20,
                ours,
                new Command("uv pip check", uv, "pip", "check", "--python", python)
            );
        }

        if (peers is [_, var pip, ..])
        {
            // A pip of its own looks at the environment from outside, so that the environment needs none.
            Pairs.Compare("metadata checks", 20, ours, new Command("pip check", pip, "--python", python, "check"));
        }

        return 0;
    }
}
