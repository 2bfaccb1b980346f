using EvalKit.Core.Comparison;

namespace EvalKit.Core.Tests.Comparison;

public sealed class CompressedCopyTests
{
    [Fact]
    public void A_copy_is_found_beside_the_model_of_its_name_or_of_its_family_and_size()
    {
        (string Name, string Family, double Size)[] models =
        [
            ("cnn-28-int8", "cnn", 100), ("cnn-28-robust", "robust", 100), ("cnn-28-s1", "cnn", 100), ("cnn-28-s0", "cnn", 100),
            ("vit", "vit", 900), ("vit_distilled", "vit", 90), ("lonely-fp16", "x", 5), ("int8", "x", 5),
        ];
        var copies = CompressedCopy.Among([.. models.Select(model => new ComparedModel(model.Name, model.Family))], [.. models.Select(model => model.Size)]);
        Assert.Equal([new(0, 3), new(5, 4)], copies);
    }
}
