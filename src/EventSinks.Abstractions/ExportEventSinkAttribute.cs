using System.Composition;

namespace EventSinks;

/// <summary>
/// Exports a factory as the implementation of one sink type: the string that users write after <c>type:</c> in an entry of
/// <c>event_sinks</c>. Put it on a public, concrete class that implements <see cref="IEventSinkFactory"/>.
/// </summary>
/// <param name="sinkType">The sink type, compared ordinally: 1 to 64 characters of <c>[a-z0-9.-]</c>, e.g. <c>zaqar-queue</c>.</param>
/// <param name="contractVersion">The contract that the plug-in was compiled against; leave it out.</param>
/// <remarks>The .NET analogue of a stevedore entry point in Heat's namespace <c>heat.event_sinks</c>.</remarks>
[MetadataAttribute]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExportEventSinkAttribute(string sinkType, int contractVersion = EventSinkContract.Version)
    : ExportAttribute(typeof(IEventSinkFactory))
{
    /// <summary>Gets the sink type.</summary>
    public string SinkType { get; } = sinkType;

    /// <summary>Gets the version of the contract that the plug-in was compiled against.</summary>
    public int EventSinkContractVersion { get; } = contractVersion;
}
