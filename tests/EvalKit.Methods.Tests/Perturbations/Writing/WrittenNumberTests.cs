using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Tests.Perturbations.Writing;

public class WrittenNumberTests
{
    [Theory]
    [InlineData("7", "", "7|7.0|07|7e0")]
    [InlineData("1234567", "", "1234567|1,234,567|1.234.567|1 234 567|1234567.0|01234567|1.234567e6")]
    [InlineData("1234", "50", "1234.50|1,234.50|1.234,50|1 234.50|1234.500|01234.50|1.23450e3")]
    [InlineData("0", "5", "0.5|0,5|0.50|00.5|0.5e0")]
    public void Forms_have_one_value(string whole, string part, string expected) =>
        Assert.Equal(expected.Split('|'), WrittenNumber.Forms(whole, part));
}
