using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Files;
using Xunit.Sdk;

namespace Plumb.Core.Tests.Environments;

/// <summary>A world with CPython 3.11.7 in <c>/usr/local</c> and a virtual environment of it in <c>/app/venv</c>.</summary>
internal static class ProbedWorld
{
    public static TestWorld Create()
    {
        var made = new TestWorld();
        var program = new ElfFixture { Constants = [("Py_Version", 0x030B07F0)] }.Build();
        made.File("/usr/local/bin/python3.11", program).Link("/usr/local/bin/python3", "python3.11");
        made.File("/usr/local/lib/python3.11/os.py").Directory_("/usr/local/lib/python3.11/site-packages");
        return made.Venv("/app/venv");
    }

    /// <summary>Makes a virtual environment of the interpreter, at first 3.11.4.</summary>
    public static TestWorld Venv(this TestWorld made, string path) =>
        made.Link(path + "/bin/python", "/usr/local/bin/python3")
            .Link(path + "/bin/python3", "python")
            .File(
                path + "/pyvenv.cfg",
                "home = /usr/local/bin\ninclude-system-site-packages = false\nversion = 3.11.4\n"
            )
            .Directory_(path + "/lib/python3.11/site-packages");

    /// <summary>What lies at the path; fails when it is no Python.</summary>
    public static PythonInstallation Found(this TestWorld made, string path, WorldVariables? variables = null)
    {
        var result = InstallationProbe.Probe(made.World, variables ?? WorldVariables.None, path);
        return result is InstallationFound found ? found.Installation : throw new XunitException($"{result}");
    }
}
