using System.Text;
using Deque.AxeCore.Playwright;
using EvalKit.Reporting.Comparisons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvalKit.Reporting.Tests.Browser;

public sealed class HtmlPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_heading_sorts_its_table_both_ways()
    {
        await using var opened = await OpenAsync();
        var table = opened.Page.Locator("#scorecard table");
        var heading = table.Locator("th", new() { HasText = "accuracy" });

        await heading.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
        Assert.Equal(["cnn-8-s0", "cnn-5-s0", "cnn-3-s0", "linear", "cnn-2-s0"], await table.Locator("tbody th").AllInnerTextsAsync());

        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        Assert.Equal(["cnn-2-s0", "linear", "cnn-3-s0", "cnn-5-s0", "cnn-8-s0"], await table.Locator("tbody th").AllInnerTextsAsync());
        AssertClean(opened);
    }

    [BrowserFact]
    public async Task Pointer_and_keyboard_tell_the_values_of_a_chart()
    {
        await using var opened = await OpenAsync();
        var tip = opened.Page.GetByRole(AriaRole.Status);
        var chart = opened.Page.Locator("#size figure").First;

        await chart.Locator("[data-m='4'] circle").HoverAsync();
        await Expect(tip).ToHaveTextAsync("cnn-8-s0: 91.0 % (90.4 to 91.5), n = 10,000; 16.3 k parameters");
        await Expect(opened.Page.Locator("#scorecard tr[data-m='4']")).ToHaveClassAsync("on");

        // From the last mark at the right, round to the first.
        await chart.FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowLeft");
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tip).ToContainTextAsync("cnn-2-s0: 84.1 %");
        await opened.Page.Keyboard.PressAsync("Escape");
        await Expect(tip).ToBeEmptyAsync();
        AssertClean(opened);
    }

    [BrowserFact]
    public async Task A_heat_map_opens_large_beside_its_picture()
    {
        await using var opened = await OpenAsync();
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "occlusion of cnn-3-s0 on sample 3" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("occlusion of cnn-3-s0 on sample 3, class 9: predicts class 9");
        // Both are drawn: the page's policy lets them in.
        var widths = await dialog.Locator("img").EvaluateAllAsync<int[]>("all => all.map(one => one.naturalWidth)");
        Assert.Equal([4, 4], widths);

        await opened.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        AssertClean(opened);
    }

    [BrowserFact]
    public async Task No_part_of_the_page_is_wider_than_a_phone()
    {
        await using var opened = await OpenAsync(390);

        Assert.Equal(390, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        AssertClean(opened);
    }

    [BrowserFact]
    public Task Contrast_and_labels_pass_in_light() => PassesAsync(1440, ColorScheme.Light);

    [BrowserFact]
    public Task Contrast_and_labels_pass_in_dark_on_a_phone() => PassesAsync(390, ColorScheme.Dark);

    // Everything unfolded, by the rules of WCAG 2.2 AA.
    private async Task PassesAsync(int width, ColorScheme scheme)
    {
        await using var opened = await OpenAsync(width, scheme, models: 2);
        await PassesAsync(opened);
    }

    private static async Task PassesAsync(OpenedPage opened)
    {
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

        var result = await opened.Page.RunAxe(new()
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });

        Assert.Empty(result.Violations.Select(rule => $"{rule.Id}: {rule.Help} {string.Join(" | ", rule.Nodes.Select(node => node.Html).Take(3))}"));
        AssertClean(opened);
    }

    [BrowserFact]
    public async Task A_comparison_passes_too()
    {
        using var stream = new MemoryStream();
        await ComparisonHtml.WriteAsync([SampleComparison.Create()], stream, CancellationToken.None);
        await using var opened = await chromium.OpenAsync(Encoding.UTF8.GetString(stream.ToArray()), 390, ColorScheme.Light);

        await PassesAsync(opened);
        Assert.Equal(390, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static void AssertClean(OpenedPage opened)
    {
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    private async Task<OpenedPage> OpenAsync(int width = 1440, ColorScheme scheme = ColorScheme.Light, int models = 5) =>
        await chromium.OpenAsync(await Written.ByAsync(new HtmlWriter(), SampleReport.CreateMeasured(models)), width, scheme);
}
