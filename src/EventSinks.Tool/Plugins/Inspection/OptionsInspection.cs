namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>What metadata shows of a sink type's options.</summary>
/// <param name="Options">The options; null if metadata does not show them.</param>
/// <param name="Problem">Why not.</param>
internal sealed record OptionsInspection(IReadOnlyList<InspectedOption>? Options, string? Problem);
