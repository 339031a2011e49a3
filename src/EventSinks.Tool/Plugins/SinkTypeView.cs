using EventSinks.Discovery;

namespace EventSinks.Tool.Plugins;

/// <summary>An entry of the catalog for programs.</summary>
internal sealed record SinkTypeView(
    string? Type, string Plugin, string? Version, int? ContractVersion, bool Available, string? ProblemCode, string? Problem, string? Path)
{
    public static SinkTypeView Of(SinkCatalogEntry entry) => new(
        entry.SinkType, entry.Plugin, entry.Version?.ToString(), entry.ContractVersion, entry.IsAvailable, entry.ProblemCode, entry.Problem, entry.AssemblyPath);
}
