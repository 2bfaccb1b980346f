using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Published;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Tests.Store;

namespace EvalKit.Core.Tests.Comparison.Published;

public sealed class PublishedModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_names_and_numbers_suggest_is_guessed_and_said()
    {
        var models = Read("""
            model,params,img_size,imagenet,imagenet_a_clean,imagenet_a,valid_loss,stderr
            resnet50,25.6M,224,80.5,95.0,20.5,1.25,0.2
            resnet18,11.7M,224,70.0,90.0,,1.75,0.3
            "vit_b,16",86000000,384,81.0,96.0,30.0,1.125,0.1
            """);
        Assert.Equal([new("resnet50", "resnet"), new("resnet18", "resnet"), new("vit_b,16", "vit")], models.Models);
        Assert.Equal([25.6e6, 11.7e6, 86e6], models.Sizes.Single().Values);
        var (top, drop, loss) = (models.Qualities[0], models.Qualities[1], models.Qualities[2]);
        Assert.Equal(("imagenet", QualityAxis.Performance, GrowthScale.Accuracy, 0.805), (top.Id, top.Axis, top.Scale, top.Values[0]));
        Assert.Equal(0.002, top.StandardErrors![0], 12);
        Assert.Equal(("imagenet_a_clean - imagenet_a", QualityAxis.Robustness, GrowthScale.None, ScoreDirection.LowerIsBetter), (drop.Id, drop.Axis, drop.Scale, drop.Info.Direction));
        Assert.Equal([0.745, double.NaN, 0.66], drop.Values.Select(value => Math.Round(value, 12)));
        Assert.Equal(("valid_loss", GrowthScale.Loss, ScoreDirection.LowerIsBetter, 1.25), (loss.Id, loss.Scale, loss.Info.Direction, loss.Values[0]));
        Assert.Equal(
            [
                "The column 'model' is taken for the model.",
                "The column 'params' is taken for the size.",
                "Left out as neither shares nor losses: img_size.",
                "Families are guessed from the first letters of the names: 2.",
            ],
            models.Notes);
    }

    [Fact]
    public void A_mapping_names_differences_units_and_samples()
    {
        var models = Read(
            "who,kind,n,a,b\nx,one,10,90,60\ny,two,20,80,40\n",
            "{ model: who, family: kind, size: n, metrics: [{ column: a, name: clean, unit: percent, samples: 900 }, { column: a, minus: b, name: drop, unit: percent, axis: robustness, samples: 900 }] }");
        Assert.Equal([new("x", "one"), new("y", "two")], models.Models);
        Assert.Equal([0.9, 0.8], models.Qualities[0].Values);
        Assert.Equal(Math.Sqrt(0.9 * 0.1 / 900), models.Qualities[0].StandardErrors![0], 12);
        Assert.Equal([0.3, 0.4], models.Qualities[1].Values.Select(value => Math.Round(value, 12)));
        Assert.Equal(Math.Sqrt(((0.9 * 0.1) + (0.6 * 0.4)) / 900), models.Qualities[1].StandardErrors![0], 12);
        Assert.Empty(models.Notes);
    }

    [Fact]
    public void A_row_a_model_and_task_becomes_a_metric_a_task()
    {
        var models = Read("model,params,task,accuracy,stderr\np-1,10,piqa,0.6,0.01\np-1,10,sciq,0.7,0.02\np-2,20,piqa,0.65,0.01\n");
        Assert.Equal(["piqa", "sciq"], models.Qualities.Select(quality => quality.Id));
        Assert.Equal([0.6, 0.65], models.Qualities[0].Values);
        Assert.Equal([0.7, double.NaN], models.Qualities[1].Values);
        Assert.Equal([0.02, double.NaN], models.Qualities[1].StandardErrors);
    }

    [Fact]
    public void Json_reads_like_csv()
    {
        var file = Path.Combine(_folder.Path, "table.json");
        File.WriteAllText(file, """[{ "name": "a1", "size": 5, "accuracy": 0.5 }, { "name": "a2", "size": "2k", "accuracy": null }]""");
        var models = PublishedModels.Read(file, null);
        Assert.Equal([5, 2000], models.Sizes[0].Values);
        Assert.Equal([0.5, double.NaN], models.Qualities.Single().Values);
    }

    [Theory]
    [InlineData("model,params,acc\na,1,0.5\na,2,0.6\n", "table.csv:3: the model a stands twice; if the rows are of several tasks, name their column in a mapping: 'task: COLUMN'; first at table.csv:2")]
    [InlineData("model,acc\na,0.5\n", "table.csv: no column looks like the models' sizes (columns: model, acc); name it in a mapping: 'size: COLUMN' (--mapping FILE)")]
    [InlineData("model,params,acc\na,big,0.5\n", "table.csv:2: found 'big' in column 'params'; allowed: a number (k, M, B or G may follow), or nothing, NA or nan where it is missing")]
    [InlineData("model,params,acc\na,0,0.5\n", "table.csv:2: found 0 in column 'params'; allowed: a size above 0")]
    [InlineData("model,params,acc\na,1,0.5,7\n", "table.csv:2: found 4 fields; the heading names 3 columns")]
    [InlineData("model,params,year\na,1,2020\n", "table.csv: no column looks like a quality (columns: model, params, year); name them in a mapping under 'metrics' (--mapping FILE)")]
    [InlineData("model,params,params\na,1,2\n", "table.csv: the column 'params' stands twice")]
    [InlineData("", "table.csv: the file is empty; allowed: a line of column names, then a line a model")]
    public void What_is_wrong_with_a_table_is_said(string table, string message) =>
        Assert.Equal(message, Local(Assert.Throws<UserException>(() => Read(table)).Message));

    [Theory]
    [InlineData("size: parms", "mapping.yaml:1:1: table.csv has no column 'parms' (columns: model, params, acc); did you mean 'params'?")]
    [InlineData("metrics: [{ column: ac }]", "mapping.yaml:1:11: table.csv has no column 'ac' (columns: model, params, acc); did you mean 'acc'?")]
    [InlineData("metric: []", "mapping.yaml:1:1: unknown key 'metric' (allowed: model, size, more-sizes, family, task, metrics); did you mean 'metrics'?")]
    [InlineData("metrics: [{ column: acc, axis: robustnes }]", "mapping.yaml:1:32: metrics.0.axis: 'robustnes' is not supported (allowed: performance, robustness, interpretability); did you mean 'robustness'?")]
    public void What_is_wrong_with_a_mapping_is_said(string mapping, string message) =>
        Assert.Equal(message, Local(Assert.Throws<UserException>(() => Read("model,params,acc\na,1,0.5\n", mapping)).Message));

    private string Local(string message) => message.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private ComparedModels Read(string table, string? mapping = null)
    {
        var file = Path.Combine(_folder.Path, "table.csv");
        File.WriteAllText(file, table);
        if (mapping is null) return PublishedModels.Read(file, null);
        var mappingFile = Path.Combine(_folder.Path, "mapping.yaml");
        File.WriteAllText(mappingFile, mapping);
        return PublishedModels.Read(file, MappingReader.Read(mappingFile));
    }
}
