using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class ModuleNamesTests
{
    [Theory]
    [InlineData("six.py", "six", ModuleKind.Source)]
    [InlineData("_yaml.cpython-311-x86_64-linux-gnu.so", "_yaml", ModuleKind.Extension)]
    [InlineData("größe.py", "größe", ModuleKind.Source)]
    public void A_file_that_can_be_imported_has_the_name_of_its_module(string file, string module, ModuleKind kind)
    {
        Assert.True(ModuleNames.TryParseFile(file, out var name, out var found));
        Assert.Equal((module, kind), (name, found));
    }

    [Theory]
    [InlineData("my-script.py")]
    [InlineData("2to3.py")]
    [InlineData("a.b.py")]
    [InlineData(".py")]
    [InlineData("six.pyi")]
    [InlineData("notes.txt")]
    public void A_file_that_no_import_can_name_is_none(string file) =>
        Assert.False(ModuleNames.TryParseFile(file, out _, out _));

    [Theory]
    [InlineData("__init__.py", true)]
    [InlineData("__init__.pyc", true)]
    [InlineData("__init__.cpython-311-x86_64-linux-gnu.so", true)]
    [InlineData("__init__.pyi", false)]
    [InlineData("init.py", false)]
    public void Some_files_make_a_folder_a_package(string file, bool makes) =>
        Assert.Equal(makes, ModuleNames.IsInit(file));
}
