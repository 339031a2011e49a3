using System.Reflection;

namespace EventSinks.Discovery;

/// <summary>
/// The assemblies that host and plug-ins share, whatever a plug-in ships: their types appear in the contract or in what a factory may
/// import. A second copy would make the plug-in's <c>IEventSink</c> a different type from ours.
/// </summary>
internal sealed class SharedAssemblies
{
    private static readonly string[] Always =
    [
        "EventSinks.Abstractions",
        "System.Composition.AttributedModel",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Primitives",
        "Microsoft.Extensions.Http",
    ];

    private readonly Dictionary<string, Assembly?> _shared;

    /// <summary>Adds to what is always shared the assemblies of the services that the host exposes.</summary>
    /// <param name="services">The types of those services.</param>
    public SharedAssemblies(IEnumerable<Type> services)
    {
        _shared = Always.ToDictionary(static name => name, static _ => (Assembly?)null, StringComparer.OrdinalIgnoreCase);
        foreach (var assembly in services.Select(static service => service.Assembly))
        {
            _shared.TryAdd(assembly.GetName().Name!, assembly);
        }
    }

    /// <summary>Gives the host's own copy.</summary>
    /// <param name="name">The name of an assembly.</param>
    /// <returns>The copy; null for an assembly that is not shared.</returns>
    public Assembly? Find(AssemblyName name)
    {
        if (name.Name is null || !_shared.TryGetValue(name.Name, out var exposed))
        {
            return null;
        }

        // By name alone: the host's version is the one there is. That it is not too low has been checked before.
        return exposed ?? Assembly.Load(new AssemblyName(name.Name));
    }

    /// <summary>Says what a plug-in needs that the host has in a lower version only.</summary>
    /// <param name="references">The plug-in's references.</param>
    /// <returns>The problem; null if there is none.</returns>
    public PluginProblem? Check(IEnumerable<AssemblyName> references)
    {
        foreach (var reference in references)
        {
            if (Find(reference)?.GetName().Version is { } own && reference.Version > own)
            {
                return new(
                    PluginProblemCodes.SharedAssemblyTooOld,
                    $"it needs {reference.Name} {reference.Version}, and this host has {own}; use a later host, or build the plug-in against {own}");
            }
        }

        return null;
    }
}
