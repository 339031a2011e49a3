using System.Text.RegularExpressions;
using EventSinks.Binding;
using EventSinks.Discovery;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>What users write, and what the factory makes of it.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    private static readonly Regex KeyPattern = new("^[a-z][a-z0-9_]*\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex SecretPattern = new(
        "(^|_)(password|passphrase|passwd|secrets?|tokens?|api_?key|private_key|signature|credentials?)(_|\\z)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    /// <summary>Options have keys in snake_case, and none that all sinks have.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(5, "S12", "The options are a record that a host can read: keys in snake_case, none of those that all sinks have.")]
    public async Task Rule05_OptionsAreAReadableRecord()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var options = Describe(bench);

        Assert.That(options.Select(static option => option.Key).Where(static key => !KeyPattern.IsMatch(key)), Is.Empty, "keys are snake_case");
    }

    /// <summary>Options that are called as secrets are carry the attribute.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(6, "S12", "Options that are called password, token, secret, key or signature are marked with [SecretOption].")]
    public async Task Rule06_SecretsAreMarked()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var unmarked = Describe(bench).Where(static option => SecretPattern.IsMatch(option.Key) && !option.IsSecret).Select(static option => option.Key);

        Assert.That(unmarked, Is.Empty, "these are called as secrets are, and would be shown");
    }

    /// <summary>Options that are right are bound.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(7, "H2", "Options that are right are bound without an error, and nothing is thrown.")]
    public async Task Rule07_ValidOptionsAreBound()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        Assert.That(bench.Options, Is.Not.Empty, $"{nameof(ValidOptions)} is empty; give at least one text");

        foreach (var options in bench.Options)
        {
            var bound = bench.Bind(options);
            Assert.That(bound.Report.HasErrors, Is.False, bound.Diagnostics);
        }

        Assert.That(bench.Factory.Thrown, Is.Empty, "the factory threw");
    }

    /// <summary>Options that are wrong are an error, and no exception.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(8, "S12", "Options that are wrong are an error at their place, and nothing is thrown.")]
    public async Task Rule08_InvalidOptionsAreAnErrorAndNoException()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        foreach (var options in InvalidOptions)
        {
            Assert.That(bench.Bind(options).Report.HasErrors, Is.True, $"this was said to be wrong, and was bound: {options}");
        }

        Assert.That(bench.Factory.Thrown, Is.Empty, "the factory threw instead of saying what is wrong");
    }

    /// <summary>What Check finds is about options that there are.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(9, "S12", "Findings of Check name a property of the options record, so that the user sees the line.")]
    public async Task Rule09_FindingsNameAnOption()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        foreach (var options in InvalidOptions.Concat(bench.Options))
        {
            bench.Bind(options);
        }

        var known = bench.Factory.OptionsType.GetProperties().Select(static property => property.Name);

        Assert.That(bench.Factory.Findings.Select(static finding => finding.Option).Except(known, StringComparer.Ordinal), Is.Empty, "use nameof");
    }

    /// <summary>Nothing is asked of anybody before the first delivery.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(10, "S1", "Constructor, Describe, Check and Create call nobody and ask for no credential.")]
    public async Task Rule10_NobodyIsCalledBeforeTheFirstDelivery()
    {
        await using var bench = await OpenAsync(DestinationAbilities.CountCalls).ConfigureAwait(false);

        foreach (var options in bench.Options)
        {
            await bench.OpenLaneAsync(options: options).ConfigureAwait(false);
        }

        Assert.That(await bench.Destination.CountCallsAsync().ConfigureAwait(false), Is.Zero, "the destination was called before any event was delivered");
        Assert.That(bench.Credentials.Asked, Is.Zero, "a credential was asked for before any event was delivered");
    }

    /// <summary>Equal options lead to one place, whichever factory is asked.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(11, "S3", "Describe says the same for equal options, each time and in every process.")]
    public async Task Rule11_DescribeIsDeterministic()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        var other = new SpyFactory(bench.Compose().GetFactory());

        foreach (var options in bench.Options)
        {
            var first = bench.Bind(options).Destination;
            Assert.That(bench.Bind(options).Destination, Is.EqualTo(first), "the same factory said something else the second time");
            Assert.That(bench.Bind(options, other).Destination, Is.EqualTo(first), "another factory of the type said something else");
            Assert.That(first.Identity, Is.Not.Empty, "a destination has an identity");
        }
    }

    /// <summary>What is stored and shown of a destination holds no secret.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(12, "S3", "A destination's identity and endpoint hold no secret.")]
    public async Task Rule12_DestinationHoldsNoSecret()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        foreach (var options in bench.Options)
        {
            AssertHidden(bench, bench.Bind(options).Destination.ToString(), "the destination");
        }
    }

    /// <summary>No message about options holds a secret, nor do the texts of factory and sink.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(13, "S8", "No message about options holds a secret, nor does what ToString of factory and sink gives.")]
    public async Task Rule13_MessagesHoldNoSecret()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        foreach (var options in bench.Options)
        {
            var lane = await bench.OpenLaneAsync(options: options).ConfigureAwait(false);
            AssertHidden(bench, $"{bench.Bind(options).Diagnostics} {bench.Factory.Inner} {lane.Sink}", "a message, or ToString,");
        }
    }

    private static IReadOnlyList<SinkOption> Describe(SinkBench bench)
    {
        var catalog = new SinkCatalogBuilder().AddSink(bench.Export.SinkType, bench.Factory).Build();
        return new SinkBinder(catalog).DescribeOptions(catalog.Entries[0]);
    }

    private static void AssertHidden(SinkBench bench, string shown, string what)
    {
        foreach (var secret in bench.Secrets())
        {
            // Not repeated here either: what tests print is kept by many.
            Assert.That(shown.Contains(secret, StringComparison.Ordinal), Is.False, $"{what} holds a secret of {secret.Length} characters");
        }
    }
}
