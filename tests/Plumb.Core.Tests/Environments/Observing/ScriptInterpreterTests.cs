using System.Text;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class ScriptInterpreterTests
{
    [Theory]
    [InlineData("#!/opt/venv/bin/python3.11 -E\n", "/opt/venv/bin/python3.11")]
    [InlineData("#! /opt/venv/bin/pypy3\r\n", "/opt/venv/bin/pypy3")]
    [InlineData("#!\"/opt/with space/bin/python\"\n", "/opt/with space/bin/python")]
    [InlineData("#!C:\\app\\venv\\Scripts\\python.exe\r\n", "C:/app/venv/Scripts/python.exe")]
    [InlineData("#!C:\\Program Files\\Python\\python.exe -E\r\n", "C:/Program Files/Python/python.exe")]
    [InlineData("#!/bin/sh\n'''exec' \"/a b/bin/python\" \"$0\" \"$@\"\n' '''", "/a b/bin/python")]
    [InlineData("#!/bin/sh\n'''exec' '/it'\"'\"'s/bin/python' \"$0\" \"$@\"\n", "/it's/bin/python")]
    [InlineData("#!/bin/sh\n'''exec' /a\\ b/bin/python \"$0\" \"$@\"\n", "/a b/bin/python")]
    [InlineData(
        "#!/bin/sh\n'''exec' \"$(dirname -- \"$(realpath -- \"$0\")\")\"/'python' \"$0\" \"$@\"\n",
        "/opt/venv/bin/python"
    )]
    public void The_interpreter_is_found_in_every_form(string text, string interpreter) =>
        Assert.Equal(interpreter, ScriptInterpreter.Of(text, "/opt/venv/bin"));

    [Theory]
    [InlineData("")]
    [InlineData("#!")]
    [InlineData("import sys\n")]
    [InlineData("#!/usr/bin/env python3\n")]
    [InlineData("#!/bin/sh\necho hello\n")]
    [InlineData("#!/bin/sh")]
    [InlineData("#!/bin/sh\n'''exec' 'never ends\n")]
    [InlineData("#!/usr/bin/perl\n")]
    [InlineData("#!python\n")]
    [InlineData("#!\"/never/ends\n")]
    [InlineData("#!/opt/py\0thon/python\n")]
    public void A_text_that_is_bound_to_no_Python_names_none(string text) =>
        Assert.Null(ScriptInterpreter.Of(text, "/opt/venv/bin"));

    [Fact]
    public void A_Windows_launcher_holds_its_shebang_before_the_appended_archive()
    {
        byte[] launcher = [.. "MZ…"u8, .. "#!C:\\app\\venv\\Scripts\\python.exe\r\n"u8, .. "PK\u0003\u0004rest"u8];

        Assert.Equal("C:/app/venv/Scripts/python.exe", ScriptInterpreter.OfLauncher(launcher, "C:/app/venv/Scripts"));
    }

    [Fact]
    public void A_launcher_that_names_its_own_folder_belongs_there()
    {
        byte[] launcher = [.. "#!<launcher_dir>\\python.exe\n"u8, .. "PK\u0003\u0004"u8];

        Assert.Equal("C:/venv/Scripts/python.exe", ScriptInterpreter.OfLauncher(launcher, "C:/venv/Scripts"));
    }

    [Theory]
    [InlineData("UVSC")]
    [InlineData("UVPY")]
    public void A_uv_launcher_ends_in_its_path_the_length_and_a_mark(string mark)
    {
        var path = Encoding.UTF8.GetBytes("C:\\app\\venv\\Scripts\\python.exe");
        byte[] launcher =
        [
            .. "PK\u0003\u0004script"u8,
            .. path,
            .. BitConverter.GetBytes((uint)path.Length),
            .. Encoding.ASCII.GetBytes(mark),
        ];

        Assert.Equal("C:/app/venv/Scripts/python.exe", ScriptInterpreter.OfLauncher(launcher, "C:/app/venv/Scripts"));
    }

    [Fact]
    public void A_uv_launcher_with_a_length_beyond_its_bytes_names_nothing()
    {
        byte[] launcher = [.. "short"u8, 0xFF, 0x7F, 0, 0, .. "UVSC"u8];

        Assert.Null(ScriptInterpreter.OfLauncher(launcher, "C:/venv/Scripts"));
    }
}
