using System.Composition.Hosting;
using System.Reflection;

namespace EventSinks.Discovery;

/// <summary>
/// Makes a factory. Each type is composed alone: in one container for all of them, one part with a missing import loses the good ones too.
/// </summary>
internal sealed class FactoryComposer(IReadOnlyDictionary<Type, Func<string, object>> services, TimeSpan limit)
{
    /// <summary>Makes a factory, on a thread of its own with a time limit: from here on plug-in code runs.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="getType">Gives the factory's type; may load its plug-in.</param>
    /// <returns>The factory.</returns>
    /// <exception cref="SinkTypeUnavailableException">It cannot be made; the message says why.</exception>
    public IEventSinkFactory Compose(string sinkType, Func<Type> getType)
    {
        try
        {
            return PluginThread.Run(() => Make(sinkType, getType()), limit);
        }
        catch (PluginTimeoutException)
        {
            throw Unavailable(PluginProblemCodes.InitializationTimedOut, $"it did not get ready within {limit.TotalSeconds:0.###} s", null);
        }
        catch (Exception error) when (error is not SinkTypeUnavailableException)
        {
            // Constructors and initializers of plug-ins may throw anything.
            throw Explain(error);
        }
    }

    private IEventSinkFactory Make(string sinkType, Type type)
    {
        if (type.IsAbstract || type.ContainsGenericParameters || !typeof(IEventSinkFactory).IsAssignableFrom(type))
        {
            throw Unavailable(
                PluginProblemCodes.NotAFactory, $"{type.FullName} is no concrete class that implements {nameof(IEventSinkFactory)}", null);
        }

        if (FactoryConstructor.Find(type) is not { } constructor)
        {
            throw Unavailable(PluginProblemCodes.NotAFactory, $"{type.FullName} has no public constructor", null);
        }

        // The container would say it too, but in its own words and about all parts together.
        if (FactoryConstructor.FindMissingImport(constructor, services.ContainsKey) is { } missing)
        {
            throw Unavailable(
                PluginProblemCodes.MissingImport, $"the constructor of {type.FullName} asks for {missing.FullName}, which this host does not give to sinks", null);
        }

        // Not disposed: that would dispose the factory with it, which lives as long as the catalog.
        return new ContainerConfiguration()
            .WithPart(type, FactoryConstructor.Conventions(type))
            .WithProvider(new HostServices(services, sinkType))
            .CreateContainer()
            .GetExport<IEventSinkFactory>();
    }

    private static SinkTypeUnavailableException Explain(Exception error)
    {
        // The container wraps what a constructor throws, and so do static constructors and module initializers.
        var cause = error;
        while (cause is CompositionFailedException or TypeInitializationException or TargetInvocationException
            && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        var code = cause switch
        {
            FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or MissingMethodException =>
                PluginProblemCodes.LoadFailed,

            // What a constructor asks for has been looked at before; this is about an imported property.
            CompositionFailedException => PluginProblemCodes.MissingImport,
            _ => PluginProblemCodes.InitializationFailed,
        };
        return Unavailable(code, $"{cause.GetType().Name}: {cause.Message}", error);
    }

    private static SinkTypeUnavailableException Unavailable(string code, string message, Exception? error) => new(new(code, message), error);
}
