using System.Composition.Hosting.Core;

namespace EventSinks.Discovery;

/// <summary>What the constructors of factories may import: an allow-list, each service given for the sink type that asks.</summary>
/// <param name="services">The services by the type that is imported.</param>
/// <param name="sinkType">Whose factory is being made.</param>
internal sealed class HostServices(IReadOnlyDictionary<Type, Func<string, object>> services, string sinkType) : ExportDescriptorProvider
{
    public override IEnumerable<ExportDescriptorPromise> GetExportDescriptors(CompositionContract contract, DependencyAccessor descriptorAccessor)
    {
        if (contract.ContractName is not null || !services.TryGetValue(contract.ContractType, out var get))
        {
            return NoExportDescriptors;
        }

        var service = get(sinkType);
        return
        [
            new ExportDescriptorPromise(
                contract,
                "EventSinks host",
                isShared: true,
                NoDependencies,
                _ => ExportDescriptor.Create((_, _) => service, NoMetadata)),
        ];
    }
}
