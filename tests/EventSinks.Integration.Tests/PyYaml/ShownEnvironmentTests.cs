using System.Text.Json;
using EventSinks.Environments;
using EventSinks.Integration.Support;
using EventSinks.Support;

namespace EventSinks.Integration.PyYaml;

/// <summary>An environment is shown as Heat shows it: <c>json.dumps</c> of what PyYAML reads, with Heat's four sections first.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public class ShownEnvironmentTests
{
    private const string Odd = """
        parameter_defaults: {yes: 0300, 1: 1:30, ~: 1.0e+3, big: 123456789012345678901234567890, "é": "\U0001F600"}
        resource_registry:
          "OS::Quantum*": "OS::Neutron*"
          resources: {server: {hooks: [pre-create, pre-update]}}
        event_sinks:
          - &sink {type: zaqar-queue, target: 2013-05-23, ttl: 0x3C}
          - {<<: *sink, target: no}
        encrypted_param_names: [a, a]
        parameters:
          script: |
            #!/bin/sh
            echo "x: y"
          list: !!omap [b: 1, a: 2]
          twice: 1
          twice: 2
        """;

    private static IEnumerable<string> Texts =>
        new[] { "console", "zaqar", "filtered", "third-party" }.Select(name => RepositoryFile.Read($"samples/environments/{name}.yaml")).Append(Odd);

    [TestCaseSource(nameof(Texts))]
    public async Task ToJson_OfAnEnvironment_IsWhatHeatShows(string text)
    {
        var record = (await PyYamlLoader.ReadAsync([text])).Single();
        using var document = JsonDocument.Parse(record.Json!);
        var sections = EnvironmentSections.All
            .Select(name => (Name: name, Value: document.RootElement.TryGetProperty(name, out var found) ? found.GetRawText() : Missing(name)))
            .Where(section => section.Value is not null);

        Assert.That(EnvironmentReader.Read(text).ToJson(), Is.EqualTo($"{{{string.Join(", ", sections.Select(section => $"\"{section.Name}\": {section.Value}"))}}}"));
    }

    private static string? Missing(string section) => section switch
    {
        EnvironmentSections.EventSinks => "[]",
        EnvironmentSections.ResourceRegistry or EnvironmentSections.Parameters or EnvironmentSections.ParameterDefaults => "{}",
        _ => null,
    };
}
