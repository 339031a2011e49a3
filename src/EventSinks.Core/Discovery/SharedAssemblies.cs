using System.Collections.Frozen;
using System.Reflection;

namespace EventSinks.Discovery;

/// <summary>
/// The assemblies that host and plug-ins share, whatever a plug-in ships: their types appear in the contract or in what a factory may
/// import. A second copy would make the plug-in's <c>IEventSink</c> a different type from ours.
/// </summary>
internal static class SharedAssemblies
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "EventSinks.Abstractions",
        "System.Composition.AttributedModel",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Primitives",
        "Microsoft.Extensions.Http",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the host's own copy.</summary>
    /// <param name="name">The name of an assembly.</param>
    /// <returns>The copy; null for an assembly that is not shared.</returns>
    public static Assembly? Find(AssemblyName name)
    {
        if (name.Name is null || !Names.Contains(name.Name))
        {
            return null;
        }

        // By name alone: the host's version is the one there is. That it is not too low has been checked before.
        return Assembly.Load(new AssemblyName(name.Name));
    }

    /// <summary>Says what a plug-in needs that the host has in a lower version only.</summary>
    /// <param name="references">The plug-in's references.</param>
    /// <returns>The problem; null if there is none.</returns>
    public static PluginProblem? Check(IEnumerable<AssemblyName> references)
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
