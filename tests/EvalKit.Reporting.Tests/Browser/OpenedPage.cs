using Microsoft.Playwright;

namespace EvalKit.Reporting.Tests.Browser;

/// <summary>A page that is open in the browser, with what it complained of and asked the network for.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly string _file;

    private OpenedPage(IPage page, string file) => (Page, _file) = (page, file);

    public IPage Page { get; }

    /// <summary>The errors of its script and the messages of its console that are none of ours.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What it asked for beside itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenedPage> OfAsync(IPage page, string html)
    {
        var file = Path.Combine(Path.GetTempPath(), $"evalkit-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var opened = new OpenedPage(page, file);
        var address = new Uri(file).AbsoluteUri;
        page.Console += (_, message) => opened.Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => opened.Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (request.Url != address && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                opened.Requests.Add(request.Url);
        };
        await page.GotoAsync(address);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        File.Delete(_file);
    }
}
