using EvalKit.Core.Planning;

namespace EvalKit.Core.Tests.Planning;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("clean", "clean", 0, null, true)]
    [InlineData("fog:3", "fog", 3, null, false)]
    [InlineData("gaussian-noise=0.0283", "gaussian-noise", 0, 0.0283, false)]
    [InlineData("blur=16", "blur", 0, 16.0, false)]
    [InlineData("noise=1E-05", "noise", 0, 1e-5, false)]
    public void Reads_back_as_written(string text, string kind, int severity, double? level, bool isClean)
    {
        var condition = Condition.Parse(text);
        Assert.Equal(new Condition(kind, severity, level), condition);
        Assert.Equal(isClean, condition.IsClean);
        Assert.Equal(text, condition.ToString());
    }
}
