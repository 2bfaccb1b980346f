namespace EvalKit.Core.Tests.Configuration;

/// <summary>Right configurations for the stub plug-ins.</summary>
internal static class ConfigTexts
{
    public const string Short = """
        name: short
        task: image-classification
        models:
          - path: "*.onnx"
        data: { kind: idx, images: a.gz, labels: b.gz }

        """;

    public const string Full = """
        name: full
        task: image-classification
        models:
          - path: ../models/cnn-*.onnx
            family: cnn
          - { path: linear.onnx, name: linear, family: baseline, input: { scale: 1 }, output: { scores: probabilities } }
        data:
          kind: idx
          images: a.gz
          labels: b.gz
          limit: 2000
        input:
          name: pixels
          layout: nhwc
          shape: [3, 28, 28]
          scale: 0.00392156862745098
          mean: [0.286, -1]
          std: [0.353, 1e-3]
          channels: bgr
          resize: 256
          stretch: false
          interpolation: bicubic
        output: { name: scores, scores: logits }
        robustness:
          constants: imagenet-c
          samples: 500
          perturbations:
            - fog
            - { kind: fade, severities: [5, 1, 3] }
            - { kind: fade, name: fade-little, amount: 0.125 }
        interpretability:
          samples: 64
          target: 3
          output: logit
          keep: true
          substrates: [blur, { kind: blur, name: wide, sigma: 9 }]
          attributions: [{ kind: occlusion }, { kind: rise, masks: 500, samples: 32 }]
          metrics: [sparseness]
        cost: { latency: false }
        gates:
          - { metric: performance/accuracy, models: cnn-*, min: 0.88 }
          - { metric: cost/parameters, min: 1, max: 1000, confidence: 0.9 }
        seed: 9007199254740993
        limits: { time: 2.5 min, memory: 4 GB }

        """;
}
