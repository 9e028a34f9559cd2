using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class RulePageTextTests
{
    [Fact]
    public void Paragraphs_are_wrapped_and_code_stays_as_it_is()
    {
        using var output = new StringWriter();
        RulePageText.Write(
            """
            # PLB1001 a-name

            A **first** line of a paragraph that goes on
            in a second `line`.

            - an item that is rather long and has to be broken
            - another
            ```
            code   stays    as it is, however long the line may be that it stands in
            ```
            | a | b |
            """,
            Rendered.Settings with
            {
                Width = 40,
            },
            output
        );
        Assert.Equal(
            """
            PLB1001 a-name

            A first line of a paragraph that goes on
            in a second line.

            - an item that is rather long and has
              to be broken
            - another
                code   stays    as it is, however long the line may be that it stands in
            | a | b |

            """,
            output.ToString()
        );
    }
}
