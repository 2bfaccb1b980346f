using EvalKit.Cli.Terminal;

namespace EvalKit.Cli.Tests.Terminal;

public sealed class PullViewTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_terminal_shows_share_and_rate_on_one_line_that_goes_away()
    {
        var shown = Show(isLive: true, view =>
        {
            view.Received("model.onnx", 1_000_000, 4_000_000);
            _time.Advance(0.1);
            view.Received("model.onnx", 1_500_000, 4_000_000);
            _time.Advance(0.9);
            view.Received("model.onnx", 3_000_000, 4_000_000);
            view.Say("HTTP 503");
        });
        Assert.Equal(
            [
                "",
                "model.onnx  1.0 MB of 4.0 MB  25 %",
                "model.onnx  3.0 MB of 4.0 MB  75 %  2.0 MB/s",
                new string(' ', 44),
                "evalkit: HTTP 503\n",
            ],
            shown.Split('\r'));
    }

    [Fact]
    public void Elsewhere_only_what_is_to_be_read_is_written() =>
        Assert.Equal("evalkit: a\n  b?[2J\n", Show(isLive: false, view =>
        {
            view.Received("model.onnx", 1, 2);
            view.Say("a\n  b\u001b[2J");
        }));

    private string Show(bool isLive, Action<PullView> use)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (var view = new PullView(output, _time, isLive)) use(view);
        return output.ToString();
    }
}
