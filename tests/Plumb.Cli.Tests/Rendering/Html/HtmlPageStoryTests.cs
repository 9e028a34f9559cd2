using System.Text.Json.Nodes;
using Plumb.Cli.Rendering;
using Plumb.Cli.Tests.Stories;
using Xunit;

namespace Plumb.Cli.Tests.Rendering.Html;

/// <summary>What a real browser makes of the page.</summary>
public sealed class HtmlPageStoryTests
{
    private const string Shown =
        "[...document.querySelectorAll('article')].filter(a => a.getClientRects().length > 0).map(a => a.dataset.severity).join(' ')";

    private static string Page(StoryFolder folder, CheckReport report)
    {
        var file = Path.Combine(folder.Path, "page.html");
        File.WriteAllText(file, Rendered.As(ReportFormat.Html, report));
        return file;
    }

    private static async Task<string?> TextAsync(Chromium page, string expression) =>
        (await page.EvaluateAsync(expression))?.GetValue<string>();

    [Fact]
    public async Task A_person_filters_by_severity_and_searches()
    {
        using var folder = new StoryFolder();
        await using var page = await Chromium.OpenAsync(Page(folder, Samples.Broken));
        Assert.Equal("error error info", await TextAsync(page, Shown));
        await page.EvaluateAsync("document.querySelector('button.error').click()");
        Assert.Equal("info", await TextAsync(page, Shown));
        Assert.Equal("#severity=warning%2Cinfo", await TextAsync(page, "location.hash"));
        await page.EvaluateAsync("document.querySelector('button.error').click()");
        await page.EvaluateAsync("search.value = 'opencv headless'; search.dispatchEvent(new Event('input'))");
        Assert.Equal("error", await TextAsync(page, Shown));
        await page.EvaluateAsync("search.value = 'nowhere'; search.dispatchEvent(new Event('input'))");
        Assert.Equal("", await TextAsync(page, Shown));
        Assert.True((await page.EvaluateAsync("nothing.getClientRects().length > 0"))!.GetValue<bool>());
        Assert.Empty(page.Console);
    }

    [Fact]
    public async Task It_follows_what_the_system_prefers()
    {
        using var folder = new StoryFolder();
        await using var page = await Chromium.OpenAsync(Page(folder, Samples.Broken));
        const string Colours = "(s => s.backgroundColor + ' / ' + s.color)(getComputedStyle(document.body))";
        await page.PreferAsync("light");
        Assert.Equal("rgb(247, 247, 245) / rgb(31, 35, 40)", await TextAsync(page, Colours));
        await page.PreferAsync("dark");
        Assert.Equal("rgb(20, 23, 26) / rgb(223, 227, 230)", await TextAsync(page, Colours));
    }

    [Fact]
    public async Task The_picture_shows_every_distribution_and_marks_what_is_broken()
    {
        using var folder = new StoryFolder();
        await using var page = await Chromium.OpenAsync(Page(folder, Samples.Large(300)));
        Assert.Equal(
            300,
            (await page.EvaluateAsync("document.querySelectorAll('svg .node:not(.missing)').length"))!.GetValue<int>()
        );
        Assert.True(
            (await page.EvaluateAsync("document.querySelectorAll('svg path.broken').length > 0"))!.GetValue<bool>()
        );
        // Boxes lie inside the picture and none on another.
        var overlaps = await page.EvaluateAsync(
            """
            (() => {
              const view = document.querySelector('svg').viewBox.baseVal;
              const boxes = [...document.querySelectorAll('svg rect')].map(r => r.getBBox());
              const outside = boxes.filter(b => b.x < 0 || b.y < 0 || b.x + b.width > view.width || b.y + b.height > view.height).length;
              let overlaps = 0;
              for (let i = 0; i < boxes.length; i++)
                for (let j = i + 1; j < boxes.length; j++) {
                  const [a, b] = [boxes[i], boxes[j]];
                  if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) overlaps++;
                }
              return outside + overlaps;
            })()
            """
        );
        Assert.Equal(0, overlaps!.GetValue<int>());
        await page.EvaluateAsync(
            "document.querySelector('svg .node[data-id=\"5\"]').dispatchEvent(new MouseEvent('click', { bubbles: true }))"
        );
        var near = (JsonArray)
            (await page.EvaluateAsync("[...document.querySelectorAll('svg .node.near')].map(n => n.dataset.id)"))!;
        Assert.Contains("5", near.Select(n => n!.GetValue<string>()), StringComparer.Ordinal);
        Assert.InRange(near.Count, 2, 20);
    }

    [Fact]
    public async Task A_name_that_is_markup_stays_a_name()
    {
        using var folder = new StoryFolder();
        await using var page = await Chromium.OpenAsync(Page(folder, Samples.Hostile));
        Assert.Equal(1, (await page.EvaluateAsync("document.scripts.length"))!.GetValue<int>());
        Assert.Contains(
            "<script>alert(1)</script>",
            await TextAsync(page, "document.querySelector('article h3').textContent"),
            StringComparison.Ordinal
        );
        Assert.Empty(page.Console);
    }

    [Fact]
    public async Task The_policy_lets_in_nothing_but_the_pages_own_style_and_script()
    {
        using var folder = new StoryFolder();
        await using var page = await Chromium.OpenAsync(Page(folder, Samples.Clean));
        await page.EvaluateAsync(
            "{ const s = document.createElement('script'); s.textContent = 'window.intruder = true'; document.body.append(s); }"
        );
        Assert.Equal("undefined", await TextAsync(page, "typeof window.intruder"));
        Assert.NotEmpty(page.Console);
    }
}
