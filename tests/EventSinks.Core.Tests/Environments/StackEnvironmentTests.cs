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
}
