namespace EventSinks.Discovery;

/// <summary>A type with an <see cref="ExportEventSinkAttribute"/>, as metadata shows it.</summary>
/// <param name="TypeName">The type's full name, as <see cref="System.Reflection.Assembly.GetType(string)"/> takes it.</param>
/// <param name="SinkType">The sink type.</param>
/// <param name="ContractVersion">The contract that it was compiled against.</param>
internal sealed record FoundExport(string TypeName, string SinkType, int ContractVersion);
