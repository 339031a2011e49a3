using EventSinks.Yaml;

namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public class StackEnvironmentTests
{
    [Test]
    public void ToJson_OfAnEmptyEnvironment_ShowsTheSectionsThatHeatShows() =>
        Assert.That(
            StackEnvironment.Empty.ToJson(),
            Is.EqualTo("{\"resource_registry\": {}, \"parameters\": {}, \"parameter_defaults\": {}, \"event_sinks\": []}"));

    [Test]
    public void ToJson_OfAllSections_WritesThemInHeatsOrder()
    {
        var environment = EnvironmentReader.Read(
            """
            parameter_merge_strategies: {default: merge}
            event_sinks: [{type: zaqar-queue, ttl: 1:30}]
            encrypted_param_names: [a]
            parameter_defaults: {b: 010}
            parameters: {a: 2013-05-23}
            resource_registry: {"OS::Nova::Server": server.yaml}
            """);

        Assert.That(environment.ToJson(), Is.EqualTo(
            "{\"resource_registry\": {\"OS::Nova::Server\": \"server.yaml\"}, \"parameters\": {\"a\": \"2013-05-23\"}, \"parameter_defaults\": {\"b\": 8}, "
            + "\"event_sinks\": [{\"type\": \"zaqar-queue\", \"ttl\": 90}], \"encrypted_param_names\": [\"a\"], "
            + "\"parameter_merge_strategies\": {\"default\": \"merge\"}}"));
    }

    [Test]
    public void ToJson_WhenAnOptionIsSecret_HidesItsValueAndNothingElse()
    {
        var environment = EnvironmentReader.Read("event_sinks:\n- {type: chat, room: a, token: hunter2}\n- {type: other, token: shown}\n");

        var json = environment.ToJson((sink, key) => sink.Type == "chat" && key is "token" or "type");

        Assert.That(json, Does.EndWith(
            "\"event_sinks\": [{\"type\": \"chat\", \"room\": \"a\", \"token\": \"******\"}, {\"type\": \"other\", \"token\": \"shown\"}]}"));
    }

    [Test]
    public void ToJson_OfWhatItWrote_IsTheSame()
    {
        var json = EnvironmentReader.Read("event_sinks: [{type: a, b: [1.5, ~, é, {1: yes}]}]").ToJson(indented: true);

        Assert.That(EnvironmentReader.Read(json).ToJson(indented: true), Is.EqualTo(json));
    }

    [Test]
    public void FromJson_OfWhatToJsonWrote_GivesTheSameEnvironment()
    {
        var environment = EnvironmentReader.Read(
            "parameters: {a: 1.0e+16, b: 😀, c: .nan, d: 12345678901234567890, e: \"1e3\", 5: yes}\nevent_sinks: [{type: zaqar-queue, target: q}]");

        var stored = StackEnvironment.FromJson(environment.ToJson());

        Assert.That(stored.ToJson(), Is.EqualTo(environment.ToJson()));
        Assert.That((stored.Sources.Single().File, stored.Sinks.Single().Type), Is.EqualTo(("<stored environment>", "zaqar-queue")));
    }

    [Test]
    public void FromJson_OfWhatGrewBeyondTheLimits_GivesTheSameEnvironment()
    {
        // As JSON, each of these letters takes three times the room, and as a key it is longer than YAML allows one to be.
        var key = new string('é', 300);
        var environment = EnvironmentReader.Read($"parameters: {{a: {new string('é', 500_000)}, {key}: b}}");

        Assert.That(environment.ToJson(), Has.Length.GreaterThan(YamlLimits.Default.MaxBytes));
        Assert.That(StackEnvironment.FromJson(environment.ToJson()).ToJson(), Is.EqualTo(environment.ToJson()));
    }

    [Test]
    public void FromJson_OfAnEnvironmentWithoutSinks_TakesNoneAwayFromAnother()
    {
        var stored = StackEnvironment.FromJson(StackEnvironment.Empty.ToJson());

        Assert.That(EnvironmentReader.Read("event_sinks: [{type: a}]").Update(stored).Sinks, Has.Count.EqualTo(1));
    }

    [Test]
    public void ToYaml_OfAnEnvironmentWithoutTheSection_TakesNoSinksAwayFromAnother()
    {
        var read = EnvironmentReader.Read(EnvironmentReader.Read("parameters: {a: 1}").ToYaml());

        Assert.That(EnvironmentReader.Read("event_sinks: [{type: a}]").Update(read).Sinks, Has.Count.EqualTo(1));
    }

    // What a nested stack says itself is kept as a text, and not as the JSON of an environment in force.
    [Test]
    public void ToYaml_OfAnEnvironmentThatClears_StillClears()
    {
        var read = EnvironmentReader.Read(EnvironmentReader.Read("event_sinks: []").ToYaml());

        Assert.That(EnvironmentReader.Read("event_sinks: [{type: a}]").ForChild(read).Sinks, Is.Empty);
    }

    [Test]
    public void FromJson_OfNoEnvironment_SaysWhatIsWrongAndWhere()
    {
        var error = Assert.Throws<EnvironmentFormatException>(() => StackEnvironment.FromJson("{\"parameter\": {}}", "row 7"));

        Assert.That(error!.Message, Does.StartWith("row 7:1:2: error ES1102"));
    }

    [Test]
    public void ToYaml_OfAnEnvironment_WritesItAsPeopleDo()
    {
        var environment = EnvironmentReader.Read(
            """
            event_sinks: [{target: "yes", type: zaqar-queue, ttl: 1:30}]
            parameters: {image: "012", hours: "1:30", script: "#!/bin/sh\necho 1\n"}
            resource_registry: {"OS::Nova::Server": server.yaml}
            """);

        Assert.That(environment.ToYaml(), Is.EqualTo(
            """
            resource_registry:
              OS::Nova::Server: server.yaml
            parameters:
              image: "012"
              hours: "1:30"
              script: |
                #!/bin/sh
                echo 1
            parameter_defaults: {}
            event_sinks:
              - target: "yes"
                type: zaqar-queue
                ttl: 90

            """));
    }

    [Test]
    public void ToYaml_WhenAnOptionIsSecret_HidesItsValue()
    {
        var environment = EnvironmentReader.Read("event_sinks:\n- {type: chat, token: hunter2}\n");

        Assert.That(environment.ToYaml((_, key) => key is "token"), Does.EndWith("  - type: chat\n    token: \"******\"\n"));
    }
}
