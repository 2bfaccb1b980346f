using EvalKit.Cli.Runs;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;

namespace EvalKit.Cli.Tests.Runs;

public sealed class ShardOptionTests
{
    [Theory]
    [InlineData("0/1", 0, 1)]
    [InlineData("3/4", 3, 4)]
    public void A_shard_is_given_by_its_number(string text, int index, int count) =>
        Assert.Equal(new Shard(index, count), ShardOption.Parse(text, _ => throw new InvalidOperationException()));

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID")]
    [InlineData("JOB_COMPLETION_INDEX")]
    public void An_engine_says_which_of_its_tasks_runs(string variable) =>
        Assert.Equal(new Shard(2, 4), ShardOption.Parse("auto/4", name => name == variable ? "2" : null));

    [Fact]
    public void The_number_of_tasks_of_an_engine_does_not_count()
    {
        // Only shards 1 and 6 were submitted again.
        var environment = new Dictionary<string, string> { ["SLURM_ARRAY_TASK_ID"] = "6", ["SLURM_ARRAY_TASK_COUNT"] = "2" };
        Assert.Equal(new Shard(6, 8), ShardOption.Parse("auto/8", environment.GetValueOrDefault));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("4/4")]
    [InlineData("-1/4")]
    [InlineData("0/0")]
    [InlineData("x/4")]
    [InlineData("1/2/3")]
    [InlineData("auto")]
    [InlineData("auto/4")]
    public void Anything_else_is_refused_with_what_is_allowed(string text)
    {
        var problem = Assert.Throws<UserException>(() => ShardOption.Parse(text, _ => null));
        Assert.Contains(text, problem.Message, StringComparison.Ordinal);
        Assert.Contains("0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_beyond_the_last_shard_is_refused()
    {
        var problem = Assert.Throws<UserException>(() => ShardOption.Parse("auto/4", name => name == "SLURM_ARRAY_TASK_ID" ? "7" : null));
        Assert.Equal("--shard 'auto/4': SLURM_ARRAY_TASK_ID is '7': shards go from 0 to 3", problem.Message);
    }
}
