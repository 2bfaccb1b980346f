using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Tests;

public sealed class HtmlWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(40)]
    public async Task The_page_is_well_formed_and_below_two_megabytes(int models)
    {
        var text = await Written.ByAsync(new HtmlWriter(), SampleReport.CreateMeasured(models));

        var page = Parse(text);

        Assert.Equal("html", page.Name.LocalName);
        Assert.InRange(text.Length, 10_000, 2_000_000);
        Assert.Equal(models, ById(page, "scorecard").Descendants("tbody").Single().Elements("tr").Count());
    }

    [Fact]
    public async Task The_same_report_gives_the_same_bytes() => Assert.Equal(
        await Written.ByAsync(new HtmlWriter(), SampleReport.Create()),
        await Written.ByAsync(new HtmlWriter(), SampleReport.Create()));

    [Fact]
    public async Task It_refers_to_nothing_outside_itself()
    {
        var page = Parse(await Written.ByAsync(new HtmlWriter(), SampleReport.CreateMeasured()));
        var text = page.ToString();

        Assert.DoesNotContain("http:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.All(page.Descendants().Attributes("src"), source => Assert.StartsWith("data:image/png;base64,", source.Value, StringComparison.Ordinal));
        Assert.Empty(page.Descendants("link"));
        Assert.All(page.Descendants().Attributes("href"), link => Assert.NotNull(ById(page, link.Value[1..])));
    }

    [Fact]
    public async Task Other_figures_by_kind_have_a_heat_map_and_those_that_no_model_has_no_column()
    {
        var plain = SampleReport.Create();
        var kinds = RobustnessGrid.Of(plain)!.Kinds;
        var changes = kinds.Select(kind => $"robustness/prediction-change-rate@{kind}").ToArray();
        var report = plain with
        {
            Metrics = new Dictionary<string, MetricInfo>(plain.Metrics.Concat(changes.Append("robustness/mce").Select(id => KeyValuePair.Create(
                id, new MetricInfo(id[11..14], "fraction", 0, 1, ScoreDirection.LowerIsBetter, "test"))))),
            Models =
            [
                .. plain.Models.Select(model => model with
                {
                    Metrics = new Dictionary<string, Estimate>(
                        model.Metrics.Concat(changes.Select(id => KeyValuePair.Create(id, new Estimate(0.8125, null, null, 16)))).Append(
                            KeyValuePair.Create("robustness/mce", Estimate.Missing("no reference model")))),
                }),
            ],
        };
        var section = ById(Parse(await Written.ByAsync(new HtmlWriter(), report)), "robustness");

        var map = section.Descendants("details").First().Descendants("table").Single();
        Assert.StartsWith("pre, % by kind", map.Element("caption")!.Value.Trim(), StringComparison.Ordinal);
        Assert.Equal(plain.Models.Count * kinds.Count, map.Descendants("td").Count(cell => (string?)cell.Attribute("class") == "heat"));
        Assert.DoesNotContain("mce", section.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_comes_first_and_every_chart_has_its_numbers_in_a_table()
    {
        var report = SampleReport.Create();
        var page = Parse(await Written.ByAsync(new HtmlWriter(), report));

        Assert.Equal("Size did not decide.", page.Descendants("h1").Single().Value);
        var scorecard = ById(page, "scorecard").Value;
        Assert.Contains("83.7", scorecard, StringComparison.Ordinal);
        Assert.Contains("±2.3", scorecard, StringComparison.Ordinal);
        Assert.Equal(3, ById(page, "size").Element("div")!.Descendants("svg").Count());
        Assert.Equal(8, ById(page, "robustness").Descendants("svg").Count());
        Assert.Equal(13, ById(page, "calibration").Descendants("svg").Count());
        Assert.Single(ById(page, "calibration").Descendants("table"));
        Assert.Equal(8, ById(page, "robustness").Descendants("details").Single().Descendants("table").Count());
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value.Trim()));
    }

    [Fact]
    public async Task Every_dot_of_a_chart_says_model_value_and_interval()
    {
        var page = Parse(await Written.ByAsync(new HtmlWriter(), SampleReport.Create()));

        var titles = ById(page, "size").Element("div")!.Descendants("g").Where(mark => mark.Attribute("data-m") is not null).Select(mark => mark.Element("title")!.Value).ToArray();

        // 14 models on three axes, one of them without a relevance gain.
        Assert.Equal(41, titles.Length);
        Assert.Contains("cnn-12-s0: 92.0 % (91.4 to 92.5), n = 10,000; 36.4 k parameters", titles);
    }

    [Fact]
    public async Task Fitted_laws_and_the_Pareto_front_are_drawn_and_told()
    {
        var report = SampleReport.Create();
        var relation = report.Comparison!.Relations[0];
        var page = Parse(await Written.ByAsync(new HtmlWriter(), report));
        var chart = ById(page, "size").Descendants("svg").First();

        var law = chart.Elements("g").Single(mark => (string?)mark.Attribute("class") == "law");
        Assert.StartsWith("cnn, 8 sizes: growth that saturates; a doubling takes ", law.Element("title")!.Value, StringComparison.Ordinal);
        // The line goes from the family's smallest model to its largest, in equal steps of the logarithmic axis.
        var places = law.Element("polyline")!.Attribute("points")!.Value.Split(' ').Select(point => point.Split(',').Select(double.Parse).ToArray()).ToArray();
        Assert.Equal(49, places.Length);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.InRange(pair.First[1], pair.Second[1], 300));
        var front = chart.Elements("g").Single(mark => (string?)mark.Attribute("class") == "front");
        Assert.Equal($"Pareto front: {string.Join(", ", relation.Front)}", front.Element("title")!.Value);
        Assert.Equal((2 * relation.Front.Count) - 1, front.Element("polyline")!.Attribute("points")!.Value.Split(' ').Length);
        var rows = ById(page, "size").Descendants("table").First().Element("tbody")!.Elements("tr").ToArray();
        Assert.Equal(["Accuracy", "Mean corrupted accuracy"], rows.Select(row => row.Element("th")!.Value.Trim()));
    }

    [Fact]
    public async Task Speed_and_memory_stand_against_each_quality()
    {
        var page = Parse(await Written.ByAsync(new HtmlWriter(), SampleReport.CreateMeasured()));

        var labels = ById(page, "cost").Descendants("svg").Select(chart => chart.Attribute("aria-label")!.Value).ToArray();

        Assert.Equal(6, labels.Length);
        Assert.Contains("Mean corrupted accuracy against Latency, median, 14 models", labels);
        Assert.Contains(ById(page, "cost").Descendants("title"), title => title.Value == "linear: 84.4 % (83.7 to 85.1), n = 10,000; 0.02 ms");
    }

    [Fact]
    public async Task A_reliability_diagram_says_of_each_bin_how_sure_and_how_right()
    {
        var page = Parse(await Written.ByAsync(new HtmlWriter(), SampleReport.Create()));

        Assert.Contains(
            ById(page, "calibration").Descendants("title"),
            title => title.Value == "cnn-2-s0, confidence 97.3 %: right in 80.1 % (74.7 to 85.6), n = 206");
        var cell = ById(page, "calibration").Descendants("td").Single(td => td.Value.Trim() == "80.1at 97.3, n 206");
        Assert.Equal("0.8012", cell.Attribute("data-v")!.Value);
    }

    [Fact]
    public async Task The_gallery_shows_what_each_model_looks_at_and_who_is_wrong()
    {
        var gallery = ById(Parse(await Written.ByAsync(new HtmlWriter(), SampleReport.Create(4))), "explanations");

        Assert.Equal(["occlusion", "rise"], gallery.Elements("details").Select(details => details.Element("summary")!.Value));
        // A picture of the first sample in each table, and a map a sample, model and method.
        Assert.Equal((2 * 1) + (2 * 4 * 2), gallery.Descendants("img").Count());
        var wrong = gallery.Descendants("td").Where(cell => (string?)cell.Attribute("class") == "wrong").ToArray();
        Assert.Equal(2, wrong.Length);
        Assert.Equal("occlusion of cnn-2-s0 on sample 7, Pullover: predicts Coat, explained Coat, largest magnitude 1.25", wrong[0].Element("img")!.Attribute("alt")!.Value);
    }

    [Fact]
    public async Task Names_cannot_bring_markup_or_break_the_page()
    {
        var report = SampleReport.CreateMeasured(1);
        const string Name = "</script><img src=x onerror=alert(1)>&\"'\u0001";
        report = report with
        {
            Name = Name,
            Answer = Name,
            Models = [report.Models[0] with { Name = Name, Path = Name }],
            Findings = [new Finding(FindingLevel.Error, Name, Name)],
        };

        var text = await Written.ByAsync(new HtmlWriter(), report);
        var page = Parse(text);

        Assert.DoesNotContain("<img src=x", text, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(text, "</script>"));
        Assert.Contains(page.Descendants("th"), th => th.Value.Trim() == Name.Replace('\u0001', '\uFFFD'));
    }

    [Fact]
    public async Task A_missing_figure_is_a_gap_in_table_and_curve()
    {
        var page = Parse(await Written.ByAsync(new HtmlWriter(), SampleReport.Create()));

        var gap = Assert.Single(ById(page, "scorecard").Descendants("td"), cell => cell.Attribute("class")?.Value.Split(' ').Contains("gap") == true);
        Assert.Equal("rise failed: the runtime ended (signal 11).", gap.Attribute("title")!.Value);
        Assert.Null(gap.Attribute("data-v"));
        var curve = Assert.Single(
            ById(page, "robustness").Descendants("g"), line => line.Element("title")!.Value.StartsWith("mlp:", StringComparison.Ordinal) && line.Value.Contains("5 n/a", StringComparison.Ordinal));
        Assert.Equal(5, Assert.Single(curve.Elements("polyline")).Attribute("points")!.Value.Split(' ').Length);
        Assert.Contains("A picture did not encode.", ById(page, "failures").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_any_figure_is_still_a_page()
    {
        var report = SampleReport.Create(1);
        report = report with
        {
            Models = [report.Models[0] with { Metrics = new Dictionary<string, Estimate>() }],
            Scorecard = new Scorecard([]),
            Gates = [],
            Claims = [],
            Findings = [],
            Failures = [],
            Calibration = [],
            Comparison = null,
            Gallery = null,
        };

        var page = Parse(await Written.ByAsync(new HtmlWriter(), report));

        Assert.Equal(["scorecard", "provenance"], page.Descendants("section").Select(section => section.Attribute("id")!.Value));
    }

    [Theory]
    [InlineData("report.css")]
    [InlineData("report.js")]
    public void Assets_reach_the_browser_as_they_are(string name)
    {
        using var reader = new StreamReader(typeof(HtmlWriter).Assembly.GetManifestResourceStream(name)!);

        Assert.Empty(Regex.Matches(reader.ReadToEnd(), "[<>&]"));
    }

    private static XElement Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    private static XElement ById(XElement page, string id) => page.Descendants().Single(element => (string?)element.Attribute("id") == id);
}
