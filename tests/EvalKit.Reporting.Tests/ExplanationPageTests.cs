using System.Xml.Linq;

namespace EvalKit.Reporting.Tests;

public sealed class ExplanationPageTests
{
    [Fact]
    public async Task The_page_holds_its_pictures_and_their_figures_and_needs_no_network()
    {
        byte[] picture = [1, 2, 3], map = [4, 5, 6];
        using var stream = new MemoryStream();
        await ExplanationPage.WriteAsync(
            "a<b>.onnx",
            [new ExplainedSample("shoe & co.png", "class 9 (predicted), logit 3.100", picture, [new ExplainedMap("rise", "probability", map, [("sparseness", "0.400"), ("deletion-auc ↓", "n/a")])])],
            stream,
            default);
        stream.Position = 0;
        var page = XDocument.Load(stream).Root!;
        Assert.Equal("a<b>.onnx: explanations", page.Descendants("title").Single().Value);
        Assert.Contains("shoe & co.png", page.Descendants("p").Select(one => one.Value.Trim()));
        Assert.Equal("class 9 (predicted), logit 3.100", page.Descendants("h2").Single().Value.Trim());
        Assert.Equal(
            [$"data:image/png;base64,{Convert.ToBase64String(picture)}", $"data:image/png;base64,{Convert.ToBase64String(map)}"],
            page.Descendants("img").Select(one => one.Attribute("src")!.Value));
        Assert.All(page.Descendants("img"), one => Assert.NotEmpty(one.Attribute("alt")!.Value));
        Assert.Equal(["sparseness", "deletion-auc ↓"], page.Descendants("dt").Select(one => one.Value));
        Assert.Equal(["0.400", "n/a"], page.Descendants("dd").Select(one => one.Value));
        Assert.Contains("explains the probability", page.Descendants("p").Select(one => one.Value.Trim()));
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), one => one.Value.StartsWith("http", StringComparison.Ordinal));
    }
}
