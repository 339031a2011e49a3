using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace EventSinks.Testing.Conformance;

/// <summary>
/// Marks a test as a rule of the contract. Its number and the promise that it holds a sink to are properties of the test, by which test runs
/// can be filtered: <c>Rule</c> and <c>Promise</c>.
/// </summary>
/// <param name="number">The rule's number; it stays with the rule for ever.</param>
/// <param name="promise">The promise in <c>docs/writing-a-sink.md</c>: <c>H1</c> and so on are the host's, <c>S1</c> and so on the sink's.</param>
/// <param name="description">What the rule says, in a sentence.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceRuleAttribute(int number, string promise, string description) : NUnitAttribute, IApplyToTest
{
    /// <summary>The property that a rule's number is in.</summary>
    public const string RuleProperty = "Rule";

    /// <summary>The property that the promise is in.</summary>
    public const string PromiseProperty = "Promise";

    /// <summary>Gets the rule's number, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Gets the promise that a sink is held to.</summary>
    public string Promise { get; } = promise;

    /// <summary>Gets what the rule says.</summary>
    public string Description { get; } = description;

    /// <summary>Gives a test the properties.</summary>
    /// <param name="test">The test.</param>
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Properties.Set(RuleProperty, Number);
        test.Properties.Set(PromiseProperty, Promise);
        test.Properties.Set(PropertyNames.Description, $"{Promise}: {Description}");
    }
}
