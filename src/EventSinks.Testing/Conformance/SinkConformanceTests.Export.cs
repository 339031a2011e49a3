using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>How a host finds the sink type and makes its factory.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    private static readonly Regex SinkTypePattern = new("^[a-z0-9.-]{1,64}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The sink type is 1 to 64 of a-z, 0-9, '.' and '-'.</summary>
    [Test]
    [ConformanceRule(1, "S13", "The sink type is 1 to 64 characters of a-z, 0-9, '.' and '-'.")]
    public void Rule01_SinkTypeIsWellFormed()
    {
        var export = typeof(TFactory).GetCustomAttribute<ExportEventSinkAttribute>();

        Assert.That(export, Is.Not.Null, $"{typeof(TFactory)} has no [ExportEventSink]");
        Assert.That(SinkTypePattern.IsMatch(export!.SinkType), Is.True, $"'{export.SinkType}' is no sink type");
    }

    /// <summary>The factory is a public class that can be made.</summary>
    [Test]
    [ConformanceRule(2, "S13", "The factory is a public, concrete class with a public constructor.")]
    public void Rule02_FactoryIsAPublicConcreteClass()
    {
        var type = typeof(TFactory);

        Assert.That(type.IsPublic || type.IsNestedPublic, Is.True, $"{type} is not public, so a host does not find it");
        Assert.That(type is { IsAbstract: false, IsGenericTypeDefinition: false }, Is.True, $"{type} cannot be made");
        Assert.That(type.GetConstructors(), Is.Not.Empty, $"{type} has no public constructor");
    }

    /// <summary>The factory was compiled against the contract of this kit.</summary>
    [Test]
    [ConformanceRule(3, "S13", "The attribute carries the version of the contract that the sink was compiled against.")]
    public void Rule03_ContractVersionIsCurrent()
    {
        var export = typeof(TFactory).GetCustomAttribute<ExportEventSinkAttribute>();

        Assert.That(export?.EventSinkContractVersion, Is.EqualTo(EventSinkContract.Version), "leave contractVersion out, and compile against the present contract");
    }

    /// <summary>The factory needs nothing but what every host gives, and what the engine gives besides.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(4, "H1", "The constructor asks for nothing but what the host gives.")]
    public async Task Rule04_FactoryNeedsOnlyWhatTheHostGives()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        Assert.That(() => bench.ComposePlainly().GetFactory(), Throws.Nothing);
    }
}
