using EventSinks.Benchmarks.Harness;
using EventSinks.Yaml;
using EventSinks.Yaml.Hostile;

namespace EventSinks.Benchmarks.Hostile;

/// <summary>Whether the time of reading grows no faster than the text, whatever the text is.</summary>
internal sealed class HostileQuestion : IQuestion
{
    // More than caches and the garbage collector explain, and far less than a thousandfold text would cost if time grew with its square.
    private const double MostGrowth = 4;

    private static readonly int[] Lengths = [1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000];

    private readonly Comparison _comparison = new()
    {
        Rounds = 5,
        WarmUp = TimeSpan.FromMilliseconds(30),
        Turn = TimeSpan.FromMilliseconds(10),
    };

    public string Name => "hostile";

    public string Sentence => "Does the time of reading grow no faster than the text, whatever the text is? (ns for each byte, by the length of the text)";

    public Answer Ask()
    {
        List<(string Name, double[] Costs)> kinds = [.. HostileTexts.All.Select(kind => (kind.Name, CostsOf(kind)))];
        kinds.Sort(static (left, right) => Growth(right.Costs).CompareTo(Growth(left.Costs)));
        var table = new Table(
            "ns for each byte",
            ["text", .. Lengths.Select(static length => Figures.Bytes(length)), "last / first", "last / best"],
            [.. kinds.Select(static kind => Row(kind.Name, kind.Costs))]);
        var (worst, costs) = kinds[0];
        var target = Target.AtMost($"at most {MostGrowth} times its best for each byte at 1 MB, in all {kinds.Count} kinds (worst: {worst})", MostGrowth, Growth(costs));
        return new Answer([table], [target], _comparison.Noise);
    }

    private static string[] Row(string name, double[] costs) =>
        [name, .. costs.Select(Figures.Digits), Figures.Digits(costs[^1] / costs[0]), Figures.Digits(Growth(costs))];

    // Short texts pay for what every reading costs, so the best of all lengths is the fair thing to hold against.
    private static double Growth(double[] costs) => costs[^1] / costs.Min();

    private double[] CostsOf(HostileText kind)
    {
        string[] texts = [.. Lengths.Select(kind.OfLength)];
        var candidates = texts.Select(text => new LocalCandidate(kind.Name, () => YamlReader.Read(text, "test.yaml", kind.Limits)));
        return [.. _comparison.Run([.. candidates]).Zip(texts, static (each, text) => each.Min / text.Length)];
    }
}
