using EvalKit.Core.Models;

namespace EvalKit.Cli.Runs;

/// <summary>Lets the process that watches a command see how the models in it do.</summary>
/// <param name="Activity">Told of each call of a model that returns.</param>
/// <param name="Begin">Told of what begins now, such as the name of a model that is opened: the one to blame if the process ends.</param>
internal sealed record ModelWatch(ModelActivity Activity, Action<string> Begin)
{
    /// <summary>Where nobody watches.</summary>
    public static ModelWatch None() => new(new ModelActivity(), _ => { });
}
