using System.Reflection;
using System.Text.RegularExpressions;
using EventSinks.Dispatch;
using Microsoft.Extensions.Logging;

namespace EventSinks.ArchitectureTests;

/// <summary>Holds docs/operating.md to the log messages and states that there are.</summary>
[Parallelizable(ParallelScope.All)]
public partial class OperatingPageTests
{
    [Test]
    public void Page_HasEveryLogMessage_WithItsLevel()
    {
        var written = LogRowPattern().Matches(Repository.Read("docs/operating.md"))
            .Select(static row => $"{row.Groups["id"]} {row.Groups["name"]} {row.Groups["level"]}");

        var known = typeof(StackEvents).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(static message => message.EventId)
            .Select(static message => $"{message.EventId} {message.EventName} {message.Level}")
            .ToArray();

        Assert.That(written, Is.EqualTo(known));
        Assert.That(known, Has.Length.GreaterThan(10));
    }

    [Test]
    public void Page_ExplainsEveryStateAndOutcome()
    {
        var page = Repository.Read("docs/operating.md");
        var names = Enum.GetNames<LaneState>().Concat(Enum.GetNames<DeliveryOutcome>());

        Assert.That(names.Where(name => !page.Contains($"\n| `{name}` |", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Page_NamesOnlyTestsThatExist()
    {
        var known = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static path => TestPattern().Matches(File.ReadAllText(path)))
            .Select(static test => test.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);

        var named = TestNamePattern().Matches(Repository.Read("docs/operating.md")).Select(static row => row.Groups["name"].Value).ToArray();

        Assert.That(named, Is.SubsetOf(known));
        Assert.That(named, Has.Length.GreaterThan(25));
    }

    [GeneratedRegex(@"public (async Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TestPattern();

    [GeneratedRegex(@"\| `(?<name>\w+_\w+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TestNamePattern();

    [GeneratedRegex(@"^\| (?<id>[0-9]+) \| (?<name>\w+) \| (?<level>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LogRowPattern();
}
