using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class CreationCommandTests
{
    [Theory]
    [InlineData("/usr/bin/python3 -m venv /opt/app/venv", "/opt/app/venv")]
    [InlineData("/usr/bin/python3 -m venv --copies --without-pip /opt/app/venv", "/opt/app/venv")]
    [InlineData("/usr/bin/python3 -m venv --without-pip --prompt=\"my env\" /opt/my app/venv", "/opt/my app/venv")]
    [InlineData("/usr/bin/python3 -m venv --prompt=\"of /srv\" /opt/my /venv", "/opt/my /venv")]
    [InlineData("C:\\Python\\python.exe -m venv C:\\app\\venv", "C:/app/venv")]
    [InlineData("/usr/bin/python3 -m venv /opt/app/", "/opt/app")]
    [InlineData("/opt/tools/bin/python -m virtualenv -p /usr/bin/python3 /opt/app/venv", "/opt/app/venv")]
    [InlineData("/opt/tools/bin/python -m virtualenv /opt/app/venv --no-seed", "/opt/app/venv")]
    public void The_command_tells_where_an_environment_was_made(string command, string folder) =>
        Assert.Equal(folder, CreationCommand.Folder(command));

    [Theory]
    [InlineData("")]
    [InlineData("python")]
    [InlineData("/usr/bin/python3 -m venv ")]
    [InlineData("/usr/bin/python3 -m venv --copies")]
    [InlineData("/usr/bin/python3 -m venv --prompt=\"never ends /opt/x")]
    [InlineData("/usr/bin/python3 -m venv relative")]
    [InlineData("/usr/bin/python3 -m virtualenv .venv")]
    [InlineData("virtualenv /opt/x")]
    public void A_command_without_a_folder_names_none(string command) => Assert.Null(CreationCommand.Folder(command));
}
