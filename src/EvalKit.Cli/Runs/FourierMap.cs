using System.Runtime.ExceptionServices;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Core.Store;
using EvalKit.Methods.Perturbations.Images;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>
/// The errors of models under Fourier basis noise of each frequency of a grid (Yin et al. 2019, section 3: the Fourier heat
/// map). Pictures are kept in memory; each is perturbed once for all models.
/// </summary>
internal sealed class FourierMap
{
    private const string Kind = "fourier-noise";
    private const int Batch = 64;

    private readonly ImageShape _shape;
    private readonly float[] _pictures;
    private readonly int[] _labels;
    private readonly ulong[] _keys;
    private readonly int _severity;
    private readonly ConstantSet _constants;

    /// <summary>Reads the pictures.</summary>
    /// <param name="data">The data.</param>
    /// <param name="view">The geometry that the models want.</param>
    /// <param name="samples">How many, from the first.</param>
    /// <param name="severity">The severity of the noise.</param>
    /// <param name="constants">What severities mean; null for the set of the pictures' size.</param>
    /// <param name="seed">The seed of the signs.</param>
    public FourierMap(IDataset data, ImageView view, int samples, int severity, ConstantSet? constants, ulong seed)
    {
        _shape = view.Shape;
        _severity = severity;
        _constants = constants ?? ConstantSets.DefaultFor(_shape);
        _pictures = new float[samples * _shape.Length];
        data.Read(0, view, _pictures);
        _labels = [.. Enumerable.Range(0, samples).Select(data.Label)];
        _keys = [.. Enumerable.Range(0, samples).Select(sample => RandomStream.KeyOf(seed, Kind, severity, data.Id(sample)))];
    }

    /// <summary>The share of clean pictures that a model takes for another class.</summary>
    public double CleanError(OnnxModel model, CancellationToken cancellation) => Errors(model, _pictures, cancellation) / (double)_labels.Length;

    /// <summary>Measures.</summary>
    /// <param name="models">The models.</param>
    /// <param name="grid">The frequencies.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="cancellation">Ends the work between two frequencies.</param>
    /// <exception cref="ModelException">A model fails, or gives scores that are not finite.</exception>
    /// <returns>For each model the share of errors at every place of the grid.</returns>
    public float[][] Measure(IReadOnlyList<OnnxModel> models, FourierGrid grid, int threads, CancellationToken cancellation)
    {
        float[][] errors = [.. models.Select(_ => new float[grid.Shape.Pixels])];
        try
        {
            Parallel.ForEach(grid.Half, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, () => new float[_pictures.Length], (place, _, perturbed) =>
            {
                Perturb(grid.At(place), perturbed);
                for (var model = 0; model < models.Count; model++)
                    errors[model][place] = errors[model][grid.Opposite(place)] = Errors(models[model], perturbed, cancellation) / (float)_labels.Length;
                return perturbed;
            }, _ => { });
        }
        catch (AggregateException problem) when (problem.InnerException is ModelException failure)
        {
            // Its message is for the user; that several threads met it is not.
            ExceptionDispatchInfo.Throw(failure);
        }

        return errors;
    }

    private void Perturb((int Down, int Across) frequency, float[] perturbed)
    {
        var noise = new FourierNoise(frequency.Down, frequency.Across);
        for (var sample = 0; sample < _labels.Length; sample++)
        {
            var (start, length) = (sample * _shape.Length, _shape.Length);
            noise.Apply(_pictures.AsSpan(start, length), perturbed.AsSpan(start, length), new PerturbationContext(_shape, _severity, _constants, _keys[sample]));
        }
    }

    private int Errors(OnnxModel model, float[] pictures, CancellationToken cancellation)
    {
        var classes = model.Signature.Classes;
        var scores = new float[Batch * classes];
        var errors = 0;
        for (var first = 0; first < _labels.Length; first += Batch)
        {
            var count = Math.Min(Batch, _labels.Length - first);
            model.Predict(pictures.AsSpan(first * _shape.Length, count * _shape.Length), scores.AsSpan(0, count * classes), cancellation);
            for (var i = 0; i < count; i++)
            {
                var predicted = PredictionRows.Predict(scores.AsSpan(i * classes, classes));
                if (predicted < 0) throw new ModelException($"{model.Path}: its scores of some pictures are not finite, so it has no share of errors; leave it out of the configuration's models");
                if (predicted != _labels[first + i]) errors++;
            }
        }

        return errors;
    }
}
