using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EventSinks.Credentials;
using EventSinks.Discovery;
using EventSinks.Dispatch;
using EventSinks.Hosting;
using EventSinks.Http;
using EventSinks.Local;
using EventSinks.Policies;
using EventSinks.Sqlite;
using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Webhook;
using EventSinks.Zaqar;
using Microsoft.Extensions.Configuration;
using Moq;

namespace EventSinks;

/// <summary>Holds docs/configuration.md to the options: each has a row, in their order, with its default.</summary>
[Parallelizable(ParallelScope.All)]
public partial class ConfigurationPageTests
{
    private static IEnumerable<object> Options =>
    [
        new DispatchOptions(), new InMemoryEventStoreOptions(), new PurgePolicy(), new SinkHttpOptions(), new SinkPolicy(), new SinkTypePolicy(), new OptionLimit(),
        new SqliteEventStoreOptions(), new DrainOptions(), new DeliveryHealthOptions(),
    ];

    private static IEnumerable<Type> SinkFactories => [typeof(JsonLinesSinkFactory), typeof(ConsoleSinkFactory), typeof(WebhookSinkFactory), typeof(ZaqarQueueSinkFactory)];

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

    [Test]
    public void Page_HasASectionForEveryOptionsTypeAndNoOther()
    {
        var sections = SectionPattern().Matches(Page).Select(static section => section.Groups["name"].Value);

        Assert.That(sections, Is.EquivalentTo(Options.Select(static options => options.GetType().Name)));
        Assert.That(Options.Select(static options => options.GetType()), Is.SupersetOf(OptionsOf(typeof(StackEventsBuilder)).Distinct()), "what the builder takes is tried");
    }

    [TestCaseSource(nameof(SinkFactories))]
    public void Section_OfSinkTypes_HasEachKeyThatTheFactoryReads(Type factory)
    {
        var sinkType = factory.GetCustomAttribute<ExportEventSinkAttribute>()!.SinkType;
        var read = new List<string>();
        var section = new Mock<IConfigurationSection>();
        section.Setup(static each => each[It.IsAny<string>()]).Callback<string>(read.Add).Returns((string?)null);
        section.Setup(static each => each.GetChildren()).Callback(() => read.Add("the keys of `clouds.yaml`")).Returns([]);
        using var http = new SinkHttp();
        var entry = new SinkCatalogBuilder()
            .AddSink(factory)
            .Expose<ISinkHttp>(http)
            .Expose<IStackCredentials>(new NoStackCredentials())
            .Expose(section.Object)
            .Expose(TimeProvider.System)
            .Build()
            .Find(sinkType)!;
        if (entry.GetFactory() is ZaqarQueueSinkFactory zaqar)
        {
            ((IEventSinkFactory)zaqar).Describe(new ZaqarQueueOptions { Target = "q" });
        }

        var written = SinkTypePattern().Matches(Section("Sink types")).Where(row => row.Groups["type"].Value == sinkType).Select(static row => row.Groups["key"].Value.Trim('`'));

        Assert.That(written.Order(), Is.EqualTo(read.Select(static key => key.Trim('`')).Distinct().Order()));
    }

    [Test]
    public void Section_OfSinkTypes_HasNoOther()
    {
        var written = SinkTypePattern().Matches(Section("Sink types")).Select(static row => row.Groups["type"].Value).Distinct();

        Assert.That(written, Is.SubsetOf(SinkFactories.Select(static factory => factory.GetCustomAttribute<ExportEventSinkAttribute>()!.SinkType)));
    }

    // What the builder can be given, and what that holds in turn.
    private static IEnumerable<Type> OptionsOf(Type owner)
    {
        foreach (var property in owner.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Type[] types = [property.PropertyType, .. property.PropertyType.GetGenericArguments()];
            foreach (var type in types.Where(static type => type is { IsClass: true, IsAbstract: false } && type.Assembly == typeof(StackEventsBuilder).Assembly))
            {
                yield return type;
                foreach (var inner in OptionsOf(type))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string Page { get; } = RepositoryFile.Read("docs/configuration.md");

    private static string Section(MemberInfo type) => Section(type.Name);

    private static string Section(string name)
    {
        var start = Page.IndexOf($"\n## {name}\n", StringComparison.Ordinal);
        Assert.That(start, Is.Positive, $"the page has no section {name}");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    private static string Write(PropertyInfo property, object? value) => value switch
    {
        null or ICollection { Count: 0 } => "none",
        IEnumerable<string> list => string.Join(", ", list),
        string text when text == Assembly.GetEntryAssembly()!.GetName().Name => "the entry assembly's name",
        TimeSpan { TotalHours: >= 1 } time => $"{time.TotalHours:0.##} h",
        TimeSpan { TotalMinutes: >= 1 } time => $"{time.TotalMinutes:0.##} min",
        TimeSpan { TotalSeconds: >= 1 } time => $"{time.TotalSeconds:0.##} s",
        TimeSpan time => $"{time.TotalMilliseconds:0.##} ms",
        long bytes when property.Name.Contains("Bytes", StringComparison.Ordinal) => $"{bytes / 1024 / 1024} MiB",
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    [GeneratedRegex(@"^## (?<name>[A-Z]\w+(Options|Policy|Limit))$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"^\| `(?<type>[a-z-]+)` \| (?<key>[^|]*) \|[^|]*\|[^|]*\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SinkTypePattern();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<second>[^|]*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowPattern();
}
