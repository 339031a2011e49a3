using System.Collections.Frozen;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Parameters of several files. What each strategy makes of them is what Heat's own tests (<c>test_common_env_util</c>) expect.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ParameterMergeTests
{
    private const string First =
        """
        parameters:
          text: one
          commas: 1,2
          list: [1, 2]
          map: {"1": [a, b]}
          other: {"2": [c]}
        parameter_defaults:
          numbers: [3, 4]
        """;

    private const string Second =
        """
        parameters:
          text: two
          commas: 5,6
          list: [5, 6]
          map: {"3": [d, e]}
          other: {"4": [f]}
        parameter_defaults:
          numbers: [7, 8]
        """;

    private static readonly FrozenSet<string> Commas = ["commas"];

    [Test]
    public void Merge_WithoutStrategies_TakesTheLaterValues() =>
        Assert.That(Parameters(First, Second), Is.EqualTo(
            "{\"text\": \"two\", \"commas\": \"5,6\", \"list\": [5, 6], \"map\": {\"3\": [\"d\", \"e\"]}, \"other\": {\"4\": [\"f\"]}} {\"numbers\": [7, 8]}"));

    [TestCase("merge")]
    [TestCase("deep_merge")]
    public void Merge_WithADefaultStrategy_PutsAllTogether(string strategy) =>
        Assert.That(Parameters($"{First}\nparameter_merge_strategies: {{default: {strategy}}}", Second), Is.EqualTo(
            "{\"text\": \"onetwo\", \"commas\": \"1,2,5,6\", \"list\": [1, 2, 5, 6], \"map\": {\"1\": [\"a\", \"b\"], \"3\": [\"d\", \"e\"]}, "
            + "\"other\": {\"2\": [\"c\"], \"4\": [\"f\"]}} {\"numbers\": [3, 4, 7, 8]}"));

    [Test]
    public void Merge_WithStrategiesOfSomeParameters_PutsThoseTogether() =>
        Assert.That(
            Parameters($"{First}\nparameter_merge_strategies: {{default: overwrite, list: merge, numbers: merge, map: deep_merge}}", Second),
            Is.EqualTo(
                "{\"text\": \"two\", \"commas\": \"5,6\", \"list\": [1, 2, 5, 6], \"map\": {\"1\": [\"a\", \"b\"], \"3\": [\"d\", \"e\"]}, "
                + "\"other\": {\"4\": [\"f\"]}} {\"numbers\": [3, 4, 7, 8]}"));

    // The first file with the parameter decides, in Heat too: a later default does not.
    [Test]
    public void Merge_WhenOnlyALaterFileHasADefault_StillOverwrites() =>
        Assert.That(Parameters("parameters: {a: [1]}", "parameters: {a: [2], b: [3]}\nparameter_merge_strategies: {default: merge}", "parameters: {a: [4], b: [5]}"),
            Is.EqualTo("{\"a\": [4], \"b\": [3, 5]}"));

    [TestCase("parameters", "parameters")]
    [TestCase("parameter_defaults", "parameter_defaults")]
    [TestCase("parameters", "parameter_defaults", TestName = "over both sections")]
    public void Merge_WhenALaterFileNamesAnotherStrategy_IsWrong(string section, string later)
    {
        var merged = Merge($"{section}: {{a: [1]}}", $"{later}: {{a: [2]}}\nparameter_merge_strategies:\n  a: merge\n");

        Assert.That(
            merged.Diagnostics.Single().ToString(),
            Is.EqualTo(
                "2.yaml:3:6: error ES1113: conflicting merge strategy \"merge\" for parameter \"a\": it is merged by \"overwrite\" since 1.yaml, "
                + "the first file with the parameter; name its strategy there, or leave it out here"));
    }

    [Test]
    public void Merge_WhenALaterFileNamesTheSameStrategyAgain_IsRight() =>
        Assert.That(
            Parameters(
                "parameters: {a: x}\nparameter_merge_strategies: {a: merge}",
                "parameters: {a: y}\nparameter_merge_strategies: {a: merge, b: deep_merge}"),
            Is.EqualTo("{\"a\": \"xy\"}"));

    [TestCase("{a: unknown, default: merge}", "ES1112: there is no merge strategy \"unknown\", so \"merge\" is used, as in Heat")]
    [TestCase("{default: merg}", "so \"overwrite\" is used, as in Heat; did you mean \"merge\"?")]
    [TestCase("{a: ~}", "there is no merge strategy \"None\"")]
    [TestCase("{a: [merge]}", "there is no merge strategy \"a list\"")]
    public void Merge_WithAnUnknownStrategy_WarnsAndTakesTheDefault(string strategies, string expected)
    {
        var merged = Merge($"parameters: {{a: x}}\nparameter_merge_strategies: {strategies}");

        Assert.That(merged.IsValid, Is.True);
        Assert.That(merged.Diagnostics.Single().ToString(), Does.StartWith("1.yaml:2:").And.Contain(expected));
    }

    [TestCase("1", "2", "3")]
    [TestCase("1", "0.5", "1.5")]
    [TestCase("0", "5", "5")]
    [TestCase("99999999999999999999", "1", "100000000000000000000")]
    [TestCase("''", "x", "\"x\"")]
    [TestCase("~", "{b: 1}", "{\"b\": 1}")]
    [TestCase("[]", "text", "\"text\"")]
    [TestCase("x", "~", "\"x\"")]
    [TestCase("[[1]]", "[[1]]", "[[1], [1]]")]
    [TestCase("{b: {c: 1}}", "{b: {d: 2}}", "{\"b\": {\"d\": 2}}", TestName = "maps are merged at the first level")]
    [TestCase("{b: 1}", "{b: ~, c: 2}", "{\"b\": 1, \"c\": 2}")]
    public void Merge_ByMerge_PutsValuesOfOneKindTogether(string first, string second, string expected) =>
        Assert.That(
            Parameters($"parameters: {{a: {first}, z: 1}}\nparameter_merge_strategies: {{a: merge}}", $"parameters: {{a: {second}}}"),
            Is.EqualTo($"{{\"a\": {expected}, \"z\": 1}}"));

    [TestCase("{b: {c: 1, e: [1]}}", "{b: {d: 2, e: [2]}}", "{\"b\": {\"c\": 1, \"e\": [1, 2], \"d\": 2}}")]
    [TestCase("{b: x}", "{b: y}", "{\"b\": \"xy\"}")]
    [TestCase("{b: 1}", "{b: 0}", "{\"b\": 0}", TestName = "numbers below a parameter are replaced")]
    [TestCase("{b: [1]}", "{b: true}", "{\"b\": true}")]
    [TestCase("{b: 0}", "{b: [1]}", "{\"b\": [1]}")]
    [TestCase("{b: {c: {d: [1]}}}", "{b: {c: {d: ~}}}", "{\"b\": {\"c\": {\"d\": [1]}}}")]
    public void Merge_ByDeepMerge_GoesIntoMaps(string first, string second, string expected) =>
        Assert.That(
            Parameters($"parameters: {{a: {first}}}\nparameter_merge_strategies: {{a: deep_merge}}", $"parameters: {{a: {second}}}"),
            Is.EqualTo($"{{\"a\": {expected}}}"));

    [TestCase("merge", "[1]", "x", "text here and a list in 1.yaml")]
    [TestCase("merge", "x", "1", "an integer here and text in 1.yaml")]
    [TestCase("merge", "{b: 1}", "[1]", "a list here and a map in 1.yaml")]
    [TestCase("merge", "false", "true", "a boolean here and a boolean in 1.yaml")]
    [TestCase("deep_merge", "{b: {c: x}}", "{b: {c: [1]}}", "a list here and text in 1.yaml")]
    public void Merge_OfValuesThatDoNotFit_IsWrong(string strategy, string first, string second, string expected)
    {
        var merged = Merge($"parameters: {{a: {first}}}\nparameter_merge_strategies: {{a: {strategy}}}", $"parameters: {{a: {second}}}");

        Assert.That(merged.Diagnostics.Single().ToString(), Does.StartWith("2.yaml:1:").And.Contain($"error ES1114: {expected} cannot be put together"));
    }

    [Test]
    public void Merge_OfAListAndItsTextWithCommas_IsWrong_AsOneOfThemIsMeantOtherwise() =>
        Assert.That(
            Merge("parameters: {commas: [1]}\nparameter_merge_strategies: {commas: merge}", "parameters: {commas: '2'}").IsValid, Is.False);

    // What is kept as JSON must be readable, here and by Python.
    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Merge_OfIntegers_EndsWhereTheyCouldNotBeReadBack(int added, bool isValid)
    {
        var merged = Merge($"parameters: {{a: {new string('9', 4300)}}}\nparameter_merge_strategies: {{a: merge}}", $"parameters: {{a: {added}}}");

        Assert.That((merged.IsValid, merged.Diagnostics.SingleOrDefault()?.Code), Is.EqualTo((isValid, isValid ? null : "ES1114")));
    }

    [Test]
    public void Merge_OfKeysThatAreOneInPython_TreatsThemAsOne() =>
        Assert.That(Parameters("parameters: {1: a}", "parameters: {1.0: b, '1': c}"), Is.EqualTo("{\"1\": \"b\", \"1\": \"c\"}"));

    private static EnvironmentMergeResult Merge(params string[] texts) =>
        EnvironmentMerger.Merge(texts.Select(static (text, i) => EnvironmentReader.Read(text, $"{i + 1}.yaml")), Commas);

    private static string Parameters(params string[] texts)
    {
        var sections = Merge(texts).Environment!.Sections;
        return string.Join(' ', new[] { "parameters", "parameter_defaults" }.Where(sections.ContainsKey).Select(name => YamlJsonWriter.Write(sections[name])));
    }
}
