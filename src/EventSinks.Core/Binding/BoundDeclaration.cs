using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>A declaration whose options are right, before it is held against the others of its stack.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Common">What it says with the keys that are common to all sinks.</param>
/// <param name="Factory">The factory of its sink type.</param>
/// <param name="Options">Its options.</param>
/// <param name="Destination">Where it leads.</param>
/// <param name="Warnings">The warnings about it.</param>
internal sealed record BoundDeclaration(
    SinkDeclaration Declaration,
    CommonOptions Common,
    IEventSinkFactory Factory,
    object Options,
    SinkDestination Destination,
    IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>Gets whether anything is sent. One that is switched off may still take the place of an earlier one.</summary>
    public bool IsEnabled => Common.IsEnabled;

    /// <summary>Gets what two declarations that lead to one destination have in common.</summary>
    public (string SinkType, string Destination) Place => (Declaration.Type, Destination.Identity);
}
