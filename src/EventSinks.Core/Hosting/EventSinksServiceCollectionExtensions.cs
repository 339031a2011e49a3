using System.Diagnostics.Metrics;
using EventSinks;
using EventSinks.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// Where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Opens EventSinks for a host.</summary>
public static class EventSinksServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="StackEvents"/>, which the host drains when every other service has stopped, and a health check named
    /// <c>eventsinks</c> that no tenant's destination can turn red.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says what is not to be left at its default.</param>
    /// <returns>The host's services.</returns>
    /// <exception cref="InvalidOperationException">It has been called before.</exception>
    public static IServiceCollection AddEventSinks(this IServiceCollection services, Action<StackEventsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(static service => service.ServiceType == typeof(StackEvents)))
        {
            throw new InvalidOperationException("AddEventSinks has been called before; say everything in one call.");
        }

        services.AddOptions<DrainOptions>();
        services.AddOptions<DeliveryHealthOptions>();
        services.AddSingleton(provider => Build(provider, configure));
        services.AddHostedService(static provider => new DrainingService(
            provider.GetRequiredService<StackEvents>(),
            provider.GetRequiredService<IOptions<DrainOptions>>().Value,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "eventsinks",
            static provider => new WorkerHealthCheck(
                provider.GetRequiredService<StackEvents>(), provider.GetRequiredService<IOptions<DeliveryHealthOptions>>().Value),
            failureStatus: null,
            tags: null));
        return services;
    }

    private static StackEvents Build(IServiceProvider provider, Action<StackEventsBuilder>? configure)
    {
        var builder = new StackEventsBuilder
        {
            Activate = type => ActivatorUtilities.GetServiceOrCreateInstance(provider, type),
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
            Clock = provider.GetService<TimeProvider>() ?? TimeProvider.System,
            MeterFactory = provider.GetService<IMeterFactory>(),
        };
        configure?.Invoke(builder);
        return builder.Build();
    }
}
