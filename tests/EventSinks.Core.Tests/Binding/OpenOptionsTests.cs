using System.Text.Json.Nodes;
using EventSinks.Discovery;
using EventSinks.Environments;

namespace EventSinks.Binding;

/// <summary>Options records with a property for keys that they do not name, in sink types that the host has made itself.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OpenOptionsTests
{
    private static readonly SinkBinder Binder = new(new SinkCatalogBuilder().AddSink("open", new OpenSinkFactory()).Build());

    [Test]
    public void Bind_OfKeysThatAreNotNamed_PassesThemOn()
    {
        var report = Bind("known: 3\nlist: [1, x]\nmap: {a: null}");

        Assert.That(report.Diagnostics, Is.Empty);
        Assert.That(report.Bindings.Single().Destination.Identity, Is.EqualTo("3 list=[1, \"x\"] map={\"a\": null}"));
    }

    [Test]
    public void Bind_ChecksTheKeysThatAreNamed() =>
        Assert.That(Bind("known: 10\nother: 1").Diagnostics.Single().ToString(), Does.StartWith("e.yaml:3:12: error ES2006"));

    [Test]
    public void Bind_OfANullThatIsNotNamed_IsAsIfItWereNotThere() => Assert.That(Bind("other:").Bindings.Single().Destination.Identity, Is.EqualTo("1 "));

    [Test]
    public void IsSecret_OfAKeyThatIsNotNamed_IsTakenForOne()
    {
        var declaration = EnvironmentReader.Read("event_sinks: [{type: open, known: 1, other: x}]").Sinks[0];

        Assert.That((Binder.IsSecret(declaration, "known"), Binder.IsSecret(declaration, "other")), Is.EqualTo((false, true)));
    }

    [Test]
    public void Describe_AllowsOtherKeys()
    {
        var schema = JsonNode.Parse(Binder.DescribeEnvironment().Json)!["definitions"]!["sink-open"]!;

        Assert.That((bool)schema["additionalProperties"]!, Is.True);
        Assert.That(schema["properties"]!["others"], Is.Null);
    }

    private static BindingReport Bind(string options) =>
        Binder.Bind(EnvironmentReader.Read($"event_sinks:\n  - type: open\n    {options.Replace("\n", "\n    ", StringComparison.Ordinal)}\n", "e.yaml"));
}
