namespace EvalKit.Reporting.Tests.Browser;

/// <summary>A test that needs a browser; where there is none it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "No Chromium is installed (Debian: apt-get install chromium), so the page was not opened.";
    }
}
