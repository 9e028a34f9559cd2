using CsCheck;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class PrefixReaderTests
{
    [Theory]
    [InlineData("/usr/bin/python3 -m venv /opt/app/venv", "/opt/app/venv")]
    [InlineData("/usr/bin/python3 -m venv --without-pip --prompt=\"my env\" /opt/my app/venv", "/opt/my app/venv")]
    [InlineData("C:\\Python\\python.exe -m venv C:\\app\\venv", "C:/app/venv")]
    public void The_folder_stands_last_in_the_command(string command, string folder) =>
        Assert.Equal(folder, PrefixReader.FolderOfCommand(command));

    [Theory]
    [InlineData("")]
    [InlineData("/usr/bin/python3 -m venv ")]
    [InlineData("/usr/bin/python3 -m venv --copies")]
    [InlineData("/usr/bin/python3 -m venv --prompt=\"never ends /opt/x")]
    [InlineData("/usr/bin/python3 -m venv relative")]
    [InlineData("virtualenv /opt/x")]
    public void A_command_without_a_folder_names_none(string command) =>
        Assert.Null(PrefixReader.FolderOfCommand(command));

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
                return PrefixReader.FolderOfCommand(" -m venv " + text) is null or { Length: > 0 }
                    && PrefixReader.FolderOfActivation("VIRTUAL_ENV=" + text) is null or { Length: > 0 };
            });
}
