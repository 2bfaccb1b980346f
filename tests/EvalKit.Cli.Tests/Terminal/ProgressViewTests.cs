using EvalKit.Cli.Terminal;
using Spectre.Console;

namespace EvalKit.Cli.Tests.Terminal;

public sealed class ProgressViewTests
{
    [Fact]
    public void The_plain_view_speaks_at_stages_every_ten_seconds_and_at_the_end()
    {
        var time = new ManualTime();
        var output = new StringWriter { NewLine = "\n" };
        using (var view = new PlainProgressView(output, time))
        {
            view.Started("opening models");
            view.Planned(4, 4_000);
            view.Started("clean");
            time.Advance(5);
            view.Finished("cnn-8", "clean", 1_000);
            view.Started("fog:3");
            time.Advance(7);
            view.Failed("mlp", "clean", "The runtime ended.");
            view.Finished("cnn-8", "fog:3", 1_000);
            view.Finished("cnn-8", "fog:4", 1_000);
            view.Finished("cnn-8", "fog:5", 1_000);
            view.Started("latency");
        }

        time.Advance(60);
        Assert.Equal(
            """
            evalkit: opening models
            evalkit: 4 units to compute, 4,000 predictions
            evalkit: clean
            evalkit: fog:3, 1/4 units, 25 %, 100 predictions/s, 30 s left
            evalkit: failed: mlp, clean: The runtime ended.
            evalkit: computed 4 units, 4,000 predictions in 12 s
            evalkit: latency

            """,
            output.ToString());
    }

    [Fact]
    public void A_run_with_nothing_to_do_says_so()
    {
        var output = new StringWriter { NewLine = "\n" };
        using var view = new PlainProgressView(output, new ManualTime());

        view.Planned(0, 0);

        Assert.Equal("evalkit: nothing to compute: the store has every unit\n", output.ToString());
    }

    [Fact]
    public void The_live_view_shows_failures_above_the_bar_and_what_runs()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;

        using (var view = new LiveProgressView(console, TimeProvider.System))
        {
            view.Planned(2, 2_000);
            view.Started("fog:3");
            view.Finished("cnn-8", "fog:3", 1_000);
            view.Failed("mlp[1]", "fog:3", "The runtime ended.");
        }

        var text = output.ToString();
        Assert.Contains("failed: mlp[1], fog:3: The runtime ended.", text, StringComparison.Ordinal);
        Assert.Contains("fog:3  1/2 units  50 %", text, StringComparison.Ordinal);
    }
}
