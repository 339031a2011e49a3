using System.Text.RegularExpressions;
using EventSinks.Credentials;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Http;
using EventSinks.Policies;
using EventSinks.Support;
using EventSinks.Webhook;
using EventSinks.Zaqar;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Binding;

/// <summary>Holds docs/environment-file.md to the codes of binding: each has a section, and each example really is what its section says.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class BindingPageTests
{
    private static readonly string Page = RepositoryFile.Read("docs/environment-file.md");

    // What the examples of ES2040 and on are held to; docs/environment-file.md shows it.
    private static readonly Dictionary<string, SinkPolicy> Policies = new(StringComparer.Ordinal)
    {
        [BindingDiagnosticCodes.SinkTypeNotAllowed] = new() { DeniedSinkTypes = ["zaqar-*"] },
        [BindingDiagnosticCodes.HostNotAllowed] = Of("webhook", new() { Hosts = ["*.example.org"] }),
        [BindingDiagnosticCodes.OptionNotAllowed] =
            Of("zaqar-queue", new() { Options = new Dictionary<string, OptionLimit> { ["ttl"] = OptionLimit.Range(60, 7200) } }),
        [BindingDiagnosticCodes.TooManySinks] = new() { MaxSinksPerStack = 2 },
    };

    // These are no mistakes of the file, and so have no example.
    private static readonly string[] WithoutExample = [BindingDiagnosticCodes.SinkTypeUnavailable, BindingDiagnosticCodes.PluginFailed, BindingDiagnosticCodes.PolicyDoesNotFit];

    private static readonly string[] Codes =
        [.. typeof(BindingDiagnosticCodes).GetFields().Select(static constant => (string)constant.GetRawConstantValue()!)];

    private static IEnumerable<string> CodesWithExample => Codes.Except(WithoutExample, StringComparer.Ordinal);

    [Test]
    public void Page_HasASectionForEveryCodeAndNoOther() =>
        Assert.That(SectionPattern().Matches(Page).Select(static section => section.Groups["code"].Value), Is.EqualTo(Codes));

    [TestCaseSource(nameof(CodesWithExample))]
    public void Page_OfACode_HasAnExampleThatReportsIt(string code)
    {
        using var http = new SinkHttp();
        var catalog = new SinkCatalogBuilder()
            .AddSink<ZaqarQueueSinkFactory>()
            .AddSink<WebhookSinkFactory>()
            .Expose<ISinkHttp>(http)
            .Expose<IStackCredentials>(new NoStackCredentials())
            .Expose<IConfigurationSection>(new ConfigurationBuilder().Build().GetSection("zaqar-queue"))
            .Expose(TimeProvider.System)
            .Build();
        var section = SectionPattern().Matches(Page).Single(section => section.Groups["code"].Value == code).Groups["body"].Value;
        var files = ExamplePattern().Matches(section).Select(static example => EnvironmentReader.Read($"event_sinks:\n{example.Groups["text"].Value}")).ToArray();

        // What several files say stands in several examples; beside the operator's environment, the operator's is the first.
        var report = code == BindingDiagnosticCodes.OperatorsDestination
            ? new SinkBinder(catalog).Bind(files[1], global: files[0])
            : new SinkBinder(catalog, policy: Policies.GetValueOrDefault(code)).Bind(EnvironmentMerger.Merge(files).Environment!);

        Assert.That(report.Diagnostics.Select(static each => each.Code), Is.EqualTo(new[] { code }));
    }

    private static SinkPolicy Of(string sinkType, SinkTypePolicy held) => new() { SinkTypes = new Dictionary<string, SinkTypePolicy> { [sinkType] = held } };

    [GeneratedRegex(@"^### (?<code>ES2[0-9]{3})\n(?<body>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ExamplePattern();
}
