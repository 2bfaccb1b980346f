using EvalKit.Cli.Terminal;

namespace EvalKit.Cli.Tests.Terminal;

public class TextDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("same", "same", "same")]
    [InlineData("", "new", "{new}")]
    [InlineData("the cat sat", "the cot sat", "the c[a]{o}t sat")]
    [InlineData("the cat sat", "the sat", "the [cat ]sat")]
    [InlineData("the cat", "thecat", "the[ ]cat")]
    [InlineData("sat on the mat", "sato nthemat", "sat[ ]o[n] {n}the[ ]mat")]
    [InlineData("a cat sat here", "a cwt szt here", "a c[a]{w}t s[a]{z}t here")]
    [InlineData("one two three.", "three. one two", "{three. }one two[ three.]")]
    [InlineData("a quick fox", "a slow fox", "a [quick]{slow} fox")]
    [InlineData("cafe\u0301", "cafe", "caf[e\u0301]{e}")]
    public void Shows_words_and_within_them_characters(string old, string changed, string expected) =>
        Assert.Equal(expected, string.Concat(TextDiff.Of(old, changed).Select(part => part.Change switch
        {
            < 0 => $"[{part.Text}]",
            > 0 => $"{{{part.Text}}}",
            _ => part.Text,
        })));

    [Fact]
    public void The_parts_give_both_texts_even_where_they_are_long()
    {
        var (old, changed) = (string.Join(' ', Enumerable.Range(0, 3000)), string.Join(' ', Enumerable.Range(1000, 3000)));
        var parts = TextDiff.Of(old, changed);
        Assert.Equal(old, string.Concat(parts.Where(part => part.Change <= 0).Select(part => part.Text)));
        Assert.Equal(changed, string.Concat(parts.Where(part => part.Change >= 0).Select(part => part.Text)));
    }
}
