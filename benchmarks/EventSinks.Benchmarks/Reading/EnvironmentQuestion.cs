using EventSinks.Benchmarks.Harness;
using EventSinks.Environments;
using EventSinks.Yaml;
using YamlDotNet.Core;

namespace EventSinks.Benchmarks.Reading;

/// <summary>What reading an environment costs beside the bare parser below it, and beside what Heat uses.</summary>
internal sealed class EnvironmentQuestion : IQuestion
{
    private readonly List<Table> _tables = [];
    private readonly List<Target> _targets = [];
    private readonly Comparison _comparison = new();

    public string Name => "environment";

    public string Sentence => "What does reading an environment cost, beside YamlDotNet's bare parser (the floor) and PyYAML's C loader (what Heat uses)?";

    public Answer Ask()
    {
        Compare("20 lines", EnvironmentTexts.Small);
        Compare("10,000 parameters and 200 sinks", EnvironmentTexts.Large());
        return new Answer(_tables, _targets, _comparison.Noise);
    }

    private void Compare(string title, string text)
    {
        if (!EnvironmentReader.TryRead(text).IsValid)
        {
            throw new InvalidOperationException($"The environment '{title}' is not valid.");
        }

        using var python = new PyYamlCandidate(text);
        var measured = _comparison.Run(
            new LocalCandidate("YamlDotNet's bare parser", () => Parse(text)),
            new LocalCandidate("YamlReader.Read", () => YamlReader.Read(text, "test.yaml")),
            new LocalCandidate("EnvironmentReader.TryRead", () => EnvironmentReader.TryRead(text)),
            python);
        _tables.Add(Table.Of($"{title} ({Figures.Bytes(text.Length)})", measured));

        var (parser, ours, theirs) = (measured[0], measured[2], measured[3]);
        _targets.Add(Target.AtMost($"{title}: at most 2 times the bare parser", 2, ours.RatioTo(parser)));
        _targets.Add(Target.AtLeast($"{title}: at least 4 times as fast as PyYAML's C loader", 4, theirs.RatioTo(ours)));
    }

    private static void Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
        }
    }
}
