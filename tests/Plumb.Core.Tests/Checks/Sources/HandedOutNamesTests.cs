using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>Names that a package brings in ways that its first file does not tell.</summary>
public sealed class HandedOutNamesTests
{
    [Fact]
    public void A_name_behind_another_star_import_is_there()
    {
        using var environment = SourceStory.With("1.26.4", "from old.parts import wanted\n");
        environment
            .File(
                environment.Site + "/old/parts/__init__.py",
                "from old.parts.first import *\nfrom old.parts.second import *\n"
            )
            .File(environment.Site + "/old/parts/first.py", "import sys\nsys.modules['x'] = None\n")
            .File(
                environment.Site + "/old/parts/second.py",
                "__all__ = ['wanted']\n\n@decorated\ndef wanted(): pass\n"
            );

        Assert.Empty(environment.Findings("PLB25"));
    }

    [Fact]
    public void A_table_may_stand_in_another_file_of_the_package()
    {
        using var environment = SourceStory.With("1.26.4", "from old.forms import HtmlForm\n");
        environment
            .File(
                environment.Site + "/old/forms/__init__.py",
                "import sys, types\nfrom old.forms._table import TABLE\nclass M(types.ModuleType):\n    def __getattr__(self, n):\n        return TABLE[n]\nsys.modules[__name__] = M(__name__)\n"
            )
            .File(environment.Site + "/old/forms/_table.py", "TABLE = {'HtmlForm': 'html'}\n");

        Assert.Empty(environment.Findings("PLB25"));
    }

    [Fact]
    public void What_a_hook_may_bring_is_not_judged()
    {
        using var environment = SourceStory.With("1.26.4", "from old.store import Anything\n");
        environment.File(environment.Site + "/old/store/__init__.py", "import sys\nsys.meta_path.append(object())\n");

        Assert.Empty(environment.Findings("PLB25"));
    }

    [Fact]
    public void A_name_that_is_nowhere_is_still_told()
    {
        using var environment = SourceStory.With("1.26.4", "from old.parts import wanted\n");
        environment
            .File(
                environment.Site + "/old/parts/__init__.py",
                "from old.parts.first import *\nfrom old.parts.second import *\n"
            )
            .File(environment.Site + "/old/parts/first.py", "a = 1\n")
            .File(environment.Site + "/old/parts/second.py", "b = 1\n");

        Assert.Equal("PLB2503", Assert.Single(environment.Findings("PLB25")).Rule.Code);
    }
}
