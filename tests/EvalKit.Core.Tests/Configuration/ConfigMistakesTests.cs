using System.Globalization;
using System.Text;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Tests.Plugins;

namespace EvalKit.Core.Tests.Configuration;

public sealed class ConfigMistakesTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("robustness: { pertubations: [fog] }", "6:15: unknown key 'pertubations' in robustness (allowed: constants, samples, perturbations, noise-tolerance, reference-model); did you mean 'perturbations'?")]
    [InlineData("gate: []", "6:1: unknown key 'gate' (allowed: name, task, models, data, input, output, robustness, interpretability, cost, gates, seed, reference, limits); did you mean 'gates'?")]
    [InlineData("name: again", "6:1: the key 'name' stands twice; first at FILE:1:1")]
    [InlineData("robustness: { samples: 5 }", "6:13: robustness: at least one of the keys perturbations, noise-tolerance must be given")]
    [InlineData("robustness:", "6:12: robustness: found nothing; allowed: a section with the keys constants, samples, perturbations, noise-tolerance, reference-model")]
    [InlineData("robustness: { perturbations: [] }", "6:30: robustness.perturbations: found a list of 0; allowed: a list of at least 1, each one of the kinds fade, fog, alone or as 'kind' of a section, or a suite: pair, storm")]
    [InlineData("robustness: { perturbations: [fgo] }", "6:31: robustness.perturbations.0: 'fgo' is no known kind (allowed: fade, fog); did you mean 'fog'?")]
    [InlineData("robustness: { perturbations: [{ severities: [1] }] }", "6:31: robustness.perturbations.0: the key 'kind' is missing; found a section with the keys severities; allowed kinds: fade, fog")]
    [InlineData("robustness: { perturbations: [{ suite: pear }] }", "6:40: robustness.perturbations.0.suite: found the text 'pear'; allowed: pair, storm; did you mean 'pair'?")]
    [InlineData("robustness: { perturbations: [{ suite: storm }] }", "6:40: robustness.perturbations.0.suite: the suite storm has kinds that this version lacks: hail, thunder; list the kinds that you want instead")]
    [InlineData("robustness: { perturbations: [{ suite: pair, kind: fog }] }", "6:46: unknown key 'kind' in robustness.perturbations.0 (allowed: suite, severities)")]
    [InlineData("robustness: { perturbations: [fog, { suite: pair }] }", "6:36: robustness.perturbations.1: fog stands twice (first at FILE:6:31); give each its own 'name'")]
    [InlineData("robustness: { perturbations: [common-15] }", "6:31: robustness.perturbations.0: 'common-15' is no known kind (allowed: fade, fog)")]
    [InlineData("robustness: { perturbations: [{ kind: 3 }] }", "6:39: robustness.perturbations.0.kind: found 3; allowed: fade, fog")]
    [InlineData("robustness: { perturbations: [fog, { kind: fog }] }", "6:36: robustness.perturbations.1: fog stands twice (first at FILE:6:31); give each its own 'name'")]
    [InlineData("robustness: { perturbations: [{ kind: fog, name: Fog 2 }] }", "6:50: robustness.perturbations.0.name: found the text 'Fog 2'; allowed: text of the form ^[a-z0-9]+(-[a-z0-9]+)*$")]
    [InlineData("robustness: { perturbations: [{ kind: fog, amount: 2 }] }", "6:44: unknown key 'amount' in robustness.perturbations.0 (allowed: kind, name, severities)")]
    [InlineData("robustness: { perturbations: [{ kind: fog, severities: [1, 6] }] }", "6:60: robustness.perturbations.0.severities.1: found 6; allowed: a whole number from 1 to 5")]
    [InlineData("robustness: { perturbations: [{ kind: fog, severities: [2, 2] }] }", "6:60: robustness.perturbations.0.severities.1: 2 stands twice (first at FILE:6:57)")]
    [InlineData("robustness: { perturbations: [{ kind: fog, severities: 2 }] }", "6:56: robustness.perturbations.0.severities: found 2; allowed: a list of at least 1, each a whole number from 1 to 5, none twice")]
    [InlineData("robustness: { samples: 1e3, perturbations: [fog] }", "6:24: robustness.samples: found 1e3; allowed: a whole number from 1")]
    [InlineData("robustness: { samples: \"5\", perturbations: [fog] }", "6:24: robustness.samples: found the text '5'; allowed: a whole number from 1")]
    [InlineData("robustness: { samples: 2147483648, perturbations: [fog] }", "6:24: robustness.samples: found 2147483648; allowed: a whole number from 1")]
    [InlineData("robustness: { constants: imagenetc, perturbations: [fog] }", "6:26: robustness.constants: 'imagenetc' is not supported (allowed: imagenet-c, cifar-c); did you mean 'imagenet-c'?")]
    [InlineData("interpretability: { attributions: [rise], target: class }", "6:51: interpretability.target: found the text 'class'; allowed: predicted, label, or a class by its number from 0")]
    [InlineData("interpretability: { attributions: [rise], keep: yes }", "6:49: interpretability.keep: found the text 'yes'; allowed: true or false")]
    [InlineData("interpretability: { attributions: [{ kind: rise, keep: 0.1, least: 0.2 }] }", "6:36: interpretability.attributions.0: keep must not be below least")]
    [InlineData("input: { scale: 0 }", "6:17: input.scale: found 0; allowed: a number above 0")]
    [InlineData("input: { scale: .inf }", "6:17: input.scale: found .inf; allowed: a number above 0")]
    [InlineData("input: { scale: 1,5 }", "6:19: unknown key '5' in input (allowed: name, layout, shape, scale, mean, std, channels, resize, stretch, interpolation)")]
    [InlineData("input: { shape: [3, 28] }", "6:17: input.shape: found a list of 2; allowed: a list of 3, each a whole number from 1 to 65536")]
    [InlineData("input: { name: 5 }", "6:16: input.name: found 5 without quotes, which is no text; allowed: text")]
    [InlineData("seed: -1", "6:7: seed: found -1; allowed: a whole number from 0")]
    [InlineData("seed: 18446744073709551616", "6:7: seed: found 18446744073709551616; allowed: a whole number from 0")]
    [InlineData("gates: [{ metric: performance/accuracy }]", "6:9: gates.0: at least one of the keys min, max, not-worse-than, better-than, on-pareto-front must be given")]
    [InlineData("gates: [{ metric: a, min: 1, confidence: 1 }]", "6:42: gates.0.confidence: found 1; allowed: a number from 0.5 to below 1")]
    [InlineData("input: { mean: [1, 2", "7:1: this is not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'.; is the bracket that opens at FILE:6:16 closed?")]
    [InlineData("input: { mean: [1, 2\ngates: []", "6:18: this is not valid YAML; is the bracket that opens at FILE:6:16 closed?")]
    [InlineData("seed: \"a", "6:7: this is not valid YAML: While scanning a quoted scalar, found unexpected end of stream.")]
    [InlineData("seed: !!int 5", "6:7: the tag tag:yaml.org,2002:int is not allowed; write the value without it")]
    [InlineData("seed: *nobody", "6:7: the alias *nobody names no anchor above it; anchors above: none")]
    [InlineData("seed: &me [*me]", "6:12: the alias *me names no anchor above it; anchors above: none")]
    [InlineData("? [a]\n: 1", "6:5: a key must be a single word")]
    [InlineData("---\nname: second", "6:1: a second document begins here; allowed: one document")]
    public void A_mistake_is_told_with_its_place(string line, string message) => AssertMessage(ConfigTexts.Short + line + "\n", "FILE:" + message);

    [Theory]
    [InlineData("", "FILE:1:1: the file is empty; allowed: a section with the keys name, task, models, data, input, output, robustness, interpretability, cost, gates, seed, reference, limits")]
    [InlineData("# nothing\n", "FILE:1:1: the file is empty; allowed: a section with the keys name, task, models, data, input, output, robustness, interpretability, cost, gates, seed, reference, limits")]
    [InlineData("just text", "FILE:1:1: found the text 'just text'; allowed: a section with the keys name, task, models, data, input, output, robustness, interpretability, cost, gates, seed, reference, limits")]
    [InlineData("task: image-classification", "FILE:1:1: the key 'name' is missing: The run's name, which is also the name of its folder in the store. Allowed: text of the form ^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    [InlineData("name: \"up\\n\"", "FILE:1:7: name: found the text 'up\n'; allowed: text of the form ^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    [InlineData("name: ../up", "FILE:1:7: name: found the text '../up'; allowed: text of the form ^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    [InlineData("{ name: a, task: text-classification }", "FILE:1:18: task: 'text-classification' is not supported (allowed: image-classification); did you mean 'image-classification'?")]
    public void A_whole_file_may_be_wrong(string text, string message) => AssertMessage(text, message);

    [Fact]
    public void An_alias_cannot_expand_without_bound()
    {
        var bomb = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (var i = 1; i < 40; i++) bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        // a0 to a3 hold 11, 111, 1,111 and 11,111 values; with those before, the eighth a3 in a4 passes 100,000.
        AssertMessage(bomb.ToString(), "FILE:5:45: the configuration has more than 100000 values, aliases expanded");
    }

    [Theory]
    [InlineData(64, "FILE:1:1: found a list of 1; allowed")]
    [InlineData(65, "FILE:1:65: values are nested more than 64 deep")]
    [InlineData(100_000, "FILE:1:65: values are nested more than 64 deep")]
    public void Nesting_is_bounded(int depth, string beginning)
    {
        var error = Assert.Throws<UserException>(() => Read(new string('[', depth) + new string(']', depth)));
        Assert.StartsWith(beginning, error.Message.Replace(_folder.Config, "FILE", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_not_utf8_is_placed()
    {
        _folder.Write([.. "# é\n# "u8, 0xE9, .. " latin\n"u8]);
        var error = Assert.Throws<UserException>(() => ConfigReader.Read(_folder.Config, [], StubPlugins.Catalog));
        Assert.Equal($"{_folder.Config}:2:3: the byte 0xE9 is not UTF-8; save the file as UTF-8", error.Message);
    }

    [Fact]
    public void A_model_given_by_mistake_is_not_read()
    {
        _folder.Write(new byte[(4 << 20) + 1]);
        var error = Assert.Throws<UserException>(() => ConfigReader.Read(_folder.Config, [], StubPlugins.Catalog));
        Assert.Equal($"{_folder.Config}: the file has 4194305 bytes; a configuration has at most 4194304", error.Message);
    }

    [Theory]
    [InlineData("confg.yaml", "/confg.yaml: there is no such file; did you mean 'config.yaml'?")]
    [InlineData("quite-another.json", "/quite-another.json: there is no such file")]
    [InlineData("no/config.yaml", "/no/config.yaml: there is no such file, nor the folder FOLDER/no")]
    [InlineData("", ": this is a folder; give the configuration's file")]
    public void A_missing_file_is_told_with_the_nearest_name(string name, string message)
    {
        _folder.Write(ConfigTexts.Short);
        var file = name.Length == 0 ? _folder.Path : $"{_folder.Path}/{name}";
        var error = Assert.Throws<UserException>(() => ConfigReader.Read(file, [], StubPlugins.Catalog));
        Assert.Equal("FOLDER" + message, error.Message.Replace(_folder.Path, "FOLDER", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("seed", "--set seed: found no path and value; allowed: path=value, such as robustness.samples=500 or models.0.path=model.onnx")]
    [InlineData("data..limit=1", "--set data..limit=1: found no path and value; allowed: path=value, such as robustness.samples=500 or models.0.path=model.onnx")]
    [InlineData("seed=", "--set seed=: seed: found nothing; allowed: a whole number from 0")]
    [InlineData("seed=[", "--set seed=[: this is not valid YAML: While parsing a node, did not find expected node content.; is the bracket that opens at --set seed=[ closed?")]
    [InlineData("seeds=1", "--set seeds=1: unknown key 'seeds' (allowed: name, task, models, data, input, output, robustness, interpretability, cost, gates, seed, reference, limits); did you mean 'seed'?")]
    [InlineData("models.1.path=a", "--set models.1.path=a: models is a list of 1 (FILE:4:3) and has no item '1'; positions count from 0")]
    [InlineData("models.first.path=a", "--set models.first.path=a: models is a list of 1 (FILE:4:3) and has no item 'first'; positions count from 0")]
    [InlineData("name.x=a", "--set name.x=a: name is the text 'short' (FILE:1:7) and has no 'x' within; set name as a whole")]
    [InlineData("limits={ time: 10 }", "--set limits={ time: 10 }: limits.time: found 10 without a unit; allowed: a time such as 30 s, 10 min or 2 h, from 1 s")]
    [InlineData("limits={ time: 0.5 s }", "--set limits={ time: 0.5 s }: limits.time: found the text '0.5 s'; allowed: a time such as 30 s, 10 min or 2 h, from 1 s")]
    [InlineData("limits={ memory: 4 gb }", "--set limits={ memory: 4 gb }: limits.memory: found the text '4 gb'; allowed: an amount such as 500 MB, 4 GB or 4 GiB")]
    [InlineData("limits={ memmory: 4 GB }", "--set limits={ memmory: 4 GB }: unknown key 'memmory' in limits (allowed: time, memory); did you mean 'memory'?")]
    [InlineData("data.limit=0", "--set data.limit=0: data.limit: found 0; allowed: a whole number from 1")]
    public void A_mistake_in_an_override_names_the_override(string text, string message) => AssertMessage(ConfigTexts.Short, message, text);

    private void AssertMessage(string text, string message, params string[] overrides)
    {
        var error = Assert.Throws<UserException>(() => Read(text, overrides));
        Assert.Equal(message, error.Message.Replace(_folder.Config, "FILE", StringComparison.Ordinal));
    }

    private void Read(string text, params string[] overrides) => ConfigReader.Read(_folder.Write(text), overrides, StubPlugins.Catalog);
}
