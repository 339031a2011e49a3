using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EventSinks.Dispatch;
using EventSinks.Hosting;
using EventSinks.Http;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Holds docs/configuration.md to the options: each has a row, in their order, with its default.</summary>
[Parallelizable(ParallelScope.All)]
public partial class ConfigurationPageTests
{
    private static IEnumerable<object> Options =>
        [new DispatchOptions(), new InMemoryEventStoreOptions(), new PurgePolicy(), new SinkHttpOptions(), new DrainOptions(), new DeliveryHealthOptions()];

    [TestCaseSource(nameof(Options))]
    public void Section_OfOptions_HasEachWithItsDefault(object options)
    {
        var written = RowPattern().Matches(Section(options.GetType())).Select(row => $"{row.Groups["name"]} = {row.Groups["second"]}");

        var known = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{property.Name} = {Write(property, property.GetValue(options))}");

        Assert.That(written, Is.EqualTo(known));
    }

    [Test]
    public void Section_OfTheBuilder_HasEachMember()
    {
        var written = RowPattern().Matches(Section(typeof(StackEventsBuilder))).Select(row => row.Groups["name"].Value);

        var known = typeof(StackEventsBuilder)
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Distinct(StringComparer.Ordinal);

        Assert.That(written, Is.EquivalentTo(known));
    }

    private static string Section(MemberInfo type)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EventSinks.sln")))
        {
            root = root.Parent!;
        }

        var page = File.ReadAllText(Path.Combine(root.FullName, "docs", "configuration.md"));
        var start = page.IndexOf($"\n## {type.Name}\n", StringComparison.Ordinal);
        Assert.That(start, Is.Positive, $"the page has no section {type.Name}");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..end];
    }

    private static string Write(PropertyInfo property, object? value) => value switch
    {
        null or ICollection { Count: 0 } => "none",
        TimeSpan { TotalHours: >= 1 } time => $"{time.TotalHours:0.##} h",
        TimeSpan { TotalMinutes: >= 1 } time => $"{time.TotalMinutes:0.##} min",
        TimeSpan { TotalSeconds: >= 1 } time => $"{time.TotalSeconds:0.##} s",
        TimeSpan time => $"{time.TotalMilliseconds:0.##} ms",
        long bytes when property.Name.Contains("Bytes", StringComparison.Ordinal) => $"{bytes / 1024 / 1024} MiB",
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<second>[^|]*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowPattern();
}
