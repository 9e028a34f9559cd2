using CsCheck;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class PrefixReaderTests
{
    [Theory]
    [InlineData("# VIRTUAL_ENV=/no\nVIRTUAL_ENV=\"/opt/venv\"\n", "/opt/venv")]
    [InlineData(
        "if x; then\n    export VIRTUAL_ENV=$(cygpath \"/a\")\nelse\n    export VIRTUAL_ENV=\"/a\"\nfi\n",
        "/a"
    )]
    [InlineData("VIRTUAL_ENV='C:\\app\\venv'\r\n", "C:/app/venv")]
    [InlineData("VIRTUAL_ENV=\"$(dirname x)\"\n", null)]
    [InlineData("VIRTUAL_ENV_PROMPT=/x\n", null)]
    [InlineData("VIRTUAL_ENV='/half\n", null)]
    public void The_activation_script_names_the_folder_unless_it_computes_it(string script, string? folder) =>
        Assert.Equal(folder, PrefixReader.FolderOfActivation(script));

    [Fact]
    public void Any_text_is_read_to_its_end() =>
        Gen.Char["VIRTUAL_EN=\"'/ -m\n"]
            .Array[0, 100]
            .Sample(c =>
            {
                var text = new string(c);
                return CreationCommand.Folder(" -m venv " + text) is null or { Length: > 0 }
                    && CreationCommand.Folder(" -m virtualenv " + text) is null or { Length: > 0 }
                    && PrefixReader.FolderOfActivation("VIRTUAL_ENV=" + text) is null or { Length: > 0 };
            });
}
