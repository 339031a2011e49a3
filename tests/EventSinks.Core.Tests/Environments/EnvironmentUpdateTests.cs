namespace EventSinks.Environments;

/// <summary>Updates onto a stored environment, and the environments of nested stacks.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EnvironmentUpdateTests
{
    private const string Sinks = "event_sinks:\n- {type: a, target: x, ttl: 60}\n- {type: a, target: y}\n- {type: b, name: mine}\n";

    private static readonly StackEnvironment Stored = EnvironmentReader.Read(
        Sinks + "parameters: {p: 1, q: [1]}\nparameter_defaults: {d: 1}\nencrypted_param_names: [p]\nresource_registry: {A: a.yaml, N::x: x, N::y: y, resources: {r: {hooks: pre-create}}}\n",
        "stored");

    // In Heat each event would be delivered twice from then on.
    [Test]
    public void Update_WithTheSameSinks_ChangesNothing()
    {
        var updated = Stored.Update(EnvironmentReader.Read(Sinks, "patch"));

        Assert.That(updated.ToJson(), Is.EqualTo(Stored.ToJson()));
        Assert.That(updated.Diagnostics, Is.Empty);
        Assert.That(updated.Sinks.Select(static sink => sink.File), Is.All.EqualTo("stored"));
    }

    [Test]
    public void Update_WithNothing_ChangesNothing() =>
        Assert.That(Stored.Update(StackEnvironment.Empty).ToJson(), Is.EqualTo(Stored.ToJson()));

    [Test]
    public void Update_WithAnotherSink_AppendsIt() =>
        Assert.That(Targets(Stored.Update(EnvironmentReader.Read("event_sinks: [{type: c}]"))), Is.EqualTo("a:x a:y b: c:"));

    [Test]
    public void Update_WithAnEmptyList_RemovesAllSinks()
    {
        var updated = Stored.Update(EnvironmentReader.Read("event_sinks: []"));

        Assert.That(updated.Sinks, Is.Empty);
        Assert.That(updated.ToJson(), Does.Contain("\"event_sinks\": []"));
    }

    [TestCase("{type: a, target: x, remove: true}", "a:y b:")]
    [TestCase("{type: a, target: x, ttl: 60, remove: yes}", "a:y b:")]
    [TestCase("{remove: true, type: b, name: mine}", "a:x a:y")]
    [TestCase("{type: a, remove: true}", "b:", TestName = "all of the type")]
    public void Update_WithARemoval_RemovesTheSinksThatHaveWhatItSays(string removal, string left) =>
        Assert.That(Targets(Stored.Update(EnvironmentReader.Read($"event_sinks: [{removal}]"))), Is.EqualTo(left));

    // Merging several updates first must not use up their removals.
    [Test]
    public void Update_WithMergedUpdates_IsTheSameAsOneAfterTheOther()
    {
        var stored = EnvironmentReader.Read("event_sinks: [{type: a, ttl: 1}, {type: c}]");
        StackEnvironment[] patches = [EnvironmentReader.Read("event_sinks: [{type: a, ttl: 2}]"), EnvironmentReader.Read("event_sinks: [{type: a, remove: true}]")];

        Assert.That(Targets(stored.Update(EnvironmentMerger.Merge(patches).Environment!)), Is.EqualTo("c:"));
        Assert.That(Targets(patches.Aggregate(stored, static (before, patch) => before.Update(patch))), Is.EqualTo("c:"));
    }

    [Test]
    public void Update_OfParameters_ReplacesEach_WhateverTheStrategies()
    {
        var updated = Stored.Update(EnvironmentReader.Read("parameters: {q: [2], r: ~}\nparameter_merge_strategies: {q: merge}\n"));

        Assert.That(updated.ToJson(), Does.Contain("\"parameters\": {\"p\": 1, \"q\": [2], \"r\": null}, \"parameter_defaults\": {\"d\": 1}"));
    }

    [TestCase("{A: ~}", "\"N::x\": \"x\", \"N::y\": \"y\", \"resources\": {\"r\": {\"hooks\": \"pre-create\"}}")]
    [TestCase("{'N::*': ~, B: b}", "\"A\": \"a.yaml\", \"resources\": {\"r\": {\"hooks\": \"pre-create\"}}, \"B\": \"b\"")]
    [TestCase("{'*': ~}", "\"resources\": {\"r\": {\"hooks\": \"pre-create\"}}", TestName = "the tree is left")]
    [TestCase("{resources: {r: {T: t}, s: {T: ~}}}", "\"A\": \"a.yaml\", \"N::x\": \"x\", \"N::y\": \"y\", \"resources\": {\"r\": {\"hooks\": \"pre-create\", \"T\": \"t\"}, \"s\": {}}")]
    public void Update_OfTheRegistry_GoesIntoIt_AndNullRemoves(string registry, string left) =>
        Assert.That(
            Stored.Update(EnvironmentReader.Read($"resource_registry: {registry}")).ToJson(),
            Does.StartWith($"{{\"resource_registry\": {{{left}}}, \"parameters\""));

    [Test]
    public void ForChild_InheritsWhatIsForNestedStacks()
    {
        var child = Stored.ForChild();

        Assert.That(Targets(child), Is.EqualTo("a:x a:y b:"));
        Assert.That(child.Sections.Keys, Is.EquivalentTo(["event_sinks", "parameter_defaults", "resource_registry"]));
        Assert.That(child.Sinks[0].File, Is.EqualTo("stored"));
    }

    [Test]
    public void ForChild_WithItsOwn_AppendsItsSinks_AndDeliversEachOnce()
    {
        var own = EnvironmentReader.Read("event_sinks: [{type: c}, {type: a, target: y}]\nparameters: {own: 1}\nparameter_defaults: {d: 2}\n");

        var child = Stored.ForChild(own);

        Assert.That(Targets(child), Is.EqualTo("a:x a:y b: c:"));
        Assert.That(child.ToJson(), Does.Contain("\"parameters\": {\"own\": 1}, \"parameter_defaults\": {\"d\": 2}"));
    }

    [Test]
    public void ForChild_OfAChild_InheritsOnce() => Assert.That(Targets(Stored.ForChild().ForChild(Stored.ForChild())), Is.EqualTo("a:x a:y b:"));

    [Test]
    public void ForChild_WithAnEmptyList_InheritsNoSinks() =>
        Assert.That(Stored.ForChild(EnvironmentReader.Read("event_sinks: []")).Sinks, Is.Empty);

    [Test]
    public void ForChild_DoesNotSayItsParentsWarningsAgain() =>
        Assert.That(EnvironmentReader.Read("parameters: {a: 1, a: 2}").ForChild().Diagnostics, Is.Empty);

    private static string Targets(StackEnvironment environment) =>
        string.Join(' ', environment.Sinks.Select(static sink => $"{sink.Type}:{sink.Map.Find("target")?.Value.ToString().Trim('"')}"));
}
