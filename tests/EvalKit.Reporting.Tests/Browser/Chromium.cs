using Microsoft.Playwright;

namespace EvalKit.Reporting.Tests.Browser;

/// <summary>The machine's Chromium under Playwright, started once for all tests that look at pages; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the browser is; null where there is none.</summary>
    public static string? Path { get; } = Array.Find(Places, File.Exists);

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;

        // A machine that runs all tests at once may be slow to paint.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        // In a container one is often root, to whom Chromium refuses its sandbox; it opens our own pages only.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page of some width, in light or dark.</summary>
    public async Task<OpenedPage> OpenAsync(string html, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        return await OpenedPage.OfAsync(page, html);
    }
}
