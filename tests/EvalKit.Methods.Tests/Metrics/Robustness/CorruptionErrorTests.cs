using System.Globalization;
using EvalKit.Methods.Metrics.Robustness;

namespace EvalKit.Methods.Tests.Metrics.Robustness;

/// <summary>
/// Accuracies on ImageNet-C as RobustBench publishes them (model_info/imagenet/corruptions/unaggregated_results.csv), five
/// severities a kind, with the mCE that it publishes beside them. tests/EvalKit.Benchmarks has a command for the whole file.
/// </summary>
public sealed class CorruptionErrorTests
{
    private const string AlexNet = """
        0.2944 0.1598 0.0726 0.0196 0.012  0.4174 0.295  0.1794 0.1022 0.0698 0.2788 0.114  0.132  0.085  0.0502
        0.4754 0.4502 0.267  0.1288 0.0858 0.311  0.1814 0.0724 0.0214 0.0058 0.3404 0.262  0.1502 0.085  0.0522
        0.5504 0.514  0.464  0.3886 0.2906 0.3154 0.2324 0.157  0.1214 0.0556 0.3028 0.2308 0.1936 0.163  0.1312
        0.3788 0.1976 0.1052 0.0994 0.0616 0.3486 0.2412 0.1126 0.08   0.0636 0.2234 0.1154 0.0556 0.014  0.0054
        0.3496 0.2334 0.1094 0.0266 0.0094 0.4858 0.4522 0.4228 0.3488 0.2564 0.471  0.3022 0.44   0.3568 0.1898
        """;

    private const string StandardR50 = """
        0.5828 0.4486 0.2856 0.1026 0.0352 0.636  0.5342 0.3754 0.2158 0.1452 0.5468 0.312  0.3494 0.2344 0.165
        0.638  0.6434 0.4598 0.293  0.2088 0.602  0.4878 0.3124 0.1422 0.0288 0.5914 0.5154 0.3808 0.2752 0.1824
        0.736  0.7222 0.6958 0.6496 0.5886 0.6092 0.56   0.4674 0.4024 0.236  0.5258 0.4302 0.356  0.2844 0.2194
        0.6106 0.4366 0.3064 0.2864 0.2258 0.5362 0.3974 0.1708 0.1306 0.1034 0.4854 0.3862 0.2904 0.113  0.0244
        0.6428 0.5824 0.466  0.2098 0.0542 0.6644 0.6234 0.6004 0.4786 0.3254 0.6684 0.4514 0.5456 0.4122 0.1702
        """;

    private const string AugMix = """
        0.6722 0.598  0.5022 0.316  0.1924 0.7148 0.6734 0.5778 0.4192 0.2966 0.606  0.41   0.4256 0.3014 0.2316
        0.6986 0.6836 0.5978 0.4764 0.4212 0.672  0.61   0.5022 0.3368 0.1188 0.645  0.6066 0.5068 0.3854 0.259
        0.747  0.73   0.706  0.6676 0.6086 0.6362 0.5834 0.4804 0.4162 0.242  0.6198 0.5524 0.5162 0.4328 0.3558
        0.6424 0.487  0.3672 0.3478 0.2776 0.6048 0.4826 0.2686 0.2266 0.174  0.6452 0.576  0.5096 0.327  0.1274
        0.7064 0.6764 0.6094 0.4174 0.156  0.679  0.6496 0.6312 0.568  0.4844 0.6938 0.4798 0.6232 0.519  0.2872
        """;

    [Theory]
    [InlineData(AlexNet, 100)]
    [InlineData(StandardR50, 76.38)]
    [InlineData(AugMix, 64.17)]
    public void The_mean_corruption_error_is_the_published_one(string accuracies, double published) =>
        Assert.Equal(published, 100 * CorruptionError.Mean(Errors(accuracies), Errors(AlexNet)), 0.006);

    /// <summary>(0.5 − 0.2) / (0.7 − 0.4) = 1 and (0.3 − 0.2) / (0.8 − 0.4) = ¼.</summary>
    [Fact]
    public void The_relative_error_is_of_the_growth()
    {
        Assert.Equal(0.625, CorruptionError.RelativeMean([0.5, 0.3], 0.2, [0.7, 0.8], 0.4), 12);
        Assert.Equal(1, CorruptionError.RelativeMean([0.7, 0.8], 0.4, [0.7, 0.8], 0.4), 12);
        Assert.Equal(double.NaN, CorruptionError.RelativeMean([0.5, 0.3], 0.2, [0.7, 0.4], 0.4));
        Assert.Equal(double.NaN, CorruptionError.RelativeMean([0.5, 0.3], 0.2, [0.7, 0.4 + 1e-15], 0.4));
    }

    private static double[] Errors(string accuracies) =>
        [.. accuracies.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => 1 - double.Parse(text, CultureInfo.InvariantCulture)).Chunk(5).Select(kind => kind.Average())];
}
