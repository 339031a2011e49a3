using System.Reflection;
using EventSinks.Testing.Reference;
using NUnit.Framework.Interfaces;

namespace EventSinks.Testing.Proof;

/// <summary>Proves the conformance kit: what is right passes, and each fault is found by the rule that is about it.</summary>
[NonParallelizable]
public sealed class BrokenSinksTests
{
    private static IEnumerable<Type> Broken =>
        typeof(BrokenSinksTests).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(BreaksAttribute))).OrderBy(static type => type.Name, StringComparer.Ordinal);

    [Test]
    public void Kit_PassesAFaultlessSink_AndIgnoresNothing()
    {
        var results = Run(typeof(FaultlessFactory));

        Assert.That(results.Where(static result => result.ResultState.Status != TestStatus.Passed).Select(static result => $"{result.Name}: {result.Message}"), Is.Empty);
        Assert.That(results.Select(FixtureRun.RuleOf).Distinct(), Has.Exactly(Rules.All.Count).Items);
    }

    [TestCaseSource(nameof(Broken))]
    public void Kit_FindsWhatABrokenSinkBreaks(Type factory)
    {
        var breaks = factory.GetCustomAttribute<BreaksAttribute>()!;

        var failed = Run(factory).Where(static result => result.ResultState.Status == TestStatus.Failed).ToLookup(FixtureRun.RuleOf, static result => result.Message);

        var found = failed.Select(static rule => rule.Key).Order().ToArray();
        var told = string.Join('\n', failed.Select(static rule => $"{rule.Key}: {rule.First()}"));
        Assert.That(found, breaks.AndMore ? Is.SupersetOf(breaks.Rules) : Is.EquivalentTo(breaks.Rules), told);
    }

    [Test]
    public void EveryRule_IsBrokenBySomeSink() => Assert.That(
        Rules.All.Select(static rule => rule.Number).Except(Broken.SelectMany(static type => type.GetCustomAttribute<BreaksAttribute>()!.Rules)), Is.Empty);

    private static IReadOnlyList<ITestResult> Run(Type factory) => FixtureRun.Of(typeof(ReferenceConformance<>).MakeGenericType(factory));
}
