using System.Reflection;

namespace EventSinks.Discovery;

/// <summary>What metadata shows of an assembly.</summary>
/// <param name="Version">Its version.</param>
/// <param name="References">What it references.</param>
/// <param name="Exports">The sink types that it exports.</param>
internal sealed record FoundAssembly(Version Version, IReadOnlyList<AssemblyName> References, IReadOnlyList<FoundExport> Exports);
