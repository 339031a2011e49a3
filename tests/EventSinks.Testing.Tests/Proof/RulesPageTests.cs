using System.Text.RegularExpressions;
using EventSinks.Support;

namespace EventSinks.Testing.Proof;

/// <summary>Holds docs/writing-a-sink.md to the rules: each has a row, each row a rule, each rule a promise that the page makes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class RulesPageTests
{
    private static readonly string Page = RepositoryFile.Read("docs/writing-a-sink.md");

    [Test]
    public void Table_HasEveryRule_AndNoOther()
    {
        var written = RowPattern().Matches(Page).Select(static row => (row.Groups["rule"].Value, row.Groups["promise"].Value, row.Groups["says"].Value));

        Assert.That(written, Is.EqualTo(Rules.All.Select(static rule => (rule.Method, rule.Promise, rule.Description))));
    }

    [Test]
    public void Rules_StandForPromisesThatThePageMakes()
    {
        var promises = PromisePattern().Matches(Page).Select(static promise => promise.Groups["id"].Value).ToArray();

        Assert.That(promises, Is.Unique.And.Length.EqualTo(25));
        Assert.That(Rules.All.Select(static rule => rule.Promise).Distinct(StringComparer.Ordinal), Is.SubsetOf(promises));
    }

    [Test]
    public void EveryPromiseOfTheSink_HasARule() => Assert.That(
        PromisePattern().Matches(Page).Select(static promise => promise.Groups["id"].Value).Where(static id => id[0] == 'S').Except(Rules.All.Select(static rule => rule.Promise), StringComparer.Ordinal),
        Is.Empty);

    [Test]
    public void Rules_AreNumberedWithoutGaps_AndTheirNamesSaySo()
    {
        Assert.That(Rules.All.Select(static rule => rule.Number), Is.EqualTo(Enumerable.Range(1, Rules.All.Count)));
        Assert.That(Rules.All.Where(static rule => !rule.Method.StartsWith($"Rule{rule.Number:00}_", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"^\| `(?<rule>Rule\w+)` \| (?<promise>[HS]\d+) \| (?<says>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^- \*\*(?<id>[HS]\d+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PromisePattern();
}
